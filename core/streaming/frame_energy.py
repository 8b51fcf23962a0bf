"""Energy of each 320-sample frame, for finding the quietest point of a segment that must be cut.

Pure; owned by the segmenter, on the recogniser's thread.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import FRAME_SAMPLES

SMOOTHING_FRAMES = 5
"""A gap within a word lasts 40 to 80 ms; smoothing over 100 ms makes a pause between words win over it."""


class FrameEnergy:
    """Sum of squares of every whole frame of the absolute grid, in float64.

    Each frame's sum is taken over the same 320 numbers in the same order however the stream was fed, so equal
    streams give equal energies to the last bit.
    """

    def __init__(self) -> None:
        self.samples = 0
        self._first_frame = 0
        self._energies: NDArray[np.float64] = np.empty(0)
        self._rest: NDArray[np.float32] = np.empty(0, np.float32)

    def feed(self, samples: NDArray[np.float32]) -> None:
        """Take the next samples, any number."""
        self.samples += len(samples)
        joined = np.concatenate((self._rest, samples))
        whole = len(joined) // FRAME_SAMPLES * FRAME_SAMPLES
        self._rest = joined[whole:].copy()
        if whole:
            frames = joined[:whole].reshape(-1, FRAME_SAMPLES).astype(np.float64)
            self._energies = np.concatenate((self._energies, np.sum(frames * frames, axis=1)))

    def forget_before(self, sample: int) -> None:
        """Drop the frames that end before this sample."""
        frame = min(sample // FRAME_SAMPLES, self._first_frame + len(self._energies))
        if frame > self._first_frame:
            self._energies = self._energies[frame - self._first_frame :].copy()
            self._first_frame = frame

    def quietest(self, start_sample: int, end_sample: int) -> int:
        """The frame border, as a sample, at the quietest point between the two; the latest of equals.

        The span must hold at least `SMOOTHING_FRAMES` + 1 whole frames that are still remembered.
        """
        first = max(-(-start_sample // FRAME_SAMPLES), self._first_frame)
        last = end_sample // FRAME_SAMPLES
        energies = self._energies[first - self._first_frame : last - self._first_frame]
        smoothed = np.convolve(energies, np.ones(SMOOTHING_FRAMES), mode="valid")
        latest = len(smoothed) - 1 - int(np.argmin(smoothed[::-1]))
        return (first + latest + SMOOTHING_FRAMES // 2) * FRAME_SAMPLES
