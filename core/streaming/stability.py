"""How long a word must hold before a partial caption shows it.

Pure; owned by the open segment, on the recogniser's thread.
"""

from __future__ import annotations

from collections import deque
from typing import Literal

from core.decoding.hypothesis import Word
from core.streaming.reading import Reading

Stability = Literal["fast", "balanced", "calm"]

# How many windows in a row must agree on a word and on all before it.
AGREEING_WINDOWS: dict[Stability, int] = {"fast": 1, "balanced": 2, "calm": 3}


class Agreement:
    """Shows the words on which the last windows agree, from the segment's first word on.

    `fast` shows what the newest window says. `balanced` waits until two windows in a row say the same: a word
    that is still growing ("CAP" before "CAPTION") does not show. `calm` waits for three, and shows the last
    word only when another follows it. What nothing can change any more shows at every level.
    """

    def __init__(self, stability: Stability = "fast") -> None:
        self._calm = stability == "calm"
        self._earlier: deque[tuple[Word, ...]] = deque(maxlen=AGREEING_WINDOWS[stability] - 1)

    def shown(self, reading: Reading) -> tuple[Word, ...]:
        """The leading words to show of a new window's reading."""
        words = reading.words
        agreed = len(words) - 1 if self._calm and words else len(words)
        if len(self._earlier) < (self._earlier.maxlen or 0):
            agreed = 0
        for earlier in self._earlier:
            agreed = min(agreed, common_prefix(earlier, words))
        self._earlier.append(words)
        return words[: max(agreed, reading.settled)]


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
