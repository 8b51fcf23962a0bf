from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.streaming.sample_buffer import SampleBuffer


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 9_000)), max_size=20))
def test_positions_are_absolute_through_any_growth_and_discarding(steps: list[tuple[int, int]]) -> None:
    buffer = SampleBuffer()
    for count, keep in steps:
        buffer.append(np.arange(buffer.end, buffer.end + count, dtype=np.float32))
        buffer.discard_before(buffer.end - keep)
        held = buffer.copy(buffer.start, buffer.end)
        assert held.tolist() == list(range(buffer.start, buffer.end))
        assert buffer.end - buffer.start <= keep


def test_a_long_stream_in_small_blocks_stays_small() -> None:
    buffer = SampleBuffer()
    block = np.zeros(160, np.float32)
    for _ in range(20_000):
        buffer.append(block)
        buffer.discard_before(buffer.end - 4_800)
    assert buffer.end == 3_200_000
    assert len(buffer._data) <= 16_384


def test_samples_that_are_gone_or_not_yet_there_are_refused() -> None:
    buffer = SampleBuffer()
    buffer.append(np.zeros(100, np.float32))
    buffer.discard_before(50)
    with pytest.raises(IndexError):
        buffer.copy(49, 60)
    with pytest.raises(IndexError):
        buffer.copy(60, 101)
