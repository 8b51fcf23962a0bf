"""The ring: what is left reads back, absolute positions, overruns that are reported, a writer that never waits."""

from __future__ import annotations

import mmap
import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audio.ring_buffer import Overrun, RingBuffer, RingReader


def ramp(start: int, count: int) -> np.ndarray:
    return np.arange(start, start + count, dtype=np.float32)


@given(capacity=st.integers(1, 50), blocks=st.lists(st.integers(0, 120), max_size=20))
def test_what_is_left_reads_back_and_what_is_not_says_so(capacity: int, blocks: list[int]) -> None:
    ring = RingBuffer(capacity)
    written = 0
    for size in blocks:
        ring.write(ramp(written, size))
        written += size
        oldest = max(0, written - capacity)
        assert (ring.position, ring.first_available) == (written, oldest)
        assert np.array_equal(ring.read(oldest, written - oldest), ramp(oldest, written - oldest))
        assert np.array_equal(ring.read_latest(7), ramp(max(oldest, written - 7), min(7, written - oldest)))
        if oldest:
            with pytest.raises(Overrun) as overrun:
                ring.read(oldest - 1, 1)
            assert overrun.value.first_available == oldest
        with pytest.raises(ValueError, match="written"):
            ring.read(written, 1)


@given(capacity=st.integers(1, 40), steps=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=20))
def test_a_reader_gets_every_sample_or_counts_it_as_lost(capacity: int, steps: list[tuple[int, int]]) -> None:
    ring = RingBuffer(capacity)
    reader = RingReader(ring)
    written = 0
    heard: list[float] = []
    for size, limit in steps:
        ring.write(ramp(written, size))
        written += size
        heard += reader.read_available(limit).tolist()
    while reader.available:
        heard += reader.read_available(capacity).tolist()
    assert len(heard) + reader.lost == written
    assert heard == sorted(heard)
    assert reader.position == written


@given(
    capacity=st.integers(1, 5_000),
    steps=st.lists(st.tuples(st.integers(0, 6_000), st.integers(0, 6_000)), max_size=12),
)
def test_what_is_forgotten_is_gone_and_all_else_stays(capacity: int, steps: list[tuple[int, int]]) -> None:
    """Long enough for whole pages: these read as zeros once they were given back."""
    ring = RingBuffer(capacity)
    written = forgotten = 0
    for size, behind in steps:
        ring.write(ramp(written + 1, size))
        written += size
        ring.forget_before(max(0, written - behind))
        forgotten = max(forgotten, written - behind)
        oldest = max(forgotten, written - capacity)
        assert ring.first_available == oldest
        assert np.array_equal(ring.read(oldest, written - oldest), ramp(oldest + 1, written - oldest))
        assert np.array_equal(ring.read_latest(capacity), ramp(oldest + 1, written - oldest))
        if oldest:
            with pytest.raises(Overrun):
                ring.read(oldest - 1, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_long_ring_holds_the_memory_of_what_waits_in_it_alone() -> None:
    def resident() -> float:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * mmap.PAGESIZE / 2**20

    second = np.ones(16_000, np.float32)
    growth = {}
    for keeps in (True, False):
        ring = RingBuffer(600 * 16_000)
        before = resident()
        for _ in range(1_000):
            ring.write(second)
            if not keeps:
                ring.forget_before(ring.position - 160_000)
        growth[keeps] = resident() - before
        assert np.array_equal(ring.read_latest(160_000), np.ones(160_000, np.float32))
    assert growth[True] > 30
    assert growth[False] < 5


def test_a_reader_beside_a_fast_writer_never_sees_torn_blocks() -> None:
    ring = RingBuffer(256)
    done = threading.Event()

    def write() -> None:
        for value in range(20_000):
            ring.write(np.full(32, value % 1000, np.float32))
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    whole = 0
    while not done.is_set():
        start = ring.position - 32
        if start < 0:
            continue
        try:
            block = ring.read(start, 32)
        except Overrun:
            continue
        assert len(set(block.tolist())) == 1, "a block was read while it was being overwritten"
        whole += 1
    thread.join()
    assert whole > 0
