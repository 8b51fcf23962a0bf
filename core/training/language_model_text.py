"""Sentences for the language model, from a folder of texts with its manifest. Owned by one command, on its thread."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.decoding.spoken_text import fold_sentences

_LARGEST_TEXT = 64 * 2**20
SHORTEST_SPELLED, LONGEST_SPELLED = 3, 11


class TextFolderError(Exception):
    """The folder of texts cannot be used; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """One text of the folder: path relative to it, licence for the attribution, SHA-256 of the file as stored."""

    path: str
    licence: str
    sha256: str


def list_texts(folder: Path, kinds: tuple[str, ...]) -> list[TextFile]:
    """Texts whose manifest path starts with one of `kinds` ("en_books/"), in manifest order."""
    manifest = folder / "manifest.jsonl"
    if not manifest.is_file():
        raise TextFolderError(
            f"{folder} holds no manifest.jsonl. Name the folder that holds the texts and their manifest."
        )
    texts = []
    for line in manifest.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["path"].startswith(kinds):
            digest = hashlib.sha256((folder / row["path"]).read_bytes()).hexdigest()
            texts.append(TextFile(row["path"], row["licence"], digest))
    if not texts:
        raise TextFolderError(f"{manifest} lists nothing under {', '.join(kinds)}.")
    return texts


def sentences(folder: Path, texts: Iterable[TextFile]) -> Iterator[str]:
    """Folded sentences of all texts, in order."""
    for text in texts:
        for line in _lines(folder / text.path):
            yield from fold_sentences(line)


def _lines(path: Path) -> Iterator[str]:
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            # A bound on what a small compressed file may unfold into.
            yield from stream.read(_LARGEST_TEXT).splitlines()
    else:
        with path.open(encoding="utf-8") as stream:
            yield from stream.read(_LARGEST_TEXT).splitlines()


def spelled_lines(words: Sequence[str], count: int, words_a_line: int) -> Iterator[str]:
    """Lines of words spelled letter by letter, as names are dictated ("B A R T L E T T"): `count` of `words`, the same
    each time.

    Texts hardly ever spell. Several words stand in a line, so that letters follow letters often, while few sentences
    begin with one: more of those would find letters where there are words.
    """
    letters = {word for word in words if len(word) == 1}
    whole = [word for word in words if SHORTEST_SPELLED <= len(word) <= LONGEST_SPELLED and letters.issuperset(word)]
    # In an order that has nothing to do with the alphabet.
    chosen = sorted(whole, key=lambda word: hashlib.sha256(word.encode()).digest())[:count]
    for start in range(0, len(chosen), words_a_line):
        yield " ".join(" ".join(word) for word in chosen[start : start + words_a_line])


def count_words(lines: Iterable[str]) -> Counter[str]:
    """Words and how often they stand in `lines`."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(line.split())
    return counts
