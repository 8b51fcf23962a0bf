"""Where samples come from: the protocol that a microphone and a file played as one satisfy."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000


class DeviceUnavailable(Exception):
    """A microphone cannot be opened; the message is one sentence that says what to do."""


class DeviceLost(Exception):
    """A microphone has gone while it was in use; it may come back."""


class AudioSource(Protocol):
    """16 kHz mono float32 samples, read by one thread (the capture thread)."""

    @property
    def name(self) -> str:
        """What the user knows it by."""

    @property
    def live(self) -> bool:
        """True where the sound does not wait for the reader."""

    @property
    def dropped(self) -> int:
        """Samples (at 16 kHz) lost before they could be read."""

    def start(self) -> None:
        """Begin. Raises DeviceUnavailable or MediaError. May be called again after DeviceLost."""

    def read(self, timeout: float) -> NDArray[np.float32] | None:
        """What there is, waiting up to `timeout` seconds; empty where nothing came; None at the end.

        Raises DeviceLost, MediaError.
        """

    def stop(self) -> None:
        """End; what was already captured can still be read. From any thread."""


class OneOfSeveral:
    """Part of an `AudioSource` that stands for several: it is called as the one that is heard now."""

    _current: AudioSource

    @property
    def name(self) -> str:
        """Of the source that is heard."""
        return self._current.name

    @property
    def live(self) -> bool:
        """See `AudioSource`."""
        return self._current.live
