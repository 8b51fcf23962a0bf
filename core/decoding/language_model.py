"""KenLM language models: ARPA and binary files, and the `language_model/` folder that comes with a checkpoint."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import kenlm
import numpy as np
from numpy.typing import NDArray

from core.decoding.language_model_file import LanguageModelError, check_form, read_words
from core.decoding.mixture import Mixture, scores_alone

MAXIMUM_ATTRS_BYTES = 64 * 1024
MAXIMUM_UNIGRAMS_BYTES = 512 * 1024 * 1024
DEFAULT_ALPHA, DEFAULT_BETA, DEFAULT_UNK_SCORE_OFFSET = 0.5, 1.5, -10.0


__all__ = ["LanguageModel", "LanguageModelError"]


@dataclass(frozen=True, slots=True)
class WordsAlone:
    """Of each of `words` the logarithm to base 10 of its probability where nothing stands before it, and whether the
    model knows it.
    """

    words: tuple[str, ...]
    scores: NDArray[np.float64]
    known: NDArray[np.bool_]


@dataclass(slots=True)
class Answered:
    """What searches keep of a model's answers, for all decoders that use it: the model and its table, and what it says
    of the words that were asked for last."""

    kept: tuple[Any, Any] = (None, None)
    alone: WordsAlone | None = None


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A loaded n-gram model. `alpha` weighs it, `beta` is the bonus a word, both in natural logarithms.

    `words` are those it knows, sorted, and `unigrams` the same as a set. Both are empty where neither the file nor a
    list beside it says them: then every unfinished word counts as unknown, and decoding is worse (`has_words`).
    """

    path: Path
    model: Any = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    unigrams: frozenset[str] = field(repr=False)
    alpha: float = DEFAULT_ALPHA
    beta: float = DEFAULT_BETA
    unk_score_offset: float = DEFAULT_UNK_SCORE_OFFSET
    score_boundary: bool = True
    answered: Answered = field(default_factory=Answered, repr=False, compare=False)

    @classmethod
    def load(cls, path: str | Path, alpha: float | None = None, beta: float | None = None) -> LanguageModel:
        """Load a .arpa or binary file, or a folder with `attrs.json`, `unigrams.txt` and one model file.

        `alpha` and `beta` replace those of `attrs.json`. Raises LanguageModelError.
        """
        path = Path(path)
        if not path.exists():
            raise LanguageModelError(f"Language model {path} does not exist; give a KenLM file (.arpa or .bin).")
        folder, file = (path if path.is_dir() else path.parent), model_file(path)
        check_form(file)
        attrs = _read_attrs(folder / "attrs.json") if path.is_dir() else {}
        model = _open(file)
        listed = read_known_words(folder) if path.is_dir() else set()
        unigrams = frozenset(word for word in listed or read_words(file) if word in model)
        return cls(
            path=path,
            model=model,
            words=tuple(sorted(unigrams)),
            unigrams=unigrams,
            alpha=attrs.get("alpha", DEFAULT_ALPHA) if alpha is None else alpha,
            beta=attrs.get("beta", DEFAULT_BETA) if beta is None else beta,
            unk_score_offset=attrs.get("unk_score_offset", DEFAULT_UNK_SCORE_OFFSET),
            score_boundary=bool(attrs.get("score_boundary", True)),
        )

    @classmethod
    def mix(cls, models: Sequence[LanguageModel], weights: Sequence[float]) -> LanguageModel:
        """Several models as one, by the weighted mean of their probabilities; all else is the first one's.

        It knows the words of all of them. Raises LanguageModelError where a weight is not positive.
        """
        if len(models) == 1:
            return models[0]
        known = frozenset().union(*(model.unigrams for model in models))
        try:
            mixture = Mixture([model.model for model in models], weights, known)
        except ValueError as failure:
            raise LanguageModelError("Weights of language models must be above 0.") from failure
        unigrams = known if all(model.has_words for model in models) else frozenset()
        return replace(models[0], model=mixture, words=tuple(sorted(unigrams)), unigrams=unigrams, answered=Answered())

    def state(self) -> Any:
        """A new state for `model`, which can be compared and hashed."""
        return self.new_state()

    @property
    def new_state(self) -> Callable[[], Any]:
        """What makes such states; it does not hold on to this object."""
        return self.model.state if isinstance(self.model, Mixture) else kenlm.State

    def log10_probability(self, words: Sequence[str]) -> float:
        """Logarithm to base 10 of the words' probability one after another, with nothing known of what stood before."""
        history, total = self.state(), 0.0
        self.model.NullContextWrite(history)
        for word in words:
            following = self.state()
            total += self.model.BaseScore(history, word, following)
            history = following
        return total

    def words_alone(self, words: tuple[str, ...]) -> WordsAlone:
        """What the model says of words of which nothing is known that stands before them; kept with it."""
        found = self.answered.alone
        if found is None or found.words is not words:
            is_mixed = isinstance(self.model, Mixture)
            scores = self.model.scores_alone(words) if is_mixed else scores_alone(self.model, words)
            # Its own words it was asked for when it was loaded.
            known = [True] * len(words) if words is self.words else [word in self.model for word in words]
            found = self.answered.alone = WordsAlone(words, scores, np.array(known, np.bool_))
        return found

    @property
    def has_words(self) -> bool:
        """Whether the words that the model knows are known."""
        return bool(self.words)


