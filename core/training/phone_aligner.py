"""pocketsphinx and its English model, which the recipe asks where phones lie and what it hears itself. One thread."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PEAK = 0.7 * 32767
_FRAME_SECONDS = 0.01
_VARIANT = re.compile(r"\(\d+\)$")  # "the(2)": another pronunciation of the same word


class AlignmentError(Exception):
    """pocketsphinx is not there; the sentence says what to do."""


class PhoneDecoder:
    """One decoder: an aligner of given words, or (`recogniser`) one that hears words itself."""

    def __init__(self, decoder: Any) -> None:
        self._decoder = decoder

    @classmethod
    def aligner(cls) -> PhoneDecoder:
        """For `align`."""
        return cls(_pocketsphinx().Decoder(lm=None, loglevel="FATAL"))

    @classmethod
    def recogniser(cls) -> PhoneDecoder:
        """For `words`: about three times real time a core."""
        return cls(_pocketsphinx().Decoder(loglevel="FATAL"))

    def knows(self, word: str) -> bool:
        """Whether its dictionary has a word, in lower case."""
        return self._decoder.lookup_word(word) is not None

    def align(self, samples: NDArray[np.float32], words: str) -> list[tuple[str, int, int]] | None:
        """(phone, start, duration) in units of 10 ms of known `words`; None where they do not fit the sound."""
        pcm = _pcm(samples)
        try:
            # First the words, then the phones inside them: pocketsphinx aligns in these two passes.
            self._decoder.set_align_text(words)
            self._decode(pcm)
            self._decoder.set_alignment()
            self._decode(pcm)
        except RuntimeError:
            return None
        segments = [
            (phone.name, phone.start, phone.duration) for word in self._decoder.get_alignment() for phone in word
        ]
        return segments if len(segments) > 1 else None

    def words(self, samples: NDArray[np.float32]) -> list[tuple[str, float, float]]:
        """Words that are heard, in capitals, with start and end in seconds."""
        self._decode(_pcm(samples))
        return [
            (
                _VARIANT.sub("", segment.word).upper(),
                segment.start_frame * _FRAME_SECONDS,
                (segment.end_frame + 1) * _FRAME_SECONDS,
            )
            for segment in self._decoder.seg()
            if segment.word[0] not in "<["
        ]

    def _decode(self, pcm: bytes) -> None:
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, full_utt=True)
        self._decoder.end_utt()


def _pocketsphinx() -> Any:
    try:
        return import_module("pocketsphinx")
    except ImportError as failure:
        raise AlignmentError("pocketsphinx is needed for this step: pip install 'pocketsphinx>=5.1,<6'.") from failure


def _pcm(samples: NDArray[np.float32]) -> bytes:
    scaled = samples * (_PEAK / max(float(np.abs(samples).max(initial=0.0)), 1e-4))
    return np.clip(scaled, -32767, 32767).astype(np.int16).tobytes()
