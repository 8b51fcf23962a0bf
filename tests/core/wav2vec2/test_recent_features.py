"""Windows that overlap share their features: which, and that the answers stay those of the plain front."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import torch
from hypothesis import given, settings, strategies
from torch import nn

import core.wav2vec2 as family
from core.wav2vec2.inference import prepare_for_inference, reuse_features
from core.wav2vec2.inference_front import InferenceFront
from core.wav2vec2.recent_features import RecentFeatures
from tests.core.wav2vec2.parity import STILL, TINY

HOP = 320
FIELD = 400
FRONT = {"conv_dim": (12,) * 7, "conv_kernel": (10, 3, 3, 3, 3, 2, 2), "conv_stride": (5, 2, 2, 2, 2, 2, 2)}


def network(norm: str) -> tuple[family.Wav2Vec2ForCTC, family.Wav2Vec2ForCTC, list[int]]:
    """(plain, prepared, how many samples its first convolution has heard in each of its calls)."""
    torch.manual_seed(2)
    config = family.Wav2Vec2Config(**{**TINY, **STILL, **FRONT, "feat_extract_norm": norm, "conv_bias": True})
    plain, fast = family.Wav2Vec2ForCTC(config).eval(), family.Wav2Vec2ForCTC(config).eval()
    fast.load_state_dict(plain.state_dict())
    prepare_for_inference(fast, torch.device("cpu"), torch.float32)
    heard: list[int] = []
    front = fast.wav2vec2.feature_extractor
    assert isinstance(front, InferenceFront)
    row = front._row

    def counted(samples: torch.Tensor, *first: Any) -> torch.Tensor:
        heard.append(len(samples))
        return row(samples, *first)

    front._row = counted  # type: ignore[method-assign]
    return plain, fast, heard


def normalised_as(plain: family.Wav2Vec2ForCTC, samples: torch.Tensor) -> family.Wav2Vec2ForCTC:
    """The network with a first block that normalises whatever it hears as it would these."""
    held = deepcopy(plain)
    block = held.wav2vec2.feature_extractor.conv_layers[0]
    convolved = block.conv(samples[None, None])[0]
    norm = nn.BatchNorm1d(len(convolved), eps=block.layer_norm.eps).eval()
    norm.running_mean, norm.running_var = convolved.mean(1), convolved.var(1, unbiased=False)
    norm.weight, norm.bias = block.layer_norm.weight, block.layer_norm.bias
    block.layer_norm = norm
    return held


def sound(seconds: float, seed: int = 0) -> torch.Tensor:
    return torch.randn(int(seconds * 16_000), generator=torch.Generator().manual_seed(seed))


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    strategies.lists(
        strategies.tuples(strategies.integers(0, 30), strategies.integers(FIELD, 12_000), strategies.booleans()),
        min_size=2,
        max_size=6,
    ),
    strategies.booleans(),
)
def test_any_windows_have_the_answers_of_the_plain_network(windows: list[tuple[int, int, bool]], repeats: bool) -> None:
    """Also where the sound repeats itself or is silent, so that one place looks like another."""
    plain, fast, _ = network("layer")
    samples = sound(2)
    if repeats:
        samples[: 40 * HOP] = samples[:HOP].repeat(40)
        samples[60 * HOP : 80 * HOP] = 0
    with torch.inference_mode():
        for frame, length, reuses in windows:
            window = samples[frame * HOP : frame * HOP + length].clone()
            reuse_features(fast, reuses)
            torch.testing.assert_close(
                fast(window[None]).logits, plain(window[None]).logits, rtol=1e-4, atol=1e-5, check_dtype=True
            )


def test_only_what_is_new_is_computed() -> None:
    _, fast, heard = network("layer")
    samples = sound(2)
    reuse_features(fast, True)
    with torch.inference_mode():
        for start, end in ((0, 50), (0, 60), (20, 70), (20, 70), (30, 40)):
            fast(samples[None, start * HOP : end * HOP + 80])
    # 50 frames; ten more; ten more; nothing, twice.
    assert heard == [50 * HOP + 80, 10 * HOP + 80, 10 * HOP + 80]


def test_a_whole_pass_shares_nothing_and_leaves_what_the_windows_share() -> None:
    """Finals must not depend, not in the last bit, on which windows there were."""
    _, fast, heard = network("layer")
    samples = sound(2)[None]
    with torch.inference_mode():
        alone = fast(samples).logits
        reuse_features(fast, True)
        fast(samples[:, : 50 * HOP + 80])
        reuse_features(fast, False)
        assert torch.equal(fast(samples).logits, alone)
        reuse_features(fast, True)
        del heard[:]
        fast(samples[:, : 52 * HOP + 80])
    assert heard == [2 * HOP + 80]


@pytest.mark.parametrize("change", [lambda window: window * 1.5, lambda window: window + 0.1])
def test_what_is_normalised_otherwise_is_another_input(change: object) -> None:
    assert callable(change)
    _, fast, heard = network("layer")
    window = sound(2)[None, : 50 * HOP + 80]
    reuse_features(fast, True)
    with torch.inference_mode():
        fast(window)
        fast(change(window))
    assert heard == [50 * HOP + 80] * 2


def test_a_group_norm_front_shares_while_its_statistics_stay() -> None:
    """Then a window's answers are those of the network whose first block keeps the statistics it had."""
    plain, fast, heard = network("group")
    samples = sound(3)
    reuse_features(fast, True)
    held = normalised_as(plain, samples[: 100 * HOP + 80])
    with torch.inference_mode():
        for start, end in ((0, 100), (0, 110), (5, 120)):
            window = samples[None, start * HOP : end * HOP + 80]
            torch.testing.assert_close(fast(window).logits, held(window).logits, rtol=1e-4, atol=1e-5)
    assert heard == [100 * HOP + 80, 10 * HOP + 80, 10 * HOP + 80]


