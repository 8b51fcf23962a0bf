"""Two ways to the words of a whole segment: one full-context pass, or windows as the audio comes.

Pure; owned by the recogniser, on its thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.decoding.calibration import Calibration
from core.decoding.decoder import BestDecoder, Decoder
from core.decoding.emission import FRAME_SAMPLES, RECEPTIVE_FIELD, Emission
from core.decoding.hypothesis import Hypothesis, Word
from core.decoding.vocabulary import Vocabulary
from core.streaming.acoustic_model import AcousticModel, ModelError
from core.streaming.invented import is_invented
from core.streaming.reading import DecodingStream, StreamingDecoder
from core.streaming.sample_buffer import SampleBuffer
from core.streaming.segmenter import Segment
from core.streaming.spoken_language import SpokenLanguage
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

    def samples(self, start_sample: int, end_sample: int) -> NDArray[np.float32]:
        """A stretch of samples."""
        return self._buffer.copy(start_sample, end_sample)

    def statistics(self, start_sample: int, end_sample: int) -> tuple[float, float]:
        """Mean and variance of a stretch of samples."""
        samples = self._buffer.copy(start_sample, end_sample)
        return float(samples.mean(dtype=np.float64)), float(samples.var(dtype=np.float64))


@dataclass(frozen=True, slots=True)
class HeardSegment:
    """The words of a whole segment, its emission if it was kept, and other readings if they were asked for."""

    words: tuple[Word, ...]
    emission: Emission | None
    hypotheses: tuple[Hypothesis, ...] = ()


class SegmentListener(Protocol):
    """Hears one segment after the other and decodes each once."""

    def open(self, start_sample: int, decoder: Decoder) -> None:
        """A segment begins, for this decoder."""

    def advance(self, end_sample: int) -> None:
        """There is audio up to here."""

    def prepare(self, start_sample: int, end_sample: int) -> HeardSegment | None:
        """The open segment will probably be this: do now what `close` would have to do.

        Returns what `close` will then return; None where there is nothing new.
        """

    def close(self, segment: Segment) -> HeardSegment:
        """The segment is whole."""

    def needs_from(self) -> int | None:
        """The earliest sample of the open segment still wanted; None: all of it."""


class FinalDecoder:
    """Reads a kept emission as the final was made of it: no words where they are all invented (`gated`: with voice
    activity), and confidences that are probabilities where there is a calibration.
    """

    def __init__(self, decoder: Decoder, calibration: Calibration | None, gated: bool) -> None:
        self._decoder = decoder
        self._calibration = calibration
        self._gated = gated

    @property
    def vocabulary(self) -> Vocabulary:
        """The labels that the emission's columns stand for."""
        return self._decoder.vocabulary

    def decode(self, emission: Emission) -> Hypothesis:
        """See `Decoder`."""
        found = self._decoder.decode(emission)
        if self._gated and is_invented(found.words, emission, self.vocabulary):
            return replace(found, words=())
        return found if self._calibration is None else replace(found, words=self._calibration.words(found.words))


