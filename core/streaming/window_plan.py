"""How a long stretch of audio is cut into overlapping windows whose kept frames tile it exactly.

    | left context |      kept      | right context |
                   ^ next window keeps from the end of `kept`

Pure. Two uses: the fixed plan of the path without voice activity, and the windows over an open segment's
tail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.decoding.emission import FRAME_SAMPLES, frame_count


@dataclass(frozen=True, slots=True)
class Window:
    """One model input, `start_sample` (a multiple of 320) to `end_sample`.

    Its frames from `keep_start_frame` to `keep_end_frame` (counted from the stream's start) are used; those
    before `stable_end_frame` have all their right context and are never computed again.
    """

    start_sample: int
    end_sample: int
    keep_start_frame: int
    keep_end_frame: int
    stable_end_frame: int


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """Lengths in frames of 20 ms: contexts on both sides, and the most frames that one window keeps."""

    left_frames: int
    keep_frames: int
    right_frames: int

    def __post_init__(self) -> None:
        """Refuse lengths that leave a seam without context."""
        # The last kept frame hears 80 samples of the next one, so right context cannot be zero.
        if self.left_frames < 0 or self.keep_frames < 1 or self.right_frames < 1:
            raise ValueError("need left_frames >= 0, keep_frames >= 1 and right_frames >= 1")

    @property
    def longest_samples(self) -> int:
        """No window is longer than this."""
        return (self.left_frames + self.keep_frames + self.right_frames) * FRAME_SAMPLES

    def due(self, origin_frame: int, next_frame: int, end_sample: int) -> Iterator[Window]:
        """Full windows, with their whole right context inside `end_sample`, keeping from `next_frame` on.

        `origin_frame` is where the segment begins: no window reaches back over it.
        """
        while True:
            keep_end = next_frame + self.keep_frames
            window_end = (keep_end + self.right_frames) * FRAME_SAMPLES
            if window_end > end_sample:
                return
            yield Window(self._start(origin_frame, next_frame), window_end, next_frame, keep_end, keep_end)
            next_frame = keep_end

    def tail(self, origin_frame: int, next_frame: int, end_sample: int) -> Iterator[Window]:
        """Windows over all there is from `next_frame` on; the last `right_frames` are not stable."""
        for window in self._all(origin_frame, next_frame, end_sample // FRAME_SAMPLES * FRAME_SAMPLES):
            settled = window.end_sample // FRAME_SAMPLES - self.right_frames
            stable_end = max(window.keep_start_frame, min(window.keep_end_frame, settled))
            yield Window(
                window.start_sample,
                window.end_sample,
                window.keep_start_frame,
                window.keep_end_frame,
                stable_end,
            )

    def last(self, origin_frame: int, next_frame: int, end_sample: int) -> Iterator[Window]:
        """Windows over all that is left when the stretch ends at `end_sample`; every frame is stable."""
        return self._all(origin_frame, next_frame, end_sample)

    def _all(self, origin_frame: int, next_frame: int, end_sample: int) -> Iterator[Window]:
        for window in self.due(origin_frame, next_frame, end_sample):
            next_frame = window.keep_end_frame
            yield window
        end_frame = origin_frame + frame_count(end_sample - origin_frame * FRAME_SAMPLES)
        if next_frame < end_frame:
            yield Window(self._start(origin_frame, next_frame), end_sample, next_frame, end_frame, end_frame)

    def _start(self, origin_frame: int, next_frame: int) -> int:
        return max(origin_frame, next_frame - self.left_frames) * FRAME_SAMPLES
