"""What a model writes with, told by the files of its folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from string import ascii_uppercase

import pytest

from core.models.catalogue import BUNDLED, BUNDLED_SOUNDS
from core.models.labels import MAXIMUM_BYTES, LabelsError, labels_of, letters_of

LETTERS = frozenset((*ascii_uppercase, "'"))


@pytest.mark.parametrize("model", [BUNDLED, BUNDLED_SOUNDS])
def test_the_bundled_models_write_letters(model: str) -> None:
    assert letters_of(model, "eng") == LETTERS


def test_labels_are_those_of_the_language(tmp_path: Path) -> None:
    labels = {"deu": {"<pad>": 0, "|": 1, "ü": 2}, "eng": {"<pad>": 0, "|": 1, "a": 2}}
    (tmp_path / "vocab.json").write_text(json.dumps(labels), "utf-8")
    assert labels_of(str(tmp_path), "deu") == ("<pad>", "|", "ü")
    assert letters_of(str(tmp_path), "deu") == {"ü"}
    with pytest.raises(LabelsError, match=r"no letters for fra\. Give --language one of deu eng"):
        labels_of(str(tmp_path), "fra")


def test_a_model_of_sounds_writes_the_letters_of_its_words(tmp_path: Path) -> None:
    (tmp_path / "vocab.json").write_text(json.dumps({"<pad>": 0, "|": 1, "k": 2, "@": 3}), "utf-8")
    (tmp_path / "lexicon").mkdir()
    listed = tmp_path / "lexicon" / "pronunciations.txt"
    listed.write_text("ÄSCH\t@k\nAB\tk\nAB\tkk\n", "utf-8")
    assert labels_of(str(tmp_path), "eng") == tuple("ABCHSÄ")
    listed.write_bytes(b"\xff\xfe\n")
    with pytest.raises(LabelsError, match=r"pronunciations\.txt cannot be read\. Give --model a model's folder"):
        labels_of(str(tmp_path), "eng")
    os.truncate(listed, MAXIMUM_BYTES + 1)
    with pytest.raises(LabelsError, match=r"pronunciations\.txt cannot be read"):
        labels_of(str(tmp_path), "eng")
