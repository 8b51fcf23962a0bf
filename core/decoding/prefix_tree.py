"""The texts that a beam search has met, each once, with what language model and hotwords make of it.

Owned by one `PrefixSearch`. Two beams with the same text share one `Prefix`, so merging them is a comparison of
identities, and each text is scored only when it is first met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from core.decoding.hotword_trie import BOUNDARY, HotwordTrie
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores


class WordHistory:
    """Whole words. `recent` are the last of them, `score` and `model_state` the language model's.

    `following` are the histories with one word more, `prefixes` those with the letters of an unfinished word.
    """

    __slots__ = ("following", "model_state", "parent", "prefixes", "recent", "score")

    def __init__(self, parent: WordHistory | None, recent: tuple[str, ...], score: float, model_state: Any) -> None:
        self.parent = parent
        self.recent = recent
        self.score = score
        self.model_state = model_state
        self.following: dict[str, WordHistory] = {}
        self.prefixes: dict[str, Prefix] = {}


class Prefix:
    """A word history and the letters of the word that is under way ("" between words).

    `bonus` is what a beam with this text has beside its acoustic score. `next` maps labels to the prefixes that they
    lead to, as far as those were asked for.
    """

    __slots__ = ("bonus", "gained", "history", "next", "trie_state", "word")

    def __init__(self, history: WordHistory, word: str, trie_state: int, gained: float, bonus: float) -> None:
        self.history = history
        self.word = word
        self.trie_state = trie_state
        self.gained = gained
        self.bonus = bonus
        self.next: dict[int, Prefix] = {}


class PrefixTree:
    """Makes and keeps prefixes. `scores` is None without a language model."""

    def __init__(self, vocabulary: Vocabulary, scores: WordScores | None, trie: HotwordTrie) -> None:
        self._labels = vocabulary.labels
        self._delimiter = vocabulary.delimiter
        self._scores = scores
        self._trie = trie
        self._penalties: dict[str, float] = {}
        self._recent = max(1, scores.order - 1) if scores else 1

    def plant(self) -> Prefix:
        """The empty text. The tree does not hold on to it: what no beam reaches any more is freed."""
        history = WordHistory(None, (), 0.0, self._scores.beginning if self._scores else None)
        return self._make(history, "", self._trie.start, 0.0)

    def extend(self, prefix: Prefix, label: int) -> Prefix:
        """The prefix with one more label, which is neither the blank nor a repetition."""
        if self._delimiter is None:
            following = self._begin_word(prefix, self._labels[label])
        elif label == self._delimiter:
            following = self._end_word(prefix)
        else:
            following = self._spell(prefix, self._labels[label])
        prefix.next[label] = following
        return following

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
        """Drop all that no beam needs: every prefix but those `kept`, and the histories that none of them grew from."""
        self._penalties.clear()
        prefixes = list(dict.fromkeys(kept))
        uses: Counter[WordHistory] = Counter()
        for prefix in prefixes:
            prefix.next.clear()
            history: WordHistory | None = prefix.history
            while history is not None:
                uses[history] += 1
                history = history.parent
        for history in uses:
            history.following = {word: child for word, child in history.following.items() if child in uses}
            history.prefixes.clear()
        for prefix in prefixes:
            prefix.history.prefixes[prefix.word] = prefix
        # What all have in common is settled: nothing looks back beyond its end.
        settled = prefixes[0].history
        while uses[settled] < len(prefixes) and settled.parent is not None:
            settled = settled.parent
        settled.parent = None

    def _spell(self, prefix: Prefix, letters: str) -> Prefix:
        history, word = prefix.history, prefix.word + letters
        known = history.prefixes.get(word)
        if known is not None:
            return known
        trie_state, gained = self._trie.step(prefix.trie_state, letters)
        return self._make(history, word, trie_state, prefix.gained + gained)

    def _end_word(self, prefix: Prefix) -> Prefix:
        if not prefix.word:
            return prefix
        history = self._with_word(prefix.history, prefix.word)
        known = history.prefixes.get("")
        if known is not None:
            return known
        trie_state, gained = self._trie.step(prefix.trie_state, BOUNDARY)
        return self._make(history, "", trie_state, prefix.gained + gained)

    def _begin_word(self, prefix: Prefix, word: str) -> Prefix:
        """Without a delimiter every label is a word: the one under way ends where another begins."""
        history = self._with_word(prefix.history, prefix.word)
        known = history.prefixes.get(word)
        if known is not None:
            return known
        trie_state, gained = self._trie.step(prefix.trie_state, word)
        return self._make(history, word, trie_state, prefix.gained + gained)

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
            following = WordHistory(history, recent, score, model_state)
            history.following[word] = following
        return following

    def _make(self, history: WordHistory, word: str, trie_state: int, gained: float) -> Prefix:
        bonus = history.score + gained
        if word and self._scores is not None:
            penalty = self._penalties.get(word)
            if penalty is None:
                penalty = self._penalties[word] = self._scores.penalty(word)
            bonus += penalty
        prefix = Prefix(history, word, trie_state, gained, bonus + self._trie.begun(trie_state))
        history.prefixes[word] = prefix
        return prefix
