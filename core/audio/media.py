"""Media files by PyAV (FFmpeg): any container or codec to 16 kHz mono, in bounded memory.

Files are hostile input: decoding errors, lying headers and odd layouts all end in samples or in one `MediaError`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.error import FFmpegError
from numpy.typing import NDArray

from core.audio.resampling import Resampler
from core.audio.source import SAMPLE_RATE

# A mean of channels this far (in power) below the channels themselves has cancelled out.
CANCELLED = 0.01
# How much is listened to before the way of mixing is settled: 10 s, whatever the blocks.
PROBE_SECONDS = 10.0
# Damaged packets in a row before a file is given up.
DAMAGE_LIMIT = 100


class MediaError(Exception):
    """A media file cannot be used; the message is one sentence that says what is wrong."""


class Media:
    """One audio track of a file. `duration` in seconds, None where the file does not say; `warning` after reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warning = ""
        self._check_path()
        container = self._open()
        with container:
            stream = container.streams.audio[0]
            self.duration = _duration(container, stream)

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """16 kHz mono float32 blocks of various sizes. Raises MediaError where nothing can be decoded."""
        resampler: Resampler | None = None
        produced = 0
        for rate, samples in self._mixed():
            if resampler is None or resampler.rate != rate:
                if resampler is not None:
                    yield resampler.flush()
                resampler = Resampler(rate)
            block = resampler.feed(samples)
            produced += len(block)
            if len(block):
                yield block
        if resampler is not None:
            tail = resampler.flush()
            produced += len(tail)
            if len(tail):
                yield tail
        if not produced:
            raise MediaError(f"{self.path} holds no sound that can be decoded; it is damaged or empty.")

    def _check_path(self) -> None:
        if not self.path.exists():
            raise MediaError(f"{self.path} does not exist; check the name and the folder.")
        if self.path.is_dir():
            raise MediaError(f"{self.path} is a folder; name the files in it.")
        try:
            with self.path.open("rb") as file:
                if not file.read(1):
                    raise MediaError(f"{self.path} is empty (0 bytes).")
        except OSError as failure:
            raise MediaError(f"{self.path} cannot be read: {failure.strerror or failure}.") from failure

    def _open(self) -> av.container.InputContainer:
        try:
            container = av.open(str(self.path), metadata_errors="ignore")
        except (FFmpegError, OSError, ValueError) as failure:
            raise MediaError(f"{self.path} is no audio or video file, or it is damaged.") from failure
        if not container.streams.audio:
            container.close()
            raise MediaError(f"{self.path} has no sound: there is no audio track in it.")
        return container

    def _frames(self) -> Iterator[AudioFrame]:
        """Decoded frames; a damaged stretch is skipped and noted in `warning`."""
        with self._open() as container:
            stream = container.streams.audio[0]
            damaged = 0
            packets = container.demux(stream)
            while damaged < DAMAGE_LIMIT:
                try:
                    packet = next(packets)
                    for frame in packet.decode():
                        if isinstance(frame, AudioFrame) and frame.sample_rate > 0 and frame.samples > 0:
                            damaged = 0
                            yield frame
                except StopIteration:
                    return
                except (FFmpegError, OSError, ValueError) as failure:
                    damaged += 1
                    self.warning = f"{self.path} is damaged in places ({_reason(failure)}); the rest was read."

    def _mixed(self) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """(rate, mono samples): the mean of the channels, or the loudest where the mean cancels out."""
        probe: list[tuple[int, NDArray[np.float32]]] = []
        seconds = 0.0
        channel: int | None = None
        settled = False
        for frame in self._frames():
            planes = _planes(frame)
            if settled:
                yield frame.sample_rate, _mix(planes, channel)
                continue
            probe.append((frame.sample_rate, planes))
            seconds += frame.samples / frame.sample_rate
            if seconds >= PROBE_SECONDS:
                settled, channel = True, _channel_to_take([planes for _, planes in probe])
                yield from ((rate, _mix(planes, channel)) for rate, planes in probe)
                probe = []
        channel = _channel_to_take([planes for _, planes in probe]) if probe else channel
        yield from ((rate, _mix(planes, channel)) for rate, planes in probe)


def open_media(path: str | Path) -> Media:
    """Open a file and look at its header. Raises MediaError."""
    return Media(Path(path))


def read_media(path: str | Path) -> NDArray[np.float32]:
    """All samples of a file, 16 kHz mono float32. Raises MediaError."""
    return np.concatenate(list(open_media(path).blocks()))


def _duration(container: av.container.InputContainer, stream: av.audio.stream.AudioStream) -> float | None:
    """Seconds as the header has them; never trusted for more than a progress bar."""
    seconds = None
    if stream.duration is not None and stream.time_base is not None:
        seconds = float(stream.duration * stream.time_base)
    elif container.duration is not None:
        seconds = container.duration / av.time_base
    return seconds if seconds is not None and 0 < seconds < 366 * 24 * 3600 else None


def _planes(frame: AudioFrame) -> NDArray[np.float32]:
    """(channels, samples) float32, full scale 1."""
    raw = frame.to_ndarray()
    channels = frame.layout.nb_channels
    planes = raw.reshape(-1, channels).T if not frame.format.is_planar else raw
    if planes.dtype.kind == "u":
        scaled = (planes.astype(np.float32) - 128.0) / 128.0
    elif planes.dtype.kind == "i":
        scaled = planes.astype(np.float32) / float(2 ** (8 * planes.dtype.itemsize - 1))
    else:
        scaled = planes.astype(np.float32)
    return np.nan_to_num(scaled, nan=0.0, posinf=1.0, neginf=-1.0)


def _mix(planes: NDArray[np.float32], channel: int | None) -> NDArray[np.float32]:
    if channel is not None and channel < len(planes):
        taken: NDArray[np.float32] = planes[channel]
        return taken
    mixed: NDArray[np.float32] = planes.mean(axis=0, dtype=np.float32)
    return mixed


def _channel_to_take(probe: list[NDArray[np.float32]]) -> int | None:
    """None for the mean; the loudest channel where the mean of the probe has cancelled out (anti-phase stereo)."""
    channels = len(probe[0])
    if channels < 2 or any(len(planes) != channels for planes in probe):
        return None
    powers = sum(np.square(planes, dtype=np.float64).sum(axis=1) for planes in probe)
    mixed = sum(float(np.square(planes.mean(axis=0), dtype=np.float64).sum()) for planes in probe)
    assert isinstance(powers, np.ndarray)
    return int(powers.argmax()) if mixed < CANCELLED * powers.max() else None


def _reason(failure: Exception) -> str:
    return " ".join(str(getattr(failure, "strerror", None) or failure).split())[:80]


__all__ = ["SAMPLE_RATE", "Media", "MediaError", "open_media", "read_media"]
