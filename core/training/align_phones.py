"""Phone alignments of transcribed recordings by pocketsphinx and its English model (about 28 times real time a core).

Owned by `wavescribe train align`, on its thread. pocketsphinx is needed for this one step only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.decoding.spoken_text import TranscriptError, fold_transcript
from core.training.manifest import Utterance

_PEAK = 0.7 * 32767


class AlignmentError(Exception):
    """Alignment cannot start; the sentence says what to do."""


def align_recordings(
    utterances: Iterable[Utterance], read: Callable[[Path], NDArray[np.float32]], destination: Path
) -> tuple[int, int]:
    """Append alignments of recordings that `destination` lacks; returns how many were aligned and how many left out.

    Left out: transcripts with words that pocketsphinx's dictionary lacks or with numerals, and readings that do not
    fit.
    """
    decoder = _decoder()
    lines = destination.read_text(encoding="utf-8").splitlines() if destination.exists() else []
    done = {json.loads(line)["id"] for line in lines}
    aligned = left_out = 0
    with destination.open("a", encoding="utf-8") as output:
        for utterance in utterances:
            if utterance.id in done:
                continue
            segments = _align(decoder, utterance, read)
            if segments is None:
                left_out += 1
                continue
            output.write(json.dumps({"id": utterance.id, "seg": segments}) + "\n")
            output.flush()
            aligned += 1
    return aligned, left_out


def _decoder() -> Any:
    try:
        pocketsphinx = import_module("pocketsphinx")
    except ImportError as failure:
        raise AlignmentError("phone alignment needs pocketsphinx: pip install 'pocketsphinx>=5.1,<6'.") from failure
    return pocketsphinx.Decoder(lm=None, loglevel="FATAL")


def _align(
    decoder: Any, utterance: Utterance, read: Callable[[Path], NDArray[np.float32]]
) -> list[tuple[str, int, int]] | None:
    try:
        words = fold_transcript(utterance.text).lower()
    except TranscriptError:
        return None
    if not words or any(decoder.lookup_word(word) is None for word in words.split()):
        return None
    samples = read(utterance.path)
    scaled = samples * (_PEAK / max(float(np.abs(samples).max(initial=0.0)), 1e-4))
    pcm = np.clip(scaled, -32767, 32767).astype(np.int16).tobytes()
    try:
        # First the words, then the phones inside them: pocketsphinx aligns in these two passes.
        decoder.set_align_text(words)
        _decode(decoder, pcm)
        decoder.set_alignment()
        _decode(decoder, pcm)
    except RuntimeError:
        return None
    segments = [(phone.name, phone.start, phone.duration) for word in decoder.get_alignment() for phone in word]
    return segments if len(segments) > 1 else None


def _decode(decoder: Any, pcm: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()
