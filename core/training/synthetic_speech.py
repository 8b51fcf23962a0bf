"""Speech that free synthesisers read from texts: many words and paces, few and poor voices. Mix it in, don't replace.

A recording made so costs a hundredth of its length, and flite says when each phone ends, so the clips come with phone
alignments. flite and espeak-ng (Debian packages of these names) are run as programs, without a shell. Owned by
`wavescribe train synthesise`, on its thread and a pool of its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from core.audio.media import read_media
from core.decoding.emission import SAMPLE_RATE
from core.training.augmentation import change_speed
from core.training.phone_targets import PHONES
from core.training.wave_files import write_wave

MANIFEST = "manifest.jsonl"
ALIGNMENTS = "alignments.jsonl"
SOURCE = "synthetic"

_UNIT = 0.01  # seconds: the unit of alignments
_SILENCE = "pau"
_REDUCED = {"ax": "AH", _SILENCE: "SIL"}
_SLOWEST, _FASTEST = 0.85, 1.2
_SMALLEST_HEAD, _LARGEST_HEAD = 1.2, 0.84
_LOWEST_PITCH, _HIGHEST_PITCH = 0.75, 1.35
_FEWEST_WORDS, _MOST_WORDS = 3, 40
_LONGEST_SECONDS = 18.0
_PAUSE = ", "  # what the programs read as a short rest
_TIMEOUT = 60.0


class SynthesisError(Exception):
    """Speech cannot be synthesised; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of a synthesiser (`flite` or `espeak-ng`); `share`: how often it speaks, among the installed ones."""

    program: str
    name: str
    share: float


VOICES = (
    Voice("flite", "slt", 3.0),
    Voice("flite", "rms", 3.0),
    Voice("flite", "awb", 3.0),
    Voice("flite", "kal16", 0.7),
    *(
        Voice("espeak-ng", f"{accent}+{variant}", 0.04)
        for accent in ("en-us", "en-gb", "en-gb-scotland", "en-029")
        for variant in ("m1", "m2", "m3", "m4", "m7", "f1", "f2", "f3", "f4")
    ),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One clip to be made. `warp`: how many times higher all frequencies are (a smaller head); `pace`: how many times
    faster than the voice's own; `pitch`: how many times higher than its own, before the frequencies are warped.
    """

    number: int
    sentences: tuple[str, ...]
    voice: Voice
    warp: float
    pace: float
    pitch: float

    @property
    def id(self) -> str:
        """Name of the clip, and of its file without suffix."""
        return f"synthetic-{self.number:06d}"


@dataclass(frozen=True, slots=True)
class Synthesis:
    """How much synthetic speech to make; `seed` decides sentences, voices and paces."""

    hours: float = 12.0
    seed: int = 11
    workers: int = 2


def synthesise(
    sentences: Sequence[str],
    folder: Path,
    options: Synthesis,
    progress: Callable[[float], None] = lambda seconds: None,
) -> Path:
    """Read random passages of `sentences` (folded text, in the order of their text) until the hours are full; returns
    the manifest, which replaces an earlier call's. Alignments of the voices that tell them lie beside it.
    """
    installed = [voice for voice in VOICES if shutil.which(voice.program)]
    if not installed:
        raise SynthesisError("no speech synthesiser is installed. Install one: apt-get install flite espeak-ng")
    random = np.random.default_rng(options.seed)
    read = passages(sentences, random)
    if not read:
        raise SynthesisError(f"the texts hold no passage of {_FEWEST_WORDS} to {_MOST_WORDS} words.")
    (folder / SOURCE).mkdir(parents=True, exist_ok=True)
    seconds = 0.0
    manifest, unfinished = folder / MANIFEST, folder / f"{MANIFEST}.unfinished"
    with (
        unfinished.open("w", encoding="utf-8") as rows,
        (folder / ALIGNMENTS).open("w", encoding="utf-8") as alignments,
        ThreadPoolExecutor(options.workers) as pool,
    ):
        readings = _readings(read, installed, random)
        while seconds < options.hours * 3600:
            # In rounds, so that a random order of endings never decides what is in the manifest.
            batch = list(islice(readings, 64))
            for reading, clip in zip(batch, pool.map(lambda reading: _make(reading, folder), batch), strict=True):
                if clip.seconds > _LONGEST_SECONDS:
                    continue
                rows.write(json.dumps(_row(reading, clip.seconds)) + "\n")
                if clip.phones:
                    alignments.write(json.dumps({"id": reading.id, "seg": clip.phones}) + "\n")
                seconds += clip.seconds
            progress(seconds)
    return unfinished.replace(manifest)