class FullContext:
    """The model sees the whole segment at once, when it has ended. `hypotheses`: how many readings are wanted.

    While the endpoint waits for the silence to last, the pass over what the segment will then be can already be made;
    if speech goes on, it was in vain.
    """

    def __init__(self, model_input: ModelInput, spoken: SpokenLanguage, hypotheses: int = 1) -> None:
        self._input = model_input
        self._spoken = spoken
        self._hypotheses = hypotheses
        self._decoder: Decoder | None = None
        self._prepared: tuple[tuple[int, int], HeardSegment] | None = None

    def open(self, start_sample: int, decoder: Decoder) -> None:
        """See `SegmentListener`."""
        self._decoder = decoder
        self._prepared = None

    def advance(self, end_sample: int) -> None:
        """Nothing to do yet."""

    def prepare(self, start_sample: int, end_sample: int) -> HeardSegment | None:
        """See `SegmentListener`."""
        if self._prepared is not None and self._prepared[0] == (start_sample, end_sample):
            return None
        heard = self._hear(start_sample, end_sample)
        self._prepared = ((start_sample, end_sample), heard)
        return heard

    def close(self, segment: Segment) -> HeardSegment:
        """See `SegmentListener`."""
        self.prepare(segment.start_sample, segment.end_sample)
        assert self._prepared is not None
        heard = self._prepared[1]
        self._prepared = None
        return heard

    def _hear(self, start_sample: int, end_sample: int) -> HeardSegment:
        assert self._decoder is not None
        place = (start_sample, end_sample)
        with self._spoken.reading(place, lambda: self._input.samples(*place), self._decoder) as decoder:
            emission = self._input.emission(start_sample, end_sample)
        if self._hypotheses > 1 and isinstance(decoder, BestDecoder):
            hypotheses = tuple(decoder.decode_best(emission, self._hypotheses))
        else:
            hypotheses = (decoder.decode(emission),)
        if is_invented(hypotheses[0].words, emission, decoder.vocabulary):
            return HeardSegment((), emission)
        return HeardSegment(hypotheses[0].words, emission, hypotheses if self._hypotheses > 1 else ())

    def needs_from(self) -> int | None:
        """See `SegmentListener`."""
        return None


class Windowed:
    """The model sees windows of a plan fixed to the segment's start; their contexts' frames are dropped.

    The windows, and so the emission to the last bit, do not depend on how the stream was fed. Each is normalised
    by its own statistics. A decoder that can decode a stream takes each window's frames at once, so that little is
    left to do at the end of a long segment and the emission need not be kept; for another it is kept, as it is for
    `keep_emissions`: 23 MB an hour with 32 labels.
    """

    def __init__(self, model_input: ModelInput, plan: WindowPlan, keep_emissions: bool) -> None:
        self._input = model_input
        self._plan = plan
        self._keep_emissions = keep_emissions
        self._origin_frame = 0
        self._stitcher = LogitStitcher(0)
        self._kept: list[NDArray[np.float32]] = []
        self._decoder: Decoder | None = None
        self._stream: DecodingStream | None = None
        self._words: list[Word] = []

    def open(self, start_sample: int, decoder: Decoder) -> None:
        """See `SegmentListener`."""
        self._origin_frame = start_sample // FRAME_SAMPLES
        self._stitcher = LogitStitcher(self._origin_frame)
        self._kept, self._words = [], []
        self._decoder = decoder
        self._stream = decoder.stream() if isinstance(decoder, StreamingDecoder) else None

    def advance(self, end_sample: int) -> None:
        """Run the windows whose right context has come."""
        for window in self._plan.due(self._origin_frame, self._stitcher.stable_frame, end_sample):
            self._hear(window)

    def prepare(self, start_sample: int, end_sample: int) -> HeardSegment | None:
        """Nothing to do: almost all has been heard."""
        return None

    def close(self, segment: Segment) -> HeardSegment:
        """See `SegmentListener`."""
        for window in self._plan.last(self._origin_frame, self._stitcher.stable_frame, segment.end_sample):
            self._hear(window)
        if self._stitcher.stable_frame == self._origin_frame:
            # Too short for a window: filled up with zeros, not lost.
            self._take(self._input.emission(segment.start_sample, segment.end_sample))
        emission = Emission(self._origin_frame, np.concatenate(self._kept)) if self._kept else None
        if self._stream is not None:
            return HeardSegment((*self._words, *self._stream.flush().words), emission)
        assert self._decoder is not None
        assert emission is not None
        return HeardSegment(self._decoder.decode(emission).words, emission)

    def needs_from(self) -> int | None:
        """See `SegmentListener`."""
        return max(self._origin_frame, self._stitcher.stable_frame - self._plan.left_frames) * FRAME_SAMPLES

    def _hear(self, window: Window) -> None:
        heard = self._input.emission(window.start_sample, window.end_sample)
        self._stitcher.add(window, heard.log_probs)
        fresh = self._stitcher.take_stable()
        assert fresh is not None
        self._take(fresh)

    def _take(self, emission: Emission) -> None:
        if self._stream is not None:
            self._words += self._stream.feed(emission)
        if self._stream is None or self._keep_emissions:
            self._kept.append(emission.log_probs)
