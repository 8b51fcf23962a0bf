"""How sure the model was of a word: the best path of the word's own labels through its frames."""

from __future__ import annotations

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
    states = np.full(2 * len(labels) + 1, blank)
    states[1::2] = labels
    skips = np.zeros(len(states), bool)
    skips[3::2] = states[3::2] != states[1:-2:2]
    score = np.full(len(states), -np.inf)
    score[:2] = log_probs[0, states[:2]]
    for row in log_probs[1:]:
        best = score.copy()
        best[1:] = np.maximum(best[1:], score[:-1])
        best[2:] = np.where(skips[2:], np.maximum(best[2:], score[:-2]), best[2:])
        score = best + row[states]
    return float(np.exp(min(score[-2:].max() / len(log_probs), 0.0)))
