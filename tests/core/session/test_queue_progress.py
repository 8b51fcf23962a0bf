"""How long all files still take: a simulated queue whose speed changes, files that come and go, pauses."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.session.file_job import FileJob, FileState
from core.session.queue_progress import FIRST_SOUND, QueueProgress, QueueStanding

TICK = 0.25


class Simulated:
    """Files of so many seconds, done one after the other at the speed that `speed(now)` gives; asked once a second."""

    def __init__(self, lengths: list[float | None]) -> None:
        self.progress = QueueProgress()
        self.now = 0.0
        self.jobs = [FileJob(n, Path(str(n)), duration=length) for n, length in enumerate(lengths)]
        self.told: list[tuple[float, QueueStanding]] = []
        for job in self.jobs:
            self.progress.show(job, self.now)

    def run(self, speed: float, seconds: float, real: list[float] | None = None) -> None:
        end = self.now + seconds
        while self.now < end - 1e-9:
            self.now += TICK
            at = next((n for n, job in enumerate(self.jobs) if job.state is not FileState.DONE), None)
            if at is not None:
                if self.jobs[at].state is FileState.QUEUED:
                    self.progress.show(replace(self.jobs[at], state=FileState.RUNNING), self.now)
                length = self.jobs[at].duration or (real or [])[at]
                done = min(length, self.jobs[at].done + speed * TICK)
                state = FileState.DONE if done == length else FileState.RUNNING
                # Headers are seldom right to the sample.
                duration = length + 0.01 if state is FileState.DONE else self.jobs[at].duration
                self.jobs[at] = replace(self.jobs[at], done=done, state=state, duration=duration)
                self.progress.show(self.jobs[at], self.now)
            if self.now % 1 == 0:
                standing = self.progress.standing(self.now)
                if standing is not None:
                    self.told.append((self.now, standing))

    @property
    def minutes(self) -> list[int | None]:
        return [standing.minutes_left for _, standing in self.told]


def test_steady_work_counts_down_minute_by_minute_and_is_right_all_the_way() -> None:
    queue = Simulated([600.0] * 12)
    queue.run(10.0, 720)
    assert queue.minutes[0] is None
    first = 3 + int(FIRST_SOUND / 10.0)
    for now, standing in queue.told[first:]:
        assert standing.minutes_left is not None
        assert abs(standing.minutes_left - (720 - now) / 60) <= 0.8
    shown = [minutes for minutes in queue.minutes if minutes is not None]
    assert sorted(set(shown), reverse=True) == list(dict.fromkeys(shown)), "it never goes back up"
    shares = [standing.share or 0 for _, standing in queue.told]
    assert shares == sorted(shares)
    assert (queue.told[400][1].finished, queue.told[400][1].files) == (6, 12)
    assert queue.progress.standing(queue.now) is None


def test_the_slow_first_seconds_of_a_cold_start_are_not_taken_for_the_speed() -> None:
    queue = Simulated([600.0] * 12)
    queue.run(0.5, 20)
    assert set(queue.minutes) == {None}
    queue.run(20.0, 20)
    shown = [minutes for minutes in queue.minutes if minutes is not None]
    assert shown
    assert max(shown) <= 7, "six minutes are left, and not an hour"


def test_a_slower_machine_is_told_gradually_and_without_jumps() -> None:
    queue = Simulated([3600.0] * 4)
    queue.run(20.0, 120)
    queue.run(10.0, 240)
    shown = [minutes for minutes in queue.minutes if minutes is not None]
    steps = np.abs(np.diff(shown))
    assert steps.max() <= 1
    left = sum((job.duration or 0) - job.done for job in queue.jobs)
    assert abs(shown[-1] - left / 10 / 60) <= 2


@settings(max_examples=30)
@given(st.lists(st.floats(4, 40), min_size=20, max_size=60))
def test_whatever_the_speed_does_nothing_is_thrown_about(speeds: list[float]) -> None:
    queue = Simulated([1500.0] * 10)
    for speed in speeds:
        queue.run(speed, 4)
    shown = [minutes for minutes in queue.minutes if minutes is not None]
    for one, other in pairwise(shown):
        assert abs(other - one) <= max(2, 0.15 * one)


def test_a_pause_is_no_slowness_and_what_is_left_stays() -> None:
    queue = Simulated([600.0] * 6)
    queue.run(10.0, 60)
    queue.progress.pause(True, queue.now)
    before = queue.progress.standing(queue.now)
    assert before is not None
    assert before.paused
    queue.now += 1800
    assert queue.progress.standing(queue.now) == before
    queue.now += 1800
    queue.progress.pause(False, queue.now)
    queue.run(10.0, 5)
    standing = queue.told[-1][1]
    assert not standing.paused
    assert before.minutes_left is not None
    assert standing.minutes_left == pytest.approx(before.minutes_left, abs=1)


def test_files_that_come_or_go_count_at_once() -> None:
    queue = Simulated([600.0] * 6)
    queue.run(10.0, 60)
    assert queue.minutes[-1] == 5
    for number in range(6, 12):
        queue.progress.show(FileJob(number, Path("x"), duration=600.0), queue.now)
    more = queue.progress.standing(queue.now)
    assert more is not None
    assert more.minutes_left == 11
    queue.progress.remove(range(6, 11))
    queue.progress.show(FileJob(11, Path("x"), FileState.CANCELLED, duration=600.0), queue.now)
    fewer = queue.progress.standing(queue.now)
    assert fewer is not None
    assert fewer.minutes_left == 5


def test_files_whose_length_is_not_known_are_taken_for_usual_ones() -> None:
    queue = Simulated([600.0, None, None, None])
    queue.run(10.0, 10, real=[600.0] * 4)
    assert queue.minutes[-1] == 4
    nothing = Simulated([None, None])
    nothing.run(10.0, 10, real=[600.0] * 2)
    standing = nothing.told[-1][1]
    assert (standing.share, standing.minutes_left) == (None, None)


def test_hours_are_told_in_fives() -> None:
    queue = Simulated([36_000.0] * 4)
    queue.run(10.0, 60)
    assert queue.minutes[-1] == 240


def test_a_new_batch_begins_when_the_queue_has_been_at_rest() -> None:
    queue = Simulated([100.0] * 3)
    queue.run(10.0, 60)
    queue.progress.show(FileJob(7, Path("x"), duration=100.0), queue.now)
    standing = queue.progress.standing(queue.now)
    assert standing is not None
    assert (standing.finished, standing.files) == (0, 1)
    queue.progress.show(FileJob(8, Path("y"), FileState.DONE, duration=100.0), queue.now)
    again = queue.progress.standing(queue.now)
    assert again is not None
    assert again.files == 1, "what was finished before is not counted"
