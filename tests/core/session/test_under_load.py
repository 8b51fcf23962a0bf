"""A recogniser slower than speech: what a live session does, on its real threads, without a clock.

The audio moves on with the work: after each step of the recogniser the source gives one block, and while the model or
the decoder works, as many as the test says. The work waits until these have been captured, so a capture thread that
waited for the recogniser would stand still for ever.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import pytest

from core.audio.resampling import to_sixteen_bit_grid
from core.session.live_session import LiveSession
from core.session.live_statistics import SessionStatus
from core.streaming.captions import FinalCaption, PartialCaption
from tests.core.session.scripted_session import BlockSource, Listener, ScriptedEngine
from tests.core.streaming.scripted import encode, silence

BLOCK = 1_600
TEXTS = (
    "HELLO WORLD THIS IS A TEST OF LIVE CAPTIONS",
    "GOOD EVENING",
    "HERE IS THE NEWS OF THE DAY",
    "AND NOW THE END",
)


def speech() -> np.ndarray:
    return to_sixteen_bit_grid(
        np.concatenate([silence(0.7), *(part for text in TEXTS for part in (encode(text + " "), silence(0.8)))])
    )


class PacedSource(BlockSource):
    """Live: gives a block for each credit, and none without."""

    def __init__(self, samples: np.ndarray) -> None:
        super().__init__(samples, block=BLOCK, live=True)
        self._credits = threading.Semaphore(1)

    def grant(self, blocks: int) -> None:
        for _ in range(blocks):
            self._credits.release()

    def read(self, timeout: float) -> np.ndarray | None:
        if self._stopped.is_set():
            return None
        if not self._credits.acquire(timeout=timeout):
            return np.zeros(0, np.float32)
        return super().read(timeout)


class Load:
    """A session whose model or decoder takes as long as `blocks` blocks of audio each time, for the first `times`."""

    def __init__(self, slow: str, blocks: int, times: int = 10**9) -> None:
        self.source = PacedSource(speech())
        self.listener = PacingListener(self.source)
        self._engine = ScriptedEngine()
        self._blocks = blocks
        self._times = times
        if slow == "model":
            self._engine.network.emission = self._slowed(self._engine.network.emission)  # type: ignore[method-assign]
        else:
            decoder = self._engine.decoder()
            decoder.decode = self._slowed(decoder.decode)  # type: ignore[method-assign]
            self._engine.decoder = lambda *_: decoder  # type: ignore[method-assign]
        self.session = LiveSession(self.source, lambda: self._engine, self.listener)  # type: ignore[arg-type, return-value]

    def run(self) -> None:
        self.session.start()
        assert self.source.played.wait(60)
        self.session.stop()
        assert self.session.join(60)

    def _slowed(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def slow(*arguments: Any, **options: Any) -> Any:
            if self._times > 0:
                self._times -= 1
                self._wait_for(self.session.ring.position + self._blocks * BLOCK)
            return work(*arguments, **options)

        return slow

    def _wait_for(self, position: int) -> None:
        """Until the capture thread has come so far, or has given all there is."""
        self.source.grant(self._blocks)
        waiting = threading.Event()
        for _ in range(3_000):
            if self.session.ring.position >= position or self.source.played.is_set():
                return
            waiting.wait(0.01)
        raise AssertionError("the capture thread stands still while the recogniser works")


class PacingListener(Listener):
    """Lets the audio move on by a block after each step of the recogniser, and keeps the lags."""

    def __init__(self, source: PacedSource) -> None:
        super().__init__()
        self.lags: list[float] = []
        self._source = source

    def status_changed(self, status: object) -> None:
        assert isinstance(status, SessionStatus)
        self.lags.append(status.lag)
        self._source.grant(1)


@pytest.mark.parametrize("slow", ["model", "decoder"])
@pytest.mark.parametrize("blocks", [0, 3, 12])
def test_finals_are_whole_and_in_order_however_slow(slow: str, blocks: int) -> None:
    load = Load(slow, blocks)
    load.run()
    line = ScriptedEngine().recogniser(partials=False)
    assert load.listener.finals == [*line.feed(speech()), *line.flush()]
    assert [caption.text for caption in load.listener.finals] == list(TEXTS)
    assert load.session.status.samples_dropped == 0
    # A segment's final comes last of it, and before anything of the next.
    for segment, captions in groupby(load.listener.captions, lambda caption: caption.segment):
        kinds = [isinstance(caption, FinalCaption) for caption in captions]
        assert kinds == [False] * (len(kinds) - 1) + [True], segment
    assert [segment for segment, _ in groupby(caption.segment for caption in load.listener.captions)] == [0, 1, 2, 3]


@pytest.mark.parametrize("blocks", [4, 8])
def test_hops_grow_with_the_load_and_the_lag_stays_bounded(blocks: int) -> None:
    calm, loaded = Load("model", 0), Load("model", blocks)
    for load in (calm, loaded):
        load.run()
    hops = {
        load: [
            later.audio_time - earlier.audio_time
            for earlier, later in pairwise(load.listener.captions)
            if isinstance(earlier, PartialCaption) and isinstance(later, PartialCaption)
        ]
        for load in (calm, loaded)
    }
    assert min(hops[calm]) < 0.25
    assert min(hops[loaded]) > blocks * 0.1 - 0.01
    # While a step works at most two passes (a final's and a partial's) of audio gather.
    assert max(loaded.listener.lags) <= (2 * blocks + 1) * 0.1 + 1e-6
    assert max(calm.listener.lags) <= 0.1 + 1e-6


def test_what_has_gathered_is_caught_up_when_the_load_ends() -> None:
    load = Load("model", 12, times=3)
    load.run()
    lags = load.listener.lags
    worst = lags.index(max(lags))
    assert max(lags) >= 1.1
    assert max(lags[worst + 6 :]) <= 0.1 + 1e-6
    assert [caption.text for caption in load.listener.finals] == list(TEXTS)
