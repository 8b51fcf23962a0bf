"""Case and punctuation of words by a hidden-event n-gram model over KenLM.

Stolcke et al. 1998, "Automatic detection of sentence boundaries and disfluencies based on recognized words": the words
are heard, their case and the marks between them are not; the most probable of both is found by a Viterbi search over
the model's states, narrowed to a beam. The model is immutable; a search belongs to one stream on one thread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kenlm

from core.decoding.language_model_file import LanguageModelError, check_form
from core.decoding.readable.marks import MARKS

_LARGEST_FORMS = 8 * 2**20
_BEAM = 12
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class MarkedWord:
    """A word in its case within a sentence, and the mark after it ("" for none)."""

    form: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    words: tuple[Any, ...]  # (words before, form, mark), so that paths share what they have in common


class EventModel:
    """`model.bin` (KenLM) and `forms.txt` (words that are written with capitals, one a line) of a folder."""

    def __init__(self, folder: Path) -> None:
        """Raises LanguageModelError, OSError or UnicodeDecodeError for what cannot be read."""
        file, forms = folder / "model.bin", folder / "forms.txt"
        check_form(file)
        if forms.stat().st_size > _LARGEST_FORMS:
            raise LanguageModelError(f"{forms} is larger than {_LARGEST_FORMS >> 20} MiB; copy the folder again.")
        config = kenlm.Config()
        config.show_progress = False
        try:
            self._model = kenlm.Model(str(file), config)
        except (OSError, RuntimeError, ValueError) as failure:
            raise LanguageModelError(f"{file} is damaged; copy the folder again.") from failure
        self._forms: dict[str, list[str]] = {}
        for form in forms.read_text(encoding="utf-8").split():
            self._forms.setdefault(form.lower(), []).append(form)

    def begin(self) -> kenlm.State:
        """The state before any word."""
        state = kenlm.State()
        self._model.BeginSentenceWrite(state)
        return state

    def mark(
        self, state: kenlm.State, words: Sequence[str], last_odds: float, numerals: frozenset[int] = frozenset()
    ) -> tuple[list[MarkedWord], kenlm.State]:
        """Forms and marks of lower-case words that follow `state`, and the state after them.

        After the last word, marks are taken at their probability times `last_odds`: a pause favours them. No mark
        stands after the words at `numerals`, which go on.
        """
        beam: dict[kenlm.State, _Path] = {state: _Path(0.0, ())}
        for place, word in enumerate(words):
            odds = last_odds if place == len(words) - 1 else None
            beam = self._step(beam, word, odds, place not in numerals)
            beam = dict(sorted(beam.items(), key=lambda item: -item[1].score)[:_BEAM])
        best_state, best = max(beam.items(), key=lambda item: item[1].score)
        return _unfolded(best), best_state

    def _step(
        self, beam: dict[kenlm.State, _Path], word: str, odds: float | None, may_mark: bool
    ) -> dict[kenlm.State, _Path]:
        reached: dict[kenlm.State, _Path] = {}
        for state, path in beam.items():
            for form in (word, *self._forms.get(word, ())):
                after = kenlm.State()
                score = path.score + self._model.BaseScore(state, form, after)
                marks = self._marks(after) if may_mark else []
                if odds is not None:
                    # Nothing follows yet that could speak against a mark, so "no mark" has the probability left.
                    unmarked = math.log10(max(1e-6, 1.0 - sum(10.0**gain for _, gain, _ in marks)))
                    marks = [(mark, gain + math.log10(odds), later) for mark, gain, later in marks]
                else:
                    unmarked = 0.0
                for mark, gain, later in [(_NOTHING, unmarked, after), *marks]:
                    held = reached.get(later)
                    if held is None or score + gain > held.score:
                        reached[later] = _Path(score + gain, (path.words, form, mark))
        return reached

    def _marks(self, state: kenlm.State) -> list[tuple[str, float, kenlm.State]]:
        found = []
        for mark in MARKS:
            after = kenlm.State()
            found.append((mark, self._model.BaseScore(state, mark, after), after))
        return found


def _unfolded(path: _Path) -> list[MarkedWord]:
    words: list[MarkedWord] = []
    link = path.words
    while link:
        link, form, mark = link
        words.append(MarkedWord(form, mark))
    return words[::-1]
