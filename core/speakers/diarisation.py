"""Who speaks when in one stream: turns of its segments as they end, their speakers when it has ended.

Fed on the thread that recognises, beside the recogniser and with the same samples; keeps the sound of the open segment
and one vector a turn, in bounded memory (see `core.speakers.clustering`). The same stream gives the same speakers,
whatever the sizes in which it is fed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import SAMPLE_RATE
from core.decoding.hypothesis import Word
from core.speakers.clustering import Clusters
from core.speakers.turns import Turn, TurnFinder, TurnOptions, Voices, changes
from core.streaming.captions import FinalCaption
from core.streaming.sample_buffer import SampleBuffer

# Segments end at most so long before they are known to have ended.
KEPT_SECONDS = 45
UNNAMED = "Speaker {}"
"""What a speaker is called who has no name yet."""


class Timed(Protocol):
    """A word, from `start` to `end` (seconds)."""

    @property
    def start(self) -> float:
        """Where it begins."""

    @property
    def end(self) -> float:
        """Where it ends."""


@dataclass(frozen=True, slots=True)
class DiarisationOptions:
    """`speakers`: how many there are, None where that is to be found out. `threshold`: turns whose voices have a cosine
    above it are of one speaker. `least_seconds`: who speaks less in all is taken for another."""

    speakers: int | None = None
    threshold: float = 0.5
    least_seconds: float = 3.0
    turns: TurnOptions = field(default_factory=TurnOptions)


class Diarisation:
    """`feed` samples, `hear` finals, and `turns` says whose they are.

    `frames` finds the turns within a segment, where a network for that is there; else the voices themselves do.
    """

    def __init__(
        self, voices: Voices, options: DiarisationOptions | None = None, frames: TurnFinder | None = None
    ) -> None:
        self._voices = voices
        self._frames = frames
        self._options = options or DiarisationOptions()
        self._buffer = SampleBuffer()
        self._clusters = Clusters()
        self._spans: list[tuple[float, float]] = []

    def feed(self, samples: NDArray[np.float32]) -> None:
        """The next samples of the stream, 16 kHz mono; before the finals that they complete."""
        self._buffer.append(samples)
        self._buffer.discard_before(self._buffer.end - KEPT_SECONDS * SAMPLE_RATE)

    def hear(self, caption: FinalCaption) -> None:
        """A segment has ended: find its turns. Raises ModelError."""
        if not caption.words:
            return
        start = max(round(caption.start * SAMPLE_RATE), self._buffer.start)
        samples = self._buffer.copy(start, min(round(caption.end * SAMPLE_RATE), self._buffer.end))
        begin = start / SAMPLE_RATE
        turns = self._options.turns
        if self._frames is not None:
            first_words = [0, *self._frames.changes(samples, caption.words, begin, turns.shortest)]
        else:
            first_words = [0, *changes(samples, caption.words, begin, self._voices, turns)]
        times = [caption.start, *(_border(caption.words, n) for n in first_words[1:]), caption.end]
        for from_, to in pairwise(times):
            cut = slice(round((from_ - begin) * SAMPLE_RATE), round((to - begin) * SAMPLE_RATE))
            stretch = samples[cut] if len(samples[cut]) else samples
            self._clusters.add(self._voices.vectors([stretch])[0], to - from_)
            self._spans.append((from_, to))

    def turns(self) -> tuple[Turn, ...]:
        """All turns so far, in order. Numbers may be others when more has been heard."""
        options = self._options
        labels = self._clusters.labels(options.threshold, options.speakers, options.least_seconds)
        return tuple(Turn(start, end, label) for (start, end), label in zip(self._spans, labels, strict=True))


def _border(words: tuple[Word, ...], index: int) -> float:
    return (words[index - 1].end + words[index].start) / 2


def by_speaker(
    captions: tuple[FinalCaption, ...], turns: tuple[Turn, ...], names: tuple[str, ...] = ()
) -> tuple[FinalCaption, ...]:
    """The captions, parted where the speaker changes, each with its speaker's name.

    `names` are those of speakers 0, 1, 2 …; who has none is called "Speaker 4".
    """
    found: list[FinalCaption] = []
    for caption in captions:
        speakers = speakers_of(caption.words, caption.start, caption.end, turns)
        found += _parted(caption, speakers, names) if speakers else [caption]
    return tuple(found)


def speakers_of(words: Sequence[Timed], start: float, end: float, turns: Sequence[Turn]) -> list[int]:
    """Who says each word of a segment (seconds): whose turn holds its middle, or is the closest to it.

    Turns are in order. Nobody where no turn is in the segment.
    """
    own = turns[bisect_right(turns, start, key=_end) : bisect_left(turns, end, key=_start)]
    return [_speaker_at((word.start + word.end) / 2, own) for word in words] if own else []


def name_of(speaker: int, names: Sequence[str] = (), unnamed: str = UNNAMED) -> str:
    """What a speaker is called."""
    given = names[speaker].strip() if speaker < len(names) else ""
    return given or unnamed.format(speaker + 1)


def _parted(caption: FinalCaption, speakers: list[int], names: tuple[str, ...]) -> list[FinalCaption]:
    borders = [0, *(n for n in range(1, len(speakers)) if speakers[n] != speakers[n - 1]), len(speakers)]
    parts = []
    for first, last in pairwise(borders):
        start = caption.start if first == 0 else caption.words[first].start
        end = caption.end if last == len(speakers) else caption.words[last - 1].end
        name = name_of(speakers[first], names)
        if len(borders) == 2:
            return [replace(caption, speaker=name)]
        words = caption.words[first:last]
        # Readings and readable text are of the whole segment; what is parted is the words and their letters.
        part = replace(caption, start=start, end=end, words=words, letters=caption.letters[first:last], speaker=name)
        parts.append(replace(part, hypotheses=(), readable=()))
    return parts


def _speaker_at(seconds: float, turns: Sequence[Turn]) -> int:
    """Of the turn that holds a moment, or the closest to it."""
    return min(turns, key=lambda turn: max(turn.start - seconds, seconds - turn.end, 0.0)).speaker


def _start(turn: Turn) -> float:
    return turn.start


def _end(turn: Turn) -> float:
    return turn.end
