"""Where segments begin and end, from speech probabilities alone.

Pure; owned by the recogniser, on its thread. Every decision is taken at the end of one 512-sample block of
the absolute grid and looks only at samples before that point, so it cannot depend on the sizes in which the
stream was fed, on timing or on load. Boundaries lie on the 320-sample frame grid; only the stream's own end
may not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import FRAME_SAMPLES, SAMPLE_RATE
from core.streaming.acoustic_model import VOICE_BLOCK
from core.streaming.frame_energy import FrameEnergy


@dataclass(frozen=True, slots=True)
class SegmenterOptions:
    """When a segment begins and ends. Seconds, and probabilities of 0 to 1.

    Speech begins at `start_probability` and lasts while the probability stays over `end_probability`; once
    below, only `start_probability` brings it back. A burst shorter than `minimum_speech` opens nothing; a
    silence of `minimum_silence` ends the segment (the endpoint's own wait). `pre_roll` and `post_roll` are
    added on either side. A segment that reaches `maximum_length` is cut at its quietest point within the last
    `cut_search`.
    """

    start_probability: float = 0.5
    end_probability: float = 0.35
    minimum_speech: float = 0.128
    minimum_silence: float = 0.5
    pre_roll: float = 0.3
    post_roll: float = 0.3
    maximum_length: float = 20.0
    cut_search: float = 5.0

    def __post_init__(self) -> None:
        """Refuse settings that could not keep the promises above."""
        if not 0.0 < self.end_probability <= self.start_probability < 1.0:
            raise ValueError("need 0 < end_probability <= start_probability < 1")
        if min(self.minimum_speech, self.pre_roll, self.post_roll) < 0.0:
            raise ValueError("minimum_speech, pre_roll and post_roll cannot be negative")
        if self.post_roll + 0.02 > self.minimum_silence:
            raise ValueError("post_roll must end a frame (0.02 s) before minimum_silence does")
        if self.cut_search < 0.2 or self.maximum_length < 2 * self.cut_search:
            raise ValueError("need cut_search >= 0.2 and maximum_length >= 2 * cut_search")
        if self.maximum_length < 2 * (self.pre_roll + self.minimum_speech + self.minimum_silence):
            raise ValueError("maximum_length is too short for the pre-roll, speech and silence asked for")


@dataclass(frozen=True, slots=True)
class SegmentOpened:
    """Speech was found: segment `index` begins at `start_sample`; known once `decided_sample` were heard."""

    index: int
    start_sample: int
    decided_sample: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A whole segment, `start_sample` to `end_sample` (exclusive).

    `forced`: cut at the maximum length; where speech goes on, the next segment begins exactly at
    `end_sample`. `decided_sample`: how many samples the endpoint needed to be known.
    """

    index: int
    start_sample: int
    end_sample: int
    forced: bool
    decided_sample: int


SegmentEvent = SegmentOpened | Segment


class Segmenter:
    """Feed speech probabilities with their samples; get segments that opened and ended."""

    def __init__(self, options: SegmenterOptions | None = None) -> None:
        self._options = options or SegmenterOptions()
        self._energy = FrameEnergy()
        self._blocks = 0
        self._next_index = 0
        self._previous_end = 0
        self._candidate: int | None = None
        self._open_start: int | None = None
        self._speech_end = 0
        self._in_dip = False

    @property
    def open_start(self) -> int | None:
        """First sample of the open segment; None while there is silence."""
        return self._open_start

    @property
    def keep_from(self) -> int:
        """The earliest sample that the open segment, or one yet to come, can hold."""
        if self._open_start is not None:
            return self._open_start
        speech = self._blocks * VOICE_BLOCK if self._candidate is None else self._candidate
        return self._start_for(speech)

    @property
    def expected_end(self) -> int | None:
        """Where the open segment ends if its silence goes on, once that is behind; None without silence or segment."""
        if self._open_start is None or not self._in_dip:
            return None
        heard = self._blocks * VOICE_BLOCK
        end = self._natural_end(heard)
        return end if end < heard else None

    def feed(
        self, speech_probabilities: Sequence[float] | NDArray[np.float32], samples: NDArray[np.float32]
    ) -> list[SegmentEvent]:
        """Take samples (16 kHz mono) and the probabilities of the blocks they complete; any number of either.

        Raises ValueError where the probabilities are not those of the blocks complete so far.
        """
        self._energy.feed(samples)
        if self._blocks + len(speech_probabilities) != self._energy.samples // VOICE_BLOCK:
            raise ValueError("one speech probability is needed for each complete block of 512 samples")
        events: list[SegmentEvent] = []
        for probability in speech_probabilities:
            self._blocks += 1
            events += self._step(float(probability), self._blocks * VOICE_BLOCK)
        self._energy.forget_before(self._blocks * VOICE_BLOCK - _samples(self._options.cut_search))
        return events

    def flush(self, speech_probabilities: Sequence[float] | NDArray[np.float32]) -> list[SegmentEvent]:
        """End the stream: take the probability of the last, incomplete block (if any); end what is open."""
        total = self._energy.samples
        if len(speech_probabilities) != (1 if total % VOICE_BLOCK else 0):
            raise ValueError("flush needs the probability of the incomplete last block and no other")
        events: list[SegmentEvent] = []
        for probability in speech_probabilities:
            events += self._step(float(probability), total)
        if self._open_start is not None:
            events.append(self._close(self._natural_end(total), total))
        return events

    def _step(self, probability: float, now: int) -> list[SegmentEvent]:
        """Decide at the end of one block; `now` is the samples heard so far."""
        options = self._options
        if self._open_start is None:
            return self._look_for_speech(probability, now)
        if probability >= (options.start_probability if self._in_dip else options.end_probability):
            self._speech_end, self._in_dip = now, False
        else:
            self._in_dip = True
        if now - self._speech_end >= _samples(options.minimum_silence):
            return [self._close(self._natural_end(now), now)]
        # The next block could pass the limit, so this is the last moment to cut.
        if now + VOICE_BLOCK - self._open_start > _samples(options.maximum_length):
            return self._cut(now)
        return []

    def _look_for_speech(self, probability: float, now: int) -> list[SegmentEvent]:
        options = self._options
        if self._candidate is None:
            if probability < options.start_probability:
                return []
            self._candidate = (now - 1) // VOICE_BLOCK * VOICE_BLOCK
        elif probability < options.end_probability:
            self._candidate = None
            return []
        if now - self._candidate < _samples(options.minimum_speech):
            return []
        self._speech_end, self._in_dip = now, False
        start = self._start_for(self._candidate)
        self._candidate = None
        return [self._open(start, now)]

    def _cut(self, now: int) -> list[SegmentEvent]:
        """End the segment at its quietest recent point; go on from there if speech was heard after it."""
        earliest = now - _samples(self._options.cut_search)
        cut = self._energy.quietest(max(earliest, self._previous_end), now)
        speech_goes_on = self._speech_end > cut
        events: list[SegmentEvent] = [self._close(cut, now, forced=True)]
        if speech_goes_on:
            events.append(self._open(cut, now))
        return events

    def _open(self, start: int, now: int) -> SegmentOpened:
        self._open_start = start
        self._next_index += 1
        return SegmentOpened(self._next_index - 1, start, now)

    def _close(self, end: int, now: int, forced: bool = False) -> Segment:
        assert self._open_start is not None
        segment = Segment(self._next_index - 1, self._open_start, end, forced, now)
        self._open_start, self._previous_end = None, end
        return segment

    def _start_for(self, speech_start: int) -> int:
        """Pre-roll, down to the frame grid, never into the segment before."""
        rolled = max(0, speech_start - _samples(self._options.pre_roll))
        return max(self._previous_end, rolled // FRAME_SAMPLES * FRAME_SAMPLES)

    def _natural_end(self, now: int) -> int:
        """Post-roll, up to the frame grid, never past what was heard."""
        rolled = self._speech_end + _samples(self._options.post_roll)
        return min(now, -(-rolled // FRAME_SAMPLES) * FRAME_SAMPLES)


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
