"""Words in audio that has none: digital silence, white and pink noise, and recordings of noise and music."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.audio.media import MediaError, open_media
from core.audio.source import SAMPLE_RATE
from core.session.recognition import Engine
from core.streaming.captions import FinalCaption

BLOCK = SAMPLE_RATE // 4
# About as loud as speech: -26 dB below full scale.
NOISE_RMS = 0.05
SEED = 2026
PINK_SECONDS = 64

Blocks = Iterator[NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Invented:
    """Of one kind of audio (`noise`): words shown in finals and in partials, and some of the finals' texts."""

    noise: str
    seconds: float
    final_words: int
    partial_words: int
    examples: tuple[str, ...]

    @property
    def per_hour(self) -> float:
        """Final words an hour."""
        return self.final_words / self.seconds * 3600 if self.seconds else 0.0


def synthetic_kinds() -> dict[str, Callable[[], Blocks]]:
    """Digital silence and two noises, without end; the same in every run."""
    return {"silence": lambda: repeat(np.zeros(BLOCK, np.float32)), "white noise": _white, "pink noise": _pink}


def recorded_kinds(folder: Path) -> dict[str, Callable[[], Blocks]]:
    """Each subfolder with its recordings, one after the other; files that are no audio are left out."""
    kinds: dict[str, Callable[[], Blocks]] = {}
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        paths = sorted(path for path in place.rglob("*") if path.is_file())
        if paths:
            kinds[place.name] = lambda paths=paths: _played(paths)  # type: ignore[misc]
    return kinds


def invented(noise: str, blocks: Iterable[NDArray[np.float32]], seconds: float, engine: Engine) -> Invented:
    """Caption at most so many seconds of the blocks live, and count. Raises ModelError."""
    recogniser = engine.recogniser(partials=True)
    left = round(seconds * SAMPLE_RATE)
    finals: list[str] = []
    final_words = partial_words = 0
    for block in chain(_limited(blocks, left), [None]):
        for caption in recogniser.flush() if block is None else recogniser.feed(block):
            if isinstance(caption, FinalCaption):
                final_words += len(caption.words)
                finals += [caption.text] if caption.words else []
            else:
                partial_words += len(caption.words)
    return Invented(noise, recogniser.audio_seconds, final_words, partial_words, tuple(finals[:5]))


def _limited(blocks: Iterable[NDArray[np.float32]], samples: int) -> Blocks:
    for block in blocks:
        if samples <= 0:
            return
        yield block[:samples]
        samples -= len(block)


def _white() -> Blocks:
    random = np.random.default_rng(SEED)
    while True:
        yield (random.standard_normal(BLOCK) * NOISE_RMS).astype(np.float32)


def _pink() -> Blocks:
    """Power falls as 1/frequency; made in the frequency domain, a minute at a time."""
    random = np.random.default_rng(SEED)
    size = PINK_SECONDS * SAMPLE_RATE
    shape = 1.0 / np.sqrt(np.maximum(np.arange(size // 2 + 1), 1.0))
    shape[0] = 0.0
    while True:
        noise = np.fft.irfft(np.fft.rfft(random.standard_normal(size)) * shape, size)
        noise *= NOISE_RMS / noise.std()
        yield from np.split(noise.astype(np.float32), size // BLOCK)


def _played(paths: list[Path]) -> Blocks:
    for path in paths:
        try:
            yield from open_media(path).blocks()
        except MediaError:
            continue
