"""`vocab.json`: labels and their indices, for one language or for many (MMS)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.wav2vec2.hub import CheckpointError, read_json

MAXIMUM_LABELS = 1_000_000
MAXIMUM_LABEL_CHARACTERS = 1024


def read_vocabulary(path: Path) -> dict[str, Any]:
    """The parsed file, flat (label → index) or nested (language → label → index). Raises CheckpointError."""
    vocabulary = read_json(path)
    for name, labels in languages_of(vocabulary).items() or [(None, vocabulary)]:
        where = f"{path}, language {name}" if name is not None else str(path)
        _check_labels(labels, where)
    return vocabulary


def languages_of(vocabulary: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """The languages of a nested vocabulary; empty for a flat one."""
    if not any(isinstance(value, Mapping) for value in vocabulary.values()):
        return {}
    return {name: labels if isinstance(labels, dict) else {} for name, labels in vocabulary.items()}


def labels_of(vocabulary: Mapping[str, Any], language: str | None, where: str | Path) -> dict[str, int]:
    """The labels to use. Raises CheckpointError where language and vocabulary do not go together."""
    languages = languages_of(vocabulary)
    if not languages:
        if language is not None:
            raise CheckpointError(f"{where} holds one language only; leave target_lang={language!r} out.")
        return dict(vocabulary)
    if language is None:
        raise CheckpointError(
            f"{where} holds {len(languages)} languages; choose one: target_lang={next(iter(languages))!r}."
        )
    if language not in languages:
        raise CheckpointError(f"{where} has no language {language!r}; {suggestion(language, languages)}.")
    return dict(languages[language])


def suggestion(language: str, languages: Mapping[str, Any]) -> str:
    """Names to choose from: the similar ones, else the first few."""
    similar = difflib.get_close_matches(language, languages, n=5, cutoff=0.5)
    shown = similar or list(languages)[:8]
    return f"choose one of {', '.join(shown)}" + (" …" if len(shown) < len(languages) else "")


def _check_labels(labels: Mapping[str, Any], where: str) -> None:
    if not labels:
        raise CheckpointError(f"{where} has no labels; copy the checkpoint again.")
    for label, index in labels.items():
        if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < MAXIMUM_LABELS:
            raise CheckpointError(f"{where} gives label {label!r:.40} the index {index!r:.40}, which is none.")
        if len(label) > MAXIMUM_LABEL_CHARACTERS:
            raise CheckpointError(f"{where} has a label of {len(label)} characters, which is none.")
