"""How far the files of a queue are, all together, and how long they still take. Pure; no clock.

What is left of the sound over the speed measured of late. What is told goes there gradually, so that a file that is
faster or slower than the others moves it and does not throw it about; only other work (files that come or go) is told
at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from core.session.file_job import UNFINISHED, FileJob, FileState

# The speed is of so many seconds of work, the latest counting most.
SPEED_SECONDS = 60.0
# The first seconds of sound are slow (kernels are made for them) and tell nothing. After them nothing is told before so
# many seconds of work, with so much sound in them or so much work that little sound is no accident.
WARMING_SOUND = 10.0
FIRST_SECONDS, FIRST_SOUND, ENOUGH_SECONDS = 1.5, 20.0, 10.0
# What is told comes near to what is measured within so many seconds.
SETTLING_SECONDS = 15.0
# A number that is shown stays until it is wrong by so much of its step.
STICKY = 0.75
COARSE_MINUTES, COARSE_STEP = 60, 5


@dataclass(frozen=True, slots=True)
class QueueStanding:
    """Files that are finished, of all since the queue was last at rest; `share` of their sound that is done, None where
    no length is known; whole minutes to the end (0: less than one), None where it cannot be told yet."""

    finished: int
    files: int
    share: float | None
    minutes_left: int | None
    paused: bool


class QueueProgress:
    """`now`: seconds of a clock that never goes back."""

    def __init__(self) -> None:
        self._jobs: dict[int, FileJob] = {}
        self._paused = False
        # Sound done and time taken, decayed; where and when the last report was.
        self._sound = self._time = 0.0
        self._warm = False
        self._last: tuple[int, float, float] | None = None
        # Seconds left, as told, and when; None: to be taken over as measured.
        self._told: float | None = None
        self._told_at = 0.0
        self._minutes: int | None = None

    def show(self, job: FileJob, now: float) -> None:
        """A new file, or a new standing of one. Those that were finished before do not count."""
        before = self._jobs.get(job.number)
        if before is None:
            if job.state not in UNFINISHED:
                return
            if not any(known.state in UNFINISHED for known in self._jobs.values()):
                self._jobs.clear()
        self._jobs[job.number] = job
        gone = (FileState.FAILED, FileState.CANCELLED)
        if before is None or (before.state is not job.state and (before.state in gone or job.state in gone)):
            self._told = None
        if job.done:
            self._measure(job, now)

    def remove(self, numbers: Iterable[int]) -> None:
        """They are not on the list any more."""
        for number in numbers:
            self._jobs.pop(number, None)
        self._told = None

    def pause(self, paused: bool, now: float) -> None:
        """Time that passes until the queue goes on is no work."""
        self._paused = paused
        self._last = None
        self._told_at = now

    def standing(self, now: float) -> QueueStanding | None:
        """None while nothing waits or runs."""
        jobs = self._jobs.values()
        open_ones = [job for job in jobs if job.state in UNFINISHED]
        if not open_ones:
            self._told = self._minutes = self._last = None
            return None
        known = [job.duration for job in jobs if job.duration]
        usual = sum(known) / len(known) if known else 0.0
        left = sum(max(0.0, (job.duration or usual) - job.done) for job in open_ones)
        done = sum(job.done for job in open_ones)
        done += sum(job.duration or usual for job in jobs if job.state is FileState.DONE)
        share = done / (done + left) if known and done + left > 0 else None
        finished = len(jobs) - len(open_ones)
        minutes = self._minutes_left(left, now) if known else None
        return QueueStanding(finished, len(jobs), share, minutes, self._paused)

    def _measure(self, job: FileJob, now: float) -> None:
        last, self._last = self._last, (job.number, job.done, now)
        if last is None or self._paused:
            return
        if not self._warm:
            self._warm = job.done >= WARMING_SOUND or last[0] != job.number
            return
        sound = job.done - last[1] if last[0] == job.number else job.done
        seconds = now - last[2]
        kept = math.exp(-seconds / SPEED_SECONDS)
        self._sound = self._sound * kept + max(0.0, sound)
        self._time = self._time * kept + seconds

    def _minutes_left(self, left: float, now: float) -> int | None:
        enough = self._time >= ENOUGH_SECONDS or (self._time >= FIRST_SECONDS and self._sound >= FIRST_SOUND)
        if not enough or self._sound <= 0:
            return None
        measured = left * self._time / self._sound
        passed = now - self._told_at
        if self._told is None:
            self._told = measured
        elif not self._paused:
            expected = max(0.0, self._told - passed)
            self._told = expected + (measured - expected) * (1 - math.exp(-passed / SETTLING_SECONDS))
        self._told_at = now
        self._minutes = _sticky(self._told / 60, self._minutes)
        return self._minutes


def _sticky(minutes: float, shown: int | None) -> int:
    """Whole minutes, fives above an hour; `shown` stays while it is nearly right."""
    step = COARSE_STEP if max(minutes, shown or 0) > COARSE_MINUTES else 1
    if shown is not None and abs(minutes - shown) < STICKY * step:
        return shown
    return step * round(minutes / step)
