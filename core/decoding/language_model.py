"""KenLM language models: ARPA and binary files, and the `language_model/` folder that comes with a checkpoint."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import kenlm

BINARY_MAGIC = b"mmap lm http://kheafield.com/code format version"
MAXIMUM_ATTRS_BYTES = 64 * 1024
MAXIMUM_UNIGRAMS_BYTES = 512 * 1024 * 1024
DEFAULT_ALPHA, DEFAULT_BETA, DEFAULT_UNK_SCORE_OFFSET = 0.5, 1.5, -10.0

# pyctcdecode reports its guesses about alphabets and unigrams as warnings; ours are made before it is asked.
logging.getLogger("pyctcdecode").setLevel(logging.ERROR)


class LanguageModelError(Exception):
    """A language model cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A loaded n-gram model. `alpha` weighs it, `beta` is the bonus a word, both in natural logarithms.

    `unigrams` are the words it knows (empty: not known; then half-spoken unknown words cannot be told early).
    """

    path: Path
    model: Any = field(repr=False)
    unigrams: frozenset[str] = field(repr=False)
    alpha: float = DEFAULT_ALPHA
    beta: float = DEFAULT_BETA
    unk_score_offset: float = DEFAULT_UNK_SCORE_OFFSET
    score_boundary: bool = True

    @classmethod
    def load(cls, path: str | Path, alpha: float | None = None, beta: float | None = None) -> LanguageModel:
        """Load a .arpa or binary file, or a folder with `attrs.json`, `unigrams.txt` and one model file.

        `alpha` and `beta` replace those of `attrs.json`. Raises LanguageModelError.
        """
        path = Path(path)
        if not path.exists():
            raise LanguageModelError(f"language model {path} does not exist; give a KenLM file (.arpa or .bin).")
        folder, file = (path, _model_file(path)) if path.is_dir() else (path.parent, path)
        _check_form(file)
        attrs = _read_attrs(folder / "attrs.json") if path.is_dir() else {}
        unigrams = _read_unigrams(folder / "unigrams.txt") if path.is_dir() else frozenset()
        if not unigrams and not _is_binary(file):
            unigrams = frozenset(_arpa_unigrams(file))
        return cls(
            path=path,
            model=_open(file),
            unigrams=unigrams,
            alpha=attrs.get("alpha", DEFAULT_ALPHA) if alpha is None else alpha,
            beta=attrs.get("beta", DEFAULT_BETA) if beta is None else beta,
            unk_score_offset=attrs.get("unk_score_offset", DEFAULT_UNK_SCORE_OFFSET),
            score_boundary=bool(attrs.get("score_boundary", True)),
        )


def _model_file(folder: Path) -> Path:
    files = sorted(f for f in folder.iterdir() if f.suffix in (".bin", ".binary", ".arpa", ".klm"))
    if len(files) != 1:
        raise LanguageModelError(f"{folder} must hold exactly one .bin or .arpa file, and holds {len(files)}.")
    return files[0]


def _is_binary(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(BINARY_MAGIC)) == BINARY_MAGIC


def _check_form(file: Path) -> None:
    """Look at the first bytes: KenLM itself takes a long time to refuse a file that is something else."""
    try:
        with file.open("rb") as opened:
            head = opened.read(4096)
    except OSError as failure:
        raise LanguageModelError(f"language model {file}: {failure.strerror or failure}.") from failure
    if not head.startswith(BINARY_MAGIC) and b"\\data\\" not in head:
        raise LanguageModelError(f"{file} is no KenLM language model; give an .arpa file or a KenLM binary.")


def _open(file: Path) -> Any:
    config = kenlm.Config()
    config.show_progress = False
    try:
        return kenlm.Model(str(file), config)
    except (OSError, RuntimeError, ValueError) as failure:
        reason = " ".join(str(failure).split())[:200]
        raise LanguageModelError(
            f"language model {file} is damaged or of another version ({reason}); build or copy it again."
        ) from failure


def _read_attrs(file: Path) -> dict[str, float]:
    if not file.exists():
        return {}
    try:
        if file.stat().st_size > MAXIMUM_ATTRS_BYTES:
            raise ValueError("too large")
        attrs = json.loads(file.read_text(encoding="utf-8"))
        return {name: _finite(attrs[name]) for name in attrs if name in _ATTRS}
    except (OSError, ValueError, TypeError) as failure:
        raise LanguageModelError(f"{file} cannot be read ({failure}); copy the language model again.") from failure


_ATTRS = ("alpha", "beta", "unk_score_offset", "score_boundary")


def _finite(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no finite number")
    return float(value)


def _read_unigrams(file: Path) -> frozenset[str]:
    if not file.exists():
        return frozenset()
    if file.stat().st_size > MAXIMUM_UNIGRAMS_BYTES:
        raise LanguageModelError(f"{file} is larger than {MAXIMUM_UNIGRAMS_BYTES // 2**20} MiB; prune the word list.")
    try:
        return frozenset(file.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as failure:
        raise LanguageModelError(f"{file} cannot be read ({failure}); copy the language model again.") from failure


def _arpa_unigrams(file: Path) -> Iterator[str]:
    """Words of the \\1-grams section, without the sentence marks."""
    inside = False
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.startswith("\\1-grams:"):
                inside = True
            elif inside and line.startswith("\\"):
                return
            elif inside and len(parts := line.split()) >= 2 and parts[1] not in ("<s>", "</s>", "<unk>"):
                yield parts[1]
