"""Where in a script a speaker is, by the words heard so far: a hidden Markov model over the script's words.

Each heard word is the script's next word, a word a little further on, one said before, one at a place jumped to, or
none of the script's (an ad-lib): one slipped in, or the first of many. The probabilities of all places are kept, so
that a skip or a repeat is taken up as soon as two or three telling words agree, and one word misheard does not move the
cursor. Owned by whoever shows the
cursor, on one thread; pure.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.decoding.script import ScriptError
from core.decoding.spoken_script import SpokenScript, folded
from core.decoding.word_likeness import WordLikeness

Probabilities = NDArray[np.float64]

_HISTORY = 12
_LIKE = 0.7


@dataclass(frozen=True, slots=True)
class FollowerOptions:
    """Probabilities of what a heard word may be; what is left of 1 is that it is the script's next word.

    `away`: an ad-lib of many words begins, each of which is followed by another with `stay`. `skip` and `repeat` are
    shared among `reach` words ahead and behind, `jump` among all places, half of it among the starts of sentences.
    `recognised`: how often a spoken word is recognised to the letter. `sure`: the cursor stays where it is until a
    place is as probable as this: who says much that is not in the script is nowhere in it.
    """

    ad_lib: float = 0.08
    away: float = 0.02
    stay: float = 0.85
    skip: float = 0.03
    repeat: float = 0.02
    jump: float = 0.02
    reach: int = 8
    recognised: float = 0.8
    sure: float = 0.6


@dataclass(frozen=True, slots=True)
class ScriptPosition:
    """`word`: the written word (from 0) that was spoken last, −1 before the first; `line`: its line, −1 likewise.

    `confidence`: the probability, 0 to 1, that the speaker is within a word of it.
    """

    word: int
    line: int
    confidence: float


class ScriptFollower:
    """Follows one reading of a script. `feed` what stays, `peek` at what may still change."""

    def __init__(self, text: str, options: FollowerOptions | None = None) -> None:
        """Raises ScriptError for a text without words or one that is too large."""
        self.script = SpokenScript.read(text)
        if not self.script.words:
            raise ScriptError("the script has no words that could be spoken. Give the text that will be read.")
        options = options or FollowerOptions()
        self._steps = _Steps(self.script, options)
        self._sure = options.sure
        # By place, for one who reads and for one who has left the script there.
        self._places = np.zeros((2, len(self.script.words) + 1))
        self._places[0, 0] = 1.0
        # Where the cursor stands: 0 before the first word.
        self._at = 0
        # Each with the place that it was the first to mark.
        self._heard: deque[tuple[str, int | None]] = deque(maxlen=_HISTORY)
        self._spoken = np.zeros(len(self.script.words), bool)

    @property
    def position(self) -> ScriptPosition:
        """After all that was fed."""
        return self._position(self._places, self._at)

    def feed(self, words: Iterable[str]) -> ScriptPosition:
        """Words of a final caption, in order; any cut of the same words gives the same position."""
        for word in _parts(words):
            before = _best(self._places)
            self._places = self._steps.after(self._places, word)
            self._heard.append((word, None))
            self._mark(before, _best(self._places))
            self._at = self._moved(self._places, self._at)
        return self.position

    def peek(self, words: Iterable[str]) -> ScriptPosition:
        """The position if these words followed what was fed; nothing is kept of them."""
        places, at = self._places, self._at
        for word in _parts(words):
            places = self._steps.after(places, word)
            at = self._moved(places, at)
        return self._position(places, at)

    def spoken_words(self) -> tuple[bool, ...]:
        """For each written word, whether it was heard; words without a sound (a dash) count with the one before."""
        owners = np.array(self.script.owners)
        heard = np.zeros(len(self.script.written), bool)
        heard[owners[self._spoken]] = True
        silent = np.ones(len(heard), bool)
        silent[owners] = False
        for number in np.flatnonzero(silent):
            heard[number] = number > 0 and heard[number - 1]
        return tuple(heard.tolist())

    def spoken_share(self) -> tuple[float, ...]:
        """For each line that holds words, the share of them that was heard."""
        heard = np.array(self.spoken_words())
        lines = np.array(self.script.lines)
        return tuple(float(heard[lines == line].mean()) for line in range(self.script.lines[-1] + 1))

    def _moved(self, places: Probabilities, at: int) -> int:
        """Where the cursor, which stands at `at`, stands now."""
        best = _best(places)
        return best if _around(places, best) >= self._sure else at

    def _position(self, places: Probabilities, at: int) -> ScriptPosition:
        confidence = _around(places, at)
        if at == 0:
            return ScriptPosition(-1, -1, confidence)
        written = self.script.owners[at - 1]
        return ScriptPosition(written, self.script.lines[written], confidence)

    def _mark(self, before: int, after: int) -> None:
        """Mark what was spoken. A jump is noticed some words late: what led to it is marked there, not where it
        seemed to be.
        """
        if after in (before, 0):
            return
        for back in range(min(len(self._heard), after)):
            word, marked = self._heard[-1 - back]
            place = after - 1 - back
            if back and (marked == place or self._steps.likeness(word)[place] < _LIKE):
                return
            if marked is not None:
                self._spoken[marked] = False
            self._heard[-1 - back] = (word, None if self._spoken[place] else place)
            self._spoken[place] = True


class _Steps:
    """One step of the model: from the probabilities of places, over a heard word, to those after it."""

    def __init__(self, script: SpokenScript, options: FollowerOptions) -> None:
        self._options = options
        self._size = len(script.words)
        self._counts = Counter(script.words)
        self._likeness = WordLikeness(script.words)
        self._anywhere = np.full(self._size, 0.5 / self._size)
        starts = np.array(script.starts)
        self._anywhere[starts] += 0.5 / len(starts)
        self._next = 1.0 - options.ad_lib - options.away - options.skip - options.repeat - options.jump

    def likeness(self, word: str) -> NDArray[np.float64]:
        """By script word, 1 for the same letters to 0 for nothing alike."""
        return self._likeness.to(word)

    def after(self, places: Probabilities, word: str) -> Probabilities:
        """Normalised probabilities of the places (2, script words + 1) after `word` was heard."""
        options = self._options
        reading, away = places
        moved = np.stack((reading * options.ad_lib, reading * options.away + away * options.stay))
        moved[0, 1:] += self._arrivals(reading + away * (1.0 - options.stay)) * self._ratios(word)
        result: Probabilities = moved / moved.sum()
        return result

    def _arrivals(self, places: Probabilities) -> Probabilities:
        """By script word, the probability that it is the one heard now."""
        options = self._options
        arrivals = self._next * places[:-1] + options.jump * self._anywhere
        for distance in range(1, min(options.reach, self._size) + 1):
            arrivals[distance:] += options.skip / options.reach * places[: self._size - distance]
            # From behind word n, distance 1 says word n again.
            arrivals[: self._size - distance + 1] += options.repeat / options.reach * places[distance:]
        return arrivals

    def _ratios(self, word: str) -> NDArray[np.float64]:
        """How much more probable the heard word is if the script's word was spoken than if it was an ad-lib.

        Words that the script uses often tell little about the place.
        """
        share = max(self._counts[word], 0.5) / self._size
        common = min(0.1, max(0.001, share))
        like = self._likeness.to(word)
        misheard = 0.03 + (1.0 - self._options.recognised) * np.exp(-12.0 * (1.0 - like)) / common
        return np.where(like == 1.0, self._options.recognised / common, misheard)


def _best(places: Probabilities) -> int:
    return int(places.sum(axis=0).argmax())


def _around(places: Probabilities, place: int) -> float:
    """The probability of being within a word of a place."""
    return float(places[:, max(0, place - 1) : place + 2].sum())


def _parts(words: Iterable[str]) -> Sequence[str]:
    return [part for word in words for part in folded(word).split()]
