"""Streaming resampling to 16 kHz by soxr; what comes out does not depend on how the input was cut."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from core.audio.source import SAMPLE_RATE


class Resampler:
    """From `rate` Hz to 16 kHz, mono float32; a copy through where the rate is that already."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._stream = None if rate == SAMPLE_RATE else soxr.ResampleStream(rate, SAMPLE_RATE, 1, "float32", "HQ")

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The samples that are due; a little behind the input."""
        return self._process(samples, last=False)

    def flush(self) -> NDArray[np.float32]:
        """What is still inside, at the end of the stream; nothing can be fed after it."""
        rest = self._process(np.zeros(0, np.float32), last=True)
        # soxr reports what it still holds at the interpreter's end as leaked, on standard error.
        self._stream = None
        return rest

    def _process(self, samples: NDArray[np.float32], last: bool) -> NDArray[np.float32]:
        if self._stream is None:
            return samples.astype(np.float32, copy=True)
        resampled: NDArray[np.float32] = self._stream.resample_chunk(np.ascontiguousarray(samples), last=last)
        return resampled


def to_sixteen_bit_grid(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round to the values that 16-bit audio can hold, k / 32768, so that a FLAC recording keeps them exactly."""
    rounded: NDArray[np.float32] = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype(np.float32) / 32768.0
    return rounded
