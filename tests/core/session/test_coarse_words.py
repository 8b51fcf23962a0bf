"""Coarse words: masked where shown, whole words only, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hypothesis import Word
from core.decoding.readable.readable_text import ReadableWord
from core.session.coarse_words import LISTS, coarse_words, masked, masked_text, masked_transcript
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption

ENGLISH = coarse_words("eng")


def final(text: str, language: str | None = None) -> FinalCaption:
    words = tuple(Word(word, i, i + 0.5, 0.9) for i, word in enumerate(text.split()))
    return FinalCaption(0, 0.0, 5.0, words, 5.0, language)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("shit", "s***"),
        ("SHIT", "S***"),
        ("Shit,", "S***,"),
        ("“shit”", "“s***”"),
        ("scunthorpe", "scunthorpe"),
        ("", ""),
    ],
)
def test_whole_words_alone_are_masked(said: str, shown: str) -> None:
    assert masked_text(said, ENGLISH) == shown


def test_each_language_has_its_own_list() -> None:
    assert coarse_words("deu") == coarse_words("de") != ENGLISH
    assert coarse_words("spa")
    assert coarse_words(None) == ENGLISH
    assert coarse_words("mri") == coarse_words("no such code") == frozenset()
    assert masked(final("la polla records", "spa")).text == "la p**** records"
    assert masked(final("la polla records", "eng")).text == "la polla records"
    assert masked(final("so ein scheiß", None), "deu").text == "so ein s*****"


def test_a_caption_keeps_times_and_confidence_and_one_without_stays_itself() -> None:
    clean, coarse = final("good morning"), final("well shit")
    assert masked(clean) is clean
    shown = masked(coarse)
    assert [(word.start, word.end, word.confidence) for word in shown.words] == [
        (word.start, word.end, word.confidence) for word in coarse.words
    ]
    assert coarse.text == "well shit"


def test_a_transcript_is_masked_in_its_readable_form_too() -> None:
    from dataclasses import replace

    segment = replace(final("oh shit"), readable=(ReadableWord("Oh", 0, 0), ReadableWord("shit!", 1, 1)))
    shown = masked_transcript(Transcript("talk", "m", "eng", 5.0, (segment,))).segments[0]
    assert shown.text == "oh s***"
    assert [word.text for word in shown.readable] == ["Oh", "s***!"]


@given(st.text(max_size=20))
def test_what_is_on_no_list_stays(text: str) -> None:
    assert masked_text(text, frozenset()) == text
    assert len(masked_text(text, ENGLISH)) == len(text)


def test_the_lists_are_sorted_and_lower_case() -> None:
    for path in LISTS.glob("*.txt"):
        words = path.read_text(encoding="utf-8").split()
        assert words == sorted(set(words))
        assert all(word == word.lower() and word.isalpha() for word in words)
