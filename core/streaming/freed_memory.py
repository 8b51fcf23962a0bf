"""Freed memory goes back to the system while a long stream is heard. Owned by a model, on its thread."""

from __future__ import annotations

import ctypes
import sys

from core.decoding.emission import SAMPLE_RATE

GIVEN_BACK_EVERY = 30 * SAMPLE_RATE
"""Samples through a model. One turn takes some 5 ms, where hearing so much takes the bundled model most of a second; at
every 120 s the peak of an hour is 7 MiB higher."""


class FreedMemory:
    """Counts what a model hears, and gives back what was freed.

    Segments have all lengths, and what stays (words, answers of a language model) comes to lie between what they freed:
    the C library keeps holes, more of them by the hour, which no later segment fits. glibc gives the pages in them back
    when it is asked to; other systems' libraries do it by themselves, or are not asked.
    """

    def __init__(self) -> None:
        self._heard = 0
        self._trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None

    def heard(self, samples: int) -> None:
        """The model has heard so many more."""
        self._heard += samples
        if self._heard >= GIVEN_BACK_EVERY:
            self._heard = 0
            if self._trim is not None:
                self._trim(0)
