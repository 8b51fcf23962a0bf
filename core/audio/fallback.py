"""A source that takes another device's place when that one does not come back. Capture thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.audio.source import DeviceUnavailable, OneOfSeveral

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.audio.source import AudioSource

ATTEMPTS = 3


class SourceWithFallback(OneOfSeveral):
    """Satisfies `AudioSource`: the first source, and once it was lost and did not come back, the second.

    The first gets `ATTEMPTS` calls of `start` (the session makes one a second) before the second has its turn; when the
    second is lost too, both are tried in turn. A first source that cannot be opened at all is a failure as ever.
    """

    def __init__(self, first: AudioSource, second: AudioSource) -> None:
        self._first = first
        self._second = second
        self._current = first
        self._heard = False
        self._failed = 0

    @property
    def dropped(self) -> int:
        """See `AudioSource`."""
        return self._first.dropped + self._second.dropped

    def start(self) -> None:
        """See `AudioSource`."""
        try:
            self._first.start()
            self._current = self._first
        except DeviceUnavailable:
            self._failed += 1
            if not self._heard or self._failed < ATTEMPTS:
                raise
            self._second.start()
            self._current = self._second
        self._heard = True
        self._failed = 0

    def read(self, timeout: float) -> NDArray[np.float32] | None:
        """See `AudioSource`."""
        return self._current.read(timeout)

    def stop(self) -> None:
        """See `AudioSource`."""
        self._current.stop()
