"""Word and character error rates with bootstrap intervals, per group, and what is most often confused. Pure, any
thread.

Edit distances are jiwer's. The interval resamples speakers where there are several, else utterances: errors of one
voice go
together, and resampling single utterances would promise too much (Bisani and Ney 2004 resample utterances).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import jiwer
import numpy as np
from numpy.typing import NDArray

_RESAMPLES = 1000
_CONFIDENCE = 0.95
_FEWEST_SPEAKERS = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """One utterance: what was said, what was recognised (both folded to the same characters), and its groups."""

    reference: str
    hypothesis: str
    speaker: str
    source: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Errors over reference units; `low` and `high` bound the 95 % interval. `rate` may exceed 1 (insertions)."""

    errors: int
    units: int
    low: float
    high: float

    @property
    def rate(self) -> float:
        """Errors per unit; 0 where nothing was said and nothing recognised."""
        return self.errors / self.units if self.units else float(self.errors > 0)


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """Word and character rates of a set of utterances."""

    utterances: int
    words: Rate
    characters: Rate


def error_rates(scored: Sequence[Scored], seed: int = 7) -> ErrorRates:
    """Rates over all of `scored`."""
    words = np.array([_count(jiwer.process_words(*_pair(item))) for item in scored]).reshape(-1, 2)
    characters = np.array([_count(jiwer.process_characters(*_pair(item))) for item in scored]).reshape(-1, 2)
    clusters = _clusters(scored)
    return ErrorRates(len(scored), _rate(words, clusters, seed), _rate(characters, clusters, seed))


def rates_by(scored: Iterable[Scored], group: str) -> dict[str, ErrorRates]:
    """Rates per value of `group` ("speaker" or "source"), sorted by it."""
    groups: dict[str, list[Scored]] = {}
    for item in scored:
        groups.setdefault(str(getattr(item, group)), []).append(item)
    return {name: error_rates(groups[name]) for name in sorted(groups)}


def confusions(scored: Iterable[Scored], most: int = 20) -> list[tuple[str, str, int]]:
    """The commonest word errors: (said, recognised, times); "" for a word inserted or deleted."""
    counts: Counter[tuple[str, str]] = Counter()
    for item in scored:
        output = jiwer.process_words(*_pair(item))
        said, heard = output.references[0], output.hypotheses[0]
        for chunk in output.alignments[0]:
            if chunk.type == "equal":
                continue
            left = said[chunk.ref_start_idx : chunk.ref_end_idx] or [""] * (chunk.hyp_end_idx - chunk.hyp_start_idx)
            right = heard[chunk.hyp_start_idx : chunk.hyp_end_idx] or [""] * len(left)
            counts.update(zip(left, right, strict=True))
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return [(said_word, heard_word, count) for (said_word, heard_word), count in ordered[:most]]


def _pair(item: Scored) -> tuple[str, str]:
    if not item.reference:
        raise ValueError("an utterance without words cannot be scored: leave it out")
    return item.reference, item.hypothesis


def _count(output: jiwer.WordOutput | jiwer.CharacterOutput) -> tuple[int, int]:
    errors = output.substitutions + output.deletions + output.insertions
    return errors, output.hits + output.substitutions + output.deletions


def _clusters(scored: Sequence[Scored]) -> NDArray[np.int64]:
    speakers = sorted({item.speaker for item in scored})
    if len(speakers) < _FEWEST_SPEAKERS:
        return np.arange(len(scored))
    index = {speaker: number for number, speaker in enumerate(speakers)}
    return np.array([index[item.speaker] for item in scored])


def _rate(counts: NDArray[np.int64], clusters: NDArray[np.int64], seed: int) -> Rate:
    if not len(counts):
        return Rate(0, 0, 0.0, 0.0)
    sums = np.zeros((int(clusters.max()) + 1, 2))
    np.add.at(sums, clusters, counts)
    random = np.random.default_rng(seed)
    draws = random.integers(len(sums), size=(_RESAMPLES, len(sums)))
    totals = sums[draws].sum(axis=1)
    tail = (1 - _CONFIDENCE) / 2
    low, high = np.quantile(totals[:, 0] / np.maximum(totals[:, 1], 1), [tail, 1 - tail])
    return Rate(int(counts[:, 0].sum()), int(counts[:, 1].sum()), float(low), float(high))