@pytest.mark.parametrize("change", ["louder", "another mean"])
def test_a_group_norm_front_computes_all_of_a_window_with_other_statistics(change: str) -> None:
    plain, fast, heard = network("group")
    samples = sound(2)
    if change == "louder":
        samples[50 * HOP + 80 :] *= 4
    else:
        samples[50 * HOP + 80 :] += 1
    reuse_features(fast, True)
    with torch.inference_mode():
        for end in (50, 90):
            window = samples[None, : end * HOP + 80]
            torch.testing.assert_close(fast(window).logits, plain(window).logits, rtol=1e-4, atol=1e-5)
    assert heard == [50 * HOP + 80, 90 * HOP + 80]


def test_a_group_norm_front_takes_no_statistics_from_what_a_window_does_not_hold() -> None:
    """The first window of a segment does not depend on the segment before."""
    plain, fast, _ = network("group")
    reuse_features(fast, True)
    with torch.inference_mode():
        fast(sound(1)[None])
        window = sound(1, seed=1)[None]
        torch.testing.assert_close(fast(window).logits, plain(window).logits, rtol=1e-4, atol=1e-5)


def test_an_overlap_without_a_whole_frame_gives_nothing() -> None:
    recent = RecentFeatures(HOP, FIELD)
    samples = sound(0.1)
    assert recent.beginning(samples) is None
    recent.keep(samples[: 2 * HOP + FIELD], torch.arange(3.0)[:, None])
    assert recent.beginning(samples[2 * HOP :]) is not None
    found = recent.beginning(samples[HOP:])
    assert found is not None
    assert found.flatten().tolist() == [1, 2]
    assert recent.beginning(sound(0.1, seed=1)) is None
    recent.keep(samples[: 2 * HOP + FIELD - 1], torch.arange(2.0)[:, None])
    assert recent.beginning(samples[2 * HOP :]) is None
