"""How sure the model was of a word and its letters: the best path of the word's own labels through its frames."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def word_confidence(log_probs: NDArray[np.float32], labels: Sequence[int], blank: int) -> float:
    """Geometric mean of the frame probabilities along the best CTC path of `labels`, 0 to 1.

    `log_probs` are the word's frames, shape (frames, labels). Viterbi over the states blank, label, blank, … label:
    Graves et al. 2006, equation 6 with max in place of sum. 0 where there are no labels, or too many for the frames.
    """
    if not len(labels) or not len(log_probs):
        return 0.0
    states = [blank]
    for label in labels:
        states += (label, blank)
    # From the blank before a label one may go on to the label alone; from a label over the blank to another label.
    skips = [n >= 3 and n % 2 == 1 and states[n] != states[n - 2] for n in range(len(states))]
    first, *rows = log_probs[:, states].tolist()
    score = [*first[:2], *[-math.inf] * (len(states) - 2)]
    for row in rows:
        # Backwards, so that what stands before is still the last frame's. Words are short: NumPy would be slower.
        for n in range(len(states) - 1, -1, -1):
            best = score[n]
            if n and score[n - 1] > best:
                best = score[n - 1]
            if skips[n] and score[n - 2] > best:
                best = score[n - 2]
            score[n] = best + row[n]
    return math.exp(min(max(score[-2:]) / len(log_probs), 0.0))


def letter_confidences(log_probs: NDArray[np.float32], labels: Sequence[int], blank: int) -> list[float]:
    """For each of `labels` the geometric mean of its probability in its own frames of that path, 0 to 1.

    Zeros where there are too many labels for the frames.
    """
    if not len(labels) or not len(log_probs):
        return [0.0] * len(labels)
    states = [blank]
    for label in labels:
        states += (label, blank)
    rows = log_probs[:, states].astype(np.float64)
    skips = np.array([n >= 3 and n % 2 == 1 and states[n] != states[n - 2] for n in range(len(states))])
    score = np.full(len(states), -np.inf)
    score[:2] = rows[0, :2]
    steps = np.zeros(rows.shape, np.int8)
    for frame in range(1, len(rows)):
        step, skip = np.roll(score, 1), np.roll(score, 2)
        step[0] = -np.inf
        skip[~skips] = -np.inf
        ways = np.stack((score, step, skip))
        steps[frame] = ways.argmax(axis=0)
        score = ways.max(axis=0) + rows[frame]
    state = len(states) - 2 + int(score[-1] > score[-2])
    if not np.isfinite(score[state]):
        return [0.0] * len(labels)
    totals, frames = [0.0] * len(labels), [0] * len(labels)
    for frame in range(len(rows) - 1, -1, -1):
        if state % 2:
            totals[state // 2] += float(rows[frame, state])
            frames[state // 2] += 1
        state -= int(steps[frame, state])
    return [math.exp(min(total / count, 0.0)) for total, count in zip(totals, frames, strict=True)]
