"""A media file played as if it were a microphone: for `listen --file`, the demo and the tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.audio.media import open_media
from core.audio.source import SAMPLE_RATE

DEFAULT_BLOCK = 1600


class FileSource:
    """Satisfies `AudioSource`. `realtime` paces it by a clock; else it is as fast as it is read.

    `block_sizes` gives the samples of each block, for ever; 0.1 s blocks without it.
    """

    dropped = 0

    def __init__(self, path: str | Path, realtime: bool = False, block_sizes: Iterator[int] | None = None) -> None:
        self.name = Path(path).name
        self.live = realtime
        self._path = path
        self._sizes = block_sizes
        self._stopped = threading.Event()
        self._blocks: Iterator[NDArray[np.float32]] = iter(())
        self._rest = np.zeros(0, np.float32)
        # Cut, but with `realtime` not due yet.
        self._block = np.zeros(0, np.float32)
        self._given = 0
        self._started = 0.0

    def start(self) -> None:
        """Open the file. Raises MediaError."""
        self._blocks = open_media(self._path).blocks()
        self._started = time.monotonic()

    def read(self, timeout: float) -> NDArray[np.float32] | None:
        """The next block; with `realtime`, not before its last sample would have been spoken. Raises MediaError."""
        if self._stopped.is_set():
            return None
        block = self._block
        if not len(block):
            block = self._next_block()
        if self.live and len(block):
            due = self._started + (self._given + len(block)) / SAMPLE_RATE
            wait = due - time.monotonic()
            self._stopped.wait(max(0.0, min(wait, timeout)))
            if wait > timeout:
                self._block = block
                return self._block[:0]
        self._block = block[:0]
        self._given += len(block)
        return block if len(block) else None

    def stop(self) -> None:
        """No block after the one that is being read. From any thread."""
        self._stopped.set()

    def _next_block(self) -> NDArray[np.float32]:
        size = next(self._sizes) if self._sizes is not None else DEFAULT_BLOCK
        while len(self._rest) < size:
            more = next(self._blocks, None)
            if more is None:
                break
            self._rest = np.concatenate([self._rest, more])
        block, self._rest = self._rest[:size], self._rest[size:]
        return block
