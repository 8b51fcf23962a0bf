"""Phone alignments of transcribed recordings by pocketsphinx and its English model (about 28 times real time a core).

Owned by `wavescribe train align`, on its thread. pocketsphinx is needed for this one step only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.decoding.spoken_text import TranscriptError, fold_transcript
from core.training.manifest import Utterance
from core.training.phone_aligner import PhoneDecoder


def align_recordings(
    utterances: Iterable[Utterance], read: Callable[[Path], NDArray[np.float32]], destination: Path
) -> tuple[int, int]:
    """Append alignments of recordings that `destination` lacks; returns how many were aligned and how many left out.

    Left out: transcripts with words that pocketsphinx's dictionary lacks or with numerals, and readings that do not
    fit.
    """
    decoder = PhoneDecoder.aligner()
    lines = destination.read_text(encoding="utf-8").splitlines() if destination.exists() else []
    done = {json.loads(line)["id"] for line in lines}
    aligned = left_out = 0
    with destination.open("a", encoding="utf-8") as output:
        for utterance in utterances:
            if utterance.id in done:
                continue
            words = _known_words(decoder, utterance.text)
            segments = decoder.align(read(utterance.path), words) if words else None
            if segments is None:
                left_out += 1
                continue
            output.write(json.dumps({"id": utterance.id, "seg": segments}) + "\n")
            output.flush()
            aligned += 1
    return aligned, left_out


def _known_words(decoder: PhoneDecoder, text: str) -> str | None:
    try:
        words = fold_transcript(text).lower()
    except TranscriptError:
        return None
    return words if all(decoder.knows(word) for word in words.split()) else None
