"""Two ways to divide a stream into segments: by voice activity, or not at all.

Pure; owned by the recogniser, on its thread.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import FRAME_SAMPLES
from core.streaming.acoustic_model import SpeechProbabilities
from core.streaming.segmenter import Segment, Segmenter, SegmenterOptions, SegmentEvent, SegmentOpened


class Endpoints(Protocol):
    """Samples in, segment events out."""

    @property
    def keep_from(self) -> int:
        """The earliest sample that a segment, open or yet to come, can hold."""

    @property
    def expected_end(self) -> int | None:
        """Where the open segment ends if nothing more is said; None while something is, and without a segment."""

    def feed(self, samples: NDArray[np.float32]) -> list[SegmentEvent]:
        """Take the next samples."""

    def flush(self) -> list[SegmentEvent]:
        """End the stream."""

    def part(self) -> None:
        """What is new (a language, a vocabulary) shall have its own segment as soon as this way allows."""


class VoiceEndpoints:
    """Segments are what the voice-activity network takes for speech."""

    def __init__(self, voice_activity: SpeechProbabilities, options: SegmenterOptions) -> None:
        self._voice_activity = voice_activity
        self._segmenter = Segmenter(options)

    @property
    def keep_from(self) -> int:
        """See `Endpoints`."""
        return self._segmenter.keep_from

    @property
    def expected_end(self) -> int | None:
        """See `Endpoints`."""
        return self._segmenter.expected_end

    def feed(self, samples: NDArray[np.float32]) -> list[SegmentEvent]:
        """See `Endpoints`."""
        return self._segmenter.feed(self._voice_activity.feed(samples), samples)

    def flush(self) -> list[SegmentEvent]:
        """See `Endpoints`."""
        return self._segmenter.flush(self._voice_activity.flush())

    def part(self) -> None:
        """Nothing to do: speech pauses by itself, and 20 s are the longest wait."""


class OneSegment:
    """The whole stream is one segment, parted only where `part` was asked for."""

    def __init__(self) -> None:
        self._samples = 0
        self._start: int | None = None
        self._index = 0
        self._parting = False

    @property
    def keep_from(self) -> int:
        """See `Endpoints`."""
        return self._start or 0

    @property
    def expected_end(self) -> int | None:
        """See `Endpoints`."""
        return None

    def feed(self, samples: NDArray[np.float32]) -> list[SegmentEvent]:
        """See `Endpoints`."""
        events: list[SegmentEvent] = []
        cut = self._samples // FRAME_SAMPLES * FRAME_SAMPLES
        if self._parting and self._start is not None and cut > self._start:
            events.append(Segment(self._index, self._start, cut, True, self._samples))
            self._start = None
            self._index += 1
        if self._start is None and len(samples):
            self._start = cut
            self._parting = False
            events.append(SegmentOpened(self._index, cut, self._samples))
        self._samples += len(samples)
        return events

    def flush(self) -> list[SegmentEvent]:
        """See `Endpoints`."""
        if self._start is None:
            return []
        return [Segment(self._index, self._start, self._samples, False, self._samples)]

    def part(self) -> None:
        """End the segment at the last frame border heard so far; the next one begins there."""
        self._parting = True
