"""What the open segment says so far: overlapping windows over its tail, stitched and read.

Pure; owned by the recogniser, on its thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from core.decoding.emission import FRAME_SAMPLES, SAMPLE_RATE
from core.decoding.hypothesis import Word
from core.streaming.finals import ModelInput
from core.streaming.reading import Reader, Reading
from core.streaming.segmenter import SegmentOpened
from core.streaming.stability import Agreement
from core.streaming.stitcher import LogitStitcher
from core.streaming.window_plan import WindowPlan

# A hop is at least this share of the window that follows it.
HOP_SHARE = 0.05
# Within these shares of the deviation another deviation or mean of the samples is taken for the same: a network hardly
# tells them apart, and windows that are normalised alike share what they have in common.
SAME_DEVIATION = 0.1
SAME_MEAN = 0.02


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
    pass, or those of a moment ago where they are about the same; with a horizon each window is normalised by its own.
    """

    def __init__(
        self,
        opened: SegmentOpened,
        plan: WindowPlan,
        reader: Reader,
        agreement: Agreement,
        horizon_frames: int | None = None,
    ) -> None:
        start_sample = opened.start_sample
        self.index = opened.index
        self.start_sample = start_sample
        self.end_sample = start_sample
        self._reader = reader
        self._agreement = agreement
        self._origin_frame = start_sample // FRAME_SAMPLES
        self._plan = plan
        self._horizon = horizon_frames
        self._stitcher = LogitStitcher(self._origin_frame)
        self._statistics: tuple[float, float] | None = None

    def is_due(self, end_sample: int, shortest_hop: float) -> bool:
        """Whether enough is new for another window: `shortest_hop` seconds, and more where windows are long.

        The first is due at once. After that windows cost about the same for each second of audio, long or short.
        """
        if self.end_sample == self.start_sample:
            return True
        window = min(end_sample - self.start_sample, (self._plan.left_frames + self._plan.right_frames) * FRAME_SAMPLES)
        return end_sample - self.end_sample >= max(shortest_hop * SAMPLE_RATE, window * HOP_SHARE)

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
        if self._horizon is None:
            self._statistics = steady(self._statistics, model_input.statistics(self.start_sample, end_sample))
        for window in self._plan.tail(self._origin_frame, self._stitcher.stable_frame, end_sample):
            emission = model_input.emission(window.start_sample, window.end_sample, self._statistics)
            self._stitcher.add(window, emission.log_probs)
        self._stitcher.forget_before(horizon_frame)

    def expect(self, words: tuple[Word, ...]) -> PartialWords:
        """The words to show when the segment will have exactly these if nothing more is said."""
        return self._shown(Reading(words, (1.0,) * len(words), len(words)), self.start_sample / SAMPLE_RATE)

    def _shown(self, reading: Reading, start: float) -> PartialWords:
        shown = self._agreement.shown(reading, self.end_sample / SAMPLE_RATE, start)
        return PartialWords(shown, min(reading.settled, len(shown)), start)

    def _horizon_frame(self, end_sample: int) -> int:
        if self._horizon is None:
            return self._origin_frame
        return max(self._origin_frame, end_sample // FRAME_SAMPLES - self._horizon)

    def read(self) -> PartialWords:
        """The words of the stitched emission that are fit to show."""
        start = self.start_sample / SAMPLE_RATE
        emission = self._stitcher.emission()
        if emission is None:
            return PartialWords((), 0, start)
        reading = self._reader.read(emission, self._stitcher.stable_frame)
        if emission.start_frame > self._origin_frame and reading.words:
            # The horizon may have cut the first word in two.
            start = reading.words[0].end
            reading = reading.without_first()
        return self._shown(reading, start)


def steady(before: tuple[float, float] | None, now: tuple[float, float]) -> tuple[float, float]:
    """Of two means and variances the earlier ones, where the later ones are about the same."""
    if before is None:
        return now
    deviation = sqrt(before[1])
    same = abs(sqrt(now[1]) - deviation) <= SAME_DEVIATION * deviation
    return before if same and abs(now[0] - before[0]) <= SAME_MEAN * deviation else now
