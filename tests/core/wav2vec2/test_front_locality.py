"""Which features overlapping windows have in common, to be computed only once: what holds and what does not."""

from __future__ import annotations

import pytest
import torch

from core.wav2vec2 import Wav2Vec2Config
from core.wav2vec2.convolution import FeatureEncoder

HOP = 320
FIRST = 70


def front(norm: str, bias: bool = True) -> FeatureEncoder:
    torch.manual_seed(3)
    config = Wav2Vec2Config(conv_dim=(16,) * 7, feat_extract_norm=norm, conv_bias=bias)
    return FeatureEncoder(config).eval()


def features(encoder: FeatureEncoder, samples: torch.Tensor) -> torch.Tensor:
    """(samples,) → (frames, channels)."""
    with torch.inference_mode():
        return encoder(samples[None])[0].T


def samples() -> torch.Tensor:
    random = torch.Generator().manual_seed(7)
    return torch.randn(200 * HOP, generator=random)


def test_a_layer_norm_front_gives_a_frame_the_same_features_in_every_window() -> None:
    """The last bits may differ, with the kernel that the length of the input chooses."""
    encoder, heard = front("layer"), samples()
    whole, later = features(encoder, heard), features(encoder, heard[FIRST * HOP :])
    torch.testing.assert_close(later, whole[FIRST:], rtol=1e-5, atol=1e-5)


def test_a_group_norm_front_looks_at_the_whole_window() -> None:
    encoder, heard = front("group"), samples()
    # Louder from there on: alone, it is normalised differently.
    heard[FIRST * HOP :] *= 4
    whole, later = features(encoder, heard), features(encoder, heard[FIRST * HOP :])
    assert not torch.allclose(later, whole[FIRST:], rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize(("bias", "same"), [(False, True), (True, False)])
def test_other_statistics_give_other_features_unless_the_front_has_no_bias(bias: bool, same: bool) -> None:
    """Layer norm takes a factor out again, but for its epsilon; a bias before it is not multiplied by the factor."""
    encoder, heard = front("layer", bias), samples()
    plain, scaled = features(encoder, heard), features(encoder, heard * 1.5)
    assert torch.allclose(plain, scaled, atol=1e-3) is same


def test_another_mean_gives_other_features_even_without_bias() -> None:
    encoder, heard = front("layer", bias=False), samples()
    assert not torch.allclose(features(encoder, heard), features(encoder, heard + 0.5), atol=1e-3)
