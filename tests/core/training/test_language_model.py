import json
import lzma
from pathlib import Path

import pytest

from core.language_models.ngram_counts import LanguageModelBuildError
from core.training.language_model import (
    LanguageModelRecipe,
    build_language_model,
    find_build_binary,
)
from core.training.language_model_text import TextFolderError, count_words, list_texts, sentences, spelled_lines

TEXT = "Mr. Smith saw 3 cats. Mr. Smith saw 3 dogs.\nThe cats saw Mr. Smith! Добрый день.\n" * 40


def texts(folder: Path) -> Path:
    (folder / "en_books").mkdir(parents=True)
    with lzma.open(folder / "en_books" / "a.txt.xz", "wt", encoding="utf-8") as stream:
        stream.write(TEXT)
    (folder / "en_books" / "b.txt").write_text("Plain text.", encoding="utf-8")
    rows = [{"path": f"en_books/{name}", "licence": "CC0"} for name in ("a.txt.xz", "b.txt")]
    rows.append({"path": "de/c.txt", "licence": "CC0"})
    (folder / "manifest.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


def test_sentences_come_folded_and_in_order(tmp_path: Path) -> None:
    folder = texts(tmp_path)
    lines = list(sentences(folder, list_texts(folder, ("en_books/",))))
    assert lines[:3] == ["MISTER SMITH SAW THREE CATS", "MISTER SMITH SAW THREE DOGS", "THE CATS SAW MISTER SMITH"]
    assert lines[-1] == "PLAIN TEXT"
    assert count_words(lines)["SMITH"] == 120


def test_words_are_spelled_in_letters_that_the_vocabulary_has_the_same_each_time() -> None:
    words = ["A", "AN", "ANN", "ANNA", "ANNE", "B", "BAN", "BANANA", "DAN'S", "N", "NAB"]
    lines = list(spelled_lines(words, 100, 2))
    spelled = [line.replace(" ", "") for line in lines]
    assert sorted("".join(spelled)) == sorted("ANNANNABANBANANANAB")
    assert [len(line) for line in lines] == [2 * len(text) - 1 for text in spelled]
    assert len(lines) == 3
    assert lines == list(spelled_lines(words, 100, 2))
    assert len(list(spelled_lines(words, 3, 1))) == 3
    assert list(spelled_lines(words, 0, 2)) == []


def test_a_folder_without_such_texts_is_named(tmp_path: Path) -> None:
    with pytest.raises(TextFolderError, match="lists nothing under fr/"):
        list_texts(texts(tmp_path), ("fr/",))
    with pytest.raises(TextFolderError, match="no manifest"):
        list_texts(tmp_path / "none", ("en_books/",))


def test_missing_programs_are_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(LanguageModelBuildError, match="build_binary is not in"):
        find_build_binary(tmp_path)


def test_the_model_prefers_what_the_text_says(tmp_path: Path) -> None:
    import kenlm

    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "vocab.json").write_text('{"|": 1, "<pad>": 0, "A": 2}', encoding="utf-8")
    recipe = LanguageModelRecipe(kinds=("en_books/",), order=3, prune=(0, 0, 0), rarest_word_count=1)
    folder = build_language_model(texts(tmp_path / "text"), tmp_path / "model", None, recipe)
    # Exactly the three files that pyctcdecode accepts in the folder.
    assert sorted(file.name for file in folder.iterdir()) == ["attrs.json", "lm.arpa", "unigrams.txt"]
    alphabet = json.loads((tmp_path / "model" / "alphabet.json").read_text(encoding="utf-8"))
    assert alphabet["labels"] == ["", " ", "A"]
    model = kenlm.Model(str(folder / "lm.arpa"))
    assert model.order == 3
    assert model.score("MISTER SMITH SAW THREE CATS") > model.score("SMITH MISTER CATS THREE SAW")
    assert "ДЕНЬ" not in (folder / "unigrams.txt").read_text(encoding="utf-8")
    record = json.loads((tmp_path / "model" / "language_model_sources.json").read_text(encoding="utf-8"))
    assert [row["path"] for row in record["texts"]] == ["en_books/a.txt.xz", "en_books/b.txt"]
