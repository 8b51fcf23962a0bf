"""Which models there are, and what languages are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.models.catalogue import BUNDLED, DEFAULT_MODEL, language_model_of, list_models, resolve, whole_folder
from core.models.languages import LanguageName, language_name
from core.models.model_folder import card, is_recognition_model, licence_of
from core.models.places import ModelPlaces

PRETRAINED = '{"model_type": "wav2vec2", "architectures": ["Wav2Vec2ForPreTraining"]}'


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


def test_the_bundled_models_are_first_and_whole() -> None:
    first, second = list_models()[:2]
    assert (first.name, second.name) == (DEFAULT_MODEL, BUNDLED)
    for bundled in (first, second):
        assert (bundled.bundled, bundled.languages) == (True, ("eng",))
        assert is_recognition_model(bundled.folder)
        assert resolve(bundled.name) == str(bundled.folder)
        assert language_model_of(bundled.name) == second.folder / "language_model"


def test_local_folders_are_found_with_their_adapters(model: Path) -> None:
    (model.parent / "holiday pictures").mkdir()
    small = sum((model / name).stat().st_size for name in ("config.json", "vocab.json"))
    found = list_models(ModelPlaces(model.parent, cache=model.parent / "no cache"))[2:]
    assert [(entry.name, entry.size_bytes, entry.languages) for entry in found] == [
        (str(model), 1020 + small, ("deu", "spa"))
    ]
    assert found[0].missing == ("preprocessor_config.json",)
    assert resolve(str(model)) == str(model)
    assert language_model_of(str(model)) is None


@pytest.mark.parametrize("config", ["", "[1]", '{"model_type": "whisper"}', PRETRAINED])
def test_other_folders_are_no_models(model: Path, config: str) -> None:
    (model / "config.json").write_text(config, encoding="utf-8")
    assert not is_recognition_model(model)


def test_languages_have_their_own_names() -> None:
    assert language_name("deu") == LanguageName("deu", "Deutsch", "German")
    assert language_name("ara").native == "العربية"
    assert language_name("azj-script_latin").native.endswith("(latin)")
    assert language_name("xx1") == LanguageName("xx1", "xx1", "xx1")


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("---\nlicense: cc-by-nc-4.0\n---\n# A", "cc-by-nc-4.0"),
        ("---\nlicense: other\nlicense_name: house\n---\n", "house"),
        ("---\nlicense: [a, b]\n---\n", ""),
        ("---\n: : :\n\t-\n---\n", ""),
        ("---\n- a\n---\n", ""),
        ("no card", ""),
    ],
)
def test_the_licence_is_read_from_the_card_and_nonsense_is_none(tmp_path: Path, text: str, licence: str) -> None:
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    assert licence_of(card(tmp_path)) == licence


def test_a_checkpoint_of_another_kind_is_whole_where_its_weights_are(tmp_path: Path, mms_lid_folder: Path) -> None:
    assert whole_folder(str(mms_lid_folder)) == mms_lid_folder
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    assert whole_folder(str(tmp_path)) is None
    assert whole_folder("nobody/nothing", tmp_path) is None
    snapshot = tmp_path / "models--a--lid" / "snapshots" / "1"
    snapshot.mkdir(parents=True)
    (tmp_path / "models--a--lid" / "refs").mkdir()
    (tmp_path / "models--a--lid" / "refs" / "main").write_text("1", encoding="utf-8")
    (snapshot / "config.json").write_text("{}", encoding="utf-8")
    assert whole_folder("a/lid", tmp_path) is None
    (snapshot / "model.safetensors").write_bytes(b"")
    assert whole_folder("a/lid", tmp_path) == snapshot
