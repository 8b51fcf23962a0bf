"""Microphones, by PortAudio.

PortAudio's callback runs on a thread of its own and does no more than write into a ring of the device's own rate.
`Microphone.read`, on the capture thread, takes from that ring, resamples to 16 kHz and rounds to the 16-bit grid: so
the FLAC journal holds exactly what was recognised. `stop` may come from any thread: a lock that the callback never
takes keeps it apart from `start`, and `read` does not touch PortAudio's stream at all.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.audio import portaudio
from core.audio.resampling import Resampler, to_sixteen_bit_grid
from core.audio.ring_buffer import RingBuffer, RingReader
from core.audio.source import SAMPLE_RATE, DeviceLost, DeviceUnavailable

RING_SECONDS = 60
# PortAudio does not always say that a device has gone; silence of the callback does.
SILENCE_LIMIT = 2.5
# A device that has just been opened may need longer for its first block (Bluetooth does).
FIRST_BLOCK_LIMIT = 6.0
LOOK_AGAIN = 0.02
LARGEST_BLOCK = 16_384
# Without a chosen channel the mean of the first two is taken, or the only one.
MIXED_CHANNELS = 2


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone as PortAudio sees it."""

    name: str
    host_api: str
    index: int
    channels: int
    default_sample_rate: float
    is_default: bool


def input_devices(refresh: bool = False) -> list[InputDevice]:
    """The microphones, the default one first.

    `refresh` looks again at what is plugged in, unless a microphone is open: PortAudio cannot then. Raises
    DeviceUnavailable.
    """
    with portaudio.devices(refresh) as sounddevice:
        return _list_devices(sounddevice)


def _list_devices(sounddevice: Any) -> list[InputDevice]:
    apis = sounddevice.query_hostapis()
    default = sounddevice.default.device[0]
    found = [
        InputDevice(
            name=str(device["name"]),
            host_api=str(apis[device["hostapi"]]["name"]),
            index=index,
            channels=int(device["max_input_channels"]),
            default_sample_rate=float(device["default_samplerate"]),
            is_default=index == default,
        )
        for index, device in enumerate(sounddevice.query_devices())
        if device["max_input_channels"] > 0
    ]
    return sorted(found, key=lambda device: not device.is_default)


def choose_device(name: str | None, host_api: str | None, devices: list[InputDevice]) -> InputDevice:
    """By exact name, else by the only name that contains it, upper or lower case; None is the default.

    Raises DeviceUnavailable, which lists the names there are.
    """
    if not devices:
        asked = f" (asked for: {name})" if name else ""
        raise DeviceUnavailable(
            f"no microphone was found{asked}; plug one in, or allow access to it in the system's settings."
        )
    there = [device for device in devices if host_api in (None, device.host_api)]
    if name is None:
        return (there or devices)[0]
    exact = [device for device in there if device.name == name]
    partly = [device for device in there if name.casefold() in device.name.casefold()]
    if exact:
        return exact[0]
    if len({device.name for device in partly}) == 1:
        return partly[0]
    names = ", ".join(dict.fromkeys(device.name for device in devices))
    problem = "is not clear" if partly else "was not found"
    raise DeviceUnavailable(f"the microphone {name!r} {problem}; there are: {names}.")


