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
        self._given = 0
        self._started = 0.0

    def start(self) -> None:
        """Open the file. Raises MediaError."""
        self._blocks = open_media(self._path).blocks()
        self._started = time.monotonic()

    def read(self, timeout: float) -> NDArray[np.float32] | None:
        """The next block; with `realtime`, not before its last sample would have been spoken."""
        if self._stopped.is_set():
            return None
        size = next(self._sizes) if self._sizes is not None else DEFAULT_BLOCK
        while len(self._rest) < size:
            more = next(self._blocks, None)
            if more is None:
                break
            self._rest = np.concatenate([self._rest, more])
        block, self._rest = self._rest[:size], self._rest[size:]
        if not len(block):
            return None
        self._given += len(block)
        if self.live:
            due = self._started + self._given / SAMPLE_RATE
            self._stopped.wait(max(0.0, due - time.monotonic()))
        return block

    def stop(self) -> None:
        """No block after the one that is being read."""
        self._stopped.set()
