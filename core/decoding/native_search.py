"""The beam search in C++ behind the interface of `PrefixSearch`: the same results to the last bit, many times as fast.

It serves vocabularies whose words are parted by a delimiter and whose labels are single characters, where the extension
was built; for all others `PrefixSearch` does. It lets go of the interpreter's lock while it searches. A search is owned
by one decoding, on its thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.decoding.candidates import likely_labels
from core.decoding.hotword_trie import BOUNDARY, HotwordTrie
from core.decoding.prefix_search import SETTLE_EVERY, BeamOptions
from core.decoding.spelled_words import Reading, SpelledWord
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores

if TYPE_CHECKING:
    from core.decoding.native import _beams

MAXIMUM_ANSWERS = 10_000
"""Scores of words after histories that are kept a language model. Ten times as many save no time that can be measured;
let go of all at once, they left holes all over the memory that is held."""

try:
    extension: Any = import_module("core.decoding.native._beams")
except ImportError:
    extension = None


class Search(Protocol):
    """What `PrefixSearch` and `NativeSearch` are to a decoder."""

    @property
    def frames(self) -> int:
        """Frames fed so far."""

    def feed(self, log_probs: NDArray[np.float32]) -> list[SpelledWord]:
        """See `PrefixSearch.feed`."""

    def peek(self, count: int = 1) -> list[Reading]:
        """See `PrefixSearch.peek`."""

    def look_ahead(self, log_probs: NDArray[np.float32], count: int) -> list[Reading]:
        """See `PrefixSearch.look_ahead`."""


@dataclass(frozen=True, slots=True)
class _Options:
    beam_width: int
    beam_prune_logp: float
    prune_history: bool
    open_frames: int
    settle_every: int


class NativeForm:
    """What all searches of a decoder share, once in the extension's own form."""

    def __init__(
        self, vocabulary: Vocabulary, scores: WordScores | None, trie: HotwordTrie, options: BeamOptions
    ) -> None:
        assert vocabulary.delimiter is not None
        self.vocabulary = vocabulary
        self.lowest = options.token_min_logp
        self._labels = list(vocabulary.labels)
        self._delimiter = vocabulary.delimiter
        self._scores = scores
        self._table = score_table(scores) if scores else None
        labels = {label: number for number, label in enumerate(vocabulary.labels) if label in vocabulary.spoken}
        self._hotwords = native_hotwords(trie, {**labels, BOUNDARY: vocabulary.delimiter})
        self._known = _word_list(scores.words if scores else ())
        self._vouched = _word_list(scores.vouched if scores else ())
        self._options = _Options(
            options.beam_width,
            options.beam_prune_logp,
            options.prune_history,
            options.open_frames,
            SETTLE_EVERY,
        )

    def search(self) -> NativeSearch:
        """A new search."""
        found: _beams.Search = extension.Search(
            self._labels,
            self.vocabulary.blank,
            self._delimiter,
            self._options,
            self._hotwords,
            self._scores,
            self._table,
            self._known,
            self._vouched,
        )
        return NativeSearch(self, found)

    def candidates(self, log_probs: NDArray[np.float32]) -> Candidates:
        """In pyctcdecode's order."""
        labels: list[int] = []
        scores: list[float] = []
        borders = [0]
        for frame_labels, frame_scores in likely_labels(log_probs, self.vocabulary, self.lowest):
            labels += frame_labels
            scores += frame_scores
            borders.append(len(labels))
        return np.array(labels, np.int32), np.array(scores, np.float64), borders


def native_form(
    vocabulary: Vocabulary, scores: WordScores | None, trie: HotwordTrie, options: BeamOptions
) -> NativeForm | None:
    """The fast form of a search, or None where only the slow one can be had."""
    letters_only = all(len(label) == 1 for label in vocabulary.spoken)
    if extension is None or vocabulary.delimiter is None or not letters_only:
        return None
    return NativeForm(vocabulary, scores, trie, options)


Candidates = tuple[NDArray[np.int32], NDArray[np.float64], list[int]]
"""All frames' labels and scores one after another, and where each frame's begin."""


class CandidateSource(Protocol):
    """What chooses the labels of each frame that a search follows."""

    def candidates(self, log_probs: NDArray[np.float32]) -> Candidates:
        """Those of all frames. Raises ValueError on another number of labels."""


class NativeSearch:
    """State of one stream."""

    def __init__(self, form: CandidateSource, search: _beams.Search | _beams.LexiconSearch) -> None:
        self._form = form
        self._search = search

    @property
    def frames(self) -> int:
        """Frames fed so far."""
        return self._search.frames

    def feed(self, log_probs: NDArray[np.float32]) -> list[SpelledWord]:
        """See `PrefixSearch.feed`."""
        return [SpelledWord(*word) for word in self._search.feed(*self._form.candidates(log_probs))]

    def peek(self, count: int = 1) -> list[Reading]:
        """See `PrefixSearch.peek`."""
        return _readings(self._search.peek(count))

    def look_ahead(self, log_probs: NDArray[np.float32], count: int) -> list[Reading]:
        """See `PrefixSearch.look_ahead`."""
        return _readings(self._search.look_ahead(*self._form.candidates(log_probs), count))


def _readings(found: _beams.Readings) -> list[Reading]:
    return [Reading(tuple(SpelledWord(*word) for word in words), logit, score) for words, logit, score in found]


def native_hotwords(trie: HotwordTrie, numbers: Mapping[str, int] | None = None) -> _beams.Hotwords:
    """The automaton over numbered characters (None: code points); what leads on by one that has no number can never be
    reached.
    """
    tables = trie.tables()
    if numbers is None:
        numbers = {character: ord(character) for edges in tables.following for character in edges}
    following = [
        [(numbers[character], state) for character, state in edges.items() if character in numbers]
        for edges in tables.following
    ]
    found: _beams.Hotwords = extension.Hotwords(following, tables.fail, tables.complete, tables.begun)
    return found


def score_table(scores: WordScores) -> _beams.ScoreTable:
    """The table of the language model, which stays the same however decoders weigh it."""
    model = scores.model
    kenlm_model, table = model.answered.kept
    if kenlm_model is not model.model:
        knows = None if model.has_words else model.model.__contains__
        table = extension.ScoreTable(model.new_state, scores.beginning, model.model.BaseScore, knows, MAXIMUM_ANSWERS)
        model.answered.kept = (model.model, table)
    found: _beams.ScoreTable = table
    return found


@lru_cache(maxsize=8)
def _word_list(words: Sequence[str]) -> _beams.WordList:
    """Sorted words. The vocabularies of language models are long, and decoders are made anew for each change."""
    found: _beams.WordList = extension.WordList(list(words))
    return found
