"""How long work takes, by three clocks. For measurements, never for decisions about captions."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

BUSY = 1.3
"""So much longer by the wall's clock than by the thread's own: other programs were in between."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of one piece of work. `processor`: of all threads of the process together; `own`: of the caller's."""

    wall: float
    processor: float
    own: float


def timed(work: Callable[[], object]) -> Timed:
    """Do it once."""
    wall, processor, own = time.perf_counter(), time.process_time(), time.thread_time()
    work()
    return Timed(time.perf_counter() - wall, time.process_time() - processor, time.thread_time() - own)


def quiet_seconds(runs: Sequence[Timed]) -> tuple[float, bool]:
    """What work on the processors takes when nothing else runs, and whether something else ran.

    The shortest run, as all that disturbs makes it longer. Where even that one had to wait for a processor, it is the
    time that the calling thread had of one: an upper bound still, as it also waits for its helpers.
    """
    wall, own = min(run.wall for run in runs), min(run.own for run in runs)
    busy = wall > BUSY * own
    return (own if busy else wall), busy
