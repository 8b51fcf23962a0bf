"""Whatever happens while it is heard, a live session's finals are those of `transcribe` for its recording."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Sequence
from itertools import cycle, pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.audio.resampling import to_sixteen_bit_grid
from core.session import live_session
from core.session.library import Library
from core.session.live_session import LiveSession, LiveSessionOptions, SessionState
from core.session.recognition import RecognitionOptions
from core.session.transcription import transcribe
from tests.core.session.scripted_session import BlockSource, Listener, ScriptedEngine
from tests.core.streaming.scripted import encode, silence

RATE = 16_000


def noise(seconds: float, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.0, 0.08, round(seconds * RATE)).astype(np.float32)


def music(seconds: float, seed: int) -> np.ndarray:
    """A chord that swells and fades."""
    times = np.arange(round(seconds * RATE)) / RATE
    tones = 110 * 2.0 ** (np.random.default_rng(seed).integers(0, 36, 4) / 12)
    chord = np.sin(2 * np.pi * tones[:, None] * times).sum(axis=0) * 0.1
    return (chord * (1 + np.sin(2 * np.pi * 0.7 * times)) / 2).astype(np.float32)


sentences = st.lists(st.text("ABCDEFG", min_size=1, max_size=6), min_size=1, max_size=6).map(" ".join)
seconds = st.floats(0.0, 2.5)
stretches = st.one_of(
    sentences.map(encode),
    seconds.map(silence),
    st.builds(noise, seconds, st.integers(0, 99)),
    st.builds(music, seconds, st.integers(0, 99)),
    # Longer than the longest segment: its end is forced.
    st.builds(lambda text, count: np.tile(encode(text + " "), count), sentences, st.integers(1, 40)),
)
recordings = st.lists(stretches, min_size=1, max_size=6).map(np.concatenate).map(to_sixteen_bit_grid)


class UnevenSource(BlockSource):
    """Blocks of the given sizes, over and over; `stop_at`: the user stops the session while this block is read."""

    def __init__(self, samples: np.ndarray, sizes: Sequence[int], stop_at: int | None, **options: object) -> None:
        super().__init__(samples, **options)  # type: ignore[arg-type]
        borders = [0]
        for size in cycle(sizes):
            if borders[-1] >= len(samples):
                break
            borders.append(borders[-1] + size)
        self._blocks = [samples[start:end] for start, end in pairwise(borders)]
        self._stop_at = stop_at
        self.session: LiveSession | None = None

    def read(self, timeout: float) -> np.ndarray | None:
        if self._stop_at is not None and self._next == min(self._stop_at, len(self._blocks)):
            assert self.session is not None
            self.session.stop()
        return super().read(timeout)


def uneven_engine(slowness: Sequence[float]) -> ScriptedEngine:
    """Each emission takes as long as the next of these seconds."""
    engine = ScriptedEngine()
    emission, waits = engine.network.emission, cycle(slowness)

    def slow(*arguments: object, **options: object) -> object:
        time.sleep(next(waits))
        return emission(*arguments, **options)  # type: ignore[arg-type]

    engine.network.emission = slow  # type: ignore[assignment,method-assign]
    return engine


@settings(max_examples=20)
@given(
    samples=recordings,
    sizes=st.lists(st.integers(40, 30_000), min_size=1, max_size=5),
    slowness=st.lists(st.sampled_from([0.0, 0.0, 0.001, 0.006]), min_size=1, max_size=4),
    stop_at=st.one_of(st.none(), st.integers(0, 60)),
    lost_at=st.lists(st.integers(0, 20), max_size=1),
    ring_seconds=st.sampled_from([2.0, 600.0]),
)
def test_finals_are_those_of_the_recording(
    samples: np.ndarray,
    sizes: list[int],
    slowness: list[float],
    stop_at: int | None,
    lost_at: list[int],
    ring_seconds: float,
) -> None:
    with tempfile.TemporaryDirectory() as folder, patch.object(live_session, "RETRY_SECONDS", 0.01):
        library = Library(Path(folder))
        recorder = library.begin(RecognitionOptions(model="scripted"))
        source = UnevenSource(samples, sizes, stop_at, lost_at=lost_at)
        listener = Listener()
        session = LiveSession(
            source, lambda: uneven_engine(slowness), listener, recorder, LiveSessionOptions(ring_seconds)
        )
        source.session = session
        session.start()
        assert session.join(60)
        assert listener.states[-1] == (SessionState.STOPPED, "")
        assert session.status.samples_dropped == 0
        heard = round(session.status.audio_seconds * RATE)
        assert heard == sum(len(block) for block in source._blocks[: source._next])
        library.close()
        if heard:
            (recording,) = Path(folder).rglob("*.flac")
            transcript = transcribe(recording, ScriptedEngine())  # type: ignore[arg-type]
            assert listener.finals == list(transcript.segments)
            assert transcript.duration == session.status.audio_seconds


def test_a_session_stopped_before_its_model_has_loaded_is_that_of_the_recording() -> None:
    samples = to_sixteen_bit_grid(np.concatenate([encode("ABC DEF"), silence(1.0), encode("GAB")]))
    loaded = threading.Event()

    def load() -> ScriptedEngine:
        assert loaded.wait(30)
        return ScriptedEngine()

    source, listener = UnevenSource(samples, [700], stop_at=9), Listener()
    session = LiveSession(source, load, listener)  # type: ignore[arg-type]
    source.session = session
    session.start()
    listener.wait_for(SessionState.DRAINING)
    loaded.set()
    assert session.join(30)
    line = ScriptedEngine().recogniser(partials=False)
    assert listener.finals == [*line.feed(samples[:6_300]), *line.flush()]
