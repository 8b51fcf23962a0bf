"""Two ways to the emission of a whole segment: one full-context pass, or windows as the audio comes.

Pure; owned by the recogniser, on its thread.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from core.decoding.emission import FRAME_SAMPLES, RECEPTIVE_FIELD, Emission
from core.streaming.acoustic_model import AcousticModel, ModelError
from core.streaming.sample_buffer import SampleBuffer
from core.streaming.segmenter import Segment
from core.streaming.stitcher import LogitStitcher
from core.streaming.window_plan import Window, WindowPlan


class ModelInput:
    """Runs the model on stretches of the sample buffer and puts the result on the stream's frame grid."""

    def __init__(self, model: AcousticModel, buffer: SampleBuffer) -> None:
        self._model = model
        self._buffer = buffer

    def emission(self, start_sample: int, end_sample: int, statistics: tuple[float, float] | None = None) -> Emission:
        """Emission from `start_sample` (a multiple of 320) on, one row for each frame and at least one.

        What is shorter than the receptive field is filled up with zeros. Raises ModelError.
        """
        samples = self._buffer.copy(start_sample, end_sample)
        if len(samples) < RECEPTIVE_FIELD:
            samples = np.pad(samples, (0, RECEPTIVE_FIELD - len(samples)))
        log_probs = self._model.emission(samples, statistics).log_probs
        expected = (len(samples) - RECEPTIVE_FIELD) // FRAME_SAMPLES + 1
        if len(log_probs) != expected:
            raise ModelError(
                f"The model gave {len(log_probs)} frames for {len(samples)} samples instead of {expected}; "
                "choose a Wav2Vec2 model with 20 ms frames."
            )
        return Emission(start_sample // FRAME_SAMPLES, log_probs)

    def statistics(self, start_sample: int, end_sample: int) -> tuple[float, float]:
        """Mean and variance of a stretch of samples."""
        samples = self._buffer.copy(start_sample, end_sample)
        return float(samples.mean(dtype=np.float64)), float(samples.var(dtype=np.float64))


class SegmentEmission(Protocol):
    """Gathers the emission of one segment after the other."""

    def open(self, start_sample: int) -> None:
        """A segment begins."""

    def advance(self, end_sample: int) -> None:
        """There is audio up to here."""

    def close(self, segment: Segment) -> Emission:
        """The segment is whole."""

    def needs_from(self) -> int | None:
        """The earliest sample of the open segment still wanted; None: all of it."""


class FullContext:
    """The model sees the whole segment at once, when it has ended."""

    def __init__(self, model_input: ModelInput) -> None:
        self._input = model_input

    def open(self, start_sample: int) -> None:
        """Nothing to do yet."""

    def advance(self, end_sample: int) -> None:
        """Nothing to do yet."""

    def close(self, segment: Segment) -> Emission:
        """See `SegmentEmission`."""
        return self._input.emission(segment.start_sample, segment.end_sample)

    def needs_from(self) -> int | None:
        """See `SegmentEmission`."""
        return None


class Windowed:
    """The model sees windows of a plan fixed to the segment's start; their contexts' frames are dropped.

    The windows, and so the emission to the last bit, do not depend on how the stream was fed. Each is
    normalised by its own statistics. Memory: the emission itself, 23 MB an hour with 32 labels.
    """

    def __init__(self, model_input: ModelInput, plan: WindowPlan) -> None:
        self._input = model_input
        self._plan = plan
        self._origin_frame = 0
        self._stitcher = LogitStitcher(0)

    def open(self, start_sample: int) -> None:
        """See `SegmentEmission`."""
        self._origin_frame = start_sample // FRAME_SAMPLES
        self._stitcher = LogitStitcher(self._origin_frame)

    def advance(self, end_sample: int) -> None:
        """Run the windows whose right context has come."""
        for window in self._plan.due(self._origin_frame, self._stitcher.stable_frame, end_sample):
            self._add(window)

    def close(self, segment: Segment) -> Emission:
        """See `SegmentEmission`."""
        for window in self._plan.last(self._origin_frame, self._stitcher.stable_frame, segment.end_sample):
            self._add(window)
        emission = self._stitcher.emission()
        return emission or self._input.emission(segment.start_sample, segment.end_sample)

    def needs_from(self) -> int | None:
        """See `SegmentEmission`."""
        frame = max(self._origin_frame, self._stitcher.stable_frame - self._plan.left_frames)
        return frame * FRAME_SAMPLES

    def _add(self, window: Window) -> None:
        self._stitcher.add(window, self._input.emission(window.start_sample, window.end_sample).log_probs)
