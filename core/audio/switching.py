"""`SwitchingSource`: one source to the session, behind which the device can be changed while it runs.

The new device is opened while the old one still listens, and what the old one had heard is delivered first: a change
loses nothing. A device that refuses is reported, and the old one goes on. `read` and `start` are the capture thread's;
`switch_to` and `stop` may come from any.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.audio.source import AudioSource, DeviceUnavailable, OneOfSeveral


class SwitchingSource(OneOfSeveral):
    """Satisfies `AudioSource`. On the capture thread, `report` hears one sentence about each change, and `refused`
    which source could not be opened and which one goes on.
    """

    def __init__(
        self,
        first: AudioSource,
        report: Callable[[str], None],
        refused: Callable[[AudioSource, AudioSource], None] = lambda _wanted, _current: None,
    ) -> None:
        self._current = first
        self._report, self._refused = report, refused
        self._wanted: AudioSource | None = None
        self._leaving: AudioSource | None = None
        self._dropped_before = 0
        self._opened = False
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    @property
    def dropped(self) -> int:
        """Samples that any of the devices lost."""
        return self._dropped_before + self._current.dropped

    def switch_to(self, source: AudioSource) -> None:
        """Listen to this one from the next block on; the last wish counts."""
        with self._lock:
            self._wanted = source

    def start(self) -> None:
        """Open the device; after DeviceLost, the one that the user has chosen since. Raises DeviceUnavailable."""
        # At the very beginning a wish waits for `read`, which keeps the first device where the other one refuses.
        wanted = self._take_wanted() if self._opened else None
        if wanted is not None:
            self._dropped_before += self._current.dropped
            self._current.stop()
            self._become(wanted)
        self._current.start()
        self._opened = True

    def read(self, timeout: float) -> NDArray[np.float32] | None:
        """See `AudioSource.read`."""
        if (wanted := self._take_wanted()) is not None:
            self._change(wanted)
        if self._leaving is None:
            return self._current.read(timeout)
        rest = self._leaving.read(timeout)
        if rest is None:
            self._dropped_before += self._leaving.dropped
            self._leaving = None
            return np.zeros(0, np.float32)
        return rest

    def stop(self) -> None:
        """End; from any thread."""
        self._stopped.set()
        with self._lock:
            self._current.stop()

    def _take_wanted(self) -> AudioSource | None:
        with self._lock:
            wanted, self._wanted = self._wanted, None
            return wanted

    def _change(self, wanted: AudioSource) -> None:
        """Open the new device, then let the old one finish. Another change waits until it has."""
        if self._leaving is not None:
            self.switch_to(wanted)
            return
        try:
            wanted.start()
        except DeviceUnavailable as reason:
            wanted.stop()
            self._report(f"{str(reason).rstrip('.')}; {self._current.name} goes on.")
            self._refused(wanted, self._current)
            return
        self._leaving = self._current
        self._leaving.stop()
        self._become(wanted)
        self._report(f"Listening to {wanted.name}.")

    def _become(self, wanted: AudioSource) -> None:
        with self._lock:
            self._current = wanted
            # A stop that came in between has stopped the old one only.
            if self._stopped.is_set():
                wanted.stop()
