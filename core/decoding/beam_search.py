"""Beam search decoding with language model and hotwords: of a whole emission, or of a stream as it comes.

The decoder never changes, so any thread may use it; a `BeamStream` belongs to one.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.decoding.confidence import word_confidence
from core.decoding.emission import FRAME_SECONDS, Emission
from core.decoding.hotword_trie import HotwordTrie
from core.decoding.hotword_weights import weighed
from core.decoding.hotwords import Hotword
from core.decoding.hypothesis import Hypothesis, Word
from core.decoding.language_model import LanguageModel
from core.decoding.native_search import NativeForm, Search, native_form
from core.decoding.prefix_search import BeamOptions, PrefixSearch
from core.decoding.sounds.lexicon_form import LexiconForm
from core.decoding.sounds.lexicon_search import LexiconOptions
from core.decoding.spelled_words import Reading, SpelledWord
from core.decoding.vocabulary import Speller, Vocabulary
from core.decoding.word_scores import WordScores

__all__ = ["BeamDecoder", "BeamOptions", "BeamStream", "Outlook"]


# The probability of what lies behind these is too small to matter.
OUTLOOK_READINGS = 32


@dataclass(frozen=True, slots=True)
class Outlook:
    """The best reading of frames that may still change, and of each word the share of the surviving readings'
    probability that begins with the same words up to it: 1 where all agree, never rising from word to word.
    """

    words: tuple[Word, ...]
    shares: tuple[float, ...]


class BeamDecoder:
    """Decodes emissions of one vocabulary; gives what pyctcdecode 0.5.0's `decode_beams` gives without hotwords.

    Each hotword counts by what its weight is worth in this list with this language model (`hotword_weights`).

    Where the labels are sounds, the words are those of the vocabulary's lexicon (`core.decoding.sounds`), and
    `lexicon_options` are the widths.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        language_model: LanguageModel | None = None,
        hotwords: Sequence[Hotword] = (),
        options: BeamOptions | None = None,
        lexicon_options: LexiconOptions | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self._options = options or BeamOptions()
        self._speller = Speller(vocabulary)
        self._trie = HotwordTrie(weighed(hotwords, vocabulary, language_model), vocabulary)
        self._scores = WordScores(language_model, self._trie.words) if language_model else None
        self._form: LexiconForm | NativeForm | None
        if vocabulary.lexicon is not None:
            self._form = LexiconForm(vocabulary, self._scores, self._trie, lexicon_options or LexiconOptions())
        else:
            self._form = native_form(vocabulary, self._scores, self._trie, self._options)

    def decode(self, emission: Emission) -> Hypothesis:
        """The best reading, with word times and confidences; raises ValueError on another number of labels."""
        return self.decode_best(emission, 1)[0]

    def decode_best(self, emission: Emission, count: int) -> list[Hypothesis]:
        """At most `count` readings, best first, and at least one. Raises ValueError on another number of labels."""
        search = self.search()
        settled = search.feed(emission.log_probs)
        if not search.frames:
            return [Hypothesis((), 0.0, 0.0)]
        words = self.words_of(emission)
        return [words.hypothesis(settled, reading) for reading in search.peek(count)]

    def stream(self) -> BeamStream:
        """A new stream, for emissions as they come."""
        return BeamStream(self)

    def words_of(self, emission: Emission, offset: int = 0) -> WordsOfEmission:
        """What makes words of frames; the emission's first row is the search's frame `offset`."""
        return WordsOfEmission(self._speller, self.vocabulary.blank, emission, offset)

    def search(self) -> Search:
        """The search itself, whose results are words by frames: the fast form where there is one."""
        return self._form.search() if self._form else self.reference_search()

    def reference_search(self) -> Search:
        """The search in Python, which the fast form is held against."""
        if isinstance(self._form, LexiconForm):
            return self._form.reference_search()
        return PrefixSearch(self.vocabulary, self._scores, self._trie, self._options)


