"""Turns: where within a segment the voice changes, by windows that slide over it; changes fall between words.

Pure; one thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import SAMPLE_RATE
from core.decoding.hypothesis import Word


@dataclass(frozen=True, slots=True)
class Turn:
    """From `start` to `end` (seconds) speaks `speaker`, counted from 0."""

    start: float
    end: float
    speaker: int


@dataclass(frozen=True, slots=True)
class TurnOptions:
    """Seconds. `window`: of the two that are compared around a change. `shortest`: no turn within a segment is shorter.

    `change`: cosine of the voices on the two sides of a change, at most.
    """

    window: float = 1.5
    shortest: float = 1.2
    change: float = 0.3


class Voices(Protocol):
    """What turns stretches of sound into vectors: `core.speakers.speaker_model.SpeakerModel`."""

    def vectors(self, stretches: list[NDArray[np.float32]]) -> NDArray[np.float32]:
        """(stretches, width), each of length 1."""


class TurnFinder(Protocol):
    """What finds turns by itself: `core.speakers.frame_speakers.FrameSpeakers`."""

    def changes(self, samples: NDArray[np.float32], words: Sequence[Word], start: float, shortest: float) -> list[int]:
        """As the function below; no turn is shorter than `shortest` seconds."""


def changes(
    samples: NDArray[np.float32], words: Sequence[Word], start: float, voices: Voices, options: TurnOptions
) -> list[int]:
    """Indices of the words (not the first) at which another voice begins; `samples` begin at `start` seconds."""
    borders = _borders(words, start, start + len(samples) / SAMPLE_RATE, options.shortest)
    if not borders:
        return []
    found: list[int] = []
    sides = [_sides(samples, time - start, options) for _, time in borders]
    vectors = voices.vectors([side for pair in sides for side in pair])
    cosines = (vectors[::2] * vectors[1::2]).sum(1)
    taken: list[float] = [start, start + len(samples) / SAMPLE_RATE]
    # The clearest change first; the others keep their distance from it.
    for index in np.argsort(cosines, kind="stable"):
        word, time = borders[int(index)]
        if cosines[index] > options.change:
            break
        if min(abs(time - other) for other in taken) >= options.shortest:
            found.append(word)
            taken.append(time)
    return sorted(found)


def _borders(words: Sequence[Word], start: float, end: float, shortest: float) -> list[tuple[int, float]]:
    """Between which words a change may be: (the word after it, the middle of the gap)."""
    middles = [(n, (words[n - 1].end + words[n].start) / 2) for n in range(1, len(words))]
    return [(n, time) for n, time in middles if start + shortest <= time <= end - shortest]


def _sides(
    samples: NDArray[np.float32], seconds: float, options: TurnOptions
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What is heard before and after a moment, a window each."""
    middle, width = round(seconds * SAMPLE_RATE), round(options.window * SAMPLE_RATE)
    return samples[max(0, middle - width) : middle], samples[middle : middle + width]
