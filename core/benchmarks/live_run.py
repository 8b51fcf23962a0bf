"""One recording through the live line, with the moment at which each caption was shown.

Two clocks. `on_virtual_clock` (on the caller's thread) hands the samples over as a microphone would and adds the time
that each step really took: the delays are those of real time, without waiting for it. `in_real_time` runs the whole
`LiveSession` with its threads by the wall clock.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.audio.file_source import FileSource
from core.audio.source import SAMPLE_RATE
from core.session.live_session import LiveSession, LiveSessionOptions, SessionState
from core.session.ring_feed import STEP_SAMPLES

if TYPE_CHECKING:
    from core.session.live_statistics import SessionStatus
    from core.session.recognition import Engine
    from core.streaming.captions import Caption

# As short as a microphone's: a block adds its own length to every delay.
BLOCK_SAMPLES = 320
# Around each recording: silence from which its first word stands out, and enough for the endpoint of its last.
LEAD_SECONDS = 0.5
TAIL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class ShownCaption:
    """A caption, and when it was ready to be shown: seconds from the stream's start, work included."""

    caption: Caption
    shown: float


@dataclass(frozen=True, slots=True)
class LiveRun:
    """What came of one recording. `lags`: (seconds from the start, audio captured minus audio recognised) after each
    step. `work_seconds`: spent in the recogniser.
    """

    name: str
    audio_seconds: float
    work_seconds: float
    captions: tuple[ShownCaption, ...]
    lags: tuple[tuple[float, float], ...]


def with_pauses(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The recording with silence before and after it."""
    lead, tail = (np.zeros(round(seconds * SAMPLE_RATE), np.float32) for seconds in (LEAD_SECONDS, TAIL_SECONDS))
    return np.concatenate((lead, samples, tail))


def on_virtual_clock(
    name: str, samples: NDArray[np.float32], engine: Engine, stopwatch: Callable[[], float] = time.perf_counter
) -> LiveRun:
    """Feed 16 kHz samples by a clock that the recogniser's own work, by the stopwatch, moves on.

    While a step takes its time the next samples gather, and the next step gets them all, as in a live session.
    Raises ModelError.
    """
    recogniser = engine.recogniser(partials=True)
    clock, work, taken = 0.0, 0.0, 0
    captions: list[ShownCaption] = []
    lags: list[tuple[float, float]] = []
    while taken <= len(samples):
        captured = min(len(samples), int(clock * SAMPLE_RATE))
        if captured - taken < BLOCK_SAMPLES:
            captured = min(len(samples), taken + BLOCK_SAMPLES)
            clock = max(clock, captured / SAMPLE_RATE)
        captured = min(captured, taken + STEP_SAMPLES)
        started = stopwatch()
        made = recogniser.flush() if captured == taken else recogniser.feed(samples[taken:captured])
        spent = stopwatch() - started
        work += spent
        clock += spent
        captions += [ShownCaption(caption, clock) for caption in made]
        lags.append((clock, min(clock, len(samples) / SAMPLE_RATE) - captured / SAMPLE_RATE))
        if captured == taken:
            break
        taken = captured
    return LiveRun(name, len(samples) / SAMPLE_RATE, work, tuple(captions), tuple(lags))


def in_real_time(path: Path, engine: Engine) -> LiveRun:
    """Play a file through a live session at the pace of a clock. Raises RuntimeError with the session's message
    where it fails.
    """
    watch = _Watch()
    source = FileSource(path, realtime=True, block_sizes=iter(lambda: BLOCK_SAMPLES, 0))
    session = LiveSession(source, lambda: engine, watch, options=LiveSessionOptions())
    watch.begin()
    session.start()
    watch.ended.wait()
    session.join()
    if watch.failure:
        raise RuntimeError(f"{path}: {watch.failure}")
    status = session.status
    return LiveRun(
        path.name,
        status.audio_seconds,
        status.real_time_factor * status.audio_seconds,
        tuple(watch.captions),
        tuple(watch.lags),
    )


class _Watch:
    """The session's listener: writes down when it hears what. Called on the session's threads."""

    def __init__(self) -> None:
        self.captions: list[ShownCaption] = []
        self.lags: list[tuple[float, float]] = []
        self.failure = ""
        self.ended = threading.Event()
        self._began = 0.0

    def begin(self) -> None:
        """The stream starts now."""
        self._began = time.monotonic()

    def captioned(self, caption: Caption) -> None:
        """See `SessionListener`."""
        self.captions.append(ShownCaption(caption, time.monotonic() - self._began))

    def status_changed(self, status: SessionStatus) -> None:
        """See `SessionListener`."""
        self.lags.append((time.monotonic() - self._began, status.lag))

    def state_changed(self, state: SessionState, message: str) -> None:
        """See `SessionListener`."""
        if state is SessionState.FAILED:
            self.failure = message
        if state in (SessionState.STOPPED, SessionState.FAILED):
            self.ended.set()
