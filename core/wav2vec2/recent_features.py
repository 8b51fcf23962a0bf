"""What overlapping windows have in common is computed once. Owned by a front, on its thread.

A layer-norm front gives a frame the same features in every window that holds the samples it hears, but for the last
bits, which the length of a product may change (`tests/core/wav2vec2/test_front_locality.py` shows what holds and what
does not).
"""

from __future__ import annotations

import torch
from torch import Tensor


class RecentFeatures:
    """The samples of the last input and their features. `stride` and `field`: samples from frame to frame, of one."""

    def __init__(self, stride: int, field: int) -> None:
        self._stride, self._field = stride, field
        self._samples = self._features = torch.empty(0)

    def keep(self, samples: Tensor, features: Tensor) -> None:
        """`samples` (time), which nobody changes any more, gave `features` (frames, width)."""
        self._samples, self._features = samples, features

    def beginning(self, samples: Tensor) -> Tensor | None:
        """Features of the first frames of `samples` (time), where the last input held the same; None where not."""
        for frame in self._beginnings(samples):
            start = frame * self._stride
            common = min(len(self._samples) - start, len(samples))
            if common < self._field:
                return None
            if torch.equal(self._samples[start : start + common], samples[:common]):
                return self._features[frame : frame + (common - self._field) // self._stride + 1]
        return None

    def _beginnings(self, samples: Tensor) -> list[int]:
        """Frames of the last input where the first samples of the new one lie."""
        blocks = self._samples[: len(self._samples) // self._stride * self._stride].view(-1, self._stride)
        found: list[int] = (blocks == samples[: self._stride]).all(1).nonzero().flatten().tolist()
        return found
