"""The way from the capture thread to the recogniser thread: recorder first, then the ring."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.audio.ring_buffer import RingBuffer, RingReader
from core.audio.source import SAMPLE_RATE

if TYPE_CHECKING:
    from core.session.recorder import Recorder

# At most this much is recognised in one step: a recogniser that is behind still shows how it gets on.
STEP_SAMPLES = 10 * SAMPLE_RATE
WAIT_SECONDS = 0.5

# The ring forgets what was taken longer ago than this, so much at a time. The level meter looks at the newest moment.
KEPT_SAMPLES = 10 * SAMPLE_RATE


class RingFeed:
    """`put`, `finish`, `mark_gap` and `messages` on the capture thread; `take` on the recogniser's."""

    def __init__(self, ring: RingBuffer, recorder: Recorder | None) -> None:
        self._ring = ring
        self._reader = RingReader(ring)
        self._recorder = recorder
        self._news = threading.Event()
        self._room = threading.Event()
        self._finished = False
        self._messages: list[str] = []

    @property
    def lost(self) -> int:
        """Samples that the recogniser could not have."""
        return self._reader.lost

    def put(self, block: NDArray[np.float32], wait: bool) -> None:
        """Disk first, then ring. `wait`: until the recogniser has made room (for a source that can wait)."""
        if self._recorder is not None:
            try:
                self._recorder.audio(block)
            except OSError as failure:
                self._recorder = None
                reason = failure.strerror or str(failure)
                self._messages.append(f"the recording has stopped ({reason}); captions go on. Free some space.")
        while wait and self._reader.available + len(block) > self._ring.capacity and not self._finished:
            self._room.wait(WAIT_SECONDS)
            self._room.clear()
        self._ring.write(block)
        self._news.set()

    def mark_gap(self, seconds: float) -> None:
        """The device was away for so long, at this point of the audio."""
        if self._recorder is not None:
            self._recorder.gap(self._ring.position / SAMPLE_RATE, seconds)

    def messages(self) -> list[str]:
        """What the user must know since the last call."""
        messages, self._messages = self._messages, []
        return messages

    def finish(self) -> None:
        """No more audio will come."""
        self._finished = True
        self._news.set()
        self._room.set()

    def wake(self) -> None:
        """Let `take` return, even without audio."""
        self._news.set()

    def take(self) -> NDArray[np.float32] | None:
        """The next samples, empty where there are none for a while; None when all have been taken."""
        self._news.clear()
        if not self._reader.available:
            if self._finished and not self._reader.available:
                return None
            self._news.wait(WAIT_SECONDS)
        behind, lost = self._reader.position, self._reader.lost
        samples = self._reader.read_available(STEP_SAMPLES)
        if self._reader.position - self._ring.first_available >= 2 * KEPT_SAMPLES:
            self._ring.forget_before(self._reader.position - KEPT_SAMPLES)
        self._room.set()
        missing = self._reader.lost - lost
        if missing and self._recorder is not None:
            kept = self._recorder.read_audio(behind, missing)
            self._reader.lost -= len(kept)
            samples = np.concatenate([kept, samples])
        return samples
