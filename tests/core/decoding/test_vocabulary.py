from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.vocabulary import Speller, Vocabulary
from tests.core.decoding.oracle import DIGRAPHS, LETTERS


def of(*labels: str) -> Vocabulary:
    return Vocabulary(("<pad>", "<unk>", "|", *labels), 0, 2, frozenset({1}))


@pytest.mark.parametrize(
    ("labels", "word", "folded"),
    [
        ("ABC'", "Cab", "CAB"),
        ("abcß", "Cab", "cab"),
        ("aBc", "Cab", "Cab"),
        ("你好", "Cab", "Cab"),
        ("АБВ", "баб", "БАБ"),
    ],
)
def test_words_take_the_case_of_the_letters(labels, word, folded) -> None:
    assert of(*labels).fold(word) == folded


def test_characters_that_no_label_holds_are_named_once_each() -> None:
    assert of(*"ABC").unknown_characters("Cab 7ü cä7") == ("7", "Ü", "Ä")
    assert of("A", "SCH").unknown_characters("schach") == ()


@given(st.text("ABCDEFGH"))
def test_spelling_gives_the_word_back(word) -> None:
    assert "".join(LETTERS.labels[label] for label in Speller(LETTERS).spell(word)) == word


def test_spelling_takes_the_longest_label_and_leaves_out_what_has_none() -> None:
    assert [DIGRAPHS.labels[label] for label in Speller(DIGRAPHS).spell("STAS?TT")] == ["ST", "A", "S", "T", "T"]
    assert Speller(of("A")).spell("<unk>|") == ()


class Tokenizer:
    pad_token_id, word_delimiter_token_id, all_special_ids = 0, 2, (0, 1)

    def get_vocab(self) -> dict[str, int]:
        return {"<pad>": 0, "<unk>": 1, "|": 2, "A": 3, "B": 5}


def test_indices_without_a_label_and_rows_beyond_the_labels_are_ignored() -> None:
    vocabulary = Vocabulary.from_tokenizer(Tokenizer(), size=8)
    assert vocabulary == Vocabulary(("<pad>", "<unk>", "|", "A", "", "B", "", ""), 0, 2, frozenset({1, 4, 6, 7}))
    assert vocabulary.spoken == {"A", "B"}
