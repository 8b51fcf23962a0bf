"""`RingBuffer`: the newest samples, written by one thread and read by many, without a lock.

The writer (for a device's own samples the PortAudio callback, for 16 kHz samples the capture thread) never waits,
allocates or locks. Positions grow for ever, so a reader knows what it has missed. Readers get copies, put together
where they go over the end, so that each sample is held once. Samples that a reader has no more use for can be
forgotten, so that a long ring takes no more memory than what is waiting in it.
"""

from __future__ import annotations

import mmap

import numpy as np
from numpy.typing import NDArray

_SAMPLE_BYTES = np.dtype(np.float32).itemsize


class Overrun(Exception):
    """The samples asked for have been overwritten; `first_available` is the oldest position that is left."""

    def __init__(self, first_available: int) -> None:
        super().__init__(f"overwritten; the oldest sample left is {first_available}")
        self.first_available = first_available


class RingBuffer:
    """Mono float32 samples. One writer, any number of readers."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("a ring buffer holds at least one sample")
        self.capacity = capacity
        self._memory = mmap.mmap(-1, capacity * _SAMPLE_BYTES)
        self._samples = np.frombuffer(self._memory, np.float32)
        # Raised before a write and `_written` after it: what lies between may be half-written.
        self._claimed = 0
        self._written = 0
        self._forgotten = 0

    @property
    def position(self) -> int:
        """Samples written so far: the position of the next one."""
        return self._written

    @property
    def first_available(self) -> int:
        """Position of the oldest sample that can still be read."""
        return max(self._forgotten, self._claimed - self.capacity)

    def write(self, block: NDArray[np.float32]) -> None:
        """Append a block, over the oldest samples. The writing thread only."""
        start = self._written
        self._claimed = start + len(block)
        if len(block) > self.capacity:
            start += len(block) - self.capacity
            block = block[-self.capacity :]
        at = start % self.capacity
        until_end = min(len(block), self.capacity - at)
        self._samples[at : at + until_end] = block[:until_end]
        self._samples[: len(block) - until_end] = block[until_end:]
        self._written = start + len(block)

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        """A copy of `count` samples from position `start`.

        Raises Overrun where some have been overwritten (also while they were copied), ValueError where some have not
        been written yet.
        """
        if start < 0 or count < 0 or start + count > self._written:
            raise ValueError(f"samples {start} to {start + count} of {self._written} written")
        if start < self.first_available:
            raise Overrun(self.first_available)
        samples = self._copy(start, count)
        if start < self.first_available:
            raise Overrun(self.first_available)
        return samples

    def read_latest(self, count: int) -> NDArray[np.float32]:
        """The newest samples, at most `count`: for a level meter, which may see a block half-written."""
        end = self._written
        count = min(count, end - self._forgotten, self.capacity)
        return self._copy(end - count, count)

    def forget_before(self, position: int) -> None:
        """Give the memory of the samples before this position, which have all been written, back to the system.

        They cannot be read any more. One thread only. Where the system takes no memory back, that is all.
        """
        start, self._forgotten = self._forgotten, max(self._forgotten, position)
        # Of a ring that is nearly full nothing is given back: the writer may be coming round to it already.
        if self._claimed - start <= self.capacity // 2:
            at = start % self.capacity
            until_end = min(self._forgotten - start, self.capacity - at)
            self._give_back(at, at + until_end)
            self._give_back(0, self._forgotten - start - until_end)

    def _give_back(self, start: int, end: int) -> None:
        """The whole pages between two places of the ring; what is written there later gets new ones."""
        first = -(-start * _SAMPLE_BYTES // mmap.PAGESIZE) * mmap.PAGESIZE
        length = end * _SAMPLE_BYTES // mmap.PAGESIZE * mmap.PAGESIZE - first
        if length > 0 and hasattr(mmap, "MADV_DONTNEED"):
            self._memory.madvise(mmap.MADV_DONTNEED, first, length)

    def _copy(self, start: int, count: int) -> NDArray[np.float32]:
        at = start % self.capacity
        until_end = min(count, self.capacity - at)
        samples = np.empty(count, np.float32)
        samples[:until_end] = self._samples[at : at + until_end]
        samples[until_end:] = self._samples[: count - until_end]
        return samples


class RingReader:
    """One reader's place in a ring. `lost` counts the samples that were overwritten before it came to them."""

    def __init__(self, ring: RingBuffer, start: int = 0) -> None:
        self._ring = ring
        self.position = start
        self.lost = 0

    @property
    def available(self) -> int:
        """Samples between this reader and the writer."""
        return self._ring.position - self.position

    def read_available(self, limit: int) -> NDArray[np.float32]:
        """The next samples, at most `limit`; empty where there are none. Skips what is lost, and counts it."""
        while True:
            try:
                samples = self._ring.read(self.position, min(limit, self.available))
            except Overrun as overrun:
                self.lost += overrun.first_available - self.position
                self.position = overrun.first_available
            else:
                self.position += len(samples)
                return samples
