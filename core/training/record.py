"""What a model was made from and how, as `training.json` beside its weights: for its card, and for whoever repeats it.

Pure data, any thread.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import torch

from core.training.manifest import Utterance
from core.training.recipe import Recipe, recipe_values

RECORD_FILE = "training.json"
WEIGHTS_FILE = "model.safetensors"


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """`recordings`: hours, clips and speakers by licence; `start`: hash and own record of the model it began from.

    `notes`: what people have to say of it.
    """

    recipe: dict[str, Any]
    manifest_sha256: str
    recordings: dict[str, dict[str, float]]
    start: dict[str, Any]
    versions: dict[str, str]
    device: str
    steps: int = 0
    heard_hours: float = 0.0
    notes: dict[str, str] = field(default_factory=dict)

    def after(self, steps: int, seen_seconds: float) -> TrainingRecord:
        """The record of the model after so many steps."""
        return replace(self, steps=steps, heard_hours=round(seen_seconds / 3600, 2))

    def write(self, folder: Path) -> None:
        """Put the record beside the weights."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (folder / RECORD_FILE).write_text(text + "\n", encoding="utf-8")


def record_of(
    recipe: Recipe, manifests: Sequence[Path], utterances: Iterable[Utterance], start: Path, device: str
) -> TrainingRecord:
    """The record of a run that begins; counts and hashes what it is given."""
    recordings: dict[str, dict[str, float]] = {}
    speakers: dict[str, set[str]] = {}
    for utterance in utterances:
        row = recordings.setdefault(utterance.licence, {"clips": 0, "hours": 0.0, "speakers": 0})
        row["clips"] += 1
        row["hours"] += utterance.seconds / 3600
        speakers.setdefault(utterance.licence, set()).add(utterance.speaker)
    for licence, row in recordings.items():
        row["hours"], row["speakers"] = round(row["hours"], 3), len(speakers[licence])
    return TrainingRecord(
        recipe=recipe_values(recipe),
        manifest_sha256=", ".join(map(sha256, manifests)),
        recordings=dict(sorted(recordings.items())),
        start=_lineage(start),
        versions={"wavescribe": _version("wavescribe"), "torch": torch.__version__},
        device=device,
    )


def sha256(path: Path) -> str:
    """Of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _lineage(start: Path) -> dict[str, Any]:
    weights = start / WEIGHTS_FILE
    found: dict[str, Any] = {"name": start.name}
    if weights.is_file():
        found["sha256"] = sha256(weights)
    # Of a model that was made elsewhere, its hash is all there is to say.
    with contextlib.suppress(OSError, ValueError):
        found["record"] = json.loads((start / RECORD_FILE).read_text(encoding="utf-8"))
    return found


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
