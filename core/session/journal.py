"""The journal: a session's audio as 16-bit FLAC, appended as it comes and on the disk within a second.

Written by the capture thread. FLAC is a chain of frames, so a file that was cut off anywhere plays up to the cut.
What a full disk does not take waits in memory (an hour of speech) and is written as soon as there is room.
"""

from __future__ import annotations

import io
import os
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from numpy.typing import NDArray

from core.audio.source import SAMPLE_RATE

if TYPE_CHECKING:
    from typing_extensions import Buffer

SYNC_SAMPLES = SAMPLE_RATE
WAITING_BYTES = 64 * 2**20


class _Appender(io.RawIOBase):
    """A file that can only be appended to; what the disk refuses waits, in order, for the next attempt."""

    def __init__(self, file: io.FileIO) -> None:
        super().__init__()
        self._file = file
        self._waiting = bytearray()
        self.failure: OSError | None = None

    @property
    def waiting(self) -> int:
        """Bytes that the disk has not taken."""
        return len(self._waiting)

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        self._waiting += data
        self.push()
        return memoryview(data).nbytes

    def push(self) -> None:
        """Try to write what waits. A disk that fills up takes a part of it."""
        try:
            while self._waiting:
                del self._waiting[: self._file.write(self._waiting)]
            self.failure = None
        except OSError as failure:
            self.failure = failure

    def sync(self) -> None:
        """Have the disk keep what it took."""
        try:
            os.fsync(self._file.fileno())
        except OSError as failure:
            self.failure = failure


class Journal:
    """One FLAC file, open for appending. Raises OSError where it cannot be made."""

    def __init__(self, path: Path) -> None:
        self._file = io.FileIO(path, "wb")
        self._sink = _Appender(self._file)
        self._container = av.open(self._sink, "w", format="flac", options={"flush_packets": "1"}, buffer_size=4096)
        self._stream = self._container.add_stream("flac", rate=SAMPLE_RATE, layout="mono", format="s16")
        self._samples = 0
        self._synced = 0

    @property
    def failure(self) -> OSError | None:
        """Why the disk does not take the audio at present; None while it does."""
        return self._sink.failure

    def write(self, samples: NDArray[np.float32]) -> None:
        """Append 16 kHz samples; those on the 16-bit grid are kept exactly.

        Raises OSError where the disk has refused so much that the memory set aside for it is full.
        """
        pcm = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(pcm[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self._samples, Fraction(1, SAMPLE_RATE)
        self._samples += len(samples)
        self._encode(frame)
        if self._samples - self._synced >= SYNC_SAMPLES:
            self._sink.sync()
            self._synced = self._samples
        if self._sink.failure is not None and self._sink.waiting > WAITING_BYTES:
            raise self._sink.failure

    def close(self) -> bool:
        """Write what the encoder still holds; whether the disk has taken all of it."""
        if not self._file.closed:
            self._encode(None)
            self._container.close()
            self._sink.push()
            self._sink.sync()
            self._file.close()
        return not self._sink.waiting

    def _encode(self, frame: av.AudioFrame | None) -> None:
        for packet in self._stream.encode(frame):
            self._container.mux(packet)
