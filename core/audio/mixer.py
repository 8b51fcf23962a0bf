"""`MixedSource`: several live devices heard as one, such as a microphone and the computer's own sound.

Each device has a clock of its own. Samples are added position by position; a device that falls behind by more than
half a second (its clock is slower, or it sends nothing while nothing is played) is filled up with silence, so that
nothing of the others is dropped or held back. Two usual clocks drift so far apart in about an hour. A device that has
gone is tried again each second while the others go on. Used by the capture thread, but for `stop`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.audio.resampling import to_sixteen_bit_grid
from core.audio.source import SAMPLE_RATE, AudioSource, DeviceLost, DeviceUnavailable

PATIENCE_SAMPLES = SAMPLE_RATE // 2
RETRY_SECONDS = 1.0
SLICE_SECONDS = 0.02


class _Channel:
    """One device: what it has delivered and is not mixed yet."""

    def __init__(self, source: AudioSource) -> None:
        self.source = source
        self.pending = np.zeros(0, np.float32)
        self.ended = False
        # Silent for so long that nobody waits for it until it delivers again.
        self.late = False
        self.retry_at: float | None = None

    @property
    def lost(self) -> bool:
        return self.retry_at is not None

    def pull(self, timeout: float) -> None:
        """Take what there is. Raises DeviceLost."""
        if self.ended or self.lost:
            return
        block = self.source.read(timeout)
        if block is None:
            self.ended = True
        elif len(block):
            self.late = False
            self.pending = np.concatenate([self.pending, block])

    def take(self, count: int) -> NDArray[np.float32]:
        """The next `count` samples, with silence where there are not so many."""
        taken, self.pending = self.pending[:count], self.pending[count:]
        return np.pad(taken, (0, count - len(taken)))


class MixedSource:
    """Satisfies `AudioSource`. `report` hears a sentence when one device goes or comes back."""

    live = True

    def __init__(self, sources: Sequence[AudioSource], report: Callable[[str], None]) -> None:
        self._channels = [_Channel(source) for source in sources]
        self._report = report

    @property
    def name(self) -> str:
        """All names."""
        return " + ".join(channel.source.name for channel in self._channels)

    @property
    def dropped(self) -> int:
        """Samples that any of the devices lost."""
        return sum(channel.source.dropped for channel in self._channels)

    def start(self) -> None:
        """Open all devices. Raises DeviceUnavailable if one cannot be; after DeviceLost, if none can be."""
        if not any(channel.lost for channel in self._channels):
            for channel in self._channels:
                channel.source.start()
            return
        failures = [failure for channel in self._channels if (failure := self._retry(channel))]
        if len(failures) == len(self._channels):
            raise failures[0]

    def read(self, timeout: float) -> NDArray[np.float32] | None:
        """The sum of what all have; see `AudioSource.read`. Raises DeviceLost when no device is left."""
        deadline = time.monotonic() + timeout
        while True:
            for channel in self._channels:
                self._pull(channel)
            if all(channel.ended or channel.lost for channel in self._channels):
                return self._rest()
            mixed = self._mix(self._ready())
            if len(mixed) or time.monotonic() >= deadline:
                return mixed

    def stop(self) -> None:
        """End all; from any thread."""
        for channel in self._channels:
            channel.source.stop()

    def _pull(self, channel: _Channel) -> None:
        if channel.lost and time.monotonic() >= (channel.retry_at or 0.0):
            self._retry(channel)
        try:
            channel.pull(SLICE_SECONDS)
        except DeviceLost as lost:
            channel.retry_at = time.monotonic() + RETRY_SECONDS
            if all(other.lost for other in self._channels):
                raise
            self._report(f"{lost} The others are still heard.")

    def _retry(self, channel: _Channel) -> DeviceUnavailable | None:
        if not channel.lost:
            return None
        try:
            channel.source.start()
        except DeviceUnavailable as failure:
            channel.retry_at = time.monotonic() + RETRY_SECONDS
            return failure
        channel.retry_at = None
        self._report(f"{channel.source.name} is back.")
        return None

    def _ready(self) -> int:
        """How many samples can be mixed: what the slowest has, but nobody is waited for beyond the patience."""
        longest = max(len(channel.pending) for channel in self._channels)
        for channel in self._channels:
            if longest - len(channel.pending) > PATIENCE_SAMPLES:
                channel.late = True
        awaited = [len(c.pending) for c in self._channels if not (c.late or c.lost or c.ended)]
        return min(awaited, default=longest)

    def _mix(self, count: int) -> NDArray[np.float32]:
        if not count:
            return np.zeros(0, np.float32)
        # Each on the 16-bit grid, so the sum is as well; two that are loud at once are held at full scale.
        return to_sixteen_bit_grid(np.sum([channel.take(count) for channel in self._channels], axis=0))

    def _rest(self) -> NDArray[np.float32] | None:
        longest = max(len(channel.pending) for channel in self._channels)
        return self._mix(longest) if longest else None
