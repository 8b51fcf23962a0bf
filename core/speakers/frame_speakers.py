"""A Wav2Vec2ForAudioFrameClassification checkpoint as what finds turns: who of some speakers is heard in each frame.

Such a network numbers speakers anew each time that it listens: within a segment it says where another one begins, and
whose the turns are is said by their voices. Owned by one thread at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import prod

import numpy as np
import torch
from numpy.typing import NDArray

from core.decoding.emission import SAMPLE_RATE
from core.decoding.hypothesis import Word
from core.streaming.acoustic_model import ModelError
from core.wav2vec2 import (
    CheckpointError,
    Wav2Vec2Config,
    Wav2Vec2FeatureExtractor,
    Wav2Vec2ForAudioFrameClassification,
)

ARCHITECTURE = "Wav2Vec2ForAudioFrameClassification"
LEAST_SAMPLES = SAMPLE_RATE // 10
# The mean activity over a word, from which on somebody is heard.
HEARD = 0.5


class FrameSpeakers:
    """A loaded network; `FrameSpeakers.load` makes it."""

    def __init__(
        self, network: Wav2Vec2ForAudioFrameClassification, feature_extractor: Wav2Vec2FeatureExtractor, name: str
    ) -> None:
        self.name = name
        self._network = network
        self._feature_extractor = feature_extractor
        self._frame_seconds = prod(network.config.conv_stride) / SAMPLE_RATE

    @classmethod
    def load(cls, name_or_folder: str) -> FrameSpeakers:
        """Load a local folder or a hub name, on the processor. Raises ModelError with one sentence."""
        try:
            extractor = Wav2Vec2FeatureExtractor.from_pretrained(name_or_folder)
            if extractor.sampling_rate != SAMPLE_RATE:
                raise ModelError(f"{name_or_folder} does not take 16 kHz audio; choose another speaker model.")
            network = Wav2Vec2ForAudioFrameClassification.from_pretrained(name_or_folder)
        except CheckpointError as failure:
            raise ModelError(str(failure)) from failure
        return cls(network.requires_grad_(False).eval(), extractor, name_or_folder)

    def activity(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """(samples,) of 16 kHz mono → (frames, speakers), 0 to 1: how surely each is heard. Raises ModelError."""
        heard = np.pad(samples, (0, max(0, LEAST_SAMPLES - len(samples))))
        values = self._feature_extractor(heard, sampling_rate=SAMPLE_RATE)["input_values"][0]
        with torch.inference_mode():
            found = self._network(torch.from_numpy(np.asarray(values, np.float32))[None], return_dict=True)
        activity: NDArray[np.float32] = torch.sigmoid(found.logits[0].float()).numpy()
        if not np.isfinite(activity).all():
            raise ModelError(f"{self.name} gave numbers that are none; choose another speaker model.")
        return activity

    def changes(self, samples: NDArray[np.float32], words: Sequence[Word], start: float, shortest: float) -> list[int]:
        """Indices of the words (not the first) at which another one begins; `samples` begin at `start` seconds."""
        end = start + len(samples) / SAMPLE_RATE
        return turn_starts(
            word_speakers(self.activity(samples), self._frame_seconds, words, start), words, end, shortest
        )


def is_frame_classifier(name_or_folder: str) -> bool:
    """Whether a checkpoint is of this kind; one that cannot be read is none."""
    try:
        return ARCHITECTURE in (Wav2Vec2Config.from_pretrained(name_or_folder).architectures or ())
    except CheckpointError:
        return False


def word_speakers(
    activity: NDArray[np.float32], frame_seconds: float, words: Sequence[Word], start: float
) -> list[int]:
    """Who is heard most in each word, by `activity` (frames, speakers); where nobody is, who was before."""
    found: list[int] = []
    for word in words:
        first = min(len(activity) - 1, max(0, round((word.start - start) / frame_seconds)))
        last = max(first + 1, round((word.end - start) / frame_seconds))
        means = activity[first:last].mean(0)
        quiet = found and float(means.max()) < HEARD
        found.append(found[-1] if quiet else int(means.argmax()))
    return found


def turn_starts(speakers: Sequence[int], words: Sequence[Word], end: float, shortest: float) -> list[int]:
    """At which words (not the first) turns begin. Who is heard for less than `shortest` seconds has no turn."""
    starts = [n for n in range(len(words)) if n == 0 or speakers[n] != speakers[n - 1]]
    ends = [*(words[n].start for n in starts[1:]), end]
    long = [n for n, until in zip(starts, ends, strict=True) if until - words[n].start >= shortest]
    return [n for before, n in pairwise(long) if speakers[n] != speakers[before]]
