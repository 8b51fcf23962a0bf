"""Settings survive what happens to files."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hotwords import Hotword
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


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(["model", "hotwords", "caption_size", "keep_sessions", "language"]), json_values)
)
def test_nonsense_gives_defaults_and_never_fails(tmp_path_factory: object, values: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"  # type: ignore[attr-defined]
    path.write_text(json.dumps(values), encoding="utf-8")
    settings, message = load_settings(path)
    assert message == ""
    assert isinstance(settings.model, str)
    assert type(settings.caption_size) is int
    assert all(isinstance(word, Hotword) for word in settings.hotwords)
