"""16-bit WAV files of clips that the recipe makes. Any thread."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import SAMPLE_RATE


def write_wave(samples: NDArray[np.float32], path: Path) -> None:
    """(samples,) mono at 16 kHz; what is beyond −1…1 is clipped."""
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(SAMPLE_RATE)
        stream.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
