"""Which words of a reading a partial caption shows.

Pure; owned by the open segment, on the recogniser's thread.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

from core.decoding.hypothesis import Word
from core.streaming.reading import Reading

Stability = Literal["fast", "balanced", "calm"]


@dataclass(frozen=True, slots=True)
class Level:
    """`windows` in a row must agree on a word and all before it; of the words shown, at most the share `risk` may be
    expected to be taken back. While nothing is shown yet, the first word may have the risk `opening`: it shows that
    something is heard, and is one word only. Words on which they agree show all the same when they are
    `patience` seconds old: with a weak model, late and doubtful text is still better than none.
    """

    windows: int
    risk: float
    opening: float
    patience: float


# Chosen on development clips of four sources with `wavescribe bench --live`.
LEVELS: dict[Stability, Level] = {
    "fast": Level(1, 1.0, 1.0, 0.0),
    "balanced": Level(2, 0.2, 0.6, 8.0),
    "calm": Level(3, 0.17, 0.35, 12.0),
}

# A word that is more likely to go than to stay is not shown, however sure the words before it are.
MOST_RISK = 0.6
# How often words that all readings agreed on stood in the final, by their confidence: the same below the first, rising
# evenly to the second.
UNSURE, SURE = (0.6, 0.55), (0.9, 0.99)


def risk(word: Word, share: float) -> float:
    """Expected probability that a word is taken back, from its confidence and the share of readings that agree."""
    (low, kept_low), (high, kept_high) = UNSURE, SURE
    place = min(1.0, max(0.0, (word.confidence - low) / (high - low)))
    return 1.0 - share * (kept_low + place * (kept_high - kept_low))


class Agreement:
    """Decides for one segment, window after window.

    It shows the longest beginning of the reading on which the last windows agree, or which no later frame can change,
    and whose words together are no riskier than the level allows. What is shown stays until a reading that may itself
    be shown says otherwise: a doubt takes nothing back. At `fast` every reading may.
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
        elif fit > same:
            self._shown = words[:fit]
        else:
            self._shown = before
        return self._shown

    def _fit(self, reading: Reading, now: float) -> int:
        """How many leading words may be shown on the reading's own account."""
        agreed = len(reading.words)
        if len(self._earlier) < (self._earlier.maxlen or 0):
            agreed = 0
        for earlier in self._earlier:
            agreed = min(agreed, common_prefix(earlier, reading.words))
        agreed = max(agreed, reading.settled)
        old = sum(word.end <= now - self._level.patience for word in reading.words[:agreed])
        return max(old, self._sure(reading, agreed))

    def _sure(self, reading: Reading, agreed: int) -> int:
        """How many of the leading words together are no riskier than the level allows."""
        sure, together = 0, 0.0
        for place in range(agreed):
            alone = risk(reading.words[place], reading.shares[place])
            if alone > MOST_RISK:
                break
            together += alone
            # It opens a caption, and never replaces one.
            opens = not place and not self._shown
            if together <= (self._level.opening if opens else self._level.risk * (place + 1)):
                sure = place + 1
        return sure


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
