from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hotword_weights import effective_weight, list_share, weighed
from core.decoding.hotwords import MAXIMUM_WEIGHT, Hotword
from tests.core.decoding.oracle import CHARACTERS, LETTERS

WEIGHTS = st.floats(0.01, MAXIMUM_WEIGHT)
LENGTHS = st.integers(1, 40)
RARITIES = st.one_of(st.floats(0, 12), st.just(math.inf))
SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("weight", "letters", "rarity", "size", "worth"),
    [
        (8.0, 6, 5.5, 1000, 8.0),  # neither short nor long, neither frequent nor too rare to tell
        (8.0, 6, math.inf, 1000, 8.0),
        (8.0, 7, 6.0, 1000, 10.0),
        (8.0, 12, 6.0, 1000, 12.0),  # at most half as much again
        (8.0, 4, 6.0, 1000, 4.0),
        (8.0, 4, 6.0, 1, 8.0),  # alone, a short word does no harm
        (8.0, 4, 6.0, 10, 8.0 - 4.0 / 3.0),
        (8.0, 6, 4.5, 1000, 4.0),
        (8.0, 2, 2.1, 1000, 0.0),  # "to"
        (30.0, 2, 2.1, 1000, 30.0 - 8.0 - 13.6),  # but who insists is heard
        (8.0, 6, 4.5, 20_000, 4.0),
    ],
)
def test_what_a_hotword_is_worth(weight: float, letters: int, rarity: float, size: int, worth: float) -> None:
    assert effective_weight(weight, letters, rarity, list_share(size)) == pytest.approx(worth)


@given(WEIGHTS, LENGTHS, RARITIES, SHARES)
def test_longer_rarer_and_heavier_is_never_worth_less(weight, letters, rarity, share) -> None:
    worth = effective_weight(weight, letters, rarity, share)
    assert 0 <= worth <= 1.5 * weight
    assert effective_weight(weight, letters + 1, rarity, share) >= worth
    assert effective_weight(weight, letters, rarity + 0.5, share) >= worth
    assert effective_weight(weight + 1, letters, rarity, share) >= worth
    assert effective_weight(weight, letters, rarity, share / 2) >= worth


def test_a_list_is_folded_each_phrase_once_with_its_larger_weight() -> None:
    listed = weighed([Hotword("a  bad", 3.0), Hotword("A BAD", 5.0), Hotword("cab", 2.0)], LETTERS, None)
    share = math.log(2) / math.log(1000)
    assert [hotword.text for hotword in listed] == ["A BAD", "CAB"]
    assert [hotword.weight for hotword in listed] == pytest.approx([5.0 - 4.0 * share, max(0.0, 2.0 - 6.0 * share)])


def test_the_language_models_own_words_are_worth_less(tiny_model) -> None:
    known, unknown = Hotword("BAD", 8.0), Hotword("BAG", 8.0)
    plain = weighed([known, unknown], LETTERS, None)
    assert plain[0].weight == plain[1].weight
    scored = weighed([known, unknown], LETTERS, tiny_model)
    assert scored[0].weight < scored[1].weight <= plain[1].weight


def test_a_phrases_probability_is_that_of_its_words_in_turn(tiny_model) -> None:
    kenlm = tiny_model.model
    for words in (["BAD"], ["A", "BAD", "CAB"], ["BAG"], []):
        alone = kenlm.score(" ".join(words), bos=False, eos=False) if words else 0.0
        assert tiny_model.log10_probability(words) == pytest.approx(alone, abs=1e-5)
    mixed = type(tiny_model).mix([tiny_model, replace(tiny_model)], [1.0, 2.0])
    assert mixed.log10_probability(["A", "BAD"]) == pytest.approx(tiny_model.log10_probability(["A", "BAD"]), abs=1e-5)


def test_where_a_letter_may_be_a_word_weights_stay() -> None:
    assert weighed([Hotword("你好", 3.0)], CHARACTERS, None) == (Hotword("你好", 3.0),)
