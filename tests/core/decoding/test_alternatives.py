"""Alternatives: the confusion network around the best reading."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.alternatives import Alternative, alternatives, word_shares
from core.decoding.hypothesis import Hypothesis, Word


def reading(share: float, *words: tuple[str, float, float]) -> Hypothesis:
    return Hypothesis(tuple(Word(*word, 0.5) for word in words), math.log(share), 0.0)


def test_each_word_gets_what_the_other_readings_have_in_its_place() -> None:
    best = reading(0.5, ("I", 0, 1), ("SCREAM", 1, 3), ("LOUD", 3, 4))
    others = [
        reading(0.3, ("ICE", 0, 1.2), ("CREAM", 1.4, 3), ("LOUD", 3, 4)),
        reading(0.2, ("I", 0, 1), ("SC", 1, 2), ("REAM", 2, 3)),
    ]
    found = alternatives(best.words, [best, *others])
    assert [[(a.text, round(a.probability, 6)) for a in place] for place in found] == [
        [("ICE", 0.3)],
        [("CREAM", 0.3), ("SC REAM", 0.2)],
        [("", 0.2)],
    ]


def test_a_single_reading_has_no_alternatives() -> None:
    best = reading(1.0, ("A", 0, 1))
    assert alternatives(best.words, [best]) == ((),)
    assert alternatives((), [Hypothesis((), 0.0, 0.0)]) == ()


def test_what_is_hardly_likely_is_left_out() -> None:
    best, other = reading(1.0, ("A", 0, 1)), reading(1e-5, ("B", 0, 1))
    assert alternatives(best.words, [best, other]) == ((),)
    assert alternatives(best.words, [best, reading(0.25, ("B", 0, 1))])[0] == (Alternative("B", pytest.approx(0.2)),)


WORDS = st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 3), st.integers(0, 2)), max_size=6)


def timed(words: list[tuple[str, int, int]]) -> tuple[Word, ...]:
    at, found = 0, []
    for text, length, pause in words:
        found.append(Word(text, float(at + pause), float(at + pause + length), 0.5))
        at += pause + length
    return tuple(found)


@given(st.lists(st.tuples(WORDS, st.floats(-50, 0)), min_size=1, max_size=5))
def test_shares_of_a_place_sum_to_one_and_every_overlapping_word_has_a_place(readings) -> None:  # type: ignore[no-untyped-def]
    hypotheses = [Hypothesis(timed(words), score, 0.0) for words, score in readings]
    best = hypotheses[0].words
    shares = word_shares(best, hypotheses)
    assert [sum(place.values()) for place in shares] == [pytest.approx(1.0)] * len(best)
    for word, place in zip(best, shares, strict=True):
        assert word.text in place, "the best reading stands in its own places"
