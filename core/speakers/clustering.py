"""Which vectors are of one speaker: agglomerative clustering by the cosine of weighted means.

Pure, deterministic, and bounded: beyond `MOST` clusters the closest are joined for good, to half as many, so that a
day of talk needs no more memory than ten minutes of it. Own code of forty lines, as none of our dependencies has it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MOST = 400
MOST_SMALL = 30


class Clusters:
    """Vectors come one by one; `labels` says, whenever it is asked, whose each is."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        # Sums of weighted unit vectors, their weights, and for each vector that came the number of its sum.
        self._sums: list[NDArray[np.float64]] = []
        self._weights: list[float] = []
        self._places: list[int] = []

    def __len__(self) -> int:
        return len(self._places)

    def add(self, vector: NDArray[np.float32], weight: float) -> None:
        """A vector of length 1; `weight` is how much it can be trusted (seconds)."""
        self._sums.append(vector.astype(np.float64) * weight)
        self._weights.append(weight)
        self._places.append(len(self._sums) - 1)
        if len(self._sums) > self._most:
            groups = merged(np.stack(self._sums), self._most // 2, -2.0)
            count = max(groups) + 1
            sums, weights = [np.zeros_like(vector, np.float64) for _ in range(count)], [0.0] * count
            for group, total, own in zip(groups, self._sums, self._weights, strict=True):
                sums[group] += total
                weights[group] += own
            self._sums, self._weights = sums, weights
            self._places = [groups[place] for place in self._places]

    def labels(self, threshold: float, speakers: int | None = None, least_weight: float = 0.0) -> list[int]:
        """A speaker's number for each vector, counted from 0 by first appearance.

        Clusters are joined while the cosine of the closest two is above `threshold`, or until there are `speakers`.
        A cluster that weighs less than `least_weight` is no speaker: it goes to the closest.
        """
        if not self._sums:
            return []
        sums = np.stack(self._sums)
        if speakers:
            groups = _so_many(sums, self._weights, speakers, least_weight)
        else:
            groups = _without_small(sums, self._weights, merged(sums, 1, threshold), least_weight)
        order: dict[int, int] = {}
        return [order.setdefault(groups[place], len(order)) for place in self._places]


def merged(sums: NDArray[np.float64], fewest: int, threshold: float) -> list[int]:
    """Join the two closest rows (by the cosine of their sums) until `fewest` are left or none are above `threshold`.

    The number of its group for each row, counted from 0 by first appearance. Of equal pairs the first is joined.
    """
    sums = sums.copy()
    count = len(sums)
    groups = np.arange(count)
    unit = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    cosines = unit @ unit.T
    np.fill_diagonal(cosines, -np.inf)
    left = count
    while left > max(1, fewest):
        first, second = sorted(divmod(int(cosines.argmax()), count))
        if cosines[first, second] <= threshold:
            break
        sums[first] += sums[second]
        groups[groups == second] = first
        unit[first] = sums[first] / max(float(np.linalg.norm(sums[first])), 1e-12)
        alive = np.unique(groups)
        cosines[second], cosines[:, second] = -np.inf, -np.inf
        row = np.full(count, -np.inf)
        row[alive] = unit[alive] @ unit[first]
        row[first] = -np.inf
        cosines[first], cosines[:, first] = row, row
        left -= 1
    order: dict[int, int] = {}
    return [order.setdefault(int(group), len(order)) for group in groups]


def _so_many(sums: NDArray[np.float64], weights: list[float], speakers: int, least_weight: float) -> list[int]:
    """So many groups: the fewest joined clusters of which so many are no small ones, which go to the closest of these.

    A cough that is like nobody would otherwise be a speaker, and two speakers one. Where that never is so, plainly.
    """
    for left in range(speakers, min(len(sums), speakers + MOST_SMALL) + 1):
        groups = merged(sums, left, -2.0)
        if len({group for group, total in _totals(groups, weights).items() if total >= least_weight}) == speakers:
            return _without_small(sums, weights, groups, least_weight)
    return merged(sums, speakers, -2.0)


def _totals(groups: list[int], weights: list[float]) -> dict[int, float]:
    totals: dict[int, float] = {}
    for group, weight in zip(groups, weights, strict=True):
        totals[group] = totals.get(group, 0.0) + weight
    return totals


def _without_small(
    sums: NDArray[np.float64], weights: list[float], groups: list[int], least_weight: float
) -> list[int]:
    """Groups that weigh too little go to the closest one that does not; where all are small, they stay."""
    totals = _totals(groups, weights)
    large = sorted(group for group, weight in totals.items() if weight >= least_weight)
    if not large or len(large) == len(totals):
        return groups
    members = np.array(groups)
    means = np.stack([sums[members == group].sum(0) for group in range(len(totals))])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    target = {group: large[int((means[large] @ means[group]).argmax())] for group in totals}
    return [group if group in large else target[group] for group in groups]