class Microphone:
    """Satisfies `AudioSource`. `channel` counts from 0; None takes the mean of the first two."""

    live = True

    def __init__(self, name: str | None = None, host_api: str | None = None, channel: int | None = None) -> None:
        self.name = name or "default microphone"
        self._wanted, self._host_api, self._channel = name, host_api, channel
        self._stream: Any = None
        self._overflows = 0
        self._lost_before = 0
        self._finished = False
        self._silent_since = 0.0
        self._mono = np.zeros(LARGEST_BLOCK, np.float32)
        self._stopped = threading.Event()
        self._ring = RingBuffer(1)
        self._reader = RingReader(self._ring)
        self._resampler = Resampler(SAMPLE_RATE)
        self._drained = False

    @property
    def dropped(self) -> int:
        """Samples (16 kHz) that the ring lost, and PortAudio's own overflows, each counted as one sample at least."""
        return self._lost_before + self._lost_now()

    def start(self) -> None:
        """Open the device at its own rate; again after DeviceLost. After `stop` it does nothing.

        Raises DeviceUnavailable.
        """
        sounddevice = portaudio.sounddevice()
        self._close()
        with portaudio.quiet():
            if self._stopped.is_set():
                return
            device = choose_device(self._wanted, self._host_api, input_devices(refresh=True))
            channels = self._channels_to_open(device)
            self.name = device.name
            self._begin(round(device.default_sample_rate))
            try:
                self._open(sounddevice, device, channels)
            except (sounddevice.PortAudioError, ValueError) as failure:
                self._close()
                raise DeviceUnavailable(
                    f"{device.name} cannot be opened ({failure}); plug it in again, close other programs that use it, "
                    "or choose another."
                ) from failure

    def _channels_to_open(self, device: InputDevice) -> int:
        """The device is opened with no more channels than are used; system mixers claim to have many."""
        if self._channel is None:
            return min(device.channels, MIXED_CHANNELS)
        if not 0 <= self._channel < device.channels:
            raise DeviceUnavailable(
                f"{device.name} has no channel {self._channel}; choose one from 0 to {device.channels - 1}."
            )
        return self._channel + 1

    def _begin(self, rate: int) -> None:
        """A new ring and resampler for a new stream; what the last one lost stays counted."""
        self._lost_before = self.dropped
        self._overflows = 0
        self._ring = RingBuffer(RING_SECONDS * rate)
        self._reader = RingReader(self._ring)
        self._resampler = Resampler(rate)
        self._finished = False
        self._silent_since = time.monotonic() + FIRST_BLOCK_LIMIT - SILENCE_LIMIT

    def _open(self, sounddevice: Any, device: InputDevice, channels: int) -> None:
        self._stream = portaudio.open_stream(
            lambda: sounddevice.InputStream(
                samplerate=self._resampler.rate,
                device=device.index,
                channels=channels,
                dtype="float32",
                callback=self._callback,
                finished_callback=self._finish,
            )
        )

    def read(self, timeout: float) -> NDArray[np.float32] | None:
        """See `AudioSource.read`."""
        if not self._reader.available and not self._stopped.is_set():
            self._wait(timeout)
        samples = self._reader.read_available(self._ring.capacity)
        if len(samples):
            self._silent_since = max(self._silent_since, time.monotonic())
            return to_sixteen_bit_grid(self._resampler.feed(samples))
        if not self._stopped.is_set():
            return np.zeros(0, np.float32)
        if self._drained:
            return None
        self._drained = True
        return to_sixteen_bit_grid(self._resampler.flush())

    def stop(self) -> None:
        """Close the device for good; what it delivered is still to be read. From any thread."""
        self._stopped.set()
        self._close()

    def _wait(self, timeout: float) -> None:
        """Until something arrives; a device that stays silent for long, or whose stream has ended, is lost.

        The callback must not take the lock of a condition, so this looks again every 20 ms.
        """
        deadline = time.monotonic() + timeout
        while not self._reader.available and not self._stopped.wait(LOOK_AGAIN):
            now = time.monotonic()
            if self._finished or now - self._silent_since >= SILENCE_LIMIT:
                self._close()
                raise DeviceLost(f"{self.name} does not answer any more.")
            if now >= deadline:
                return

    def _finish(self) -> None:
        """PortAudio's thread: the stream has ended, by `_close` or because the device has gone."""
        self._finished = True

    def _callback(self, frames: NDArray[np.float32], count: int, _time: object, status: Any) -> None:
        """PortAudio's thread: mix and write, nothing else; no lock is taken, so nothing can make it wait."""
        if status.input_overflow:
            self._overflows += 1
        if self._channel is not None:
            self._ring.write(frames[:, self._channel])
            return
        mono = self._mono[:count] if count <= len(self._mono) else np.empty(count, np.float32)
        self._ring.write(np.mean(frames, axis=1, out=mono))

    def _lost_now(self) -> int:
        return round(self._reader.lost * SAMPLE_RATE / self._resampler.rate) + self._overflows

    def _close(self) -> None:
        with portaudio.lock:
            stream, self._stream = self._stream, None
            if stream is not None:
                portaudio.close_stream(stream)
