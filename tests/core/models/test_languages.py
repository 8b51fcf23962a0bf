"""Which of a model's languages a user means."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.models.languages import find_language

CODES = ("deu", "eng", "cmn-script_simplified", "azj-script_latin", "azj-script_cyrillic", "spa", "nob")


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("deu", "deu"),
        ("de", "deu"),
        ("de-AT", "deu"),
        ("German", "deu"),
        ("Deutsch", "deu"),
        ("en_US", "eng"),
        ("zh", "cmn-script_simplified"),
        ("zh-TW", "cmn-script_simplified"),
        ("no", "nob"),
        ("az", "azj-script_cyrillic"),
        ("azj-script_latin", "azj-script_latin"),
        ("fr", None),
        ("Klingon", None),
        ("", None),
        ("auto", None),
    ],
)
def test_a_language_is_found_by_any_of_its_codes_and_names(wanted: str, code: str | None) -> None:
    assert find_language(wanted, CODES) == code


@given(wanted=st.text(max_size=40))
@example(wanted="\x00\U00010000")
def test_whatever_is_asked_for_is_a_language_of_the_model_or_none(wanted: str) -> None:
    assert find_language(wanted, CODES) in (*CODES, None)
