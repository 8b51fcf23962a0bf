"""What the open segment says so far: overlapping windows over its tail, stitched and decoded greedily.

Pure; owned by the recogniser, on its thread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.decoding.decoder import Decoder
from core.decoding.emission import FRAME_SAMPLES, SAMPLE_RATE, Emission
from core.decoding.hypothesis import Word
from core.streaming.finals import ModelInput
from core.streaming.segmenter import SegmentOpened
from core.streaming.stability import Agreement
from core.streaming.stitcher import LogitStitcher
from core.streaming.window_plan import WindowPlan

FRAMES_PER_SECOND = SAMPLE_RATE // FRAME_SAMPLES


@dataclass(frozen=True, slots=True)
class PartialWords:
    """Words to show of the open segment, the first `stable` of them for good.

    They begin at `start` seconds: the segment's start, or that of the first word that the horizon leaves
    whole.
    """

    words: tuple[Word, ...]
    stable: int
    start: float


class OpenSegment:
    """The tail of one open segment. `agreement` holds back words that may still change; `horizon_frames`
    limits how far back its words reach (None: to its start).

    While the whole segment is held, its statistics so far normalise every window, as they will the final
    pass; with a horizon each window is normalised by its own.
    """

    def __init__(
        self, opened: SegmentOpened, plan: WindowPlan, agreement: Agreement, horizon_frames: int | None = None
    ) -> None:
        start_sample = opened.start_sample
        self.index = opened.index
        self.start_sample = start_sample
        self.end_sample = start_sample
        self._agreement = agreement
        self._origin_frame = start_sample // FRAME_SAMPLES
        self._plan = plan
        self._horizon = horizon_frames
        self._stitcher = LogitStitcher(self._origin_frame)

    def needs_from(self, end_sample: int) -> int:
        """The earliest sample that a later window can begin with, once there is audio to `end_sample`."""
        frame = max(self._stitcher.stable_frame, self._horizon_frame(end_sample)) - self._plan.left_frames
        return max(self._origin_frame, frame) * FRAME_SAMPLES

    def advance(self, model_input: ModelInput, end_sample: int) -> None:
        """Run the windows over what is new up to `end_sample`. Raises ModelError."""
        self.end_sample = end_sample
        horizon_frame = self._horizon_frame(end_sample)
        if self._stitcher.stable_frame < horizon_frame:
            # So late that what lies between is out of sight already.
            self._stitcher = LogitStitcher(horizon_frame)
        statistics = None
        if self._horizon is None:
            statistics = model_input.statistics(self.start_sample, end_sample)
        for window in self._plan.tail(self._origin_frame, self._stitcher.stable_frame, end_sample):
            emission = model_input.emission(window.start_sample, window.end_sample, statistics)
            self._stitcher.add(window, emission.log_probs)
        self._stitcher.forget_before(horizon_frame)

    def _horizon_frame(self, end_sample: int) -> int:
        if self._horizon is None:
            return self._origin_frame
        return max(self._origin_frame, end_sample // FRAME_SAMPLES - self._horizon)

    def decode(self, decoder: Decoder) -> PartialWords:
        """The words of the stitched emission."""
        start = self.start_sample / SAMPLE_RATE
        emission = self._stitcher.emission()
        if emission is None:
            return PartialWords((), 0, start)
        words = decoder.decode(emission).words
        stable = _count_stable(words, emission, self._stitcher.stable_frame, decoder.vocabulary.delimiter)
        if emission.start_frame > self._origin_frame and words:
            # The horizon may have cut the first word in two.
            words, stable, start = words[1:], max(0, stable - 1), words[0].end
        return PartialWords(self._agreement.shown(words, stable), stable, start)


def _count_stable(words: tuple[Word, ...], emission: Emission, stable_frame: int, delimiter: int | None) -> int:
    """How many leading words no later window can change: the frame that ends them is stable as well.

    A word is ended by the next word's beginning, or by a delimiter; without that, letters could still follow.
    """
    stable = sum(round(word.start * FRAMES_PER_SECOND) < stable_frame for word in words[1:])
    if not words or delimiter is None:
        return stable
    after = round(words[stable].end * FRAMES_PER_SECOND) - emission.start_frame
    best = np.argmax(emission.log_probs[max(after, 0) : stable_frame - emission.start_frame], axis=1)
    return stable + int(delimiter in best)
