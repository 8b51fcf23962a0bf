"""The samples that the recogniser may still need, by absolute position.

Pure; owned by the recogniser, on its thread. (The ring between threads is `core.audio.ring_buffer`; this one
grows to the longest segment and never overwrites.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class SampleBuffer:
    """A stretch of the stream, `start` to `end`, in one growing array."""

    def __init__(self) -> None:
        self.start = 0
        self._data: NDArray[np.float32] = np.empty(16_384, np.float32)
        self._offset = 0
        self._length = 0

    @property
    def end(self) -> int:
        """Samples appended since the stream's start."""
        return self.start + self._length

    def append(self, samples: NDArray[np.float32]) -> None:
        """Add the next samples."""
        needed = self._length + len(samples)
        if self._offset + needed > len(self._data):
            kept = self._data[self._offset : self._offset + self._length]
            # Twice what is needed: each sample is moved a bounded number of times, however small the blocks.
            moved = np.empty(max(16_384, 2 * needed), np.float32)
            moved[: self._length] = kept
            self._data, self._offset = moved, 0
        self._data[self._offset + self._length : self._offset + needed] = samples
        self._length = needed

    def discard_before(self, sample: int) -> None:
        """Let go of the samples before this position."""
        drop = min(max(0, sample - self.start), self._length)
        self.start += drop
        self._offset += drop
        self._length -= drop

    def copy(self, start_sample: int, end_sample: int) -> NDArray[np.float32]:
        """Samples `start_sample` to `end_sample`, a new array. IndexError if they are not all held."""
        if not self.start <= start_sample <= end_sample <= self.end:
            raise IndexError(f"samples {start_sample}–{end_sample} are not in {self.start}–{self.end}")
        begin = self._offset + start_sample - self.start
        return self._data[begin : begin + end_sample - start_sample].copy()
