"""What all searches of one decoder over a lexicon share. Any thread may make it; it never changes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.decoding.candidates import sorted_likely_labels
from core.decoding.hotword_trie import BOUNDARY, HotwordTrie
from core.decoding.native_search import Candidates, NativeSearch, extension, native_hotwords, score_table
from core.decoding.prefix_search import SETTLE_EVERY
from core.decoding.sounds.lexicon import Lexicon
from core.decoding.sounds.lexicon_search import LexiconOptions, LexiconSearch, SearchWords
from core.decoding.sounds.lexicon_tree import lexicon_tree, with_words
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores

if TYPE_CHECKING:
    from core.decoding.native import _beams


@dataclass(frozen=True, slots=True)
class WeighedWords:
    """The words of a search: those of the language model where it lists them, else the lexicon's; and `added`, the
    hotwords that are not among them and can be pronounced.

    By word, first the `listed` ones: `worth`, what the language model says of it alone and what it brings as a hotword,
    and whether the language model does not know it.
    """

    listed: tuple[str, ...]
    added: tuple[str, ...]
    worth: NDArray[np.float64]
    unknown: NDArray[np.bool_]


def weighed_words(lexicon: Lexicon, scores: WordScores | None, trie: HotwordTrie) -> WeighedWords:
    """See `WeighedWords`."""
    listed = scores.words if scores is not None and scores.has_words else lexicon.words
    if scores is None:
        worth, unknown = np.zeros(len(listed)), np.zeros(len(listed), np.bool_)
    else:
        worth, unknown = scores.all_alone(listed)
    added, worth_added = [], []
    for word in sorted(trie.words):
        state, gained = trie.step(trie.start, word + BOUNDARY)
        brings = (scores.alone(word) if scores is not None else 0.0) + gained + trie.begun(state)
        place = bisect_left(listed, word)
        if place < len(listed) and listed[place] == word:
            worth[place], unknown[place] = brings, False
        elif lexicon.ways(word):
            added.append(word)
            worth_added.append(brings)
    if added:
        worth = np.append(worth, worth_added)
        unknown = np.append(unknown, np.zeros(len(added), np.bool_))
    return WeighedWords(listed, tuple(added), worth, unknown)


class LexiconForm:
    """Searches over the words of a vocabulary's lexicon, in C++ where the extension was built."""

    def __init__(
        self, vocabulary: Vocabulary, scores: WordScores | None, trie: HotwordTrie, options: LexiconOptions
    ) -> None:
        assert vocabulary.lexicon is not None
        self._vocabulary = vocabulary
        self._lexicon = vocabulary.lexicon
        self._words = weighed_words(self._lexicon, scores, trie)
        self._scores = scores
        self._trie = trie
        self._options = options
        self._native = self._native_form() if extension is not None else None

    def search(self) -> NativeSearch | LexiconSearch:
        """A new search."""
        return self._native.search() if self._native is not None else self.reference_search()

    def reference_search(self) -> LexiconSearch:
        """A new search in Python, which the fast form is held against."""
        return LexiconSearch(self._vocabulary, self._search_words, self._options)

    @cached_property
    def _search_words(self) -> SearchWords:
        words, labels = self._words, self._vocabulary.labels
        tree = with_words(lexicon_tree(self._lexicon, labels, words.listed), self._lexicon, labels, words.added)
        worth: list[float] = words.worth.tolist()
        return SearchWords(tree, worth, tree.reach(worth), self._scores, self._trie)

    def _native_form(self) -> NativeLexicon:
        words = self._words
        tree = _native_tree(self._lexicon, self._vocabulary.labels, words.listed)
        if words.added:
            tree = tree.with_words(list(words.added), [self._lexicon.ways(word) for word in words.added])
        found = extension.LexiconWords(tree, words.worth, words.unknown)
        return NativeLexicon(self._vocabulary, found, self._scores, self._trie, self._options)


@dataclass(frozen=True, slots=True)
class _Options:
    beam_width: int
    beam_prune_logp: float
    open_frames: int
    settle_every: int


class NativeLexicon:
    """What the searches of a decoder share, once in the extension's own form."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        words: _beams.LexiconWords,
        scores: WordScores | None,
        trie: HotwordTrie,
        options: LexiconOptions,
    ) -> None:
        self.vocabulary = vocabulary
        self.lowest = options.token_min_logp
        self._words = words
        self._scores = scores
        self._table = score_table(scores) if scores else None
        self._hotwords = native_hotwords(trie)
        self._trie_start = trie.start
        self._options = _Options(options.beam_width, options.beam_prune_logp, options.open_frames, SETTLE_EVERY)

    def search(self) -> NativeSearch:
        """A new search."""
        delimiter = self.vocabulary.delimiter
        found = extension.LexiconSearch(
            self._words,
            self._options,
            self.vocabulary.blank,
            -1 if delimiter is None else delimiter,
            self._hotwords,
            self._trie_start,
            self._scores,
            self._table,
        )
        return NativeSearch(self, found)

    def candidates(self, log_probs: NDArray[np.float32]) -> Candidates:
        """The search sorts them, so that they may come sorted."""
        return sorted_likely_labels(log_probs, self.vocabulary, self.lowest)


@lru_cache(maxsize=2)
def _native_tree(lexicon: Lexicon, labels: tuple[str, ...], words: tuple[str, ...]) -> _beams.LexiconTree:
    """The tree of all words, in which decoders differ least: what one is made of anew are numbers and hotwords."""
    tree = extension.LexiconTree({ord(sound): label for label, sound in enumerate(labels) if len(sound) == 1})
    found: _beams.LexiconTree = tree.with_words(list(words), [lexicon.ways(word) for word in words])
    return found
