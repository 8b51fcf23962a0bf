"""What a speaker head learns from: means and deviations of the frozen front's features, a row for each crop of speech.

Each crop is there as it is, and with a tone, noise or room of its own; each speaker also slower, as a speaker more
(pace and pitch change together, so that it is another voice). Owned by the trainer.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from core.audio.media import read_media
from core.decoding.emission import SAMPLE_RATE
from core.training.augmentation import AugmentationOptions, Background, augment, change_speed, normalise
from core.training.manifest import Utterance
from core.training.packed_audio import speech_bounds

SLOWER = 0.88
HELD_OUT_OF = 5
CROP_SECONDS, LEAST_SECONDS = 2.5, 1.2
_LONGEST_CLIP = 20 * SAMPLE_RATE
_CHANGES = AugmentationOptions(
    speed_chance=0.0,
    tone_chance=0.4,
    low_pass_chance=0.3,
    noise_chance=0.5,
    noise_closest=5.0,
    noise_farthest=25.0,
    reverberation_chance=0.3,
)


@dataclass(frozen=True, slots=True)
class Crops:
    """`statistics` (crops, 2 · channels): means, then deviations; `speakers` (crops,): whose, by number."""

    statistics: NDArray[np.float64]
    speakers: NDArray[np.int64]


def is_held_out(utterance: Utterance) -> bool:
    """Whether a speaker is kept for the evaluation: those of `dev`, and a fifth of those with one clip each."""
    return utterance.split == "dev" or (
        utterance.split == "untranscribed" and zlib.crc32(utterance.speaker.encode()) % HELD_OUT_OF == 0
    )


def clips_by_speaker(utterances: Sequence[Utterance], most_seconds: float) -> dict[str, list[Utterance]]:
    """Up to `most_seconds` of each speaker; speakers and clips in an order of chance that is always the same."""

    def drawn(name: str) -> tuple[int, str]:
        return zlib.crc32(name.encode()), name

    found: dict[str, list[Utterance]] = {}
    for utterance in sorted(utterances, key=lambda one: (drawn(one.speaker), drawn(one.id))):
        clips = found.setdefault(utterance.speaker, [])
        if sum(clip.seconds for clip in clips) < most_seconds:
            clips.append(utterance)
    return found


def measure_crops(
    speakers: dict[str, list[Utterance]],
    front: nn.Module,
    background: Background,
    progress: Callable[[int], None] = lambda done: None,
) -> Crops:
    """The statistics of all speakers' crops. `front` gives (1, channels, frames) of (1, samples)."""
    rows: list[NDArray[np.float64]] = []
    owners: list[int] = []
    for done, (name, clips) in enumerate(speakers.items(), 1):
        random = np.random.default_rng(zlib.crc32(name.encode()))
        for clip in clips:
            for crop in crops_of(trimmed(read_media(clip.path))):
                changed = augment(crop, random, _CHANGES, background).samples
                slower = augment(change_speed(crop, SLOWER), random, _CHANGES, background).samples
                rows += [statistics(front, samples) for samples in (crop, changed, slower)]
                owners += [2 * done, 2 * done, 2 * done + 1]
        progress(done)
    return Crops(np.stack(rows), np.array(owners))


def statistics(front: nn.Module, samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """(samples,) → (2 · channels,): mean and deviation over time of features that are normalised in each frame."""
    with torch.inference_mode():
        features = front(torch.from_numpy(normalise(samples))[None])[0].float()
        features = (features - features.mean(0)) / (features.var(0, unbiased=False) + 1e-5).sqrt()
        return torch.cat([features.mean(1), features.std(1)]).double().numpy()


def trimmed(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Without the silence before and after, at most twenty seconds."""
    start, end = speech_bounds(samples)
    return samples[start : min(end, start + _LONGEST_CLIP)]


def crops_of(samples: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    """Stretches of `CROP_SECONDS`; a last one that is too short is left out, unless there is no other."""
    width = round(CROP_SECONDS * SAMPLE_RATE)
    for start in range(0, len(samples), width):
        crop = samples[start : start + width]
        if len(crop) >= LEAST_SECONDS * SAMPLE_RATE:
            yield crop
