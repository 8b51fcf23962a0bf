"""What words are worth to a search: the language model's score of each, as pyctcdecode 0.5.0 computes it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.decoding.language_model import LanguageModel

# KenLM counts in powers of ten. Written as pyctcdecode writes it, for the same last bit.
NATURAL = 1.0 / math.log10(math.e)
# Longer beginnings of unknown words cost more than the offset, in proportion.
USUAL_WORD_LENGTH = 6


class WordScores:
    """Scores of words by their history. A history is an opaque state of the model; `beginning` is the empty one's.

    `vouched` are words that somebody listed, sorted: they cost what the model says of unknown words, but not the
    offset that keeps nonsense out. `sensible` says that the model's weights do not reward what is unlikely.
    """

    def __init__(self, model: LanguageModel, vouched: Iterable[str] = ()) -> None:
        self.model = model
        self._kenlm = model.model
        self._vouched = frozenset(vouched)
        self.vouched = tuple(sorted(self._vouched))
        self.sensible = model.alpha >= 0 and model.unk_score_offset <= 0
        self.beginning = model.state()
        if model.score_boundary:
            self._kenlm.BeginSentenceWrite(self.beginning)
        else:
            self._kenlm.NullContextWrite(self.beginning)

    @property
    def alpha(self) -> float:
        """Weight of the model's logarithms."""
        return self.model.alpha

    @property
    def beta(self) -> float:
        """Bonus a word."""
        return self.model.beta

    @property
    def unknown_offset(self) -> float:
        """What an unknown word costs beside what the model says, in powers of ten."""
        return self.model.unk_score_offset

    @property
    def scores_boundary(self) -> bool:
        """Whether the text's begin and end count as words."""
        return self.model.score_boundary

    @property
    def natural(self) -> float:
        """Natural logarithms in one power of ten, rounded as pyctcdecode rounds it."""
        return NATURAL

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the model is known to know, sorted."""
        return self.model.words

    @property
    def has_words(self) -> bool:
        """Whether there are such."""
        return self.model.has_words

    @property
    def order(self) -> int:
        """The n of the model's n-grams."""
        return int(self._kenlm.order)

    def score(self, history: Any, word: str, last: bool = False) -> tuple[float, Any]:
        """Natural log score of `word`, and the history with it; with `last`, that of the sentence's end as well."""
        following = self.model.state()
        score: float = self._kenlm.BaseScore(history, word, following)
        if self.is_unknown(word):
            score += self.model.unk_score_offset
        if last and self.model.score_boundary:
            score += self._kenlm.BaseScore(following, "</s>", self.model.state())
        return self.model.alpha * score * NATURAL + self.model.beta, following

    def end(self, history: Any) -> float:
        """Natural log score of the sentence's end."""
        if not self.model.score_boundary:
            return 0.0
        ended: float = self._kenlm.BaseScore(history, "</s>", self.model.state())
        return self.model.alpha * ended * NATURAL

    def alone(self, word: str) -> float:
        """What `score` gives for a word of which nothing is known that stands before it."""
        nothing = self.model.state()
        self._kenlm.NullContextWrite(nothing)
        return self.score(nothing, word)[0]

    def all_alone(self, words: tuple[str, ...]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Of each of `words` what `alone` and `is_unknown` give where nobody listed it; they are the model's, or any
        where it has no list.
        """
        said = self.model.words_alone(words)
        scores = said.scores + np.where(said.known, 0.0, self.model.unk_score_offset)
        return self.model.alpha * scores * NATURAL + self.model.beta, ~said.known

    def most(self, word: str) -> float:
        """No less than what `score` gives for the word, whatever its history, for a `sensible` model."""
        if self.model.words and word not in self.model.unigrams and word not in self._vouched:
            return self.model.alpha * self.model.unk_score_offset * NATURAL + self.model.beta
        return self.model.beta

    def penalty(self, beginning: str) -> float:
        """What the letters of an unfinished word cost, until it is whole: nothing where a known word begins so."""
        if _begins(self.vouched, beginning):
            return 0.0
        known = self.model.unigrams and _begins(self.model.words, beginning)
        penalty = self.model.unk_score_offset * (0 if known else 1.0)
        if len(beginning) > USUAL_WORD_LENGTH:
            penalty = penalty * len(beginning) / USUAL_WORD_LENGTH
        return penalty

    def is_unknown(self, word: str) -> bool:
        """Whether a word costs the offset."""
        if word in self._vouched:
            return False
        unlisted = bool(self.model.words) and word not in self.model.unigrams
        return unlisted or word not in self._kenlm


def _begins(words: Sequence[str], beginning: str) -> bool:
    position = bisect_left(words, beginning)
    return position < len(words) and words[position].startswith(beginning)
