"""Settings survive what happens to files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hotwords import Hotword
from core.session.language_model_list import OWN_ALONE, ListedModel
from core.session.settings import Settings, load_settings, save_settings


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    settings = Settings(model="/models/x", hotwords=(Hotword("Okonkwo", 8.0),), caption_size=28, keep_sessions=False)
    save_settings(settings, tmp_path / "deep" / "settings.json")
    assert load_settings(tmp_path / "deep" / "settings.json") == (settings, "")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["settings.json"]


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == (Settings(), "")


def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"model": "x', encoding="utf-8")
    settings, message = load_settings(path)
    assert settings == Settings()
    assert "set aside" in message
    assert (tmp_path / "settings.damaged.json").exists()


def test_fields_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 7, "model": "m", "hologram": [1, 2]}), encoding="utf-8")
    settings, message = load_settings(path)
    assert (settings.model, message) == ("m", "")
    save_settings(settings, path)
    assert json.loads(path.read_text(encoding="utf-8"))["hologram"] == [1, 2]


LIST = (ListedModel(), ListedModel("/lm/minutes", 0.4), ListedModel("/lm/old.arpa", 0.25, on=False))


def test_a_list_of_language_models_comes_back(tmp_path: Path) -> None:
    settings = Settings(language_models=LIST)
    save_settings(settings, tmp_path / "settings.json")
    assert load_settings(tmp_path / "settings.json") == (settings, "")


@pytest.mark.parametrize(
    ("former", "listed"),
    [
        ({"language_model": None, "language_model_share": 0.4}, OWN_ALONE),
        ({"language_model": "none"}, (ListedModel(on=False),)),
        ({"language_model": "/m", "language_model_share": 0.4}, (ListedModel(None, 0.6), ListedModel("/m", 0.4))),
        ({"language_model": "/m", "language_model_share": 1.0}, (ListedModel(on=False), ListedModel("/m"))),
        ({"language_model": "/m"}, (ListedModel(on=False), ListedModel("/m"))),
        ({"language_model": 7, "language_model_share": "much"}, OWN_ALONE),
    ],
)
def test_the_one_language_model_of_before_becomes_a_list(
    tmp_path: Path, former: dict[str, object], listed: tuple[ListedModel, ...]
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 1, "language_model_weight": 0.7, **former}), encoding="utf-8")
    settings, message = load_settings(path)
    assert (settings.language_models, settings.language_model_weight, message) == (listed, 0.7, "")
    save_settings(settings, path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert not {"language_model", "language_model_share"} & set(stored)
    assert load_settings(path)[0] == settings


def test_a_list_without_the_models_own_gets_it_switched_off(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"language_models": [{"path": "/m"}]}), encoding="utf-8")
    assert load_settings(path)[0].language_models == (ListedModel(on=False), ListedModel("/m"))


@pytest.mark.parametrize(
    "row", [{"path": 1}, {"path": "/m", "weight": 0}, {"weight": "1"}, {"weight": 1e999}, {"on": 1}, {"colour": 1}, 5]
)
def test_a_list_with_nonsense_is_the_default_one(tmp_path: Path, row: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"language_models": [{"path": "/n"}, row]}), encoding="utf-8")
    assert load_settings(path)[0].language_models == OWN_ALONE
    path.write_text(json.dumps({"language_models": [{"path": "/n"}, {"path": "/n"}]}), encoding="utf-8")
    assert load_settings(path)[0].language_models == OWN_ALONE


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["model", "hotwords", "caption_size", "keep_sessions", "language", "language_model", "language_models"]
        ),
        json_values,
    )
)
def test_nonsense_gives_defaults_and_never_fails(tmp_path_factory: object, values: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"  # type: ignore[attr-defined]
    path.write_text(json.dumps(values), encoding="utf-8")
    settings, message = load_settings(path)
    assert message == ""
    assert isinstance(settings.model, str)
    assert type(settings.caption_size) is int
    assert all(isinstance(word, Hotword) for word in settings.hotwords)
    assert None in {one.path for one in settings.language_models}
