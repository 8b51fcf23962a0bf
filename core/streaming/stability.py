"""Which words of a reading a partial caption shows.

Pure; owned by the open segment, on the recogniser's thread.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from core.decoding.hypothesis import Word
from core.streaming.reading import Reading

Stability = Literal["fast", "balanced", "calm"]


@dataclass(frozen=True, slots=True)
class Level:
    """`windows` in a row must agree on a word and all before it; of the words shown, at most the share `risk` may be
    expected to be taken back. While nothing is shown yet, `opening_windows` and the risk `opening` are enough for the
    first word: it shows that something is heard, and is one word only. Words on which the windows agree show all the
    same when they are `patience` seconds old: with a weak model, late and doubtful text is still better than none.
    """

    windows: int
    risk: float
    opening_windows: int
    opening: float
    patience: float


# Chosen on the even ones of 160 development clips of four sources, with both bundled models.
LEVELS: dict[Stability, Level] = {
    "fast": Level(1, 1.0, 1, 1.0, 0.0),
    "balanced": Level(2, 0.1, 1, 0.3, 8.0),
    "calm": Level(3, 0.05, 3, 0.2, 12.0),
}

# A word that is more likely to go than to stay is not shown, however sure the words before it are.
MOST_RISK = 0.6
# How often words of readings stood in the final: a logistic regression over their share and confidence, 11,000 words
# of the same clips. It was fitted to the model of sounds and holds for that of letters, whose shares say a little more.
SHARE_WEIGHT, CONFIDENCE_WEIGHT, INTERCEPT = 2.0, 3.4, -2.25


def risk(word: Word, share: float) -> float:
    """Expected probability that a word is taken back, from its confidence and the share of readings that agree."""
    return 1.0 / (1.0 + math.exp(SHARE_WEIGHT * share + CONFIDENCE_WEIGHT * word.confidence + INTERCEPT))


class Agreement:
    """Decides for one segment, window after window.

    It shows the longest beginning of the reading on which the last windows agree, or which no later frame can change,
    and whose words together are no riskier than the level allows. What is shown stays until a reading that may itself
    be shown, as far as that reached, says otherwise: a doubt takes nothing back. At `fast` every reading may.
    """

    def __init__(self, stability: Stability = "fast") -> None:
        self._level = LEVELS[stability]
        self._earlier: deque[tuple[Word, ...]] = deque(maxlen=self._level.windows - 1)
        self._shown: tuple[Word, ...] = ()

    def shown(self, reading: Reading, now: float, since: float = 0.0) -> tuple[Word, ...]:
        """The words to show after the reading of a new window, which ends at `now` seconds; words that end by `since`
        are out of sight.
        """
        words = reading.words
        fit = self._fit(reading, now)
        self._earlier.append(words)
        before = tuple(word for word in self._shown if word.end > since)
        same = common_prefix(before, words)
        if same == len(before):
            self._shown = words[: max(fit, same)]
        elif fit > same and (fit == len(words) or words[fit - 1].end > before[-1].start):
            self._shown = words[:fit]
        else:
            self._shown = before
        return self._shown

    def _fit(self, reading: Reading, now: float) -> int:
        """How many leading words may be shown on the reading's own account."""
        agreed = self._agreed(reading, self._level.windows)
        old = sum(word.end <= now - self._level.patience for word in reading.words[:agreed])
        return max(old, self._sure(reading, agreed), self._opens(reading))

    def _agreed(self, reading: Reading, windows: int) -> int:
        """How many leading words stand in the readings of so many windows, this one included, or are settled."""
        if len(self._earlier) < windows - 1:
            return reading.settled
        agreed = len(reading.words)
        for earlier in islice(reversed(self._earlier), windows - 1):
            agreed = min(agreed, common_prefix(earlier, reading.words))
        return max(agreed, reading.settled)

    def _sure(self, reading: Reading, agreed: int) -> int:
        """How many of the leading words together are no riskier than the level allows."""
        sure, together = 0, 0.0
        for place in range(agreed):
            alone = risk(reading.words[place], reading.shares[place])
            if alone > MOST_RISK:
                break
            together += alone
            if together <= self._level.risk * (place + 1):
                sure = place + 1
        return sure

    def _opens(self, reading: Reading) -> int:
        """1 where the first word may open a caption; it never replaces one."""
        if self._shown or not self._agreed(reading, self._level.opening_windows):
            return 0
        return int(risk(reading.words[0], reading.shares[0]) <= self._level.opening)


def common_prefix(earlier: tuple[Word, ...], later: tuple[Word, ...]) -> int:
    """How many leading words of `later` stand in `earlier` too, from the place where `later` begins."""
    if not later:
        return 0
    continued = (word for word in earlier if word.end > later[0].start)
    same = 0
    for one, other in zip(continued, later, strict=False):
        if one.text != other.text:
            break
        same += 1
    return same
