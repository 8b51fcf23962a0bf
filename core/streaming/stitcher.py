"""Joins the emissions of overlapping windows on the frame grid.

Pure; owned by the recogniser, on its thread.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import FRAME_SAMPLES, Emission
from core.streaming.window_plan import Window


class LogitStitcher:
    """Keeps each window's own frames and drops its context's; every frame appears exactly once.

    Frames before `stable_frame` stay as they are; the provisional ones after it are replaced by the next
    window.
    """

    def __init__(self, start_frame: int) -> None:
        self.stable_frame = start_frame
        self._first_frame = start_frame
        self._stable: list[NDArray[np.float32]] = []
        self._provisional: NDArray[np.float32] | None = None

    def add(self, window: Window, log_probs: NDArray[np.float32]) -> None:
        """Take a window's log-probabilities (frames, labels), row 0 being the frame at its first sample.

        Raises ValueError where the window does not continue the stable frames or lacks rows that it keeps.
        """
        if window.keep_start_frame != self.stable_frame:
            raise ValueError(f"frame {self.stable_frame} comes next, not {window.keep_start_frame}")
        window_frame = window.start_sample // FRAME_SAMPLES
        if window_frame > window.keep_start_frame or window_frame + len(log_probs) < window.keep_end_frame:
            raise ValueError("the emission does not cover the frames that its window keeps")
        # Copies: the context's rows would otherwise stay in memory with the array they belong to.
        stable_end = window.stable_end_frame
        if stable_end > window.keep_start_frame:
            rows = log_probs[window.keep_start_frame - window_frame : stable_end - window_frame]
            self._stable.append(rows.copy())
        self._provisional = log_probs[stable_end - window_frame : window.keep_end_frame - window_frame].copy()
        self.stable_frame = stable_end

    def forget_before(self, frame: int) -> None:
        """Drop whole additions that end at or before this frame; the emission then begins later."""
        while self._stable and self._first_frame + len(self._stable[0]) <= frame:
            self._first_frame += len(self._stable.pop(0))

    def take_stable(self) -> Emission | None:
        """Hand out the stable frames that are held and forget them; None where there are none."""
        if not self._stable:
            return None
        emission = Emission(self._first_frame, np.concatenate(self._stable))
        self._stable.clear()
        self._first_frame = emission.end_frame
        return emission

    def emission(self) -> Emission | None:
        """All that is held, stable and provisional, in one; None before the first window."""
        if self._provisional is None:
            return None
        return Emission(self._first_frame, np.concatenate([*self._stable, self._provisional]))
