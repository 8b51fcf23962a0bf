"""Captions: the text of one segment as it is heard (partial) and as it stays (final).

Made by `core.streaming.recogniser`, on the recogniser's thread; immutable, so any thread may keep one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.decoding.calibration import Letters
from core.decoding.emission import Emission
from core.decoding.hypothesis import Hypothesis, Word
from core.decoding.readable.readable_text import ReadableWord


@dataclass(frozen=True, slots=True)
class PartialCaption:
    """What an open segment says so far; replaced by the segment's next caption.

    `segment` is the segment's index. `start` and `end` are seconds from the stream's start: `start` is the
    segment's, or, without voice activity, where the last half minute begins; `end` is how far the audio had
    come. The first `stable_words` of `words` come from frames that no later window of this segment computes
    again. `audio_time` is the seconds of audio fed when the caption was made.
    """

    segment: int
    start: float
    end: float
    words: tuple[Word, ...]
    stable_words: int
    audio_time: float
    language: str | None

    @property
    def text(self) -> str:
        """The words, separated by single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class FinalCaption:
    """What a whole segment says; never changes afterwards. `words` is empty where no word was heard.

    `start` and `end` are the segment's, in seconds from the stream's start. `audio_time` is how much audio
    the endpoint needed to be known: the same whatever the sizes in which the stream was fed. `emission` and
    `hypotheses` (readings, best first) are there only where the recogniser's options ask for them, `readable` (the
    words in sentence case, with punctuation and digits), `letters` (of each word its letters, each with its confidence,
    0 to 1) and `speaker` (a name) where layers above have made them; they take no part in comparison.
    """

    segment: int
    start: float
    end: float
    words: tuple[Word, ...]
    audio_time: float
    language: str | None
    emission: Emission | None = field(default=None, compare=False, repr=False)
    hypotheses: tuple[Hypothesis, ...] = field(default=(), compare=False, repr=False)
    readable: tuple[ReadableWord, ...] = field(default=(), compare=False, repr=False)
    letters: tuple[Letters, ...] = field(default=(), compare=False, repr=False)
    speaker: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """The words, separated by single spaces."""
        return " ".join(word.text for word in self.words)


Caption = PartialCaption | FinalCaption
