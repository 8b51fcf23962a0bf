"""The line from samples to captions: endpoints, windows, model, stitching, decoding.

A pure feed/flush object: no thread, clock, device or file. Owned by one thread at a time (the recogniser
thread of a live session, the worker of a file); nothing in it locks. The same samples give the same finals,
to the last bit, whatever the sizes in which they are fed and however late: endpoints look only at the stream,
and a final is one model pass over a whole segment and one decoding.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from core.decoding.calibration import Calibration
from core.decoding.decoder import Decoder
from core.decoding.emission import FRAME_SAMPLES, SAMPLE_RATE
from core.decoding.hypothesis import Word
from core.streaming.acoustic_model import AcousticModel, ModelError, SpeechProbabilities
from core.streaming.captions import Caption, FinalCaption, PartialCaption
from core.streaming.endpoints import Endpoints, OneSegment, VoiceEndpoints
from core.streaming.finals import FullContext, HeardSegment, ModelInput, SegmentListener, Windowed
from core.streaming.partials import OpenSegment, PartialWords
from core.streaming.reading import DoubtingReader, Reader, reader_for
from core.streaming.sample_buffer import SampleBuffer
from core.streaming.segmenter import Segment, SegmenterOptions, SegmentEvent
from core.streaming.spoken_language import AutomaticLanguage, SpokenLanguage
from core.streaming.stability import Agreement, Stability
from core.streaming.window_plan import WindowPlan

# Without voice activity a window is 16 s, the length of the longest utterances that the checkpoints were
# trained on; 2 s of context on either side cover the positional convolution (64 frames each way) and the
# neighbouring words.
CONTINUOUS_PLAN = WindowPlan(left_frames=100, keep_frames=600, right_frames=100)
CONTINUOUS_HORIZON_FRAMES = 30 * SAMPLE_RATE // FRAME_SAMPLES

# A feed is taken in slices, so that an hour in one block needs no more memory than an hour in small ones.
SLICE_SAMPLES = SAMPLE_RATE

# A caller that feeds more than this at once is behind: what it waits for may come with the next samples anyway.
PATIENCE_SAMPLES = SAMPLE_RATE // 4


@dataclass(frozen=True, slots=True)
class RecogniserOptions:
    """How partials are made and segments found.

    `stability`: how sure a word must be before a partial shows it. `hop`: at least so many seconds of new audio
    before another partial is made, `opening_hop` while the segment shows nothing yet. `left_context`,
    `right_context` and `longest_window`: seconds of a partial's windows. `keep_emissions`: finals carry theirs,
    for decoding again. `hypotheses`: how many readings finals carry (above 1, and with voice activity).
    `known_segments`: indices of segments whose finals are there already and are not made again. `automatic`:
    chooses each segment's language (with voice activity). `calibration`: makes captions' confidences
    probabilities; decisions go by the raw ones.
    """

    partials: bool = True
    stability: Stability = "balanced"
    hop: float = 0.1
    opening_hop: float = 0.06
    left_context: float = 4.8
    right_context: float = 0.64
    longest_window: float = 12.0
    keep_emissions: bool = False
    hypotheses: int = 1
    known_segments: frozenset[int] = frozenset()
    automatic: AutomaticLanguage | None = None
    calibration: Calibration | None = None
    segmenter: SegmenterOptions = field(default_factory=SegmenterOptions)

    def partial_plan(self) -> WindowPlan:
        """The windows over an open segment's tail, in frames."""
        left, right, longest = (
            round(seconds * SAMPLE_RATE / FRAME_SAMPLES)
            for seconds in (self.left_context, self.right_context, self.longest_window)
        )
        return WindowPlan(left, longest - left - right, right)


class LanguageSwitchError(ModelError):
    """A language could not be taken up; the one before goes on, and no sample was lost.

    `captions` are those that the `feed` or `flush` which raised this would have returned.
    """

    def __init__(self, message: str, captions: list[Caption]) -> None:
        super().__init__(message)
        self.captions = captions


