"""Modified Kneser-Ney estimates, as KenLM's `lmplz` makes them: the same n-grams, discounts and probabilities.

Chen and Goodman 1998, "An empirical study of smoothing techniques for language modeling", equations 26 and after;
Heafield et al. 2013, "Scalable modified Kneser-Ney language model estimation". Sums are single precision and in
`lmplz`'s order, so that the two differ by rounding at most. Pure functions, any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.language_models.ngram_counts import (
    BEGIN,
    SENTENCE_MARKS,
    Corpus,
    Integers,
    LanguageModelBuildError,
    NgramTable,
    count_ngrams,
)

Floats = NDArray[np.float32]
FALLBACK_DISCOUNTS = (0.5, 1.0, 1.5)


@dataclass(frozen=True, slots=True)
class EstimateOptions:
    """`prune[n - 1]`: n-grams that stand in the text at most so often are dropped; the last holds for all longer ones.

    `vocabulary`: other words are taken for unknown ones, and n-grams with them dropped (None: every word of the text).
    `fallback_discounts` hold for counts of 1, 2 and more where the text is too small or too regular to tell its own;
    without them that is an error.
    """

    order: int = 4
    prune: tuple[int, ...] = (0,)
    vocabulary: Collection[str] | None = None
    fallback_discounts: tuple[float, float, float] | None = FALLBACK_DISCOUNTS

    def __post_init__(self) -> None:
        rising = all(0 <= low <= high for low, high in zip((0, *self.prune), self.prune, strict=False))
        if not rising or not 0 < len(self.prune) <= self.order:
            raise LanguageModelBuildError(
                f"Thresholds {' '.join(map(str, self.prune))} cannot prune order {self.order}: "
                "give one number an order at most, none smaller than the one before."
            )

    def threshold(self, length: int) -> int:
        """How often an n-gram of this length may be seen and still be dropped."""
        return self.prune[min(length, len(self.prune)) - 1]


@dataclass(frozen=True, slots=True)
class NgramOrder:
    """The n-grams of one order: `first` word, and in the order below the rows without the first (`suffix`) and without
    the last word (`context`); what they are worth, as powers of ten. `backoff` is zero at the highest order.
    """

    first: Integers
    suffix: Integers
    context: Integers
    log_prob: Floats
    backoff: Floats


@dataclass(frozen=True, slots=True)
class NgramModel:
    """An estimated model. `words` are what the numbers stand for; those without a 1-gram of their own are unused."""

    words: tuple[str, ...]
    orders: tuple[NgramOrder, ...]
    discounts: tuple[tuple[float, float, float], ...]

    @property
    def vocabulary(self) -> list[str]:
        """The words it knows, without the marks."""
        return [self.words[number] for number in self.orders[0].first if number >= len(SENTENCE_MARKS)]


def estimate(
    sentences: Iterable[str], options: EstimateOptions, check: Callable[[], None] = lambda: None
) -> NgramModel:
    """Estimate a model from sentences, whose words white space parts. Raises LanguageModelBuildError.

    `check` is called twice an order; what it raises ends the estimation.
    """
    corpus = Corpus.read(sentences)
    tables = count_ngrams(corpus, options.order, check)
    dropped = _dropped(tables, corpus.words, options)
    discounts = _discounts(tables, options.fallback_discounts)
    kept = [~marks for marks in dropped]
    probability, weight = _unigrams(tables[0], dropped[0], discounts[0])
    orders = []
    rows = np.zeros(1, np.int32)
    for length, table in enumerate(tables, 1):
        check()
        if length < len(tables):
            above = tables[length]
            weight = _interpolation_weights(above, dropped[length], discounts[length], len(table.first))
        else:
            weight = np.ones(len(table.first), np.float32)
        mask = kept[length - 1]
        orders.append(_order(table, mask, rows, (probability, weight)))
        rows = np.cumsum(mask, dtype=np.int32) - np.int32(1)
        if length < len(tables):
            probability = _interpolated(above, discounts[length], weight, probability)
    return NgramModel(corpus.words, tuple(orders), tuple(_as_floats(discount) for discount in discounts))


def _dropped(tables: Sequence[NgramTable], words: Sequence[str], options: EstimateOptions) -> list[NDArray[np.bool_]]:
    """Which rows of each table are pruned."""
    strange = np.zeros(len(words), bool)
    if options.vocabulary is not None:
        known = set(options.vocabulary)
        strange[:] = [word not in known for word in words]
        strange[: len(SENTENCE_MARKS)] = False
    dropped = []
    with_strange = strange
    for length, table in enumerate(tables, 1):
        if length > 1:
            with_strange = strange[table.first] | with_strange[table.suffix]
        marks = (table.occurrences <= options.threshold(length)) | with_strange
        if length == 1:
            marks[: len(SENTENCE_MARKS)] = False
        dropped.append(marks)
    return dropped


def _discounts(tables: Sequence[NgramTable], fallback: tuple[float, float, float] | None) -> list[Floats]:
    """Of each order, what is taken from counts of 0, 1, 2 and more."""
    discounts = []
    at_the_end = True
    for length, table in enumerate(tables, 1):
        counts = table.count
        if length > 1:
            below = len(tables[length - 2].first)
            at_the_end = at_the_end and len(counts) > 0 and int(table.suffix[-1]) == below - 1
        if at_the_end and length < len(tables):
            # lmplz takes the last n-gram of its sorted text, and what that ends with, at their occurrences.
            counts = counts.copy()
            counts[-1] = table.occurrences[-1]
        seen = np.bincount(counts[counts < 5], minlength=5).astype(np.float32)
        discounts.append(_discount(seen, length, fallback))
    return discounts


def _discount(seen: Floats, length: int, fallback: tuple[float, float, float] | None) -> Floats:
    """Equation 26; `seen[c]`: how many n-grams have the count c."""
    if (seen[1:4] > 0).all():
        once = np.float32(seen[1] / (np.float64(seen[1]) + 2.0 * np.float64(seen[2])))
        steps = np.arange(1, 4, dtype=np.float32)
        amounts = steps - (steps + np.float32(1)) * once * seen[2:5] / seen[1:4]
        if ((amounts >= 0) & (amounts <= steps)).all():
            return np.concatenate((np.zeros(1, np.float32), amounts))
    if fallback is None:
        raise LanguageModelBuildError(
            f"The text is too small or too regular to discount its {length}-grams; "
            "give more text or fallback discounts."
        )
    return np.array((0.0, *fallback), np.float32)


def _unigrams(table: NgramTable, dropped: NDArray[np.bool_], discount: Floats) -> tuple[Floats, Floats]:
    """Probabilities of single words: discounted counts, and what is left shared among all words and the unknown one."""
    one_context = NgramTable(table.first, table.suffix, np.zeros_like(table.context), table.occurrences, table.count)
    weight = _interpolation_weights(one_context, dropped, discount, 1)
    kept = int((~dropped).sum())
    uniform = np.full(1, np.float32(1.0 / np.float64(np.float32(kept - 1))))
    probability = _interpolated(one_context, discount, weight, uniform)
    probability[BEGIN] = 1.0
    return probability, weight


def _interpolation_weights(table: NgramTable, dropped: NDArray[np.bool_], discount: Floats, contexts: int) -> Floats:
    """Of each context, what its n-grams leave to the order below; 1 where it has none."""
    counts = np.where(dropped, 0, table.count)
    left = np.zeros(contexts, np.float32)
    for step in (1, 2, 3):
        chosen = counts == step if step < 3 else counts >= step
        left += discount[step] * np.bincount(table.context[chosen], minlength=contexts).astype(np.float32)
    left += np.bincount(table.context[dropped], weights=table.count[dropped], minlength=contexts).astype(np.float32)
    whole = _totals(table, contexts)
    return np.divide(left, whole, out=np.ones(contexts, np.float32), where=whole > 0)


def _totals(table: NgramTable, contexts: int) -> Floats:
    return np.bincount(table.context, weights=table.count, minlength=contexts).astype(np.float32)


def _interpolated(table: NgramTable, discount: Floats, weight: Floats, below: Floats) -> Floats:
    """Probabilities of a table's n-grams, from those of the order below."""
    taken = discount[np.minimum(table.count, 3)]
    whole = _totals(table, len(weight))[table.context]
    own: Floats = (table.count.astype(np.float32) - taken) / whole
    result: Floats = own + weight[table.context] * below[table.suffix]
    return result


def _order(table: NgramTable, kept: NDArray[np.bool_], rows: Integers, values: tuple[Floats, Floats]) -> NgramOrder:
    """The kept n-grams; `rows` are those that the order below has now. Ends of sentences back off to nothing."""
    probability, weight = (column[kept] for column in values)
    return NgramOrder(
        first=table.first[kept],
        suffix=rows[table.suffix[kept]],
        context=rows[table.context[kept]],
        log_prob=np.minimum(_log10(probability), np.float32(0)),
        backoff=_log10(weight),
    )


def _log10(values: Floats) -> Floats:
    """The nearest single-precision number to the logarithm."""
    with np.errstate(divide="ignore"):
        return np.log10(values.astype(np.float64)).astype(np.float32)


def _as_floats(discount: Floats) -> tuple[float, float, float]:
    one, two, more = discount[1:].tolist()
    return one, two, more
