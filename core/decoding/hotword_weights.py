"""What a hotword is worth to the search: its weight, less where a chance match is likely, more where it is not.

One weight for all does harm where the list is long: of a thousand words at weight 8 the short and the frequent ones are
found everywhere. So a word of few letters and a word that the language model expects anyway bring less than their
weight, the more so the longer the list; a long word, which chance does not spell, brings more. The constants were
chosen on development clips other than those reported (`tests/benchmarks/bench_hotwords.py`). Pure; any thread.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.decoding.hotwords import Hotword
from core.decoding.language_model import LanguageModel
from core.decoding.vocabulary import Vocabulary

USUAL_LETTERS = 6
"""A phrase of so many letters brings its weight."""
A_LETTER = 2.0
"""What each letter more brings and each letter less costs, in natural logarithms."""
MOST_OF_LENGTH = 0.5
"""The largest part of its weight that a long phrase can bring beside it."""
USUAL_RARITY = 5.5
"""A phrase that the language model gives one in 10^5.5 words, or less, brings its weight …"""
A_POWER_OF_TEN = 4.0
"""… and each power of ten above that costs so much."""
WHOLE_COST_AT = 1000
"""In a list of so many, short and frequent words cost all of that; in shorter ones the logarithm's share of it."""


def list_share(size: int) -> float:
    """The share of their cost that short and frequent words have in a list of `size`: none where one stands alone."""
    return min(1.0, math.log(max(size, 1)) / math.log(WHOLE_COST_AT))


def effective_weight(weight: float, letters: int, rarity: float, share: float) -> float:
    """`rarity` is minus the logarithm to base 10 of the phrase's probability; infinite without a language model.

    Never below 0: a listed word is at least as welcome as it would be without the list.
    """
    more = A_LETTER * (letters - USUAL_LETTERS)
    length = min(MOST_OF_LENGTH * weight, more) if more > 0 else share * more
    frequency = share * A_POWER_OF_TEN * min(0.0, rarity - USUAL_RARITY)
    return max(0.0, weight + length + frequency)


def weighed(hotwords: Iterable[Hotword], vocabulary: Vocabulary, model: LanguageModel | None) -> tuple[Hotword, ...]:
    """The same hotwords as the vocabulary writes them, each once and with what it is worth to the search.

    Of equal ones the larger weight counts. Where no delimiter parts letters, one may be a word: there weights stay as
    they are.
    """
    listed: dict[str, Hotword] = {}
    for hotword in hotwords:
        text = " ".join(vocabulary.fold(hotword.text).split())
        if text not in listed or listed[text].weight < hotword.weight:
            listed[text] = replace(hotword, text=text)
    if vocabulary.delimiter is None and vocabulary.lexicon is None:
        return tuple(listed.values())
    return tuple(_worth(listed.values(), list_share(len(listed)), model))


def _worth(hotwords: Iterable[Hotword], share: float, model: LanguageModel | None) -> Iterator[Hotword]:
    for hotword in hotwords:
        words = hotword.text.split()
        rarity = math.inf if model is None else -model.log10_probability(words)
        yield replace(hotword, weight=effective_weight(hotword.weight, sum(map(len, words)), rarity, share))
