"""Peaks: how loud a recording is where, so that hours of it are drawn at once.

The lowest and highest sample of every 10 ms as 8-bit numbers: 5.8 MB for eight hours. Coarser levels, each of four of
the finer one, let any stretch be drawn from about as many numbers as it has pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.audio.media import Media
from core.audio.source import SAMPLE_RATE

PEAK_SAMPLES = 160
PEAKS_A_SECOND = SAMPLE_RATE / PEAK_SAMPLES
LEVEL_FACTOR = 4
LEVELS = 6
FULL_SCALE = 127
# How much is read before `progress` is told again.
PROGRESS_PEAKS = 30_000
TOGETHER_SAMPLES = 4 * SAMPLE_RATE
_ZERO = np.int8(0)


class Peaks:
    """`low` and `high`: int8 (n,), 127 is full scale; peak n is of the 10 ms from n / 100 s on."""

    def __init__(self, low: NDArray[np.int8], high: NDArray[np.int8]) -> None:
        if low.shape != high.shape or low.ndim != 1:
            raise ValueError(f"{low.shape} lows and {high.shape} highs")
        self.low, self.high = low, high
        self._levels = [(low, high)]
        for _ in range(LEVELS):
            self._levels.append(_coarser(*self._levels[-1]))

    @property
    def seconds(self) -> float:
        """How long the recording is."""
        return len(self.low) / PEAKS_A_SECOND

    def columns(self, start: float, end: float, count: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Lowest and highest sample, -1 to 1, in each of `count` equal parts of a stretch (seconds); 0 outside of the
        recording."""
        low, high = np.zeros(count, np.float32), np.zeros(count, np.float32)
        edges = np.linspace(start, end, count + 1) * PEAKS_A_SECOND
        level = 0
        while level < LEVELS and (edges[-1] - edges[0]) / count >= LEVEL_FACTOR:
            edges /= LEVEL_FACTOR
            level += 1
        lows, highs = self._levels[level]
        first = np.maximum(0, np.floor(edges[:-1])).astype(np.int64)
        last = np.minimum(len(lows), np.ceil(edges[1:])).astype(np.int64)
        inside = last > first
        if inside.any():
            # Every other result lies between one part's end and the next one's beginning, and is dropped. The zero
            # stands behind the last peak, where a part may end.
            borders = np.stack([first[inside], last[inside]], axis=1).ravel()
            begin, end = int(borders[0]), int(borders[-1])
            low[inside] = np.minimum.reduceat(np.append(lows[begin:end], _ZERO), borders - begin)[::2] / FULL_SCALE
            high[inside] = np.maximum.reduceat(np.append(highs[begin:end], _ZERO), borders - begin)[::2] / FULL_SCALE
        return low, high


def measure_peaks(
    path: Path, progress: Callable[[Peaks], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Peaks:
    """Read a file once, in bounded memory; `progress` gets what is known so far. Raises MediaError.

    Where `cancelled` says so it ends early, with what was read.
    """
    lows: list[NDArray[np.int8]] = []
    highs: list[NDArray[np.int8]] = []
    waiting: list[NDArray[np.float32]] = []
    told = known = 0
    for block in Media(path).blocks():
        waiting.append(block)
        # A decoder's frames are small: some seconds of them cost hardly more than one.
        if sum(map(len, waiting)) < TOGETHER_SAMPLES:
            continue
        if cancelled is not None and cancelled():
            return _peaks(lows, highs)
        samples = np.concatenate(waiting)
        whole = len(samples) // PEAK_SAMPLES * PEAK_SAMPLES
        waiting = [samples[whole:]]
        _append(lows, highs, samples[:whole])
        known += whole // PEAK_SAMPLES
        if progress is not None and known - told >= PROGRESS_PEAKS:
            told = known
            progress(_peaks(lows, highs))
    rest = np.concatenate([*waiting, np.zeros(0, np.float32)])
    _append(lows, highs, np.pad(rest, (0, -len(rest) % PEAK_SAMPLES)))
    return _peaks(lows, highs)


def _append(lows: list[NDArray[np.int8]], highs: list[NDArray[np.int8]], samples: NDArray[np.float32]) -> None:
    parts = np.clip(samples.reshape(-1, PEAK_SAMPLES), -1.0, 1.0) * FULL_SCALE
    lows.append(np.floor(parts.min(axis=1, initial=0.0)).astype(np.int8))
    highs.append(np.ceil(parts.max(axis=1, initial=0.0)).astype(np.int8))


def _peaks(lows: list[NDArray[np.int8]], highs: list[NDArray[np.int8]]) -> Peaks:
    # Thousands of small arrays become one: the next time they are one already.
    nothing = np.zeros(0, np.int8)
    lows[:], highs[:] = [np.concatenate([nothing, *lows])], [np.concatenate([nothing, *highs])]
    return Peaks(lows[0], highs[0])


def _coarser(low: NDArray[np.int8], high: NDArray[np.int8]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    padding = (0, -len(low) % LEVEL_FACTOR)
    return (
        np.pad(low, padding).reshape(-1, LEVEL_FACTOR).min(axis=1),
        np.pad(high, padding).reshape(-1, LEVEL_FACTOR).max(axis=1),
    )
