"""How much a text gains by the hotwords in it: pyctcdecode's scorer interface, with a weight for each phrase.

pyctcdecode's own scorer has one weight for all and searches the whole text by a regular expression for every beam
and frame. This one looks at whole words only when a beam gains one, and remembers what it has seen.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.decoding.hotwords import Hotword
from core.decoding.vocabulary import Vocabulary


class HotwordScorer:
    """Scores texts of words parted by single spaces. For one decoding at a time.

    A phrase of n words gains its weight in n equal parts, word by word, for as long as the words follow each other:
    a beam on its way to a phrase must not be pruned before its end. What a broken phrase had gained is lost with
    the word that breaks it.
    """

    def __init__(self, hotwords: Iterable[Hotword], vocabulary: Vocabulary) -> None:
        self._phrases: dict[tuple[str, ...], float] = {}
        self._partial: dict[str, float] = {}
        for hotword in hotwords:
            words = tuple(vocabulary.fold(hotword.text).split())
            self._phrases[words] = max(hotword.weight, self._phrases.get(words, 0.0))
        self._prefixes: dict[tuple[str, ...], float] = {}
        for words, weight in self._phrases.items():
            for length in range(1, len(words)):
                gained = weight * length / len(words)
                self._prefixes[words[:length]] = max(gained, self._prefixes.get(words[:length], 0.0))
            self._add_partials(words, weight)
        self._longest = max(map(len, self._phrases), default=0)
        self._complete: dict[str, float] = {"": 0.0}

    def __contains__(self, partial_word: str) -> bool:
        """Whether some hotword's word begins like this."""
        return partial_word in self._partial

    def score_partial_token(self, partial_word: str) -> float:
        """Share of a word's gain for the letters heard so far."""
        return self._partial.get(partial_word, 0.0)

    def score(self, text: str) -> float:
        """Gain of a text: of the phrases that it holds, and of one that its last words begin."""
        if not self._phrases or not text:
            return 0.0
        words = text.split(" ")
        return self._complete_gain(text, words) + self._open_gain(words)

    def _complete_gain(self, text: str, words: list[str]) -> float:
        """Weights of all matches, each counted at its last word; prefixes of the text were met before."""
        known = self._complete.get(text)
        if known is not None:
            return known
        before = text.rpartition(" ")[0]
        gain = self._complete_gain(before, words[:-1]) if before else 0.0
        for length in range(1, min(self._longest, len(words)) + 1):
            gain += self._phrases.get(tuple(words[-length:]), 0.0)
        self._complete[text] = gain
        return gain

    def _open_gain(self, words: list[str]) -> float:
        lengths = range(1, min(self._longest - 1, len(words)) + 1)
        return max((self._prefixes.get(tuple(words[-length:]), 0.0) for length in lengths), default=0.0)

    def _add_partials(self, words: tuple[str, ...], weight: float) -> None:
        for word in words:
            for length in range(1, len(word) + 1):
                gained = weight / len(words) * length / len(word)
                prefix = word[:length]
                self._partial[prefix] = max(gained, self._partial.get(prefix, 0.0))
