"""Freed memory goes back to the system while a long stream is heard. Owned by a model, on its thread."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from core.decoding.emission import SAMPLE_RATE

GIVEN_BACK_EVERY = 20 * SAMPLE_RATE
"""Samples through a model: as many as the longest segment has. One turn takes some 3 ms, where hearing so much takes
the bundled model half a second; at 30 s a quarter of an hour's peak is 10 MiB higher, at 10 s it is no lower."""


def _system_call() -> Callable[[int], object] | None:
    """glibc's `malloc_trim`; None where there is none."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None


class FreedMemory:
    """Counts what a model hears, and gives back what was freed.

    Segments have all lengths, and what stays (words, answers of a language model) comes to lie between what they freed:
    the C library keeps holes, more of them by the hour, which no later segment fits. glibc gives the pages in them back
    when it is asked to; other systems' libraries do it by themselves, or are not asked.
    """

    def __init__(self, give_back: Callable[[int], object] | None = None) -> None:
        """`give_back`: what is asked, with 0; None: the system's call."""
        self._heard = 0
        self._give_back = give_back or _system_call()

    def about_to_hear(self, samples: int) -> None:
        """The model will hear so many more next. What was freed is given back before it would be too much with these:
        the longest segments need most, and come on top of less then."""
        self._heard += samples
        if self._heard >= GIVEN_BACK_EVERY:
            self._heard = samples
            if self._give_back is not None:
                self._give_back(0)
