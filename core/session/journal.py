"""The journal: a session's audio as 16-bit FLAC, appended as it comes and on the disk within a second.

Written by the capture thread. FLAC is a chain of frames, so a file that was cut off anywhere plays up to the cut.
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


class _Unseekable(io.RawIOBase):
    """A file that can only be appended to, and that says when the disk did not take what it was given."""

    def __init__(self, file: io.FileIO) -> None:
        super().__init__()
        self._file = file
        self.failure: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        try:
            return self._file.write(data)
        except OSError as failure:
            self.failure = failure
            raise


class Journal:
    """One FLAC file, open for appending. Raises OSError where the disk does not take the audio."""

    def __init__(self, path: Path) -> None:
        self._file = io.FileIO(path, "wb")
        self._sink = _Unseekable(self._file)
        self._container = av.open(self._sink, "w", format="flac", options={"flush_packets": "1"}, buffer_size=4096)
        self._stream = self._container.add_stream("flac", rate=SAMPLE_RATE, layout="mono", format="s16")
        self._samples = 0
        self._synced = 0

    def write(self, samples: NDArray[np.float32]) -> None:
        """Append 16 kHz samples; those on the 16-bit grid are kept exactly."""
        pcm = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(pcm[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self._samples, Fraction(1, SAMPLE_RATE)
        self._samples += len(samples)
        self._encode(frame)
        if self._samples - self._synced >= SYNC_SAMPLES:
            os.fsync(self._file.fileno())
            self._synced = self._samples

    def close(self) -> None:
        """Write what the encoder still holds; a disk that has refused before has nothing more to say."""
        if self._file.closed:
            return
        try:
            if self._sink.failure is None:
                self._encode(None)
                self._container.close()
                os.fsync(self._file.fileno())
        except OSError as failure:
            self._sink.failure = failure
        finally:
            self._file.close()

    def _encode(self, frame: av.AudioFrame | None) -> None:
        try:
            for packet in self._stream.encode(frame):
                self._container.mux(packet)
        except (OSError, ValueError) as failure:
            raise self._sink.failure or OSError(str(failure)) from failure
        if self._sink.failure is not None:
            raise self._sink.failure