class BeamStream:
    """One stream's decoding. The words that `feed` returned and those of `flush` are together what `decode` gives."""

    def __init__(self, decoder: BeamDecoder) -> None:
        self._decoder = decoder
        self._search = decoder.search()
        self._start_frame: int | None = None
        self._open: Emission | None = None

    def feed(self, emission: Emission) -> tuple[Word, ...]:
        """Take in the next frames; returns the words that no later frame can change.

        Raises ValueError where the frames do not continue the stream.
        """
        if self._open is None:
            self._start_frame = emission.start_frame
            self._open = emission
        elif emission.start_frame != self._open.end_frame:
            raise ValueError(f"frame {emission.start_frame} does not follow frame {self._open.end_frame - 1}")
        else:
            rows = np.concatenate((self._open.log_probs, emission.log_probs))
            self._open = Emission(self._open.start_frame, rows)
        settled = self._search.feed(emission.log_probs)
        words = self._words().words(settled)
        if settled:
            done = settled[-1].end_frame - self._offset()
            self._open = Emission(self._open.start_frame + done, self._open.log_probs[done:].copy())
        return words

    def peek(self) -> Hypothesis:
        """The words after those that `feed` returned, if the stream ended here; the scores are the whole stream's."""
        if self._open is None:
            return Hypothesis((), 0.0, 0.0)
        return self._words().hypothesis([], self._search.peek()[0])

    def look_ahead(self, emission: Emission) -> Outlook:
        """What `peek` would give if these frames followed, and how far the surviving readings agree with it.

        The stream stays where it is. Raises ValueError where the frames do not continue it.
        """
        held = self._open or Emission(emission.start_frame, emission.log_probs[:0])
        if emission.start_frame != held.end_frame:
            raise ValueError(f"frame {emission.start_frame} does not follow frame {held.end_frame - 1}")
        rows = np.concatenate((held.log_probs, emission.log_probs))
        if not len(rows):
            return Outlook((), ())
        readings = self._search.look_ahead(emission.log_probs, OUTLOOK_READINGS)
        words = self._decoder.words_of(Emission(held.start_frame, rows), self._offset())
        return Outlook(words.words(readings[0].words), _shares(readings))

    def flush(self) -> Hypothesis:
        """End the stream and begin another: what `peek` gives."""
        last = self.peek()
        self._search = self._decoder.search()
        self._start_frame = self._open = None
        return last

    def _offset(self) -> int:
        """Which of the search's frames is the first that is still held."""
        return self._open.start_frame - self._start_frame if self._open and self._start_frame is not None else 0

    def _words(self) -> WordsOfEmission:
        assert self._open is not None
        return self._decoder.words_of(self._open, self._offset())


def _shares(readings: Sequence[Reading]) -> tuple[float, ...]:
    """Of each word of the best reading, the share of the readings that agree up to it; weighed by their scores."""
    texts = [tuple(word.text for word in reading.words) for reading in readings]
    weights = [math.exp(reading.score - readings[0].score) for reading in readings]
    whole = sum(weights)
    shares = []
    for length in range(1, len(texts[0]) + 1):
        agreeing = [text[:length] == texts[0][:length] for text in texts]
        shares.append(sum(weight for weight, agrees in zip(weights, agreeing, strict=True) if agrees) / whole)
    return tuple(shares)


class WordsOfEmission:
    """Gives spelled words their times and confidences, from the frames that they were spelled from."""

    def __init__(self, speller: Speller, blank: int, emission: Emission, offset: int) -> None:
        self._speller = speller
        self._blank = blank
        self._emission = emission
        self._offset = offset

    def hypothesis(self, settled: Sequence[SpelledWord], reading: Reading) -> Hypothesis:
        """The words settled before the reading and its own."""
        words = self.words((*settled, *reading.words))
        return Hypothesis(words, reading.logit_score, reading.score - reading.logit_score)

    def words(self, spelled: Sequence[SpelledWord]) -> tuple[Word, ...]:
        """Words in seconds from the stream's start."""
        return tuple(self._word(*word) for word in spelled)

    def _word(self, text: str, start_frame: int, end_frame: int) -> Word:
        start, end = start_frame - self._offset, end_frame - self._offset
        rows: NDArray[np.float32] = self._emission.log_probs[start:end]
        return Word(
            # Hours of speech are few different words, many times.
            text=sys.intern(text),
            start=(self._emission.start_frame + start) * FRAME_SECONDS,
            end=(self._emission.start_frame + end) * FRAME_SECONDS,
            confidence=max(word_confidence(rows, labels, self._blank) for labels in self._speller.ways(text)),
        )
