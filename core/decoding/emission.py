"""Emissions: what the acoustic model says of each 20 ms frame, and the frame grid they lie on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
FRAME_SAMPLES = 320
RECEPTIVE_FIELD = 400
FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE


def frame_count(samples: int) -> int:
    """Frames that the model gives for `samples` samples: (n - 400) // 320 + 1, and none below 400."""
    return 0 if samples < RECEPTIVE_FIELD else (samples - RECEPTIVE_FIELD) // FRAME_SAMPLES + 1


@dataclass(frozen=True, slots=True)
class Emission:
    """Natural log-probabilities (frames, labels), float32; the first row is frame `start_frame` of the stream."""

    start_frame: int
    log_probs: NDArray[np.float32]

    @property
    def end_frame(self) -> int:
        """The frame after the last row."""
        return self.start_frame + len(self.log_probs)
