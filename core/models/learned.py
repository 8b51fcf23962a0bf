"""Models that were fine-tuned on the user's corrections: folders beside the imported ones that name their base."""

from __future__ import annotations

from pathlib import Path

from core.models.model_folder import read_object
from core.models.places import ModelPlaces

RECORD = "corrections.json"


def base_of(name: str) -> str:
    """The model that one was learned from; of any other its own name."""
    base = read_object(Path(name) / RECORD).get("base")
    return base if isinstance(base, str) and base else name


def learned_folder(model: str, language: str | None, places: ModelPlaces) -> Path:
    """Where what is learned from the corrections of a model's lines is kept, in this language."""
    title = base_of(model).replace("\\", "/").rstrip("/").rpartition("/")[2]
    return places.own / "-".join([title, *([language] if language else []), "corrected"])