def model_file(path: Path) -> Path:
    """The KenLM file that a path names: itself, or the one in a folder. Raises LanguageModelError."""
    return _only_file(path) if path.is_dir() else path


def _only_file(folder: Path) -> Path:
    try:
        files = sorted(f for f in folder.iterdir() if f.suffix in (".bin", ".binary", ".arpa", ".klm"))
    except OSError as failure:
        raise LanguageModelError(
            f"Language model {folder} cannot be read ({failure.strerror or failure})."
        ) from failure
    if len(files) != 1:
        raise LanguageModelError(f"{folder} must hold exactly one .bin or .arpa file, and holds {len(files)}.")
    return files[0]


def _open(file: Path) -> Any:
    config = kenlm.Config()
    config.show_progress = False
    config.arpa_complain = kenlm.ARPALoadComplain.NONE
    try:
        return kenlm.Model(str(file), config)
    except (OSError, RuntimeError, ValueError) as failure:
        reason = " ".join(str(failure).split())[:200]
        raise LanguageModelError(
            f"Language model {file} is damaged or of another version ({reason}); build or copy it again."
        ) from failure


def _read_attrs(file: Path) -> dict[str, float]:
    if not file.exists():
        return {}
    try:
        if file.stat().st_size > MAXIMUM_ATTRS_BYTES:
            raise ValueError("too large")
        attrs = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(attrs, dict):
            raise ValueError("not an object")
        return {name: _finite(attrs[name]) for name in attrs if name in _ATTRS}
    except (OSError, ValueError, TypeError) as failure:
        raise LanguageModelError(f"{file} cannot be read ({failure}); copy the language model again.") from failure


_ATTRS = ("alpha", "beta", "unk_score_offset", "score_boundary")


def _finite(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no finite number")
    return float(value)


def read_known_words(folder: Path) -> set[str]:
    """What `unigrams.txt` of a language model's folder lists; empty without one. Raises LanguageModelError."""
    file = folder / "unigrams.txt"
    if not file.exists():
        return set()
    if file.stat().st_size > MAXIMUM_UNIGRAMS_BYTES:
        raise LanguageModelError(f"{file} is larger than {MAXIMUM_UNIGRAMS_BYTES // 2**20} MiB; prune the word list.")
    try:
        return set(file.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as failure:
        raise LanguageModelError(f"{file} cannot be read ({failure}); copy the language model again.") from failure
