"""Which models there are, and what languages are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.models.catalogue import BUNDLED, is_recognition_model, language_model_of, list_models, resolve
from core.models.languages import LanguageName, language_name


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "models" / "mine"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps({"model_type": "wav2vec2"}), encoding="utf-8")
    (folder / "vocab.json").write_text("{}", encoding="utf-8")
    (folder / "model.safetensors").write_bytes(bytes(1000))
    for code in ("spa", "deu"):
        (folder / f"adapter.{code}.safetensors").write_bytes(bytes(10))
    return folder


def test_the_bundled_model_is_first_and_whole() -> None:
    bundled = list_models()[0]
    assert (bundled.name, bundled.bundled, bundled.languages) == (BUNDLED, True, ("eng",))
    assert is_recognition_model(bundled.folder)
    assert resolve(BUNDLED) == str(bundled.folder)
    assert language_model_of(BUNDLED) == bundled.folder / "language_model"


def test_local_folders_are_found_with_their_adapters(model: Path) -> None:
    (model.parent / "holiday pictures").mkdir()
    found = [entry for entry in list_models(model.parent) if not entry.bundled and entry.folder.parent == model.parent]
    assert [(entry.name, entry.size_bytes, entry.languages) for entry in found] == [(str(model), 1020, ("deu", "spa"))]
    assert resolve(str(model)) == str(model)
    assert language_model_of(str(model)) is None


@pytest.mark.parametrize("config", ["", "[1]", '{"model_type": "whisper"}'])
def test_other_folders_are_no_models(model: Path, config: str) -> None:
    (model / "config.json").write_text(config, encoding="utf-8")
    assert not is_recognition_model(model)


def test_languages_have_their_own_names() -> None:
    assert language_name("deu") == LanguageName("deu", "Deutsch", "German")
    assert language_name("ara").native == "العربية"
    assert language_name("azj-script_latin").native.endswith("(latin)")
    assert language_name("xx1") == LanguageName("xx1", "xx1", "xx1")
