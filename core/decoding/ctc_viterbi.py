"""The best path of a given label sequence through an emission: CTC's Viterbi, in memory linear in the audio.

States are blank, label, blank, … label, blank (Graves et al. 2006). An hour of speech with its text has some 180,000
frames and 100,000 states; so only a band of states around the best one is followed, and only every 512th frame's scores
are kept: the frames between are computed a second time when the path is traced back. Pure, any thread.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WILDCARD = -1
"""In place of a label: any sound that a single letter stands for."""

GAP = -2
"""Between labels: any stretch of sound, or nothing."""

COSTS = {WILDCARD: 1.4, GAP: 0.7}
"""By how much a frame of these is less probable than its best label: what is spelled out comes first, a gap next."""

_BLOCK = 512
_WIDER = 4
_LOWEST = np.float32(-np.inf)


class AlignmentError(Exception):
    """A text cannot be aligned; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class ViterbiOptions:
    """`band`: states followed at once, at first. 16,384 are about eight minutes of speech: the path may stray four
    either way. Where the text's end is not reached so, the band becomes four times as wide, and in the end the whole.
    `check`: called before each block of ten seconds; what it raises ends the search.
    """

    band: int = 16_384
    check: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class LabelPath:
    """By frame: the position in the label sequence, or −1 for a blank or a gap; and its log-probability."""

    labels: NDArray[np.int32]
    scores: NDArray[np.float32]


