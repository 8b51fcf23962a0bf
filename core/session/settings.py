"""The user's settings: one typed JSON file, read at start and written whenever something changes."""

from __future__ import annotations

import json
import math
import os
import tempfile
import typing
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from core.decoding.hotwords import Hotword
from core.decoding.hypothesis import DOUBTFUL
from core.models.catalogue import DEFAULT_MODEL
from core.session.language_model_list import OWN_ALONE, ListedModel, listed_models
from core.session.recognition import MixedIn

VERSION = 2


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder whose media are transcribed as they come. `output`: where the texts go; empty: beside the media."""

    folder: str
    output: str = ""
    form: str = "txt"
    # The name of texts, without the ending.
    template: str = "{stem}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that outlives the window. `unknown` holds fields of a newer version, written back unchanged.

    `keep_days`, `keep_audio_days`: how long sessions and their audio are kept after their end; 0: for ever.
    """

    input_device: str | None = None
    listening: str = "microphone"
    monitor: str | None = None
    model: str = DEFAULT_MODEL
    recent_models: tuple[str, ...] = ()
    model_folders: tuple[str, ...] = ()
    language: str | None = None
    # The language of each segment is heard, among these, by the model `identifier`.
    automatic_language: bool = False
    allowed_languages: tuple[str, ...] = ()
    identifier: str = ""
    language_models: tuple[ListedModel, ...] = OWN_ALONE
    language_model_weight: float | None = None
    word_bonus: float | None = None
    hotwords: tuple[Hotword, ...] = ()
    voice_activity: bool = True
    stability: str = "balanced"
    device: str = "auto"
    dtype: str = "auto"
    # What the machine check found: the size of model that suits, and the machine that it was made on.
    model_size: str = ""
    machine: str = ""
    # Minutes without recognition after which the model leaves memory; 0: it stays.
    unload_minutes: int = 10
    device_fallback: bool = False
    keep_awake: bool = True
    close_to_tray: bool = False
    keep_sessions: bool = True
    keep_days: int = 0
    keep_audio_days: int = 0
    show_times: bool = True
    readable: bool = False
    caption_size: int = 20
    doubtful: float = DOUBTFUL
    overlay_shown: bool = False
    overlay_locked: bool = False
    overlay_place: str = ""
    overlay_family: str = ""
    overlay_size: int = 32
    overlay_lines: int = 2
    overlay_colours: str = "white on black"
    overlay_opacity: float = 0.75
    projector_screen: str = ""
    projector_size: int = 64
    feed_file: str = ""
    feed_port: int = 0
    feed_token: str = ""
    # What the desktop gave so that it need not ask again whether captions may be typed into other windows.
    typing_permission: str = ""
    # Coarse words are masked in what is shown and exported.
    mask_words: bool = False
    theme: str = "system"
    interface_language: str = "system"
    # Keys that are not the default ones: an action's id to its key, empty for none.
    shortcuts: dict[str, str] = field(default_factory=dict)
    # Keys that work in every program: an action's id to its key.
    global_shortcuts: dict[str, str] = field(default_factory=dict)
    export_format: str = "txt"
    export_folder: str = ""
    # The name of exported files, without the ending.
    export_template: str = "{stem}"
    subtitle_characters: int = 42
    subtitle_lines: int = 2
    # Characters a second.
    subtitle_speed: float = 20.0
    # Seconds.
    subtitle_gap: float = 0.08
    subtitle_lead: float = 0.0
    subtitle_trail: float = 0.2
    watched_folders: tuple[WatchedFolder, ...] = ()
    # Who speaks in files: a number of speakers, or "auto"; empty: that is not asked.
    file_speakers: str = ""
    window_geometry: str = ""
    unknown: dict[str, Any] = field(default_factory=dict, compare=False)


def default_settings_path() -> Path:
    """Where the settings are kept unless told otherwise."""
    return user_config_path("wavescribe", appauthor=False) / "settings.json"


