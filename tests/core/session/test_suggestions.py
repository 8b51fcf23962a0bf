"""Which corrected words are offered as hotwords."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.decoding.hotwords import Hotword
from core.decoding.language_model import LanguageModelError
from core.models.catalogue import BUNDLED_MODELS
from core.session.suggestions import known_words, worth_listening_for


@pytest.mark.parametrize("model", BUNDLED_MODELS)
def test_the_bundled_models_know_ordinary_words_only(model: str) -> None:
    known = known_words(model)
    assert worth_listening_for("Okonkwo, will write to Whitby. OK?", known, ()) == ("Okonkwo",)


def test_what_is_listened_for_or_short_or_no_word_is_not_offered() -> None:
    known = frozenset({"the", "writes"})
    hotwords = (Hotword("Okonkwo Ltd"),)
    assert worth_listening_for("okonkwo writes the xq 1234 Zorblax Zorblax", known, hotwords) == ("Zorblax",)


def test_a_model_without_a_list_gets_no_suggestions(tmp_path: Path) -> None:
    assert known_words(str(tmp_path)) == frozenset()
    assert worth_listening_for("Okonkwo", frozenset(), ()) == ()


def test_a_list_that_is_no_text_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "language_model").mkdir()
    (tmp_path / "language_model" / "unigrams.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LanguageModelError, match=r"unigrams\.txt"):
        known_words(str(tmp_path))
