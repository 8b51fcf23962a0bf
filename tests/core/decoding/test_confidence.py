from __future__ import annotations

from itertools import groupby, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.confidence import letter_confidences, word_confidence
from tests.core.decoding.oracle import log_softmax


def collapse(path: tuple[int, ...]) -> list[int]:
    return [label for n, label in enumerate(path) if label and (n == 0 or path[n - 1] != label)]


@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.lists(st.integers(1, 2), min_size=1, max_size=3))
def test_equals_the_best_of_all_paths(seed, frames, labels) -> None:
    log_probs = log_softmax(np.random.default_rng(seed).normal(size=(frames, 3)).astype(np.float32) * 2)
    totals = [
        sum(float(log_probs[frame, label]) for frame, label in enumerate(path))
        for path in product(range(3), repeat=frames)
        if collapse(path) == labels
    ]
    expected = np.exp(max(totals) / frames) if totals else 0.0
    assert word_confidence(log_probs, labels, blank=0) == pytest.approx(expected, rel=1e-5)


@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.lists(st.integers(1, 2), min_size=1, max_size=3))
def test_letters_are_those_of_the_best_of_all_paths(seed, frames, labels) -> None:
    log_probs = log_softmax(np.random.default_rng(seed).normal(size=(frames, 3)).astype(np.float32) * 2)
    paths = [path for path in product(range(3), repeat=frames) if collapse(path) == labels]
    found = letter_confidences(log_probs, labels, blank=0)
    if not paths:
        assert found == [0.0] * len(labels)
        return
    best = max(paths, key=lambda path: sum(float(log_probs[frame, label]) for frame, label in enumerate(path)))
    runs = [[frame for frame, _ in run] for label, run in groupby(enumerate(best), key=lambda one: one[1]) if label]
    expected = [np.exp(np.mean([log_probs[f, label] for f in run])) for run, label in zip(runs, labels, strict=True)]
    assert found == pytest.approx(expected, rel=1e-4)


def test_no_labels_and_no_frames_are_no_word() -> None:
    assert word_confidence(np.zeros((0, 3), np.float32), [1], blank=0) == 0.0
    assert word_confidence(np.zeros((4, 3), np.float32), [], blank=0) == 0.0
