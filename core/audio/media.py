"""Media files by PyAV (FFmpeg): any container or codec to 16 kHz mono, in bounded memory.

Files are hostile input: decoding errors, lying headers and odd layouts all end in samples or in one `MediaError`, and
a playlist that passes for sound opens nothing on the network. Any thread may own a `Media`.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

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
# A probe quieter than this (-70 dB of full scale, in power) says nothing about the channels; the next one decides.
QUIET = 1e-7
# Rates outside are a damaged header's; the lowest bounds how much a single frame can grow in resampling.
LOWEST_RATE, HIGHEST_RATE = 2_000, 1_536_000
# An end this much before the header's is worth a word: some headers only estimate.
EARLY_END_SECONDS, EARLY_END_SHARE = 0.5, 0.9
OPEN_OPTIONS = {"protocol_whitelist": "file"}
ALONE_OPTIONS = {"protocol_whitelist": "none"}


MediaErrorKind = Literal["no media", "no sound", "empty", "unreadable"]


class MediaError(Exception):
    """A media file cannot be used; the message is one sentence that says what is wrong, `kind` says it in a word."""

    def __init__(self, message: str, kind: MediaErrorKind = "no media") -> None:
        super().__init__(message)
        self.kind = kind


class Media:
    """One audio track of a file. `duration` in seconds, None where the file does not say; `warning` after reading.

    `alone`: the file comes from somebody else, and may open no other: a playlist would be read to whoever sent it.
    """

    def __init__(self, path: Path, alone: bool = False) -> None:
        self.path = path
        self._alone = alone
        self.warning = ""
        self._check_path()
        container = self.open()
        with container:
            stream = container.streams.audio[0]
            if stream.codec_context is None:
                raise MediaError(f"{self.path} is in a format that is not known here, or it is copy-protected.")
            self.duration = _duration(container, stream)
            # Raw AAC has no header: its duration is a guess from the first frames.
            self._promised = self.duration if stream.duration and container.format.name != "aac" else None

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """16 kHz mono float32 blocks of various sizes. Raises MediaError where nothing can be decoded."""
        heard = 0
        for block in self._resampled():
            heard += len(block)
            if len(block):
                yield block
        if not heard:
            raise MediaError(f"{self.path} holds no sound that can be decoded; it is damaged, empty or copy-protected.")
        seconds, promised = heard / SAMPLE_RATE, self._promised
        if promised and not self.warning and seconds < EARLY_END_SHARE * promised - EARLY_END_SECONDS:
            self.warning = (
                f"{self.path} ends after {seconds:.1f} s where {promised:.1f} s were announced; it may be cut off."
            )

    def _resampled(self) -> Iterator[NDArray[np.float32]]:
        """A change of rate in the middle (it happens in broadcasts) begins a new resampler; no sample is lost by it."""
        resampler: Resampler | None = None
        for rate, samples in self._mixed():
            if resampler is None or resampler.rate != rate:
                if resampler is not None:
                    yield resampler.flush()
                resampler = Resampler(rate)
            yield resampler.feed(samples)
        if resampler is not None:
            yield resampler.flush()

    def _check_path(self) -> None:
        if not self.path.exists():
            raise MediaError(f"{self.path} does not exist; check the name and the folder.")
        if self.path.is_dir():
            raise MediaError(f"{self.path} is a folder; name the files in it.")
        try:
            with self.path.open("rb") as file:
                if not file.read(1):
                    raise MediaError(f"{self.path} is empty (0 bytes).", "empty")
        except OSError as failure:
            raise MediaError(f"{self.path} cannot be read: {failure.strerror or failure}.", "unreadable") from failure

    def open(self) -> av.container.InputContainer:
        """The file, which has an audio track. Raises MediaError."""
        try:
            if self._alone:
                container = av.open(_Bytes.of(self.path), "r", metadata_errors="ignore", options=ALONE_OPTIONS)
            else:
                container = av.open(str(self.path), metadata_errors="ignore", options=OPEN_OPTIONS)
        except (FFmpegError, OSError, ValueError) as failure:
            raise MediaError(f"{self.path} is no audio or video file, or it is damaged.") from failure
        if not container.streams.audio:
            container.close()
            raise MediaError(f"{self.path} has no sound: there is no audio track in it.", "no sound")
        return container

    def frames_of(self, container: av.container.InputContainer) -> Iterator[AudioFrame]:
        """Decoded frames from where the container is; a damaged stretch is skipped and noted in `warning`.

        Every packet brings the end nearer. Raises MediaError for a rate that no sound has.
        """
        packets = container.demux(container.streams.audio[0])
        while True:
            try:
                for frame in next(packets).decode():
                    if isinstance(frame, AudioFrame) and frame.samples > 0:
                        self._check_rate(frame.sample_rate)
                        yield frame
            except StopIteration:
                return
            except (FFmpegError, OSError, ValueError) as failure:
                self.warning = f"{self.path} is damaged in places ({_reason(failure)}); the rest was read."

    def _frames(self) -> Iterator[AudioFrame]:
        with self.open() as container:
            yield from self.frames_of(container)

    def _check_rate(self, rate: int) -> None:
        if not LOWEST_RATE <= rate <= HIGHEST_RATE:
            raise MediaError(f"{self.path} says it has {rate} samples a second; it is damaged.")

    def _mixed(self) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """(rate, mono samples): the mean of the channels, or the loudest where the mean cancels out.

        Settled once, on the first ten seconds that are not silence, so that it hangs on nothing but the file. Silence
        is passed on as the mean.
        """
        probe: list[tuple[int, NDArray[np.float32]]] = []
        seconds = 0.0
        mixing: _Mixing | None = None
        for frame in self._frames():
            planes = _planes(frame)
            if mixing is not None:
                yield frame.sample_rate, mixing.mix(planes)
                continue
            probe.append((frame.sample_rate, planes))
            seconds += frame.samples / frame.sample_rate
            if seconds >= PROBE_SECONDS:
                found = _mixing_for([planes for _, planes in probe])
                yield from ((rate, found.mix(planes)) for rate, planes in probe)
                mixing = None if found.quiet else found
                probe, seconds = [], 0.0
        if probe:
            found = _mixing_for([planes for _, planes in probe])
            yield from ((rate, found.mix(planes)) for rate, planes in probe)


class _Bytes(mmap.mmap):
    """A file's content, by which FFmpeg reads it without opening anything itself; its name helps to tell the format."""

    name: str

    @classmethod
    def of(cls, path: Path) -> _Bytes:
        with path.open("rb") as file:
            content = cls(file.fileno(), 0, access=mmap.ACCESS_READ)
        content.name = path.name
        return content


