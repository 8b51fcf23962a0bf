"""The networks against transformers' on equal random weights: every stage, losses, gradients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings, strategies
from torch import Tensor

import core.wav2vec2 as family
from tests.core.wav2vec2.parity import (
    CLASSES,
    MMS,
    STILL,
    TINY,
    assert_equal,
    audio,
    pair,
    settings_of_networks,
    stages,
)

FEW = settings(max_examples=12, derandomize=True, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=300, suppress_health_check=list(HealthCheck))
LENGTHS = strategies.tuples(strategies.integers(400, 700), strategies.integers(400, 700))


def _compare_stages(config: dict[str, Any], lengths: tuple[int, int], masked: bool) -> None:
    ours, theirs = pair("Wav2Vec2ForCTC", **config)
    values, mask = audio(lengths)
    inputs = {"input_values": values, "attention_mask": mask if masked else None}
    our_stages, their_stages = stages(ours), stages(theirs)
    with torch.no_grad():
        our_logits, their_logits = ours(**inputs).logits, theirs(**inputs).logits
    assert our_stages.keys() == their_stages.keys()
    for name, value in their_stages.items():
        label = ".".join(part for part in name.split(".") if not part.isdigit())
        assert_equal(label, our_stages[name], value)
    assert_equal("logits", our_logits, their_logits)


@FEW
@given(settings_of_networks(), LENGTHS, strategies.booleans())
def test_every_stage_of_a_random_network(config: dict[str, Any], lengths: tuple[int, int], masked: bool) -> None:
    _compare_stages(config, lengths, masked)


@pytest.mark.slow
@MANY
@given(settings_of_networks(), LENGTHS, strategies.booleans())
def test_every_stage_of_many_random_networks(config: dict[str, Any], lengths: tuple[int, int], masked: bool) -> None:
    _compare_stages(config, lengths, masked)


def _targets(name: str, ours: Any, frames: int) -> dict[str, Tensor]:
    config, random = ours.config, torch.Generator().manual_seed(3)
    if name == "Wav2Vec2ForCTC":
        labels = torch.randint(1, config.vocab_size, (2, 5), generator=random)
        labels[1, 3:] = -100
        return {"labels": labels}
    if name == "Wav2Vec2ForAudioFrameClassification":
        classes = torch.randint(0, config.num_labels, (2, frames), generator=random)
        return {"labels": torch.nn.functional.one_hot(classes, config.num_labels)}
    if name == "Wav2Vec2ForPreTraining":
        np.random.seed(4)
        masked = family.compute_mask_indices((2, frames), 0.5, 2, min_masks=2)
        negatives = family.sample_negative_indices((2, frames), 6, masked)
        return {
            "mask_time_indices": torch.from_numpy(masked),
            "sampled_negative_indices": torch.from_numpy(negatives).long(),
        }
    return {"labels": torch.randint(0, config.num_labels, (2,), generator=random)}


def _compare_training(
    name: str, config: dict[str, Any], lengths: tuple[int, int], masked: bool, dtype: torch.dtype = torch.float32
) -> None:
    ours, theirs = (model.to(dtype) for model in pair(name, **config))
    values, mask = audio(lengths)
    values = values.to(dtype)
    frames = int(ours.frame_lengths(max(lengths)))
    inputs = {"attention_mask": mask if masked else None, **_targets(name, ours, frames)}
    losses = []
    for model in (ours, theirs):
        # SpecAugment draws from numpy, Gumbel noise from torch: the same seeds must give the same.
        np.random.seed(7)
        torch.manual_seed(8)
        output = model.train()(values.clone(), **inputs)
        output.loss.backward()
        losses.append(output)
    for field in losses[1]:
        if isinstance(losses[1][field], Tensor):
            assert_equal(f"{name} {field}", losses[0][field], losses[1][field])
    their_gradients = {key: value.grad for key, value in theirs.named_parameters()}
    # Where large gradients cancel (a bias before a normalisation) what is left is their rounding, in both.
    largest = max(value.abs().max().item() for value in their_gradients.values() if value is not None)
    for key, value in ours.named_parameters():
        expected = their_gradients[key]
        assert (value.grad is None) == (expected is None), key
        if expected is not None:
            double = " (float64)" if dtype == torch.float64 else ""
            assert_equal(f"{name} gradients{double}", value.grad, expected, largest)


@pytest.mark.parametrize("name", CLASSES[1:])
@settings(max_examples=5, derandomize=True, suppress_health_check=list(HealthCheck))
@given(config=settings_of_networks(), lengths=LENGTHS, masked=strategies.booleans())
def test_loss_and_gradients(name: str, config: dict[str, Any], lengths: tuple[int, int], masked: bool) -> None:
    _compare_training(name, config, lengths, masked)


@pytest.mark.slow
@pytest.mark.parametrize("name", CLASSES[1:])
@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(config=settings_of_networks(), lengths=LENGTHS, masked=strategies.booleans())
def test_loss_and_gradients_of_many(name: str, config: dict[str, Any], lengths: tuple[int, int], masked: bool) -> None:
    # Among many drawn networks some are so badly conditioned (a layer norm over three channels) that both sides are
    # 1e-5 off the truth in float32; in float64 a difference is one of meaning.
    _compare_training(name, config, lengths, masked, torch.float64)


@pytest.mark.parametrize("name", CLASSES[2:5])
def test_weighted_layer_sum_of_a_post_norm_network(name: str) -> None:
    _compare_training(name, {**TINY, **STILL, "use_weighted_layer_sum": True}, (500, 410), True)


@pytest.mark.parametrize("width", [16, 10])
@pytest.mark.parametrize("name", CLASSES[:2])
def test_convolution_adapter(name: str, width: int) -> None:
    config = {**TINY, "add_adapter": True, "num_adapter_layers": 2, "output_hidden_size": width}
    ours, theirs = pair(name, **config)
    values, mask = audio((900, 640))
    labels = {"labels": torch.tensor([[1, 2], [3, -100]])} if name == "Wav2Vec2ForCTC" else {}
    with torch.no_grad():
        our_output, their_output = (model(values.clone(), attention_mask=mask, **labels) for model in (ours, theirs))
    for field in their_output:
        assert_equal("convolution adapter", our_output[field], their_output[field])


@pytest.mark.parametrize("layout", [{}, MMS], ids=["post-norm", "pre-norm"])
def test_attentions_are_those_of_the_explicit_computation(layout: dict[str, Any]) -> None:
    ours, theirs = pair("Wav2Vec2Model", "eager", **TINY, **layout)
    values, mask = audio((500, 430))
    with torch.no_grad():
        plain = ours(values, attention_mask=mask).last_hidden_state
        our_output = ours(values, attention_mask=mask, output_attentions=True)
        their_output = theirs(values.clone(), attention_mask=mask, output_attentions=True)
    assert_equal("fused attention", our_output.last_hidden_state, plain)
    assert len(our_output.attentions) == len(their_output.attentions) == 2
    for our_weights, their_weights in zip(our_output.attentions, their_output.attentions, strict=True):
        assert_equal("attentions", our_weights, their_weights)


@pytest.mark.parametrize("length", [400, 401, 719, 720, 721, 1039, 1040, 4567])
def test_a_batch_gives_what_its_rows_give(length: int) -> None:
    ours, _ = pair("Wav2Vec2ForCTC", **{**TINY, **MMS, "conv_dim": (8,) * 7, **_base_front()})
    values, mask = audio((length, 4800))
    with torch.no_grad():
        batch = ours(values, attention_mask=mask).logits[0]
        single = ours(values[:1, :length]).logits[0]
    assert len(single) == (length - 400) // 320 + 1
    assert_equal("batch against single", batch[: len(single)], single)


def _base_front() -> dict[str, Any]:
    return {"conv_kernel": (10, 3, 3, 3, 3, 2, 2), "conv_stride": (5, 2, 2, 2, 2, 2, 2)}


def test_the_base_configuration_turns_93680_samples_into_292_frames() -> None:
    model = family.Wav2Vec2Model(family.Wav2Vec2Config(num_hidden_layers=1)).eval()
    with torch.inference_mode():
        states = model(torch.randn(1, 93_680)).last_hidden_state
    assert list(states.shape) == [1, 292, 768]
    assert model.frame_lengths(93_680).item() == 292


def test_an_input_shorter_than_one_frame_is_refused() -> None:
    model = family.Wav2Vec2Model(family.Wav2Vec2Config(**TINY, **STILL))
    with pytest.raises(ValueError, match="19 samples are too few: 20 are needed"):
        model(torch.zeros(1, 19))


def test_folding_weight_norm_changes_nothing() -> None:
    ours, _ = pair("Wav2Vec2Model", **TINY)
    values, _ = audio((600,))
    with torch.inference_mode():
        before = ours(values).last_hidden_state
        ours.fold()
        assert_equal("folded", ours(values).last_hidden_state, before)


def test_gradient_checkpointing_gives_the_same_gradients() -> None:
    gradients = []
    for enabled in (False, True):
        ours, _ = pair("Wav2Vec2ForCTC", **{**TINY, **STILL, "mask_time_prob": 0.0})
        ours.gradient_checkpointing_enable(enabled)
        ours.train()(audio((600,))[0], labels=torch.tensor([[1, 2, 3]])).loss.backward()
        gradients.append(ours.wav2vec2.feature_projection.projection.weight.grad)
    assert_equal("gradient checkpointing", *gradients)


def test_freezing_leaves_only_what_is_to_be_trained() -> None:
    ours, _ = pair("Wav2Vec2ForCTC", **{**TINY, **MMS})
    ours.freeze_feature_encoder()
    frozen = {name for name, parameter in ours.named_parameters() if not parameter.requires_grad}
    assert frozen == {name for name, _ in ours.named_parameters() if ".feature_extractor." in name}
    ours.freeze_base_model()
    assert {name for name, parameter in ours.named_parameters() if parameter.requires_grad} == {
        "lm_head.weight",
        "lm_head.bias",
    }


def test_adapter_only_training_moves_adapters_and_head_alone() -> None:
    ours, _ = pair("Wav2Vec2ForCTC", **{**TINY, **MMS, **STILL})
    ours.init_adapter_layers()
    ours.freeze_base_model()
    for parameter in ours.adapter_state().values():
        parameter.requires_grad_(True)
    before = {name: parameter.detach().clone() for name, parameter in ours.named_parameters()}
    optimiser = torch.optim.SGD([p for p in ours.parameters() if p.requires_grad], lr=0.1)
    ours.train()(audio((600, 500))[0], labels=torch.tensor([[1, 2, 3], [4, 5, 6]])).loss.backward()
    optimiser.step()
    moved = {name for name, value in ours.named_parameters() if not torch.equal(value, before[name])}
    assert moved == set(ours.adapter_state())
