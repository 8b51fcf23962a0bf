"""Greedy decoding: the best label of each frame, repeats and blanks dropped. Cheap enough for every partial."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import FRAME_SECONDS, Emission
from core.decoding.hypothesis import Hypothesis, Word
from core.decoding.vocabulary import Vocabulary


class GreedyDecoder:
    """Best path of an emission. Stateless, so any thread may use it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def decode(self, emission: Emission) -> Hypothesis:
        """Words as `Wav2Vec2CTCTokenizer.decode` gives them, with the times of their first and last label."""
        vocabulary, log_probs = self.vocabulary, emission.log_probs
        if log_probs.shape[1] != len(vocabulary.labels):
            raise ValueError(f"the emission has {log_probs.shape[1]} labels, the vocabulary {len(vocabulary.labels)}")
        best = log_probs.argmax(axis=1)
        scores = log_probs[np.arange(len(best)), best]
        words: list[Word] = []
        runs: list[tuple[int, int]] = []

        def close() -> None:
            if runs:
                words.append(self._word(runs, best, scores, emission.start_frame))
                runs.clear()

        borders = np.flatnonzero(np.diff(best)) + 1
        for start, end in zip([0, *borders], [*borders, len(best)], strict=True):
            label = int(best[start]) if end > start else vocabulary.blank
            if label == vocabulary.delimiter:
                close()
            elif label != vocabulary.blank and label not in vocabulary.ignored:
                runs.append((int(start), int(end)))
                if vocabulary.delimiter is None:
                    close()
        close()
        return Hypothesis(tuple(words), float(scores.sum(dtype=np.float64)), 0.0)

    def _word(
        self, runs: list[tuple[int, int]], best: NDArray[np.int64], scores: NDArray[np.float32], start_frame: int
    ) -> Word:
        start, end = runs[0][0], runs[-1][1]
        return Word(
            text="".join(self.vocabulary.labels[best[first]] for first, _ in runs),
            start=(start_frame + start) * FRAME_SECONDS,
            end=(start_frame + end) * FRAME_SECONDS,
            confidence=float(np.exp(min(0.0, scores[start:end].mean(dtype=np.float64)))),
        )