def open_media(path: str | Path, alone: bool = False) -> Media:
    """Open a file and look at its header; `alone`: see `Media`. Raises MediaError."""
    return Media(Path(path), alone)


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
        return (planes.astype(np.float32) - 128.0) / 128.0
    if planes.dtype.kind == "i":
        return planes.astype(np.float32) / np.float32(2 ** (8 * planes.dtype.itemsize - 1))
    return np.nan_to_num(planes.astype(np.float32), nan=0.0, posinf=1.0, neginf=-1.0)


@dataclass(frozen=True, slots=True)
class _Mixing:
    """How channels become one: the mean, or one of them. `quiet`: there was nothing to judge by."""

    channel: int | None = None
    quiet: bool = False

    def mix(self, planes: NDArray[np.float32]) -> NDArray[np.float32]:
        if self.channel is not None and self.channel < len(planes):
            taken: NDArray[np.float32] = planes[self.channel]
            return taken
        mixed: NDArray[np.float32] = planes.mean(axis=0, dtype=np.float32)
        return mixed


def _mixing_for(probe: list[NDArray[np.float32]]) -> _Mixing:
    """The mean; the loudest channel where the mean of the probe has cancelled out (anti-phase stereo)."""
    channels = len(probe[0])
    if channels < 2 or any(len(planes) != channels for planes in probe):
        return _Mixing()
    length = sum(planes.shape[1] for planes in probe)
    powers = np.zeros(channels)
    mixed = 0.0
    for planes in probe:
        powers += np.square(planes, dtype=np.float64).sum(axis=1) / length
        mixed += float(np.square(planes.mean(axis=0), dtype=np.float64).sum()) / length
    if powers.max() < QUIET:
        return _Mixing(quiet=True)
    return _Mixing(channel=int(powers.argmax()) if mixed < CANCELLED * powers.max() else None)


def _reason(failure: Exception) -> str:
    return " ".join(str(getattr(failure, "strerror", None) or failure).split())[:80]


__all__ = ["SAMPLE_RATE", "Media", "MediaError", "open_media", "read_media"]
