"""Counts of n-grams of every order, from sentences. Pure functions over arrays, any thread.

An n-gram is known by its place in the table of its order. Tables are sorted by last word, then by the one before it and
so on, and words are numbered as they first come, so that a table's places are those of KenLM's `lmplz`.
Memory: about 70 bytes a word of text.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNKNOWN, BEGIN, END = 0, 1, 2
SENTENCE_MARKS = ("<unk>", "<s>", "</s>")
MAXIMUM_WORDS = 50_000_000
ORDERS = range(2, 7)
"""The n that KenLM can read."""

Integers = NDArray[np.int32]


class LanguageModelBuildError(Exception):
    """A language model cannot be built; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences as numbers: `tokens` has them one after the other, each between the marks of its begin and end.

    `words` are what the numbers stand for, the three marks first. `places[i]` says where in its sentence `tokens[i]`
    stands: 0 for the mark of its begin.
    """

    words: tuple[str, ...]
    tokens: Integers
    places: Integers

    @classmethod
    def read(cls, sentences: Iterable[str]) -> Corpus:
        """Number the words of sentences, which white space parts. Raises LanguageModelBuildError."""
        numbers: dict[str, int] = _Numbers(zip(SENTENCE_MARKS, range(3), strict=True))
        tokens, lengths = array("i"), array("i")
        for sentence in sentences:
            before = len(tokens)
            tokens.append(BEGIN)
            tokens.extend(map(numbers.__getitem__, sentence.split()))
            tokens.append(END)
            lengths.append(len(tokens) - before)
            if len(tokens) > MAXIMUM_WORDS:
                raise LanguageModelBuildError(
                    f"The text has more than {MAXIMUM_WORDS // 10**6} million words; build from less of it."
                )
        if len(numbers) == len(SENTENCE_MARKS):
            raise LanguageModelBuildError("The text has no words; give documents with text in them.")
        sizes = np.frombuffer(lengths, np.int32)
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        numbered = np.frombuffer(tokens, np.int32)
        places = np.arange(len(numbered), dtype=np.int32) - np.repeat(starts, sizes).astype(np.int32)
        inner = (places > 0) & (np.append(places[1:], 0) > 0)
        if (numbered[inner] < len(SENTENCE_MARKS)).any():
            raise LanguageModelBuildError(f"The text has {', '.join(SENTENCE_MARKS)} as words; take them out.")
        return cls(tuple(numbers), numbered, places)


@dataclass(frozen=True, slots=True)
class NgramTable:
    """All n-grams of one order. Columns, a row an n-gram:

    `first`: its first word. `suffix`, `context`: the rows, in the table of the order below, of the n-gram without its
    first, and without its last word. `occurrences`: how often it stands in the text. `count`: what Kneser-Ney counts,
    the distinct words before it; occurrences where nothing can be before it, and at the highest order.
    """

    first: Integers
    suffix: Integers
    context: Integers
    occurrences: NDArray[np.int64]
    count: NDArray[np.int64]


def count_ngrams(corpus: Corpus, order: int, check: Callable[[], None] = lambda: None) -> list[NgramTable]:
    """Tables of the orders 1 to `order`; an n-gram reaches back to its sentence's begin and no further.

    `check` is called before each order; what it raises ends the counting.
    """
    if order not in ORDERS:
        raise LanguageModelBuildError(f"Order {order} cannot be had; choose one of {ORDERS[0]} to {ORDERS[-1]}.")
    size = len(corpus.words)
    single = np.arange(size, dtype=np.int32)
    nothing = np.zeros(size, np.int32)
    columns = [(single, nothing, nothing, np.bincount(corpus.tokens, minlength=size))]
    rows = corpus.tokens
    for length in range(2, order + 1):
        check()
        ends = np.flatnonzero(corpus.places >= length - 1)
        first = corpus.tokens[ends - (length - 1)]
        keys = rows[ends].astype(np.int64) * size + first
        distinct, inverse = np.unique(keys, return_inverse=True)
        del keys, first
        context = np.empty(len(distinct), np.int32)
        context[inverse] = rows[ends - 1]
        rows = np.full(len(corpus.tokens), -1, np.int32)
        rows[ends] = inverse
        suffix, first = np.divmod(distinct, size)
        columns.append((first.astype(np.int32), suffix.astype(np.int32), context, np.bincount(inverse)))
    return _with_counts(columns)


class _Numbers(dict[str, int]):
    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def _with_counts(columns: Sequence[tuple[Integers, Integers, Integers, NDArray[np.int64]]]) -> list[NgramTable]:
    tables = []
    for place, (first, suffix, context, occurrences) in enumerate(columns):
        count = occurrences
        if place + 1 < len(columns):
            before = np.bincount(columns[place + 1][1], minlength=len(first))
            count = np.where(first == BEGIN, occurrences, before)
        if place == 0:
            # What stands at every sentence's begin is not predicted.
            count = count.copy()
            count[BEGIN] = 0
        tables.append(NgramTable(first, suffix, context, occurrences, count))
    return tables
