"""Logistic regression of truth on features, folds of speakers, and how well confidences hold. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FOLDS = 5
BINS = 10
# A little, so that words which a feature parts perfectly do not send its weight to infinity.
PENALTY = 1e-3


@dataclass(frozen=True, slots=True)
class Reliability:
    """`bins` of (mean confidence, share that is right, words); `error`: the expected calibration error."""

    bins: tuple[tuple[float, float, int], ...]
    error: float


def fitted(features: Sequence[tuple[float, ...]], truth: Sequence[bool]) -> tuple[tuple[float, ...], float]:
    """Weights of the features, and the bias."""
    inputs = np.array([(*row, 1.0) for row in features])
    right = np.array(truth, float)
    weights = np.zeros(inputs.shape[1])
    penalty = np.full(inputs.shape[1], PENALTY)
    for _ in range(50):
        said = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (said - right) + penalty * weights
        curvature = (inputs.T * (said * (1 - said))) @ inputs + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return tuple(float(weight) for weight in weights[:-1]), float(weights[-1])


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> Reliability:
    """Bins of equal width, and the mean distance of confidence and truth weighted by their words (Guo et al. 2017)."""
    values, truth = np.asarray(confidences, float), np.asarray(right, float)
    places = np.minimum((values * BINS).astype(int), BINS - 1)
    bins = []
    error = 0.0
    for place in range(BINS):
        inside: NDArray[np.bool_] = places == place
        count = int(inside.sum())
        if count:
            sure, share = float(values[inside].mean()), float(truth[inside].mean())
            bins.append((sure, share, count))
            error += count / len(values) * abs(sure - share)
    return Reliability(tuple(bins), error)


def folds(speakers: Sequence[str]) -> dict[str, int]:
    """Which fold each speaker belongs to."""
    return {speaker: number % FOLDS for number, speaker in enumerate(sorted(set(speakers)))}
