"""A file played as a microphone: every sample once, in blocks of any size, and none after `stop`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, repeat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.audio.file_source import FileSource
from core.audio.media import MediaError, read_media
from tests.helpers.shared_data import PROJECT

DEMO = PROJECT / "assets/demo/demo.flac"


@pytest.fixture(scope="module")
def whole() -> np.ndarray:
    return read_media(DEMO)


def everything(source: FileSource, timeout: float = 1.0) -> tuple[np.ndarray, list[int]]:
    source.start()
    blocks = []
    while (block := source.read(timeout)) is not None:
        blocks.append(block)
    return np.concatenate(blocks), [len(block) for block in blocks]


@settings(max_examples=15)
@given(sizes=st.lists(st.integers(100, 60_000), min_size=1, max_size=9))
def test_every_sample_comes_once_whatever_the_blocks(whole: np.ndarray, sizes: list[int]) -> None:
    samples, lengths = everything(FileSource(DEMO, block_sizes=cycle(sizes)))
    assert np.array_equal(samples, whole)
    wanted: Iterator[int] = cycle(sizes)
    assert lengths[:-1] == [next(wanted) for _ in lengths[:-1]]


def test_single_samples(whole: np.ndarray) -> None:
    source = FileSource(DEMO, block_sizes=repeat(1))
    source.start()
    assert [source.read(0.0) for _ in range(3000)] == whole[:3000].tolist()


def test_with_a_clock_a_block_that_is_not_due_stays_for_the_next_read(whole: np.ndarray) -> None:
    source = FileSource(DEMO, realtime=True, block_sizes=repeat(8_000))
    source.start()
    first = source.read(0.0)
    assert first is not None
    assert not len(first)
    heard = []
    while sum(map(len, heard)) < 16_000:
        block = source.read(0.02)
        assert block is not None
        assert len(block) in (0, 8_000)
        heard.append(block)
    assert np.array_equal(np.concatenate(heard), whole[:16_000])


@pytest.mark.parametrize("realtime", [False, True])
def test_nothing_comes_after_stop(realtime: bool) -> None:
    source = FileSource(DEMO, realtime=realtime)
    source.start()
    source.stop()
    assert source.read(1.0) is None
    assert source.dropped == 0
    assert source.live is realtime


def test_a_missing_file_is_said_at_the_start() -> None:
    with pytest.raises(MediaError, match="does not exist"):
        FileSource(Path("nowhere.wav")).start()