class Recogniser:
    """Feed 16 kHz mono float32 samples, get captions.

    `voice_activity` None (`--no-vad`) makes the stream one long segment: its emission is stitched from
    windows and decoded as one pass at `flush`. `decoder` must speak the model's current
    language; it makes the finals, and the partials too if it can decode a stream (else they are greedy).
    """

    def __init__(
        self,
        model: AcousticModel,
        decoder: Decoder,
        voice_activity: SpeechProbabilities | None,
        options: RecogniserOptions | None = None,
    ) -> None:
        self._model = model
        self._voice_activity = voice_activity
        self._options = options or RecogniserOptions()
        self._partial_plan = self._options.partial_plan()
        self._pending: tuple[str | None, Decoder, AutomaticLanguage | None] | None = None
        self._decoder = decoder
        self._automatic = self._options.automatic
        self._begin()

    @property
    def audio_seconds(self) -> float:
        """Audio fed since the stream's start."""
        return self._buffer.end / SAMPLE_RATE

    @property
    def language(self) -> str | None:
        """Language of the segment that is open, or of the next one if none is and no switch waits."""
        return self._model.language

    def feed(self, samples: NDArray[np.float32]) -> list[Caption]:
        """Take the next samples; every final that became due, then at most one partial.

        A caller that is behind feeds more at once: it gets all its finals, and the hop of its partials grows
        by itself. Raises ModelError where the model fails, and LanguageSwitchError (with the captions) where
        a language asked for by `use` cannot be had.
        """
        samples = np.ascontiguousarray(samples, dtype=np.float32)
        if samples.ndim != 1:
            raise ValueError("samples must be one-dimensional: 16 kHz, mono")
        captions: list[Caption] = []
        for start in range(0, len(samples), SLICE_SAMPLES):
            self._take(samples[start : start + SLICE_SAMPLES], captions)
        if self._open is not None and self._options.partials:
            self._look_at_open_segment(len(samples), captions)
        return self._given(captions)

    def flush(self) -> list[Caption]:
        """End the stream: the finals of all that was heard. Afterwards only `reset` makes sense."""
        captions: list[Caption] = []
        self._handle(self._endpoints.flush(), captions)
        return self._given(captions)

    def use(self, language: str | None, decoder: Decoder, automatic: AutomaticLanguage | None = None) -> None:
        """From the next segment on, this language (None: as it is) and this decoder for finals.

        `automatic` chooses the language of each segment from there on, and has its decoders; None: no more.
        An open segment keeps what it began with. Without voice activity the one segment is parted here.
        """
        if language is None and automatic is not None and self._pending is not None:
            language = self._pending[0]
        self._pending = (language, decoder, automatic)
        self._endpoints.part()

    def reset(self) -> None:
        """Begin a new stream, at time 0, with the language and decoder asked for last."""
        if self._voice_activity is not None:
            self._voice_activity.reset()
        self._begin()

    def _begin(self) -> None:
        self._buffer = SampleBuffer()
        self._input = ModelInput(self._model, self._buffer)
        self._spoken = SpokenLanguage(self._model)
        if self._automatic is not None:
            self._model.use_language(self._automatic.codes[0])
        self._decoder = self._spoken.choose_among(self._automatic) or self._decoder
        self._endpoints: Endpoints
        self._finals: SegmentListener
        if self._voice_activity is None:
            self._endpoints, self._finals = (
                OneSegment(),
                Windowed(self._input, CONTINUOUS_PLAN, self._options.keep_emissions),
            )
            self._horizon: int | None = CONTINUOUS_HORIZON_FRAMES
        else:
            self._endpoints = VoiceEndpoints(self._voice_activity, self._options.segmenter)
            self._finals, self._horizon = FullContext(self._input, self._spoken, self._options.hypotheses), None
        self._open: OpenSegment | None = None
        self._shown = False
        self._refused: ModelError | None = None

    def _take(self, samples: NDArray[np.float32], captions: list[Caption]) -> None:
        """One slice: endpoints, finals, and letting go of what nothing needs any more."""
        self._buffer.append(samples)
        self._handle(self._endpoints.feed(samples), captions)
        if self._open is not None:
            self._finals.advance(self._buffer.end)
        self._buffer.discard_before(self._needed_from())

    def _handle(self, events: list[SegmentEvent], captions: list[Caption]) -> None:
        for event in events:
            if isinstance(event, Segment):
                heard = None if event.index in self._options.known_segments else self._finals.close(event)
                self._settle(event)
                if heard is not None:
                    captions.append(self._final(event, heard))
                self._open = None
                continue
            self._switch()
            if event.index not in self._options.known_segments:
                self._finals.open(event.start_sample, self._decoder)
                agreement = Agreement(self._options.stability)
                self._open = OpenSegment(event, self._partial_plan, self._reader(), agreement, self._horizon)
                self._shown = False

    def _reader(self) -> Reader:
        reader = reader_for(self._decoder)
        return reader if self._voice_activity is None else DoubtingReader(reader, self._decoder.vocabulary)

    def _needed_from(self) -> int:
        needed = self._endpoints.keep_from
        if self._open is None or (final := self._finals.needs_from()) is None:
            return needed
        if self._options.partials:
            final = min(final, self._open.needs_from(self._buffer.end))
        return max(needed, final)

    def _settle(self, segment: Segment) -> None:
        """What the segment was spoken in is what the next one begins with."""
        place = (segment.start_sample, segment.end_sample)
        self._decoder = self._spoken.settle(place, lambda: self._buffer.copy(*place)) or self._decoder

    def _final(self, segment: Segment, heard: HeardSegment) -> FinalCaption:
        return FinalCaption(
            segment=segment.index,
            start=segment.start_sample / SAMPLE_RATE,
            end=segment.end_sample / SAMPLE_RATE,
            words=self._calibrated(heard.words),
            audio_time=segment.decided_sample / SAMPLE_RATE,
            language=self._model.language,
            emission=heard.emission if self._options.keep_emissions else None,
            hypotheses=tuple(replace(found, words=self._calibrated(found.words)) for found in heard.hypotheses),
        )

    def _calibrated(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        calibration = self._options.calibration
        return words if calibration is None else calibration.words(words)

    def _look_at_open_segment(self, fed: int, captions: list[Caption]) -> None:
        """Make its final ready while the endpoint waits, else a partial; `fed` samples came at once."""
        assert self._open is not None
        expected_end = self._endpoints.expected_end
        heard: PartialWords | None = None
        if expected_end is None:
            if self._open.is_due(self._buffer.end, self._options.hop if self._shown else self._options.opening_hop):
                self._open.advance(self._input, self._buffer.end)
                heard = self._open.read()
        elif fed <= PATIENCE_SAMPLES:
            ready = self._finals.prepare(self._open.start_sample, expected_end)
            heard = None if ready is None else self._open.expect(ready.words)
        if heard is not None and (heard.words or self._shown):
            self._shown = True
            captions.append(self._partial(self._open.index, heard))

    def _partial(self, segment: int, heard: PartialWords) -> PartialCaption:
        now = self._buffer.end / SAMPLE_RATE
        return PartialCaption(
            segment=segment,
            start=heard.start,
            end=now,
            words=self._calibrated(heard.words),
            stable_words=heard.stable,
            audio_time=now,
            language=self._model.language,
        )

    def _switch(self) -> None:
        """At a segment's beginning: take up what `use` asked for, or stay as it is and remember why."""
        if self._pending is None:
            return
        language, decoder, automatic = self._pending
        self._pending = None
        try:
            if language is not None and language != self._model.language:
                self._model.use_language(language)
            self._decoder = self._spoken.choose_among(automatic) or decoder
        except ModelError as error:
            self._refused = error
            return
        self._automatic = automatic

    def _given(self, captions: list[Caption]) -> list[Caption]:
        """The captions, or the refusal of a language that came up while they were made."""
        if self._refused is None:
            return captions
        refused, self._refused = self._refused, None
        raise LanguageSwitchError(str(refused), captions) from refused