def passages(sentences: Iterable[str], random: np.random.Generator) -> list[tuple[str, ...]]:
    """Neighbouring sentences, together as long as an even draw of lengths wants; what grows too long is left out."""
    read: list[tuple[str, ...]] = []
    held: list[str] = []
    words, wanted = 0, _wanted(random)
    for sentence in sentences:
        held.append(sentence)
        words += len(sentence.split())
        if words >= wanted:
            if words <= _MOST_WORDS:
                read.append(tuple(held))
            held, words, wanted = [], 0, _wanted(random)
    return [*read, tuple(held)] if words >= _FEWEST_WORDS else read


def _wanted(random: np.random.Generator) -> int:
    return int(random.integers(_FEWEST_WORDS, _MOST_WORDS))


def _readings(
    read: Sequence[tuple[str, ...]], voices: Sequence[Voice], random: np.random.Generator
) -> Iterator[Reading]:
    """Endless; every passage once before any comes again."""
    shares = np.array([voice.share for voice in voices])
    number = 0
    while True:
        for index in random.permutation(len(read)):
            voice = voices[random.choice(len(voices), p=shares / shares.sum())]
            warp = float(random.uniform(_LARGEST_HEAD, _SMALLEST_HEAD))
            pace = float(random.uniform(_SLOWEST, _FASTEST))
            pitch = float(random.uniform(_LOWEST_PITCH, _HIGHEST_PITCH))
            yield Reading(number, read[index], voice, warp, pace, pitch)
            number += 1


@dataclass(frozen=True, slots=True)
class _Clip:
    """`phones`: name, start and length in units of 10 ms; none where the voice does not tell."""

    seconds: float
    phones: list[tuple[str, float, float]]


def _make(reading: Reading, folder: Path) -> _Clip:
    path = folder / SOURCE / f"{reading.id}.wav"
    phones = _speak(reading, path)
    samples = change_speed(read_media(path), reading.warp)
    write_wave(samples, path)
    return _Clip(round(len(samples) / SAMPLE_RATE, 3), phone_segments(phones, reading.warp))


def _row(reading: Reading, seconds: float) -> dict[str, str | float]:
    return {
        "id": reading.id,
        "path": f"{SOURCE}/{reading.id}.wav",
        "text": " ".join(reading.sentences).upper(),
        "seconds": seconds,
        "speaker": f"{reading.voice.program} {reading.voice.name}",
        "licence": f"synthesised with {reading.voice.program}",
        "split": "train",
        "language": "en",
    }


def _speak(reading: Reading, path: Path) -> str:
    """Run the synthesiser; returns what it printed of phones, if it does."""
    # The voice speaks slower or faster so that the clip has the wanted pace once its frequencies are warped.
    pace = reading.pace / reading.warp
    text = _PAUSE.join(reading.sentences).lower()
    if reading.voice.program == "flite":
        command = ["flite", "-voice", reading.voice.name, "--setf", f"duration_stretch={1 / pace:.3f}", "-psdur"]
        command += ["--setf", f"f0_shift={reading.pitch:.3f}", "-t", text, "-o", str(path)]
    else:
        command = ["espeak-ng", "-v", reading.voice.name, "-s", str(round(150 * pace))]
        command += ["-p", str(round(50 * reading.pitch)), "-w", str(path), text]
    try:
        finished = subprocess.run(command, capture_output=True, check=True, text=True, timeout=_TIMEOUT)
    except (OSError, subprocess.SubprocessError) as failure:
        raise SynthesisError(f"{reading.voice.program} failed ({failure}). Install it again.") from failure
    return finished.stdout if reading.voice.program == "flite" else ""


def phone_segments(printed: str, warp: float = 1.0) -> list[tuple[str, float, float]]:
    """flite's "phone:end" list as (phone, start, length) in units of 10 ms of a waveform made `warp` times faster."""
    segments, start = [], 0.0
    for item in printed.split():
        name, _, end = item.rpartition(":")
        stop = float(end) / warp / _UNIT
        phone = _REDUCED.get(name, name.upper())
        segments.append((phone if phone in PHONES else "SIL", round(start, 1), round(stop - start, 1)))
        start = stop
    return segments
