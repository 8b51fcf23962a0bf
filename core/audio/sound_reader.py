"""`SoundReader`: a file's sound from any place on, as a loudspeaker wants it, faster or slower at the same pitch.

FFmpeg does the work, through PyAV: seeking, decoding, resampling, and `atempo` (its WSOLA) for the speed. Memory is
that of some packets. Times are counted from the first sample that is decoded, as the words' times are. One thread at a
time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.error import FFmpegError
from av.filter import Graph
from numpy.typing import NDArray

from core.audio.media import Media

SLOWEST, FASTEST = 0.5, 2.0
# Decoders of compressed sound need some frames before the first that is right.
PREROLL = 0.3
# Where a place was missed: by how much earlier the next attempt begins, before the file is read from its start.
EARLIER = 10.0


class SoundReader:
    """`start`, then `read` until None. `rate` in Hz and `channels` (1 or 2) are the device's. Raises MediaError."""

    def __init__(self, path: Path, rate: int, channels: int) -> None:
        self._media = Media(path)
        self.rate, self.channels = rate, channels
        self._container = self._media.open()
        self._frames = self._decoded()
        first = next(self._frames, None)
        self._origin = first.time or 0.0 if first is not None else 0.0
        self._filtered: _Filtered | None = None
        self._ahead: AudioFrame | None = None
        self._skip = 0
        self.speed = 1.0

    def start(self, seconds: float, speed: float = 1.0) -> None:
        """Go to a place; `speed` 0.5 to 2. Beyond the end there is nothing to read."""
        self.speed = min(FASTEST, max(SLOWEST, speed))
        target = max(0.0, seconds)
        self._filtered = None
        for early in (PREROLL, EARLIER, target):
            self._ahead = self._at_or_before(target, max(0.0, target - early))
            if self._ahead is None or self._time(self._ahead) <= target:
                break
        before = target - self._time(self._ahead) if self._ahead is not None else 0.0
        self._skip = round(max(0.0, before) * self.rate / self.speed)

    def read(self) -> NDArray[np.float32] | None:
        """The next samples, shape (n, channels), at full scale 1; None at the end."""
        while True:
            samples = self._next()
            if samples is None:
                return None
            skipped = min(self._skip, len(samples))
            self._skip -= skipped
            if skipped < len(samples):
                return samples[skipped:]

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def _next(self) -> NDArray[np.float32] | None:
        while True:
            frame = self._ahead or next(self._frames, None)
            self._ahead = None
            if frame is None:
                rest = self._filtered.rest() if self._filtered is not None else None
                self._filtered = None
                return rest
            if self._filtered is None or not self._filtered.fits(frame):
                self._filtered = _Filtered(frame, self.rate, self.channels, self.speed)
            samples = self._filtered.feed(frame)
            if len(samples):
                return samples

    def _at_or_before(self, target: float, place: float) -> AudioFrame | None:
        """Seek to `place`; the frame that holds `target`, or the first one there is where that is later."""
        if not self._seek(place):
            self._container.close()
            self._container = self._media.open()
        self._frames = self._decoded()
        for frame in self._frames:
            # Decoded and left out: before the filters, which would spend more on it.
            if self._time(frame) + frame.samples / frame.sample_rate > target:
                return frame
        return None

    def _seek(self, place: float) -> bool:
        """Whether the file could be sought in; its beginning is read anew, as decoders skip their padding only then."""
        if place <= 0:
            return False
        stream = self._container.streams.audio[0]
        assert stream.time_base is not None
        try:
            self._container.seek(int((self._origin + place) / stream.time_base), stream=stream)
        except (FFmpegError, OSError, ValueError):
            return False
        return True

    def _decoded(self) -> Iterator[AudioFrame]:
        return self._media.frames_of(self._container)

    def _time(self, frame: AudioFrame) -> float:
        """Seconds from the first sample of the file."""
        return (frame.time or 0.0) - self._origin


class _Filtered:
    """Frames of one form through FFmpeg's filters: speed, rate, channels."""

    def __init__(self, frame: AudioFrame, rate: int, channels: int, speed: float) -> None:
        self._form = _form(frame)
        self._channels = channels
        self._graph = Graph()
        source = self._graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format.name,
            layout=frame.layout.name,
            time_base=frame.time_base,
        )
        steps = [self._graph.add("atempo", f"{speed:g}")] if speed != 1.0 else []
        layout = "stereo" if channels == 2 else "mono"
        steps.append(self._graph.add("aformat", f"sample_fmts=flt:sample_rates={rate}:channel_layouts={layout}"))
        steps.append(self._graph.add("abuffersink"))
        for step in steps:
            source.link_to(step)
            source = step
        self._graph.configure()

    def fits(self, frame: AudioFrame) -> bool:
        """Whether a frame is of this form."""
        return _form(frame) == self._form

    def feed(self, frame: AudioFrame) -> NDArray[np.float32]:
        """What comes out for a frame; it may come later."""
        self._graph.push(frame)
        return self._pull()

    def rest(self) -> NDArray[np.float32] | None:
        """What is still inside at the end, None where nothing is."""
        self._graph.push(None)
        samples = self._pull()
        return samples if len(samples) else None

    def _pull(self) -> NDArray[np.float32]:
        parts = []
        while True:
            try:
                frame = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                break
            assert isinstance(frame, AudioFrame)
            parts.append(frame.to_ndarray().reshape(-1, self._channels))
        return np.concatenate(parts) if parts else np.zeros((0, self._channels), np.float32)


def _form(frame: AudioFrame) -> tuple[int, str, str]:
    return frame.sample_rate, frame.format.name, frame.layout.name
