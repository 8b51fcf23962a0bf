"""The characters that a local model writes with, read from its `vocab.json` or lexicon: no network is loaded.

A model of sounds writes no label of its own, but the words of the lexicon that lies beside it. Any thread.
"""

from __future__ import annotations

import json
from pathlib import Path

from core.models.catalogue import resolve

MAXIMUM_BYTES = 64 * 2**20
PRONUNCIATIONS = "lexicon/pronunciations.txt"


class LabelsError(Exception):
    """The labels cannot be told; the message is one sentence that says what to do."""


def labels_of(model: str, language: str) -> tuple[str, ...]:
    """All labels of a model, in those of a language where it has several vocabularies; of one of sounds the characters
    of its lexicon's words, sorted. Raises LabelsError.
    """
    folder = Path(resolve(model))
    is_of_sounds = (folder / PRONUNCIATIONS).is_file()
    file = folder / (PRONUNCIATIONS if is_of_sounds else "vocab.json")
    try:
        if file.stat().st_size > MAXIMUM_BYTES:
            raise ValueError("too large")
        text = file.read_text(encoding="utf-8")
        if is_of_sounds:
            return tuple(sorted({character for line in text.splitlines() for character in line.partition("\t")[0]}))
        labels = json.loads(text)
    except (OSError, ValueError) as failure:
        raise LabelsError(f"{file} cannot be read. Give --model a model's folder on this machine.") from failure
    if isinstance(labels, dict) and labels and all(isinstance(value, dict) for value in labels.values()):
        if language not in labels:
            raise LabelsError(f"{model} has no letters for {language}. Give --language one of {' '.join(labels)}.")
        labels = labels[language]
    if not isinstance(labels, dict):
        raise LabelsError(f"{file} is no vocabulary. Give --model a model's folder on this machine.")
    return tuple(labels)


def letters_of(model: str, language: str) -> frozenset[str]:
    """The characters that a model's words can hold. Raises LabelsError."""
    spoken = (label for label in labels_of(model, language) if len(label) == 1 or label[0] not in "<[")
    return frozenset("".join(spoken)) - {"|"}
