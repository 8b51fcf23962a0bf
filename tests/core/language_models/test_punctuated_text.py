"""Written text as the tokens of a hidden-event model."""

import pytest

from core.language_models.punctuated_text import plain_beginnings, tokens, usual_forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Well," Mr. Smith demanded.', "Well , Mister Smith demanded ."),
        ("He paid 42 dollars—why? Nobody knew!", "He paid forty two dollars , why ? Nobody knew ."),
        ("In the U.S. it's late (very) … so J. R. Smith left.", "In the U S it's late . so J R Smith left ."),
        ("What?! She said,— and went.", "What ? She said , and went ."),
        ("CHAPTER ONE", ""),
        ("Only a heading here", ""),
        ("အမြီး နှစ်ခွရှိသည်။ Yes. No. Yes.", ""),
        ("THIS IS SHOUTED ALL ALONG.", ""),
    ],
)
def test_words_and_marks(text: str, expected: str) -> None:
    assert " ".join(tokens(text)) == expected


def test_a_sentence_begins_as_its_first_word_is_written_elsewhere() -> None:
    paragraphs = [text.split() for text in ("The man saw Rome .", "Rome fell , the end . Never", "saw The Rome the")]
    usual = usual_forms(paragraphs)
    # "The" within a sentence is seen once, "the" twice; "never" only begins one.
    assert (usual["the"], usual["rome"], usual.get("never")) == ("the", "Rome", None)
    assert list(plain_beginnings(paragraphs[1], usual)) == ["Rome", "fell", ",", "the", "end", ".", "never"]
