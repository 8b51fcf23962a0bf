"""How the stitched emission of an open segment is read while it grows.

Pure; owned by the open segment, on the recogniser's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from core.decoding.beam_search import Outlook
from core.decoding.decoder import Decoder
from core.decoding.emission import FRAME_SAMPLES, SAMPLE_RATE, Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.hypothesis import Hypothesis, Word
from core.decoding.vocabulary import Vocabulary
from core.streaming.invented import is_invented

FRAMES_PER_SECOND = SAMPLE_RATE // FRAME_SAMPLES


@dataclass(frozen=True, slots=True)
class Reading:
    """Words of an emission; no later frame changes the first `settled` of them. `shares`: of each word, how much of
    the probability of all readings begins with the same words up to it.
    """

    words: tuple[Word, ...]
    shares: tuple[float, ...]
    settled: int

    def without_first(self) -> Reading:
        """The same without its first word."""
        return Reading(self.words[1:], self.shares[1:], max(0, self.settled - 1))


class DecodingStream(Protocol):
    """Takes frames as they come; `feed` returns the words that are certain."""

    def feed(self, emission: Emission) -> tuple[Word, ...]:
        """Take the next frames."""

    def look_ahead(self, emission: Emission) -> Outlook:
        """The words after those returned, if these frames followed and the stream ended; nothing changes."""

    def flush(self) -> Hypothesis:
        """End the stream: the words after those returned."""


@runtime_checkable
class StreamingDecoder(Decoder, Protocol):
    """A decoder that can also decode a stream (`core.decoding.beam_search.BeamDecoder`)."""

    def stream(self) -> DecodingStream:
        """A new stream."""


class Reader(Protocol):
    """Reads one segment, again and again as it grows."""

    def read(self, emission: Emission, stable_frame: int) -> Reading:
        """Words of all frames so far; those before `stable_frame` are the same in every later call."""


def reader_for(decoder: Decoder) -> Reader:
    """A reader of one segment, as good as the decoder that its final will have allows."""
    return BeamReader(decoder) if isinstance(decoder, StreamingDecoder) else GreedyReader(decoder)


class GreedyReader:
    """The best label of each frame."""

    def __init__(self, decoder: Decoder) -> None:
        self._greedy = GreedyDecoder(decoder.vocabulary)

    def read(self, emission: Emission, stable_frame: int) -> Reading:
        """See `Reader`."""
        words = self._greedy.decode(emission).words
        ended = count_ended(words, emission, stable_frame, self._greedy.vocabulary.delimiter)
        return Reading(words, (1.0,) * len(words), ended)


class BeamReader:
    """The finals' decoder: over the stable frames as a stream, each decoded once, and ahead of it over the others.

    So a partial already has the words that language model and hotwords prefer, and its final changes less of it.
    """

    def __init__(self, decoder: StreamingDecoder) -> None:
        self._decoder = decoder
        self._stream = decoder.stream()
        self._settled: tuple[Word, ...] = ()
        self._next_frame = 0

    def read(self, emission: Emission, stable_frame: int) -> Reading:
        """See `Reader`. An emission that begins after the frames read so far begins anew."""
        first = emission.start_frame
        if self._next_frame < first:
            self._stream, self._settled, self._next_frame = self._decoder.stream(), (), first
        self._settled = tuple(word for word in self._settled if word.end > first / FRAMES_PER_SECOND)
        fresh = emission.log_probs[self._next_frame - first : stable_frame - first]
        if len(fresh):
            self._settled += self._stream.feed(Emission(self._next_frame, fresh))
            self._next_frame = stable_frame
        ahead = self._stream.look_ahead(Emission(self._next_frame, emission.log_probs[self._next_frame - first :]))
        settled = len(self._settled)
        return Reading((*self._settled, *ahead.words), (1.0,) * settled + ahead.shares, settled)


class DoubtingReader:
    """Another reader, whose words are held back as long as what is heard is rather a noise: a final would have none."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self._reader = reader
        self._vocabulary = vocabulary

    def read(self, emission: Emission, stable_frame: int) -> Reading:
        """See `Reader`."""
        reading = self._reader.read(emission, stable_frame)
        return Reading((), (), 0) if is_invented(reading.words, emission, self._vocabulary) else reading


def count_ended(words: tuple[Word, ...], emission: Emission, stable_frame: int, delimiter: int | None) -> int:
    """How many leading words end in stable frames: the next word or a delimiter begins there.

    Without that, letters could still follow.
    """
    ended = sum(round(word.start * FRAMES_PER_SECOND) < stable_frame for word in words[1:])
    if not words or delimiter is None:
        return ended
    after = round(words[ended].end * FRAMES_PER_SECOND) - emission.start_frame
    best = np.argmax(emission.log_probs[max(after, 0) : stable_frame - emission.start_frame], axis=1)
    return ended + int(delimiter in best)
