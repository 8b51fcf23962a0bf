"""The default sound output, by PortAudio: opened when it is needed, let go when it is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.audio import portaudio
from core.audio.source import DeviceUnavailable

# A device that has not asked for samples for so long has gone.
SILENCE_LIMIT = 4.0
# Seconds that the device holds ready: a machine that recognises speech may be late.
LATENCY = 0.15


class Output:
    """`source` fills the blocks that the device asks for; None is silence. One thread, but for the callbacks."""

    def __init__(self) -> None:
        self.source: Callable[[NDArray[np.float32]], None] | None = None
        self.rate, self.channels, self.latency = 0, 0, 0.0
        self._name = ""
        self._stream: Any = None
        self._asked = 0.0
        self._ended = False

    def open(self) -> None:
        """Open the device, unless it is open. Raises DeviceUnavailable."""
        if self._stream is not None:
            return
        with portaudio.quiet(), portaudio.devices(refresh=True) as sounddevice:
            device = _default_output(sounddevice)
            self._name = str(device["name"])
            self.rate, self.channels = round(device["default_samplerate"]), min(2, device["max_output_channels"])
            self._ended, self._asked = False, time.monotonic()
            try:
                self._stream = portaudio.open_stream(
                    lambda: sounddevice.OutputStream(
                        samplerate=self.rate,
                        device=device["index"],
                        channels=self.channels,
                        latency=LATENCY,
                        dtype="float32",
                        callback=self._callback,
                        finished_callback=self._finish,
                    )
                )
            except (sounddevice.PortAudioError, ValueError) as failure:
                raise DeviceUnavailable(
                    f"{self._name} cannot be opened ({failure}); close other programs that play sound on it."
                ) from failure
            self.latency = float(self._stream.latency)

    def check(self) -> None:
        """Raises DeviceUnavailable where the device has gone."""
        if self._ended or time.monotonic() - self._asked > SILENCE_LIMIT:
            raise DeviceUnavailable(f"{self._name} does not answer any more; plug it in again, or choose another.")

    def close(self) -> None:
        """Let the device go."""
        self.source = None
        stream, self._stream = self._stream, None
        if stream is not None:
            portaudio.close_stream(stream)

    def _callback(self, block: NDArray[np.float32], _frames: int, _time: object, _status: object) -> None:
        """PortAudio's thread: copy, nothing else."""
        self._asked = time.monotonic()
        source = self.source
        if source is None:
            block.fill(0.0)
        else:
            source(block)

    def _finish(self) -> None:
        """PortAudio's thread: the stream has ended, by `close` or because the device has gone."""
        self._ended = True


def _default_output(sounddevice: Any) -> Any:
    try:
        return sounddevice.query_devices(kind="output")
    except (sounddevice.PortAudioError, ValueError) as failure:
        raise DeviceUnavailable(
            "nothing to play sound on was found; plug in headphones or loudspeakers, and play again."
        ) from failure
