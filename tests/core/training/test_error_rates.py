import pytest

from core.training.error_rates import Scored, confusions, error_rates, rates_by


def scored(reference: str, hypothesis: str, speaker: str = "s", source: str = "x") -> Scored:
    return Scored(reference, hypothesis, speaker, source)


def test_rates_by_hand() -> None:
    # One word deleted and one wrong of five; "CAT" → "CUT" is one character, " SAT" four: 5 of 19 characters.
    rates = error_rates([scored("THE CAT SAT DOWN", "THE CUT DOWN"), scored("YES", "YES")])
    assert (rates.words.errors, rates.words.units, rates.words.rate) == (2, 5, 0.4)
    assert (rates.characters.errors, rates.characters.units) == (5, 19)


def test_insertions_may_exceed_the_reference() -> None:
    assert error_rates([scored("NO", "OH NO NO")]).words.rate == 2.0


def test_an_empty_hypothesis_is_all_deletions() -> None:
    assert error_rates([scored("ONE TWO", "")]).words.rate == 1.0


def test_the_interval_holds_the_rate_and_is_the_same_every_time() -> None:
    items = [scored("A B C D", "A B C D" if index % 3 else "A X C D", speaker=f"s{index % 12}") for index in range(60)]
    rates = error_rates(items).words
    assert rates.low < rates.rate < rates.high
    assert error_rates(items).words == rates


def test_a_constant_rate_has_no_width() -> None:
    rates = error_rates([scored("A B", "A X")] * 20).words
    assert (rates.low, rates.high) == (0.5, 0.5)


def test_groups() -> None:
    items = [scored("A", "A", source="one"), scored("A", "B", source="two"), scored("A", "A", source="two")]
    assert {name: rates.words.rate for name, rates in rates_by(items, "source").items()} == {"one": 0.0, "two": 0.5}


def test_confusions_count_substitutions_insertions_and_deletions() -> None:
    items = [scored("THE CAT", "A CAT"), scored("THE DOG RAN", "A DOG RAN OFF"), scored("SO IT IS", "IT IS")]
    assert confusions(items) == [("THE", "A", 2), ("", "OFF", 1), ("SO", "", 1)]


def test_a_reference_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="without words"):
        error_rates([scored("", "A")])


def test_nothing_scored() -> None:
    assert error_rates([]).utterances == 0
