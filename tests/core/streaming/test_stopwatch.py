"""What is measured on a machine that others use too."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.streaming.stopwatch import BUSY, Timed, quiet_seconds, timed


def test_sleep_takes_the_walls_time_and_none_of_the_processors() -> None:
    run = timed(lambda: time.sleep(0.05))
    assert run.wall >= 0.05
    assert run.own < 0.05


def test_work_takes_the_processors_time() -> None:
    run = timed(lambda: sum(range(300_000)))
    assert 0 < run.own <= run.processor * 1.01 + 0.001


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        # One run was disturbed, another was not.
        ([Timed(0.9, 0.4, 0.2), Timed(0.21, 0.4, 0.2), Timed(0.5, 0.4, 0.2)], (0.21, False)),
        # All were disturbed.
        ([Timed(0.9, 0.4, 0.22), Timed(0.7, 0.4, 0.2), Timed(0.5, 0.4, 0.21)], (0.2, True)),
    ],
)
def test_the_quietest_run_counts_and_a_busy_machine_is_known(runs: list[Timed], expected: tuple[float, bool]) -> None:
    assert quiet_seconds(runs) == expected


@given(st.lists(st.floats(0.01, 10.0), min_size=1), st.lists(st.floats(1.0, 20.0), min_size=1))
def test_disturbances_never_make_a_machine_look_slower_than_its_own_time(own: list[float], delays: list[float]) -> None:
    runs = [Timed(one * delay, one, one) for one, delay in zip(own, delays, strict=False)]
    seconds, busy = quiet_seconds(runs)
    assert min(run.own for run in runs) <= seconds <= BUSY * min(run.own for run in runs)
    assert busy == (min(run.wall for run in runs) > BUSY * min(run.own for run in runs))
