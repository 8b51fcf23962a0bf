"""Which models there are on this machine: the bundled one, folders, and the hub's download cache."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

BUNDLED = "bundled-en"
ASSETS = Path(__file__).resolve().parents[2] / "assets"
ADAPTER = re.compile(r"adapter\.([A-Za-z0-9_-]+)\.(?:safetensors|bin)")
WEIGHTS = ("*.safetensors", "*.bin")


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model that `--model` can name. `languages` are adapter codes, or the model's own language where known."""

    name: str
    folder: Path
    size_bytes: int
    languages: tuple[str, ...]
    licence: str
    bundled: bool


def resolve(name: str) -> str:
    """What the loader takes: the bundled model's folder for its name, anything else unchanged."""
    return str(ASSETS / "models" / BUNDLED) if name == BUNDLED else name


def language_model_of(name: str) -> Path | None:
    """The `language_model/` folder that lies in a local model's folder, if there is one."""
    folder = Path(resolve(name)) / "language_model"
    return folder if folder.is_dir() else None


def list_models(models_folder: Path | None = None) -> list[ModelEntry]:
    """The bundled model, the models in `models_folder`, and what was downloaded from the hub."""
    entries = [_entry(BUNDLED, Path(resolve(BUNDLED)), languages=("eng",), licence="Apache-2.0", bundled=True)]
    if models_folder is not None and models_folder.is_dir():
        entries += [_entry(str(f), f) for f in sorted(models_folder.iterdir()) if is_recognition_model(f)]
    return entries + _downloaded()


def is_recognition_model(folder: Path) -> bool:
    """Whether a folder holds a Wav2Vec2 CTC checkpoint, as far as its small files say."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(config, dict) and config.get("model_type") == "wav2vec2" and (folder / "vocab.json").is_file()


def _entry(
    name: str, folder: Path, languages: tuple[str, ...] = (), licence: str = "", bundled: bool = False
) -> ModelEntry:
    adapters = {match[1] for path in folder.glob("adapter.*") if (match := ADAPTER.fullmatch(path.name))}
    size = sum(path.stat().st_size for pattern in WEIGHTS for path in folder.glob(pattern))
    return ModelEntry(name, folder, size, languages or tuple(sorted(adapters)), licence, bundled)


def _downloaded() -> list[ModelEntry]:
    """Checkpoints in the hub's cache; a cache that is absent or damaged has none."""
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        repositories = scan_cache_dir().repos
    except (CacheNotFound, OSError, ValueError):
        return []
    entries = []
    for repository in sorted(repositories, key=lambda found: found.repo_id):
        revisions = sorted(repository.revisions, key=lambda revision: revision.last_modified)
        if revisions and is_recognition_model(Path(revisions[-1].snapshot_path)):
            entries.append(_entry(repository.repo_id, Path(revisions[-1].snapshot_path)))
    return entries
