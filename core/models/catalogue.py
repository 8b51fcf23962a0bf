"""Which models there are on this machine: the bundled one, folders, and the hub's download cache. Without a network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.models.learned import base_of
from core.models.model_folder import (
    WEIGHTS,
    adapter_files,
    card,
    is_recognition_model,
    labels_of,
    languages_here,
    licence_of,
    missing_files,
    offered_languages,
    size_on_disk,
)
from core.models.places import ModelPlaces

BUNDLED = "bundled-en"
BUNDLED_SOUNDS = "bundled-en-sounds"
"""English too, by sounds and a lexicon: more accurate than `BUNDLED`, whose language model it shares."""
BUNDLED_MODELS = (BUNDLED_SOUNDS, BUNDLED)
DEFAULT_MODEL = BUNDLED_SOUNDS
"""What recognises where the user named no model."""
ASSETS = Path(__file__).resolve().parents[2] / "assets"

Origin = Literal["bundled", "imported", "linked", "hub"]


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model that `--model` can name. `languages` are adapter codes, or the model's own language where known.

    `offered`: languages that it has a vocabulary for, whether their adapters are here or not. `labels`: size of the
    vocabulary. `missing`: files without which it cannot be loaded, such as those of a download that was cut off.
    `learned_from`: the model that it was fine-tuned from, on the user's corrections; else empty.
    """

    name: str
    folder: Path
    size_bytes: int
    languages: tuple[str, ...]
    licence: str
    bundled: bool
    origin: Origin = "hub"
    labels: int = 0
    offered: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    learned_from: str = ""

    @property
    def title(self) -> str:
        """Its name without the way to it."""
        return self.name if self.origin in ("bundled", "hub") else self.folder.name

    @property
    def removable(self) -> bool:
        """Whether its files are the program's own to delete."""
        return self.origin in ("imported", "hub")


def resolve(name: str, language: str | None = None, cache: Path | None = None) -> str:
    """What the loader takes: a folder for the bundled model and for one that was downloaded whole, else the name.

    A folder is loaded without a word over the network. A `language` whose adapter is not here leaves the name, by which
    the loader fetches it.
    """
    if name in BUNDLED_MODELS:
        return str(ASSETS / "models" / name)
    folder = None if Path(name).exists() else downloaded_folder(name, cache)
    if folder is None or missing_files(folder):
        return name
    here = language is None or language in languages_here(folder) or not offered_languages(folder)
    return str(folder) if here else name


def is_here(name: str, language: str | None = None, cache: Path | None = None) -> bool:
    """Whether a model, with this language, can be loaded without a download."""
    return Path(resolve(name, language, cache)).is_dir()


def whole_folder(name: str, cache: Path | None = None) -> Path | None:
    """Where a checkpoint lies that is none for recognition (a classifier): its own folder, or in the hub's cache."""
    folder = Path(name) if Path(name).is_dir() else downloaded_folder(name, cache)
    if folder is None or not any(
        (folder / part).is_file() for file in WEIGHTS for part in (file, f"{file}.index.json")
    ):
        return None
    return folder


def downloaded_folder(name: str, cache: Path | None = None) -> Path | None:
    """Where the hub's cache has a model, whole or not."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        path = try_to_load_from_cache(name, "config.json", cache_dir=cache)
    except HFValidationError:
        return None
    return Path(path).parent if isinstance(path, str) else None


def language_model_of(name: str) -> Path | None:
    """The `language_model/` folder that lies in a local model's folder, if there is one; `BUNDLED`'s for both."""
    shared = Path(resolve(name)).absolute() == Path(resolve(BUNDLED_SOUNDS))
    folder = Path(resolve(BUNDLED if shared else name)) / "language_model"
    return folder if folder.is_dir() else None


def list_models(places: ModelPlaces | None = None) -> list[ModelEntry]:
    """The bundled models, what was imported, the user's own folders, and what was downloaded from the hub."""
    places = places or ModelPlaces()
    entries = [entry_of(name, Path(resolve(name)), "bundled") for name in BUNDLED_MODELS]
    imported = sorted(places.own.iterdir()) if places.own.is_dir() else []
    entries += [entry_of(str(folder), folder, "imported") for folder in imported if is_recognition_model(folder)]
    entries += [entry_of(str(folder), folder, "linked") for folder in places.linked if is_recognition_model(folder)]
    return entries + _downloaded(places)


def find_model(name: str, places: ModelPlaces) -> ModelEntry | None:
    """The model of this name; a folder's last part is name enough where only one is called so."""
    entries = list_models(places)
    exact = [entry for entry in entries if name == entry.name or Path(name).absolute() == entry.folder]
    alike = exact or [entry for entry in entries if entry.title == name]
    return alike[0] if len(alike) == 1 else None


def entry_of(name: str, folder: Path, origin: Origin) -> ModelEntry:
    """What there is to say of a folder with a checkpoint."""
    bundled = origin == "bundled"
    said = {} if bundled else card(folder)
    return ModelEntry(
        name,
        folder,
        size_on_disk(folder),
        ("eng",) if bundled else languages_here(folder) or _card_language(said),
        "Apache-2.0" if bundled else licence_of(said),
        bundled,
        origin,
        labels_of(folder),
        offered_languages(folder),
        tuple(missing_files(folder)),
        "" if (base := base_of(str(folder))) == str(folder) else base,
    )


def adapter_bytes(entry: ModelEntry, language: str) -> int:
    """Size of a language's adapter on disk; 0 where it is not here, or lies in the main weights."""
    return sum(path.stat().st_size for path in adapter_files(entry.folder, language))


def _card_language(said: dict[str, object]) -> tuple[str, ...]:
    """The one language that a card names; many are those of the pre-training, and say nothing."""
    named = said.get("language")
    languages = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    return (str(languages[0]),) if len(languages) == 1 else ()


def _downloaded(places: ModelPlaces) -> list[ModelEntry]:
    """Checkpoints in the hub's cache; a cache that is absent or damaged has none."""
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        repositories = scan_cache_dir(places.cache_folder).repos
    except (CacheNotFound, OSError, ValueError):
        return []
    entries = []
    for repository in sorted(repositories, key=lambda found: found.repo_id):
        revisions = sorted(repository.revisions, key=lambda revision: revision.last_modified)
        if revisions and is_recognition_model(Path(revisions[-1].snapshot_path)):
            entries.append(entry_of(repository.repo_id, Path(revisions[-1].snapshot_path), "hub"))
    return entries
