"""Transcripts for recordings that have none: the stretches in which two recognisers of different make agree.

pocketsphinx (its own English model) and a model of ours, each with its language model, rarely make the same mistake at
the same place, so a run of words that both heard is nearly always what was said. Each run becomes a clip of its own:
few minutes of an hour, but of voices that no transcript has. Owned by `wavescribe train agree`, on its thread.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import SAMPLE_RATE
from core.training.manifest import Utterance
from core.training.phone_aligner import PhoneDecoder
from core.training.wave_files import write_wave

MANIFEST = "manifest.jsonl"
SOURCE = "agreed"

_FEWEST_WORDS = 3
_FEWEST_LETTERS = 10
_MARGIN = 0.12  # seconds kept around a run where the neighbouring words leave room
_LATEST = 0.25  # seconds that the recognisers may differ in when a word began


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word and when it was heard, in seconds of the recording."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Run:
    """Words that both heard, and the span of the recording that holds them and no other word."""

    text: str
    start: float
    end: float


def agreed_runs(first: Sequence[HeardWord], second: Sequence[HeardWord]) -> Iterator[Run]:
    """Runs of the same words at the same times; spans are `first`'s, up to the middle of the gap to its neighbours."""
    matcher = SequenceMatcher(None, [word.text for word in first], [word.text for word in second], autojunk=False)
    for block in matcher.get_matching_blocks():
        pairs = zip(first[block.a : block.a + block.size], second[block.b : block.b + block.size], strict=True)
        together = [abs(one.start - other.start) <= _LATEST for one, other in pairs]
        for begin, end in _stretches(together):
            words = first[block.a + begin : block.a + end]
            if len(words) >= _FEWEST_WORDS and sum(len(word.text) for word in words) >= _FEWEST_LETTERS:
                yield _run(first, block.a + begin, block.a + end)


def _stretches(together: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First index and the one after the last of each stretch of True."""
    begin = None
    for index, true in enumerate((*together, False)):
        if true and begin is None:
            begin = index
        elif not true and begin is not None:
            yield begin, index
            begin = None


def _run(words: Sequence[HeardWord], begin: int, end: int) -> Run:
    before = words[begin - 1].end if begin > 0 else 0.0
    after = words[end].start if end < len(words) else float("inf")
    chosen = words[begin:end]
    start = max(chosen[0].start - _MARGIN, (before + chosen[0].start) / 2, 0.0)
    stop = min(chosen[-1].end + _MARGIN, (chosen[-1].end + after) / 2)
    return Run(" ".join(word.text for word in chosen), start, stop)


def cut_agreed(
    utterances: Iterable[Utterance],
    read: Callable[[Path], NDArray[np.float32]],
    recognise: Callable[[NDArray[np.float32]], Sequence[HeardWord]],
    folder: Path,
    progress: Callable[[int], None] = lambda done: None,
) -> Path:
    """Write the clips and their manifest, which replaces an earlier call's; `recognise` is our side. Returns it."""
    decoder = PhoneDecoder.recogniser()
    (folder / SOURCE).mkdir(parents=True, exist_ok=True)
    manifest, unfinished = folder / MANIFEST, folder / f"{MANIFEST}.unfinished"
    with unfinished.open("w", encoding="utf-8") as rows:
        for done, utterance in enumerate(utterances, start=1):
            samples = read(utterance.path)
            heard = [HeardWord(*word) for word in decoder.words(samples)]
            for number, run in enumerate(agreed_runs(heard, recognise(samples))):
                clip = samples[round(run.start * SAMPLE_RATE) : round(run.end * SAMPLE_RATE)]
                identity = f"{utterance.id}-{number}"
                write_wave(clip, folder / SOURCE / f"{identity}.wav")
                row = {
                    "id": identity,
                    "path": f"{SOURCE}/{identity}.wav",
                    "text": run.text,
                    "seconds": round(len(clip) / SAMPLE_RATE, 3),
                    "speaker": utterance.speaker,
                    "licence": utterance.licence,
                    "split": "train",
                    "language": "en",
                }
                rows.write(json.dumps(row) + "\n")
            rows.flush()
            progress(done)
    return unfinished.replace(manifest)
