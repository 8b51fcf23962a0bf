"""Which labels of each frame a beam search follows, in the order in which pyctcdecode 0.5.0 takes them. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.decoding.vocabulary import Vocabulary

# pyctcdecode takes no probability to be less than this.
FLOOR = float(np.log(1e-15))
# A label that must not stand in a text.
NEVER = -100.0


def likely_labels(
    log_probs: NDArray[np.float32], vocabulary: Vocabulary, lowest: float
) -> list[tuple[list[int], list[float]]]:
    """Of each frame the labels that have at least `lowest`, or else the best one, and their scores.

    Raises ValueError on another number of labels.
    """
    floored = _floored(log_probs, vocabulary)
    if not len(floored):
        return []
    best = floored.argmax(axis=1).tolist()
    rows, columns = np.nonzero(floored >= lowest)
    borders = np.searchsorted(rows, np.arange(len(floored) + 1)).tolist()
    likely = columns.tolist()
    candidates = []
    for frame, top in enumerate(best):
        # A set's order decides between equal scores; built as pyctcdecode builds it, it has the same.
        labels = list(set(likely[borders[frame] : borders[frame + 1]]) | {top})
        candidates.append((labels, floored[frame, labels].tolist()))
    return candidates


def sorted_likely_labels(
    log_probs: NDArray[np.float32], vocabulary: Vocabulary, lowest: float
) -> tuple[NDArray[np.int32], NDArray[np.float64], list[int]]:
    """The same for those who do not ask for pyctcdecode's order, many times as fast: all frames' labels and scores one
    after another, sorted within each frame, and where each frame's begin. Raises ValueError.
    """
    floored = _floored(log_probs, vocabulary)
    likely = floored >= lowest
    likely[np.arange(len(floored)), floored.argmax(axis=1)] = True
    borders = [0, *np.cumsum(likely.sum(axis=1)).tolist()]
    return np.nonzero(likely)[1].astype(np.int32), floored[likely].astype(np.float64), borders


def _floored(log_probs: NDArray[np.float32], vocabulary: Vocabulary) -> NDArray[np.float32]:
    width = len(vocabulary.labels)
    if log_probs.ndim != 2 or log_probs.shape[1] != width:
        raise ValueError(f"the emission's shape is {log_probs.shape}, the vocabulary has {width} labels")
    floored = np.clip(np.nan_to_num(log_probs, nan=FLOOR, neginf=FLOOR), np.float32(FLOOR), np.float32(0.0))
    if vocabulary.ignored:
        floored[:, sorted(vocabulary.ignored)] = NEVER
    return floored
