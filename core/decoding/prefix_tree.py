"""The texts that a beam search has met, each once, with what language model and hotwords make of it.

Owned by one `PrefixSearch`. Two beams with the same text share one `Prefix`, so merging them is a comparison of
identities, and each text is scored only when it is first met.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

from core.decoding.hotword_trie import BOUNDARY, HotwordTrie
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores

NO_LABEL = -1


class WordHistory:
    """Whole words. `recent` are the last of them, `score` and `model_state` the language model's.

    `following` are the histories with one word more; `prefixes`, kept only where labels of several letters can spell
    a text in several ways, those with the letters of an unfinished word.
    """

    __slots__ = ("following", "model_state", "prefixes", "recent", "score")

    def __init__(self, recent: tuple[str, ...], score: float, model_state: Any) -> None:
        self.recent = recent
        self.score = score
        self.model_state = model_state
        self.following: dict[str, WordHistory] = {}
        self.prefixes: dict[str, Prefix] = {}


class Prefix:
    """A word history and the letters of the word that is under way ("" between words): `parent` with `label`.

    `bonus` is what a beam with this text has beside its acoustic score. `next` maps labels to the prefixes that they
    lead to, as far as those were asked for; `spelled_bonus` and `ended_bonus` are the most that can come of one more
    letter, and of the word's end.
    """

    __slots__ = (
        "bonus",
        "ended_bonus",
        "gained",
        "history",
        "label",
        "next",
        "parent",
        "spelled_bonus",
        "trie_state",
        "word",
    )

    def __init__(self, parent: Prefix | None, label: int, history: WordHistory, word: str) -> None:
        self.parent = parent
        self.label = label
        self.history = history
        self.word = word
        self.next: dict[int, Prefix] | None = None
        self.trie_state = 0
        self.gained = self.bonus = self.spelled_bonus = self.ended_bonus = 0.0


class PrefixTree:
    """Makes and keeps prefixes. `scores` is None without a language model."""

    def __init__(self, vocabulary: Vocabulary, scores: WordScores | None, trie: HotwordTrie) -> None:
        self._labels = vocabulary.labels
        self._delimiter = vocabulary.delimiter
        self._scores = scores
        self._trie = trie
        self._word_scores: dict[str, tuple[float, float]] = {}
        self._recent = max(1, scores.order - 1) if scores else 1
        # Weights that reward the unlikely leave the search without bounds.
        self._unbounded = 0.0 if scores is None or scores.sensible else math.inf
        self._letters_only = max(map(len, vocabulary.spoken), default=0) <= 1
        self._hot = self._letters_only and bool(trie.words)
        self._excesses: dict[tuple[int, int], float] = {}
        # Only then can two ways of spelling lead to one text.
        self.ambiguous = self._delimiter is not None and not self._letters_only

    def plant(self) -> Prefix:
        """The empty text. The tree does not hold on to it: what no beam reaches any more is freed."""
        history = WordHistory((), 0.0, self._scores.beginning if self._scores else None)
        return self._make(Prefix(None, NO_LABEL, history, ""), self._trie.start, 0.0)

    def known(self, prefix: Prefix, label: int) -> Prefix | None:
        """The prefix with one more label, if there is one already."""
        following = prefix.next.get(label) if prefix.next else None
        if following is None and self.ambiguous and label != self._delimiter:
            following = prefix.history.prefixes.get(prefix.word + self._labels[label])
        return following

    def extend(self, prefix: Prefix, label: int) -> Prefix:
        """The prefix with one more label, which is neither the blank nor a repetition."""
        history, word = prefix.history, prefix.word
        if self._delimiter is None:
            # Every label is a word: the one under way ends where another begins.
            history, word, letters = self._with_word(history, word), self._labels[label], self._labels[label]
        elif label == self._delimiter:
            history, letters, word = self._with_word(history, word), BOUNDARY if word else "", ""
        else:
            letters = self._labels[label]
            word += letters
        following = history.prefixes.get(word) if self.ambiguous else None
        if following is None:
            trie_state, gained = self._trie.step(prefix.trie_state, letters)
            following = self._make(Prefix(prefix, label, history, word), trie_state, prefix.gained + gained)
        _connect(prefix, label, following)
        return following

    def excess(self, prefix: Prefix, label: int) -> float:
        """By how much the prefix's bounds are too high for this label, because it brings less of a hotword than another
        might.
        """
        if not self._hot:
            return 0.0
        key = prefix.trie_state, label
        excess = self._excesses.get(key)
        if excess is None:
            letters = BOUNDARY if label == self._delimiter else self._labels[label]
            state, gained = self._trie.step(prefix.trie_state, letters)
            excess = self._excesses[key] = self._trie.reach(prefix.trie_state) - gained - self._trie.begun(state)
        return excess

    def finish(self, prefix: Prefix) -> tuple[WordHistory, float]:
        """The words of a stream that ends here, and their whole bonus.

        pyctcdecode scores an empty last word where the stream ends between words; so does this.
        """
        history, word = prefix.history, prefix.word
        gained = prefix.gained
        if self._delimiter is not None and word:
            gained += self._trie.step(prefix.trie_state, BOUNDARY)[1]
        score = 0.0
        if self._scores is not None:
            score = history.score + self._scores.score(history.model_state, word, last=True)[0]
        return self._with_word(history, word), score + gained

    def forget(self, kept: Iterable[Prefix]) -> None:
        """Drop all but the prefixes `kept` and those they grew from, back to what they have in common."""
        self._word_scores.clear()
        self._excesses.clear()
        tips = set(kept)
        uses: Counter[Prefix] = Counter()
        for tip in tips:
            prefix: Prefix | None = tip
            while prefix is not None:
                uses[prefix] += 1
                prefix = prefix.parent
        histories = {prefix.history for prefix in uses}
        for history in histories:
            history.following = {word: child for word, child in history.following.items() if child in histories}
            history.prefixes = {word: prefix for word, prefix in history.prefixes.items() if prefix in uses}
        for prefix in uses:
            if prefix.next:
                prefix.next = {label: child for label, child in prefix.next.items() if child in uses}
        common = next(iter(tips))
        while uses[common] < len(tips) and common.parent is not None:
            common = common.parent
        common.parent = None

    def _with_word(self, history: WordHistory, word: str) -> WordHistory:
        if not word:
            return history
        following = history.following.get(word)
        if following is None:
            score, model_state = 0.0, None
            if self._scores is not None:
                gain, model_state = self._scores.score(history.model_state, word)
                score = history.score + gain
            recent = (*history.recent, word)[-self._recent :]
            following = WordHistory(recent, score, model_state)
            history.following[word] = following
        return following

    def _make(self, prefix: Prefix, trie_state: int, gained: float) -> Prefix:
        """Score a new prefix, and keep it where it may be looked for."""
        history, word = prefix.history, prefix.word
        prefix.trie_state = trie_state
        prefix.gained = gained
        if self._delimiter is not None and not word:
            # A second delimiter changes nothing.
            _connect(prefix, self._delimiter, prefix)
        whole = history.score + gained
        reach = self._trie.reach(trie_state) if self._letters_only else self._trie.largest
        reach += self._unbounded
        penalty = word_score = 0.0
        if word and self._scores is not None:
            known = self._word_scores.get(word)
            if known is None:
                known = self._word_scores[word] = (self._scores.penalty(word), self._scores.most(word))
            penalty, word_score = known
        prefix.bonus = whole + penalty + self._trie.begun(trie_state)
        prefix.spelled_bonus = whole + penalty + reach
        prefix.ended_bonus = whole + word_score + reach
        if self.ambiguous:
            history.prefixes[word] = prefix
        return prefix


def _connect(prefix: Prefix, label: int, following: Prefix) -> None:
    # Most prefixes are leaves: a table for each would double what the garbage collector has to look through.
    if prefix.next is None:
        prefix.next = {}
    prefix.next[label] = following
