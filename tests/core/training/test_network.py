import numpy as np
import pytest
import torch

from core.training.masks import Masking, attention_bias, draw_masking
from core.training.network import TrainingNetwork, front_features
from core.training.recipe import LossOptions, MaskOptions
from tests.core.training.tiny import tiny_model

LOSS = LossOptions(intermediate_layer=1, phone_layer=1)


@pytest.mark.parametrize("pre_norm", [True, False])
def test_without_masks_it_computes_what_the_model_computes(pre_norm: bool) -> None:
    model = tiny_model(do_stable_layer_norm=pre_norm).eval()
    samples = torch.randn(2, 9680)
    attention_mask = torch.ones(2, 9680, dtype=torch.long)
    attention_mask[1, 6480:] = 0
    samples = samples * attention_mask
    frames = torch.tensor([30, 20])
    masking = Masking(torch.zeros(2, 30, dtype=torch.bool), None, attention_bias(frames, 30))
    with torch.inference_mode():
        logits, _, _ = TrainingNetwork(model, LOSS, MaskOptions()).eval()(samples, frames, masking)
        expected = model(samples, attention_mask=attention_mask).logits
    torch.testing.assert_close(logits[0], expected[0], rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(logits[1, :20], expected[1, :20], rtol=1e-5, atol=1e-5)


def test_limited_context_hides_what_lies_outside() -> None:
    options = MaskOptions(time_share=0.0, context_chance=1.0, chunks=(4,), left=(3,), right=(2,))
    masking = draw_masking(torch.tensor([12, 9]), (12, 8), np.random.default_rng(0), options)
    assert masking.bias.shape == (2, 1, 12, 12)
    seen = masking.bias == 0
    # Frame 5 stands in the chunk 4 … 7: it sees 1 … 9.
    assert seen[0, 0, 5].nonzero().flatten().tolist() == list(range(1, 10))
    assert seen[1, 0, 5].nonzero().flatten().tolist() == list(range(1, 9))
    assert torch.isfinite(masking.bias.softmax(-1)).all()


def test_time_masks_cover_about_the_share_asked_for() -> None:
    options = MaskOptions(time_share=0.1, context_chance=0.0)
    random = np.random.default_rng(0)
    covered = [draw_masking(torch.tensor([400]), (400, 8), random, options).hidden.float().mean() for _ in range(100)]
    assert 0.07 < float(np.mean(covered)) < 0.11


def test_channel_masks_hide_one_span_of_about_the_share_asked_for() -> None:
    options = MaskOptions(channel_share=0.1, context_chance=0.0)
    random = np.random.default_rng(0)
    shares = []
    for _ in range(300):
        channels = draw_masking(torch.tensor([9, 9]), (9, 100), random, options).channels
        assert channels is not None
        for row in channels.int():
            assert int((row.diff() == 1).sum()) + int(row[0]) <= 1
        shares.append(channels.float().mean())
    # Spans that reach over the last channel are cut there.
    assert 0.085 < float(np.mean(shares)) < 0.105
    assert draw_masking(torch.tensor([9]), (9, 8), random, MaskOptions()).channels is None


def test_a_masked_channel_says_nothing() -> None:
    model = tiny_model().eval()
    network = TrainingNetwork(model, LOSS, MaskOptions()).eval()
    samples, frames = torch.randn(1, 9680), torch.tensor([30])
    channels = torch.zeros(1, 32, dtype=torch.bool)
    channels[0, 5:9] = True
    masking = Masking(torch.zeros(1, 30, dtype=torch.bool), channels, attention_bias(frames, 30))
    with torch.inference_mode():
        masked = network(samples, frames, masking)[0]
        model.wav2vec2.feature_projection.projection.weight[5:9] = 0.0
        model.wav2vec2.feature_projection.projection.bias[5:9] = 0.0
        torch.testing.assert_close(masked, model(samples).logits)


@pytest.mark.parametrize("norm", ["layer", "group"])
def test_the_front_as_products_equals_the_convolutions(norm: str) -> None:
    front = tiny_model(feat_extract_norm=norm, conv_kernel=(10, 3, 2), conv_stride=(5, 2, 2)).wav2vec2.feature_extractor
    samples = torch.randn(2, 4000)
    torch.testing.assert_close(front_features(front, samples), front(samples).transpose(1, 2), rtol=1e-4, atol=1e-5)


def test_layers_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="between 1 and 2"):
        TrainingNetwork(tiny_model(), LossOptions(intermediate_layer=4), MaskOptions())
