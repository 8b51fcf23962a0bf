from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.vocabulary import Vocabulary
from tests.core.decoding.oracle import CHARACTERS, random_emission

LABELS = ("<pad>", "<s>", "</s>", "<unk>", "|", "A", "B", "C", "SCH")


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory):
    """`transformers`' own, on the same vocabulary."""
    from transformers import Wav2Vec2CTCTokenizer

    path = tmp_path_factory.mktemp("tokenizer") / "vocab.json"
    path.write_text(json.dumps({label: n for n, label in enumerate(LABELS)}), encoding="utf-8")
    return Wav2Vec2CTCTokenizer(str(path))


@given(st.lists(st.sampled_from([0, 0, 4, 5, 6, 7, 8]), max_size=60))
def test_words_and_frames_are_those_of_transformers(tokenizer, path) -> None:
    log_probs = np.full((len(path), len(LABELS)), -9.0, np.float32)
    log_probs[np.arange(len(path)), path] = -0.1
    expected = tokenizer.decode(path, output_word_offsets=True)
    found = GreedyDecoder(Vocabulary.from_tokenizer(tokenizer)).decode(Emission(50, log_probs))
    assert found.text == " ".join(expected.text.split())
    assert [(word.text, round(word.start * 50) - 50, round(word.end * 50) - 50) for word in found.words] == [
        (word["word"], word["start_offset"], word["end_offset"]) for word in expected.word_offsets if word["word"]
    ]
    assert all(word.confidence == pytest.approx(np.exp(-0.1)) for word in found.words)


def test_labels_that_stand_in_no_text_are_left_out(tokenizer) -> None:
    path = [5, 1, 3, 6, 4, 2, 7]
    log_probs = np.full((len(path), len(LABELS)), -9.0, np.float32)
    log_probs[np.arange(len(path)), path] = -0.1
    assert GreedyDecoder(Vocabulary.from_tokenizer(tokenizer)).decode(Emission(0, log_probs)).text == "AB C"


def test_without_delimiter_each_label_is_a_word() -> None:
    log_probs = random_emission(4, 40, CHARACTERS, 3.0, 1.0)
    words = GreedyDecoder(CHARACTERS).decode(Emission(0, log_probs)).words
    assert len(words) > 3
    assert all(len(word.text) == 1 for word in words)


def test_no_frames_no_words_and_another_number_of_labels_is_refused() -> None:
    decoder = GreedyDecoder(CHARACTERS)
    assert decoder.decode(Emission(0, np.empty((0, 6), np.float32))).words == ()
    with pytest.raises(ValueError, match="9 labels"):
        decoder.decode(Emission(0, np.zeros((3, 9), np.float32)))
