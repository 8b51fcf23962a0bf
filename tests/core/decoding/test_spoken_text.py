import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.number_words import cardinal, ordinal, read_out, year
from core.decoding.spoken_text import TranscriptError, fold_sentences, fold_transcript


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (342, "three hundred forty two"),
        (1000, "one thousand"),
        (2_000_017, "two million seventeen"),
        (10**9 + 5, "one billion five"),
    ],
)
def test_cardinals(number: int, words: str) -> None:
    assert cardinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "first"), (12, "twelfth"), (20, "twentieth"), (21, "twenty first"), (100, "one hundredth")],
)
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1847, "eighteen forty seven"),
        (1905, "nineteen o five"),
        (1900, "nineteen hundred"),
        (2000, "two thousand"),
        (2007, "two thousand seven"),
        (2026, "twenty twenty six"),
    ],
)
def test_years(number: int, words: str) -> None:
    assert year(number) == words


def test_numerals_in_text() -> None:
    assert " ".join(read_out("On the 3rd of May 1847, 1,500 men; 2.05g").split()) == (
        "On the third of May eighteen forty seven , one thousand five hundred men; two point zero five g"
    )


@given(st.integers(0, 10**12 - 1))
def test_every_number_has_words_of_letters(number: int) -> None:
    assert all(word.isalpha() for word in cardinal(number).split())


def test_transcripts_are_folded() -> None:
    assert fold_transcript("“It’s café-time,” the others' dog said.") == "IT'S CAFE TIME THE OTHERS DOG SAID"
    assert fold_transcript("  ... ") == ""


@pytest.mark.parametrize("text", ["press 1", "добрый день", "5½"])
def test_what_cannot_be_spelled_is_refused(text: str) -> None:
    with pytest.raises(TranscriptError, match="as it is spoken"):
        fold_transcript(text)


def test_letters_of_another_model() -> None:
    german = frozenset("abcdefghijklmnopqrstuvwxyzäöüß")
    assert fold_transcript("Die GRÖSSE von Größe: ça va?", german) == "die grösse von größe ca va"
    assert fold_transcript("Straße") == "STRASSE"


@given(st.text())
def test_folding_is_idempotent_and_keeps_to_the_alphabet(text: str) -> None:
    try:
        folded = fold_transcript(text)
    except TranscriptError:
        return
    assert set(folded) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ' ")
    assert fold_transcript(folded) == folded


def test_written_text_becomes_sentences() -> None:
    text = "Mr. Smith paid 5% & left. (Laughter) “Why?” asked Dr. Jones—nobody knew. Ты 1. <sup>T</sup>"
    assert list(fold_sentences(text)) == [
        "MISTER SMITH PAID FIVE PERCENT AND LEFT",
        "WHY",
        "ASKED DOCTOR JONES",
        "NOBODY KNEW",
        "T",
    ]
