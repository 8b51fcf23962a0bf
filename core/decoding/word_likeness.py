"""How alike a word is to each of many others: 1 − edit distance / length of the longer, for all at once. One thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_KEPT = 1024
_LONGEST = 32


class WordLikeness:
    """For a fixed sequence of words; answers for the last thousand questions are kept. Words count 32 letters."""

    def __init__(self, words: Sequence[str]) -> None:
        distinct = {word: number for number, word in enumerate(dict.fromkeys(words))}
        self._place = np.array([distinct[word] for word in words])
        self._lengths = np.array([min(len(word), _LONGEST) for word in distinct])
        self._letters = np.zeros((int(self._lengths.max(initial=0)), len(distinct)), np.int32)
        for number, word in enumerate(distinct):
            self._letters[: self._lengths[number], number] = [ord(letter) for letter in word[:_LONGEST]]
        self._answers: OrderedDict[str, NDArray[np.float64]] = OrderedDict()

    def to(self, word: str) -> NDArray[np.float64]:
        """By word of the sequence, 0 to 1."""
        word = word[:_LONGEST]
        answer = self._answers.get(word)
        if answer is None:
            longer = np.maximum(self._lengths, max(1, len(word)))
            answer = 1.0 - self._distances(word) / longer
            self._answers[word] = answer
            if len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        else:
            self._answers.move_to_end(word)
        result: NDArray[np.float64] = answer[self._place]
        return result

    def _distances(self, word: str) -> NDArray[np.int32]:
        """Levenshtein distances, a column of the table of each distinct word at a time."""
        rows, count = self._letters.shape
        table = np.repeat(np.arange(rows + 1, dtype=np.int32)[:, None], count, axis=1)
        for letter in word:
            above = table
            table = np.empty_like(above)
            table[0] = above[0] + 1
            cost = above[:-1] + (self._letters != ord(letter))
            np.minimum(cost, above[1:] + 1, out=cost)
            for row in range(rows):
                np.minimum(cost[row], table[row] + 1, out=table[row + 1])
        result: NDArray[np.int32] = table[self._lengths, np.arange(count)]
        return result
