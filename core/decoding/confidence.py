"""How sure the model was of a word: the best path of the word's own labels through its frames."""

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