def load_settings(path: Path) -> tuple[Settings, str]:
    """The settings of a file, and a message where it could not be read: then it is set aside, and defaults hold.

    A field that holds nonsense gets its default; the others stay.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(values, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError) as failure:
        aside = path.with_suffix(".damaged.json")
        try:
            path.replace(aside)
        except OSError:
            return Settings(), f"The settings could not be read ({failure}); the defaults are used."
        return Settings(), f"The settings could not be read and were set aside as {aside.name}; the defaults are used."
    return _from_values(values), ""


def save_settings(settings: Settings, path: Path) -> None:
    """Write all or nothing. Raises OSError."""
    values = asdict(settings)
    values = {**values.pop("unknown"), **values, "version": VERSION}
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(values, file, indent=2, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _from_values(values: dict[str, Any]) -> Settings:
    settings, values = Settings(), _with_list(values)
    known = {item.name for item in fields(Settings)} - {"unknown"}
    types = typing.get_type_hints(Settings)
    for name in known & set(values):
        value = _ROWS[name](values[name]) if name in _ROWS else values[name]
        value = tuple(value) if isinstance(value, list) else value
        if _fits(value, types[name]):
            change: dict[str, Any] = {name: value}
            settings = replace(settings, **change)
    rest = {name: value for name, value in values.items() if name not in known and name != "version"}
    return replace(settings, unknown=rest)


def _with_list(values: dict[str, Any]) -> dict[str, Any]:
    """The values of version 1, which had one language model and its share beside the model's own, in today's form."""
    values = dict(values)
    path, share = values.pop("language_model", None), values.pop("language_model_share", 1.0)
    if "language_models" in values or not isinstance(path, str):
        return values
    mixed = isinstance(share, int | float) and 0 < share < 1
    listed = listed_models(None, (MixedIn(path, share),)) if mixed else listed_models(path)
    return {**values, "language_models": [asdict(one) for one in listed]}


def _language_models(rows: object) -> tuple[ListedModel, ...] | None:
    try:
        found = tuple(ListedModel(**row) for row in rows)  # type: ignore[attr-defined]
        paths = {one.path for one in found}
        sound = all(_is_listed(one) for one in found) and len(paths) == len(found)
    except TypeError:
        return None
    if not sound:
        return None
    return found if None in paths else (ListedModel(on=False), *found)


def _is_listed(one: ListedModel) -> bool:
    typed = type(one.path) in (str, type(None)) and type(one.weight) in (int, float) and type(one.on) is bool
    return typed and 0 < one.weight < math.inf


def _hotwords(rows: object) -> tuple[Hotword, ...] | None:
    try:
        return tuple(Hotword(str(row["text"]), float(row["weight"])) for row in rows)  # type: ignore[attr-defined]
    except (TypeError, KeyError, ValueError):
        return None


def _watched_folders(rows: object) -> tuple[WatchedFolder, ...] | None:
    try:
        found = tuple(WatchedFolder(**row) for row in rows)  # type: ignore[attr-defined]
    except TypeError:
        return None
    return found if all(isinstance(value, str) for row in found for value in asdict(row).values()) else None


def _shortcuts(rows: object) -> dict[str, str] | None:
    """Whatever stands for a key is kept as text: who knows the keys says which are none."""
    return {name: str(keys) for name, keys in rows.items()} if isinstance(rows, dict) else None


_ROWS: dict[str, Callable[[object], object]] = {
    "hotwords": _hotwords,
    "language_models": _language_models,
    "watched_folders": _watched_folders,
    "shortcuts": _shortcuts,
}


def _fits(value: object, kind: Any) -> bool:
    """Whether a parsed JSON value is of a field's type."""
    if typing.get_origin(kind) is dict:
        return isinstance(value, dict) and all(isinstance(item, str) for pair in value.items() for item in pair)
    if typing.get_origin(kind) is tuple:
        return isinstance(value, tuple) and all(isinstance(item, typing.get_args(kind)[0]) for item in value)
    allowed = typing.get_args(kind) or (kind,)
    return type(value) in allowed
