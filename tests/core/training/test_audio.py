from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.training.augmentation import (
    AugmentationOptions,
    Background,
    augment,
    change_speed,
    cut_noise,
    mix,
    normalise,
    reverberate,
)
from core.training.manifest import ManifestError
from core.training.packed_audio import PackedAudio, pack, speech_bounds
from tests.core.training.tiny import tones, utterances

WORDS = ("ABC", "DEFG", "HI")


def noise(samples: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(samples).astype(np.float32)


def test_normalised_samples_have_no_mean_and_unit_variance() -> None:
    scaled = normalise(3 + 0.01 * noise(5000))
    assert abs(scaled.mean()) < 1e-4
    assert scaled.var() == pytest.approx(1.0, abs=2e-3)
    assert not normalise(np.zeros(500, np.float32)).any()


@given(st.floats(0.5, 2.0))
def test_speed_changes_length_and_pitch(speed: float) -> None:
    tone = np.sin(2 * np.pi * 200 * np.arange(16_000) / 16_000).astype(np.float32)
    changed = change_speed(tone, speed)
    assert abs(len(changed) - 16_000 / speed) <= 2
    crossings = np.count_nonzero(np.diff(np.signbit(changed)))
    assert abs(crossings - 400) <= 2


def test_noise_lies_so_far_below_speech() -> None:
    speech, background = noise(16_000), noise(16_000, 1)
    added = mix(speech, background, 20.0) - speech
    assert 20 * np.log10(speech.std() / added.std()) == pytest.approx(20.0, abs=0.01)
    np.testing.assert_array_equal(mix(speech, np.zeros(16_000, np.float32), 20.0), speech)


def test_short_noise_is_repeated() -> None:
    cut = cut_noise(np.arange(5, dtype=np.float32), 12, np.random.default_rng(0))
    assert len(cut) == 12
    np.testing.assert_array_equal(cut[:5], cut[5:10])


def test_a_room_without_echo_changes_nothing() -> None:
    speech = noise(3000)
    room = np.zeros(200, np.float32)
    room[40] = 0.5
    np.testing.assert_allclose(reverberate(speech, room), speech, atol=1e-5)


def test_the_same_generator_gives_the_same_variant() -> None:
    options = AugmentationOptions(speed_chance=1.0, tone_chance=1.0, noise_chance=1.0, reverberation_chance=1.0)
    background = Background((noise(500, 2),), (noise(300, 3),))
    first, second = (augment(noise(8000), np.random.default_rng(4), options, background) for _ in range(2))
    np.testing.assert_array_equal(first.samples, second.samples)
    assert first.speed == second.speed != 1.0
    assert np.isfinite(first.samples).all()


def test_outer_silence_is_cut() -> None:
    speech = np.concatenate([1e-4 * noise(16_000), noise(16_000), 1e-4 * noise(16_000)])
    start, end = speech_bounds(speech)
    assert start == 16_000 - 2400
    assert end == 32_000 + 3200
    assert speech_bounds(noise(1000)) == (0, 1000)


def test_packed_audio_gives_back_what_was_read(tmp_path: Path) -> None:
    items = utterances(WORDS)
    audio = pack(items, tmp_path, tones)
    for item in items:
        clip = audio.clips[item.id]
        original = tones(item.path)[clip.offset_samples : clip.offset_samples + clip.samples]
        scaled = original * (0.9 / np.abs(original).max())
        np.testing.assert_allclose(audio.samples(item.id)[: len(scaled)], scaled, atol=1e-4)


def test_packing_is_done_once_for_the_same_list(tmp_path: Path) -> None:
    pack(utterances(WORDS), tmp_path, tones)

    def unreadable(path: Path) -> np.ndarray:
        raise AssertionError(path)

    pack(utterances(WORDS), tmp_path, unreadable)
    again = pack(utterances(WORDS[:1]), tmp_path, tones)
    assert set(again.clips) == {"ABC"}


def test_a_folder_without_packed_audio_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="holds no packed audio"):
        PackedAudio(tmp_path)
