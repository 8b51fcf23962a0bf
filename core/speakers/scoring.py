"""How wrong speaker labels are: diarisation error rate, and the equal error rate of voices. Pure.

Diarisation error (NIST RT-09): missed speech, false alarms and confused speakers over all speech of the reference,
by the best one-to-one mapping of speakers; counted on a grid of 10 ms. Nobody speaks at once with another here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.speakers.turns import Turn

STEP = 0.01


@dataclass(frozen=True, slots=True)
class DiarisationError:
    """Seconds."""

    speech: float
    missed: float
    false_alarm: float
    confused: float

    @property
    def rate(self) -> float:
        """All errors, as a share of the speech."""
        return (self.missed + self.false_alarm + self.confused) / max(self.speech, STEP)

    def __add__(self, other: DiarisationError) -> DiarisationError:
        return DiarisationError(
            self.speech + other.speech,
            self.missed + other.missed,
            self.false_alarm + other.false_alarm,
            self.confused + other.confused,
        )


def diarisation_error(reference: Sequence[Turn], found: Sequence[Turn], collar: float = 0.0) -> DiarisationError:
    """`collar`: so many seconds on either side of the reference's borders are not counted."""
    frames = round(max((turn.end for turn in (*reference, *found)), default=0.0) / STEP) + 1
    true, guess = _grid(reference, frames), _grid(found, frames)
    counted = np.ones(frames, bool)
    for turn in reference if collar else ():
        for border in (turn.start, turn.end):
            counted[max(0, round((border - collar) / STEP)) : round((border + collar) / STEP)] = False
    true, guess = true[counted], guess[counted]
    both = (true >= 0) & (guess >= 0)
    shared = np.zeros((max(true.max(initial=-1), 0) + 1, max(guess.max(initial=-1), 0) + 1))
    np.add.at(shared, (true[both], guess[both]), 1)
    return DiarisationError(
        speech=float((true >= 0).sum() * STEP),
        missed=float(((true >= 0) & (guess < 0)).sum() * STEP),
        false_alarm=float(((true < 0) & (guess >= 0)).sum() * STEP),
        confused=float((both.sum() - best_matching(shared)) * STEP),
    )


def best_matching(shared: NDArray[np.float64]) -> float:
    """The most that one-to-one pairs of a row and a column can have in sum; exact, for up to some twelve rows."""
    if shared.shape[0] > shared.shape[1]:
        shared = shared.T
    best = {0: 0.0}
    for column in shared.T:
        following = dict(best)
        for taken, total in best.items():
            for row, gain in enumerate(column):
                if not taken >> row & 1:
                    key = taken | 1 << row
                    following[key] = max(following.get(key, -1.0), total + float(gain))
        best = following
    return max(best.values())


def equal_error_rate(cosines: NDArray[np.float64], same: NDArray[np.bool_]) -> float:
    """Of pairs: where as many of one speaker are refused as of two are taken for one."""
    order = np.argsort(-cosines, kind="stable")
    right = same[order]
    refused = 1 - np.cumsum(right) / max(1, right.sum())
    accepted = np.cumsum(~right) / max(1, (~right).sum())
    at = int(np.abs(refused - accepted).argmin())
    return float((refused[at] + accepted[at]) / 2)


def _grid(turns: Sequence[Turn], frames: int) -> NDArray[np.int64]:
    grid = np.full(frames, -1)
    for turn in turns:
        grid[round(turn.start / STEP) : round(turn.end / STEP)] = turn.speaker
    return grid
