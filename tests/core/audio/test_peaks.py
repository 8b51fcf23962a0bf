"""Peaks against the samples themselves: no loud sample is left out, at any zoom."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audio.media import read_media
from core.audio.peaks import PEAK_SAMPLES, Peaks, measure_peaks
from tests.helpers.shared_data import PROJECT

RATE = 16_000
DEMO = PROJECT / "assets/demo/demo.flac"


def test_peaks_are_the_extremes_of_every_ten_milliseconds() -> None:
    told: list[float] = []
    peaks = measure_peaks(DEMO, lambda so_far: told.append(so_far.seconds))
    samples = read_media(DEMO)
    assert peaks.seconds == pytest.approx(len(samples) / RATE, abs=0.01)
    parts = np.pad(samples, (0, -len(samples) % PEAK_SAMPLES)).reshape(-1, PEAK_SAMPLES)
    assert peaks.high / 127 == pytest.approx(np.maximum(parts.max(axis=1), 0), abs=1 / 127)
    assert peaks.low / 127 == pytest.approx(np.minimum(parts.min(axis=1), 0), abs=1 / 127)
    assert told == sorted(told)


def test_it_ends_early_where_it_is_cancelled() -> None:
    assert measure_peaks(DEMO, None, lambda: True).seconds == 0.0


@given(
    st.lists(st.tuples(st.integers(-127, 0), st.integers(0, 127)), max_size=300),
    st.integers(1, 40),
    st.floats(-1, 4),
    st.floats(0.001, 5),
    st.integers(1, 50),
)
def test_each_column_shows_the_extremes_of_its_part(
    pairs: list[tuple[int, int]], times: int, start: float, length: float, count: int
) -> None:
    pairs = pairs * times
    low, high = np.array(pairs, np.int8).reshape(-1, 2).T
    columns = Peaks(low.copy(), high.copy()).columns(start, start + length, count)
    edges = np.linspace(start, start + length, count + 1) * 100
    for number in range(count):
        left, right = edges[number], edges[number + 1]
        # A coarse level may show a little of the neighbours, never less than what is there.
        wide = 4 ** max(0, int(np.ceil(np.log(max((right - left), 1.0)) / np.log(4))) + 1)
        inside = pairs[max(0, int(np.ceil(left))) : max(0, int(np.floor(right)))]
        around = pairs[max(0, int(left) - wide) : max(0, int(right) + wide + 1)]
        assert columns[1][number] * 127 <= max((h for _, h in around), default=0) + 1e-3
        assert columns[0][number] * 127 >= min((b for b, _ in around), default=0) - 1e-3
        if inside and left >= 0:
            assert columns[1][number] * 127 >= max(h for _, h in inside) - 1e-3
            assert columns[0][number] * 127 <= min(b for b, _ in inside) + 1e-3


def test_lows_and_highs_belong_together() -> None:
    with pytest.raises(ValueError, match="lows"):
        Peaks(np.zeros(3, np.int8), np.zeros(4, np.int8))


def test_an_hour_is_drawn_from_few_numbers(tmp_path: Path) -> None:
    hours = Peaks(np.full(2_880_000, -50, np.int8), np.full(2_880_000, 50, np.int8))
    low, high = hours.columns(0, 28_800, 1000)
    assert set(low) == {np.float32(-50 / 127)}
    assert set(high) == {np.float32(50 / 127)}
