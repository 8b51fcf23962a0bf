"""Runs a model over transcribed recordings and collects what was said beside what was recognised. One thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.decoding.decoder import Decoder
from core.decoding.emission import RECEPTIVE_FIELD, SAMPLE_RATE, Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.sounds.lexicon import Lexicon
from core.decoding.sounds.spoken_sounds import sounds_of
from core.decoding.spoken_text import TranscriptError, fold_transcript
from core.decoding.vocabulary import Vocabulary
from core.training.error_rates import ErrorRates, Scored, confusions, error_rates, rates_by
from core.training.manifest import Utterance


class EmissionSource(Protocol):
    """Anything that turns samples into an emission; `core.streaming.speech_model.SpeechModel` does."""

    def emission(self, samples: NDArray[np.float32]) -> Emission:
        """Log-probabilities of 16 kHz mono samples."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scored utterances; `compute_seconds` spent in model and decoder on `audio_seconds` of audio.

    `left_out` recordings had no usable text.
    """

    scored: tuple[Scored, ...]
    audio_seconds: float
    compute_seconds: float
    left_out: int

    @property
    def real_time_factor(self) -> float:
        """Seconds of computing a second of audio."""
        return self.compute_seconds / self.audio_seconds if self.audio_seconds else 0.0


def greedy(vocabulary: Vocabulary) -> tuple[GreedyDecoder, Lexicon | None]:
    """A decoder of each frame's best label, and what `evaluate` takes as `sounds` with it.

    Of a model of sounds the best labels are no words but sounds, and are compared as such.
    """
    return GreedyDecoder(replace(vocabulary, lexicon=None)), vocabulary.lexicon


def evaluate(
    utterances: Iterable[Utterance],
    read: Callable[[Path], NDArray[np.float32]],
    model: EmissionSource,
    decoder: Decoder,
    progress: Callable[[float], None] = lambda seconds: None,
    sounds: Lexicon | None = None,
) -> Evaluation:
    """Recognise every utterance as one segment. `progress` is told the seconds of each when it is done.

    With `sounds` the decoder's words are sounds, and so are those that they are compared with.
    """
    letters = decoder.vocabulary.spoken if sounds is None else sounds.characters
    scored: list[Scored] = []
    audio_seconds = compute_seconds = 0.0
    left_out = 0
    for utterance in utterances:
        try:
            reference = fold_transcript(utterance.text, letters)
        except TranscriptError:
            reference = ""
        if sounds is not None:
            reference = sounds_of(reference, sounds) or ""
        if not reference:
            left_out += 1
            continue
        samples = read(utterance.path)
        started = time.perf_counter()
        hypothesis = recognise(samples, model, decoder)
        compute_seconds += time.perf_counter() - started
        audio_seconds += len(samples) / SAMPLE_RATE
        scored.append(Scored(reference, hypothesis, utterance.speaker, utterance.source))
        progress(utterance.seconds)
    return Evaluation(tuple(scored), audio_seconds, compute_seconds, left_out)


def recognise(samples: NDArray[np.float32], model: EmissionSource, decoder: Decoder) -> str:
    """Folded text of one recording; empty for less than a frame."""
    if len(samples) < RECEPTIVE_FIELD:
        return ""
    return fold_transcript(decoder.decode(model.emission(samples)).text, decoder.vocabulary.spoken)


def report(evaluation: Evaluation) -> list[str]:
    """Lines for people: rates over all, per source and per speaker, and the commonest confusions."""
    lines = [f"{'':24} {'clips':>6} {'words':>8}  word errors (95 % interval)   character errors"]
    lines.append(_line("all", error_rates(evaluation.scored)))
    for kind in ("source", "speaker"):
        rows = rates_by(evaluation.scored, kind)
        if len(rows) > 1:
            lines += ["", f"by {kind}", *(_line(name, rates) for name, rates in rows.items())]
    common = confusions(evaluation.scored)
    if common:
        lines += ["", "commonest confusions (said → recognised)"]
        lines += [f"{count:5}  {said or '—'} → {heard or '—'}" for said, heard, count in common]
    lines += ["", f"{evaluation.audio_seconds:.0f} s of audio, real-time factor {evaluation.real_time_factor:.3f}"]
    if evaluation.left_out:
        lines.append(f"{evaluation.left_out} recordings left out: their transcripts hold numerals or no letters")
    return lines


def _line(name: str, rates: ErrorRates) -> str:
    words, characters = rates.words, rates.characters
    return (
        f"{name[:24]:24} {rates.utterances:6} {words.units:8}  "
        f"{100 * words.rate:6.1f} % ({100 * words.low:.1f}–{100 * words.high:.1f})      "
        f"{100 * characters.rate:6.1f} % ({100 * characters.low:.1f}–{100 * characters.high:.1f})"
    )
