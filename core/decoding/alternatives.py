"""What else each word could have been: a confusion network around the best reading, from a decoder's other readings.

Pure; any thread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.decoding.hypothesis import Hypothesis, Word

MOST_ALTERNATIVES = 5
LEAST_PROBABILITY = 0.001


@dataclass(frozen=True, slots=True)
class Alternative:
    """What may stand in a word's place: a word, several, or none (""). `probability` is its share of all readings."""

    text: str
    probability: float


def alternatives(words: Sequence[Word], hypotheses: Sequence[Hypothesis]) -> tuple[tuple[Alternative, ...], ...]:
    """For each word the others in its place, likeliest first; `hypotheses` are all readings, the best among them.

    A reading weighs as much as its score says (after Mangu, Brill and Stolcke 2000, whose clusters are here the words
    of the best reading: each word of another goes to the one with which it shares most time).
    """
    found = []
    for word, shares in zip(words, word_shares(words, hypotheses), strict=True):
        others = sorted(((share, text) for text, share in shares.items() if text != word.text), reverse=True)
        likely = [Alternative(text, share) for share, text in others if share >= LEAST_PROBABILITY]
        found.append(tuple(likely[:MOST_ALTERNATIVES]))
    return tuple(found)


def word_shares(words: Sequence[Word], hypotheses: Sequence[Hypothesis]) -> list[dict[str, float]]:
    """For each word, the texts in its place and the share of the readings that have them; the shares sum to 1."""
    shares: list[dict[str, float]] = [{} for _ in words]
    for hypothesis, weight in zip(hypotheses, _weights(hypotheses), strict=True):
        for texts, text in zip(shares, _texts_in_place(words, hypothesis.words), strict=True):
            texts[text] = texts.get(text, 0.0) + weight
    return shares


def _weights(hypotheses: Sequence[Hypothesis]) -> list[float]:
    """Posterior probabilities among the hypotheses."""
    scores = [hypothesis.logit_score + hypothesis.lm_score for hypothesis in hypotheses]
    best = max(scores, default=0.0)
    weights = [math.exp(score - best) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _texts_in_place(words: Sequence[Word], others: Sequence[Word]) -> list[str]:
    """What another reading has in each word's place; its words that share no time with any are left out."""
    texts: list[list[str]] = [[] for _ in words]
    first = 0
    for other in others:
        while first < len(words) and words[first].end <= other.start:
            first += 1
        best, most = -1, 0.0
        for place in range(first, len(words)):
            shared = min(other.end, words[place].end) - max(other.start, words[place].start)
            if shared <= 0:
                break
            if shared > most:
                best, most = place, shared
        if best >= 0:
            texts[best].append(other.text)
    return [" ".join(text) for text in texts]
