"""Clusters of vectors: whose is whose, in bounded memory."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.speakers.clustering import Clusters, merged


def around(centre: int, random: np.random.Generator, spread: float = 0.05, width: int = 8) -> NDArray[np.float32]:
    vector = np.eye(width)[centre] + random.normal(0, spread, width)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def filled(owners: list[int], most: int = 400) -> Clusters:
    random, clusters = np.random.default_rng(0), Clusters(most)
    for owner in owners:
        clusters.add(around(owner, random), 2.0)
    return clusters


def by_first(owners: list[int]) -> list[int]:
    order: dict[int, int] = {}
    return [order.setdefault(owner, len(order)) for owner in owners]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_vectors_of_a_speaker_come_together_and_are_counted_by_first_appearance(owners: list[int]) -> None:
    assert filled(owners).labels(0.5) == by_first(owners)


def test_a_given_number_is_reached_whatever_the_voices() -> None:
    clusters = filled([0, 1, 2, 0, 1, 2])
    assert len(set(clusters.labels(0.5, speakers=2))) == 2
    assert set(clusters.labels(0.5, speakers=1)) == {0}
    assert clusters.labels(0.5, speakers=3) == [0, 1, 2, 0, 1, 2]
    # There are no more speakers than turns.
    assert sorted(clusters.labels(0.5, speakers=9)) == [0, 1, 2, 3, 4, 5]


def test_who_hardly_speaks_is_the_closest_other() -> None:
    clusters = Clusters()
    for centre, seconds in ((0, 9.0), (1, 8.0)):
        clusters.add(np.eye(8, dtype=np.float32)[centre], seconds)
    near_second = np.array([0.1, 0.4, 0.9, 0, 0, 0, 0, 0], np.float32)
    clusters.add(near_second / np.linalg.norm(near_second), 1.0)
    assert clusters.labels(0.9) == [0, 1, 2]
    assert clusters.labels(0.9, least_weight=3.0) == [0, 1, 1]


def test_a_day_of_talk_is_held_in_a_few_sums_and_still_told_apart() -> None:
    owners = [(n * 7) % 5 for n in range(3000)]
    clusters = filled(owners, most=40)
    assert len(clusters._sums) <= 40
    assert clusters.labels(0.5) == by_first(owners)


def test_nothing_has_no_speakers() -> None:
    assert Clusters().labels(0.5) == []


@given(st.integers(1, 12), st.integers(0, 1000))
def test_joining_equals_the_slow_way(count: int, seed: int) -> None:
    sums = np.random.default_rng(seed).normal(size=(count, 4))
    assert merged(sums, 1, 0.2) == slowly(sums, 0.2)


def slowly(sums: NDArray[np.float64], threshold: float) -> list[int]:
    groups = [[n] for n in range(len(sums))]

    def unit(group: list[int]) -> NDArray[np.float64]:
        total = sums[group].sum(0)
        return total / np.linalg.norm(total)

    while len(groups) > 1:
        pairs = [(unit(a) @ unit(b), i, j) for i, a in enumerate(groups) for j, b in enumerate(groups) if i < j]
        best, i, j = max(pairs)
        if best <= threshold:
            break
        groups[i] += groups.pop(j)
    owner = {n: g for g, group in enumerate(groups) for n in group}
    return by_first([owner[n] for n in range(len(sums))])


def test_a_cough_is_no_speaker_where_the_number_is_given() -> None:
    clusters = filled([0, 1, 0, 1])
    cough = np.eye(8, dtype=np.float32)[5]
    clusters.add(cough, 0.5)
    labels = clusters.labels(0.5, speakers=2, least_weight=3.0)
    assert labels[:4] == [0, 1, 0, 1]
