"""Hours of audio need no more memory than minutes."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from core.streaming.captions import FinalCaption
from core.streaming.recogniser import RecogniserOptions
from tests.core.streaming.scripted import encode, silence
from tests.core.streaming.test_recogniser import recogniser

# A short and a long segment, a pause, and speech without any: 40 s.
ROUND = np.concatenate(
    (encode("ABC DEF "), silence(1.0), encode("GABE " * 20), silence(3.0), encode("FACE " * 60), silence(2.0))
)


def peak_and_words(minutes: float) -> tuple[int, float]:
    """Peak of what Python and NumPy allocated while so much was captioned; words of finals in each round."""
    line = recogniser(options=RecogniserOptions(partials=False))
    words = 0
    rounds = round(minutes * 60 * 16_000 / len(ROUND))
    tracemalloc.start()
    try:
        for _ in range(rounds):
            captions = line.feed(ROUND)
            words += sum(len(caption.words) for caption in captions if isinstance(caption, FinalCaption))
        words += sum(len(caption.words) for caption in line.flush())
        return tracemalloc.get_traced_memory()[1], words / rounds
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("minutes", [60, pytest.param(480, marks=pytest.mark.soak)])
@pytest.mark.slow
def test_hours_need_no_more_memory_than_minutes(minutes: float) -> None:
    short, words = peak_and_words(5)
    long, as_many = peak_and_words(minutes)
    assert long <= 1.05 * short
    assert words == as_many == 82