def best_label_path(
    log_probs: NDArray[np.float32], labels: Sequence[int], blank: int, options: ViterbiOptions | None = None
) -> LabelPath:
    """The most probable path of `labels` (indices, WILDCARD or GAP) through `log_probs` (frames, labels).

    Raises AlignmentError where there are more labels than frames for them, or no path has a probability.
    """
    _check_fit(log_probs, labels)
    states = _States.of(labels, blank, log_probs.shape[1])
    whole = len(states.columns)
    options = options or ViterbiOptions()
    band = min(whole, options.band)
    search = _Search(log_probs, states, blank, band, options.check)
    while not search.reaches_the_end():
        # A long gap may look better than the text for so long that the band stays behind.
        if band == whole:
            raise AlignmentError(
                "the text does not fit the audio. Check that it is the text of this recording, in its language."
            )
        band = min(whole, _WIDER * band)
        search = _Search(log_probs, states, blank, band, options.check)
    path = search.trace()
    scores = search.scores_along(path)
    positions = np.array([number for number, label in enumerate(labels) if label != GAP] or [-1], np.int32)
    return LabelPath(np.where(path % 2 == 1, positions[np.minimum(path // 2, len(positions) - 1)], -1), scores)


def _check_fit(log_probs: NDArray[np.float32], labels: Sequence[int]) -> None:
    spoken = [label for label in labels if label != GAP]
    repeats = sum(left == right for left, right in itertools.pairwise(spoken))
    if len(spoken) + repeats > len(log_probs):
        raise AlignmentError(
            f"the text is too long for the audio: it has {len(spoken)} letters, and there are {len(log_probs)} frames "
            "of 20 ms. Take the text of this recording alone."
        )


@dataclass(frozen=True, slots=True)
class _States:
    """By state: its column in the extended emission, and 0 where it may be reached over its neighbour.

    A gap has no state of its own: it lets the blank between two labels stand for any sound.
    """

    columns: NDArray[np.intp]
    skip_cost: NDArray[np.float32]

    @classmethod
    def of(cls, labels: Sequence[int], blank: int, size: int) -> _States:
        """For an emission of `size` labels, behind which stand the wildcard and the gap."""
        spoken: list[int] = []
        blanks = [blank]
        for label in labels:
            if label == GAP:
                blanks[-1] = size + 1
            else:
                spoken.append(size if label == WILDCARD else label)
                blanks.append(blank)
        columns = np.empty(2 * len(spoken) + 1, np.intp)
        columns[::2], columns[1::2] = blanks, spoken
        skip_cost = np.full(len(columns), _LOWEST, np.float32)
        # A label may follow another without a blank between.
        skip_cost[3::2][columns[3::2] != columns[1:-2:2]] = 0.0
        return cls(columns, skip_cost)


class _Search:
    def __init__(
        self, log_probs: NDArray[np.float32], states: _States, blank: int, band: int, check: Callable[[], None]
    ) -> None:
        self._check = check
        self._log_probs = log_probs
        self._states = states
        self._blank = blank
        self._band = band
        self._blocks: list[tuple[int, NDArray[np.float32]]] = []

    def reaches_the_end(self) -> bool:
        """Forward over all frames, keeping the scores before each block. False where the band has lost the path."""
        low, scores = 0, self._before_the_first()
        count = len(self._states.columns)
        for start in range(0, len(self._log_probs), _BLOCK):
            self._check()
            low, scores = self._moved(low, scores)
            # No frame goes on by more than two states.
            if low + self._band + 2 * (len(self._log_probs) - start) < count - 1:
                return False
            self._blocks.append((low, scores))
            scores = self._forward(start, low, scores, None)
        self._ends = np.full(self._band, _LOWEST, np.float32)
        allowed = slice(max(0, count - 2 - low), max(0, count - low))
        self._ends[allowed] = scores[allowed]
        self._final_low = low
        return bool(np.isfinite(self._ends.max()))

    def trace(self) -> NDArray[np.int32]:
        """The state of each frame, from the last to the first block."""
        state = int(self._ends.argmax()) + self._final_low
        path = np.empty(len(self._log_probs), np.int32)
        for number in range(len(self._blocks) - 1, -1, -1):
            self._check()
            start = number * _BLOCK
            low, scores = self._blocks[number]
            steps = np.empty((min(_BLOCK, len(path) - start), self._band), np.int8)
            self._forward(start, low, scores, steps)
            for offset in range(len(steps) - 1, -1, -1):
                path[start + offset] = state
                state -= int(steps[offset, state - low])
        return path

    def scores_along(self, path: NDArray[np.int32]) -> NDArray[np.float32]:
        """Log-probability of each frame's state."""
        scores = np.empty(len(path), np.float32)
        for start in range(0, len(path), _BLOCK):
            part = path[start : start + _BLOCK]
            scores[start : start + _BLOCK] = self._extended(start)[np.arange(len(part)), self._states.columns[part]]
        return scores

    def _extended(self, start: int) -> NDArray[np.float32]:
        """(frames, labels, wildcard, gap) of the block that begins at `start`; silence suits a gap as well."""
        block = self._log_probs[start : start + _BLOCK]
        best = block.max(axis=1, keepdims=True)
        wildcard, gap = (best - np.float32(COSTS[kind]) for kind in (WILDCARD, GAP))
        blank = block[:, self._blank : self._blank + 1]
        return np.concatenate([block, wildcard, np.maximum(gap, blank)], axis=1)

    def _before_the_first(self) -> NDArray[np.float32]:
        """Scores from which one step leads into the first blank and the first label, where a path may begin."""
        scores = np.full(self._band, _LOWEST, np.float32)
        scores[0] = 0.0
        return scores

    def _moved(self, low: int, scores: NDArray[np.float32]) -> tuple[int, NDArray[np.float32]]:
        """The band with its best state in the middle, as far as the states go; it never moves back."""
        room = len(self._states.columns) - self._band
        wanted = min(room, max(low, low + int(scores.argmax()) - self._band // 2))
        if wanted == low:
            return low, scores
        moved = np.full(self._band, _LOWEST, np.float32)
        moved[: self._band - (wanted - low)] = scores[wanted - low :]
        return wanted, moved

    def _forward(
        self, start: int, low: int, scores: NDArray[np.float32], steps: NDArray[np.int8] | None
    ) -> NDArray[np.float32]:
        """Scores after a block; `steps` (frames, band) takes how many states each best step went on."""
        high = low + self._band
        emitted = self._extended(start)[:, self._states.columns[low:high]]
        skip_cost = self._states.skip_cost[low:high]
        # Two states that cannot be stand before the band, so that shifts are views.
        padded = np.full(self._band + 2, _LOWEST, np.float32)
        padded[2:] = scores
        stay, step, skip = padded[2:], padded[1:-1], padded[:-2]
        best, skipped = np.empty_like(scores), np.empty_like(scores)
        for number, row in enumerate(emitted):
            np.maximum(stay, step, out=best)
            np.add(skip, skip_cost, out=skipped)
            if steps is not None:
                steps[number] = np.where(skipped > best, 2, step > stay)
            np.maximum(best, skipped, out=best)
            np.add(best, row, out=stay)
        result: NDArray[np.float32] = stay.copy()
        return result
