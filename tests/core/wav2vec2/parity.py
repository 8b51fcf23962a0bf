"""Pairs of networks, ours and transformers', with the same random weights; how far their answers are apart."""

from __future__ import annotations

from typing import Any

import torch
import transformers
from hypothesis import strategies
from torch import Tensor, nn

import core.wav2vec2 as family

LIMIT = 1e-5
# The worst difference seen, by stage; printed at the end of the run.
WORST: dict[str, float] = {}
CLASSES = (
    "Wav2Vec2Model",
    "Wav2Vec2ForCTC",
    "Wav2Vec2ForSequenceClassification",
    "Wav2Vec2ForAudioFrameClassification",
    "Wav2Vec2ForXVector",
    "Wav2Vec2ForPreTraining",
)
# transformers 5 no longer knows "selu", which the specification names.
ACTIVATIONS = ("gelu", "relu", "gelu_new", "silu")
TINY: dict[str, Any] = {
    "vocab_size": 11,
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 24,
    "conv_dim": (12, 8),
    "conv_kernel": (10, 3),
    "conv_stride": (5, 2),
    "num_conv_pos_embeddings": 6,
    "num_conv_pos_embedding_groups": 2,
    "classifier_proj_size": 6,
    "num_codevectors_per_group": 5,
    "num_codevector_groups": 2,
    "codevector_dim": 8,
    "proj_codevector_dim": 7,
    "tdnn_dim": (6, 8),
    "tdnn_kernel": (3, 2),
    "tdnn_dilation": (1, 2),
    "xvector_output_dim": 9,
    "mask_time_prob": 0.2,
    "mask_time_length": 2,
    "ctc_zero_infinity": True,
}
STILL = dict.fromkeys(
    (
        "hidden_dropout",
        "activation_dropout",
        "attention_dropout",
        "feat_proj_dropout",
        "feat_quantizer_dropout",
        "final_dropout",
        "layerdrop",
    ),
    0.0,
)
MMS = {"feat_extract_norm": "layer", "do_stable_layer_norm": True, "conv_bias": True, "adapter_attn_dim": 4}


@strategies.composite
def settings_of_networks(draw: strategies.DrawFn) -> dict[str, Any]:
    """Tiny configurations over everything that changes the computation."""
    layers = draw(strategies.integers(1, 4))

    def each(low: int, high: int) -> tuple[int, ...]:
        return tuple(draw(strategies.integers(low, high)) for _ in range(layers))

    heads, groups = draw(strategies.sampled_from(((1, 1), (2, 4), (4, 2))))
    return {
        **TINY,
        **STILL,
        "conv_dim": each(3, 10),
        "conv_kernel": (10, *each(1, 4)[1:]),
        "conv_stride": (5, *each(1, 2)[1:]),
        "hidden_size": 4 * draw(strategies.integers(2, 6)),
        "num_attention_heads": heads,
        "num_conv_pos_embedding_groups": groups,
        "num_conv_pos_embeddings": draw(strategies.integers(1, 9)),
        "num_hidden_layers": draw(strategies.integers(1, 3)),
        "intermediate_size": draw(strategies.integers(3, 20)),
        "hidden_act": draw(strategies.sampled_from(ACTIVATIONS)),
        "feat_extract_activation": draw(strategies.sampled_from(ACTIVATIONS)),
        "conv_bias": draw(strategies.booleans()),
        "feat_extract_norm": draw(strategies.sampled_from(("group", "layer"))),
        "do_stable_layer_norm": draw(strategies.booleans()),
        "adapter_attn_dim": draw(strategies.sampled_from((None, 1, 4))),
        "use_weighted_layer_sum": False,
        "mask_feature_prob": draw(strategies.sampled_from((0.0, 0.3))),
        "mask_feature_length": 2,
        "ctc_loss_reduction": draw(strategies.sampled_from(("sum", "mean"))),
        "num_labels": draw(strategies.integers(2, 4)),
    }


def pair(name: str, attention: str = "sdpa", **settings: Any) -> tuple[Any, Any]:
    """(ours, transformers') of a class, in evaluation mode, with equal weights none of which has a special value."""
    torch.manual_seed(0)
    theirs = getattr(transformers, name)._from_config(
        transformers.Wav2Vec2Config(**settings), attn_implementation=attention
    )
    with torch.no_grad():
        for parameter in theirs.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    ours = getattr(family, name)(family.Wav2Vec2Config(**settings))
    ours.load_state_dict(theirs.state_dict(), strict=True)
    return ours.eval(), theirs.eval()


def audio(lengths: tuple[int, ...], seed: int = 1) -> tuple[Tensor, Tensor]:
    """A padded batch (batch, longest) and its attention mask."""
    generator = torch.Generator().manual_seed(seed)
    values = torch.randn(len(lengths), max(lengths), generator=generator)
    mask = (torch.arange(max(lengths)) < torch.tensor(lengths)[:, None]).long()
    return values * mask, mask


def assert_equal(stage: str, ours: Tensor, theirs: Tensor, scale: float = 1.0) -> None:
    """Within `LIMIT`, relative to the largest value, or to `scale`, where that is above 1."""
    assert ours.shape == theirs.shape, stage
    assert torch.equal(ours.isfinite(), theirs.isfinite()), stage
    ours, theirs = (value.detach()[theirs.isfinite()].double() for value in (ours, theirs))
    if not theirs.numel():
        return
    difference = ((ours - theirs).abs().max() / theirs.abs().max().clamp_min(max(1.0, scale))).item()
    WORST[stage] = max(WORST.get(stage, 0.0), difference)
    assert difference < LIMIT, stage


def stages(model: nn.Module) -> dict[str, Tensor]:
    """Filled by the next forward pass: what comes out of the front, projection, positions and each layer, by name."""
    seen: dict[str, Tensor] = {}
    ends = ("feature_projection", "pos_conv_embed", "encoder.layer_norm", "quantizer")
    for name, module in model.named_modules():
        if name.endswith(ends) or name.split(".")[-2:-1] in (["layers"], ["conv_layers"], ["tdnn"]):

            def keep(_: nn.Module, __: Any, output: Any, name: str = name) -> None:
                # A copy: transformers masks the projected features in place.
                value = (output[0] if isinstance(output, tuple) else output).clone()
                transposed = name.split(".")[-2] == "tdnn" if "." in name else False
                seen[name] = value.transpose(1, 2) if transposed and isinstance(model, _OURS) else value

            module.register_forward_hook(keep)
    return seen


_OURS = (family.Wav2Vec2ForXVector,)
