"""Dropped files, transcribed one after the other on one worker thread."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.session.transcript import Transcript

if TYPE_CHECKING:
    from core.session.recognition import Engine
    from core.streaming.captions import FinalCaption

# Progress is reported this often at most, so that a fast file does not flood the window.
REPORT_SECONDS = 0.1


# A folder dropped by mistake (a whole disk) must not fill the queue.
MOST_FILES = 2000


def files_in(paths: Iterable[Path], most: int = MOST_FILES) -> tuple[list[Path], bool]:
    """The files among `paths` and in their folders, at any depth, sorted within each; and whether there were more.

    At most `most`. Hidden files and folders are left out, links to folders not followed.
    """
    found: list[Path] = []
    for path in paths:
        for file in _walk(path) if path.is_dir() else [path]:
            if len(found) == most:
                return found, True
            found.append(file)
    return found, False


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if not name.startswith("."))


class FileState(Enum):
    """Where a file stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class FileJob:
    """One file. Seconds; `speed` in seconds of audio per second; `message` says what went wrong."""

    number: int
    path: Path
    state: FileState = FileState.QUEUED
    done: float = 0.0
    duration: float | None = None
    speed: float = 0.0
    last_line: str = ""
    message: str = ""
    transcript: Transcript | None = None

    @property
    def seconds_left(self) -> float | None:
        """Estimated time to the end; None where it cannot be told."""
        if self.duration is None or self.speed <= 0:
            return None
        return max(0.0, self.duration - self.done) / self.speed


class FileQueueListener(Protocol):
    """Hears of every change, on the queue's thread (additions: on the adding thread)."""

    def file_changed(self, job: FileJob) -> None:
        """A new job, or a new standing of one."""


class FileQueue:
    """`add`, `cancel`, `pause`, `move` and `close` from any thread.

    The engine is loaded when the first file needs it.
    """

    def __init__(self, engine_loader: Callable[[], Engine], listener: FileQueueListener) -> None:
        self._load_engine = engine_loader
        self._listener = listener
        self._numbers = itertools.count(1)
        self._waiting: deque[FileJob] = deque()
        self._cancelled: set[int] = set()
        self._changed = threading.Condition()
        self._closed = False
        self._paused = False
        self._thread: threading.Thread | None = None

    def add(self, path: Path) -> FileJob:
        """Queue a file; its fate comes through the listener."""
        with self._changed:
            job = FileJob(next(self._numbers), path)
            self._waiting.append(job)
            self._listener.file_changed(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="files", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return job

    def cancel(self, number: int) -> None:
        """Stop a waiting or running file; what is done already stays as it is."""
        with self._changed:
            self._cancelled.add(number)
            self._changed.notify_all()
            for job in [job for job in self._waiting if job.number == number]:
                self._waiting.remove(job)
                self._listener.file_changed(replace(job, state=FileState.CANCELLED))

    def pause(self, paused: bool) -> None:
        """Hold the queue, the running file too (after the block that it is at), or go on where it was."""
        with self._changed:
            self._paused = paused
            self._changed.notify_all()

    @property
    def paused(self) -> bool:
        """Whether the queue is held."""
        return self._paused

    def move(self, number: int, by: int) -> None:
        """Let a waiting file come `by` places later (earlier, where negative)."""
        with self._changed:
            place = next((n for n, job in enumerate(self._waiting) if job.number == number), None)
            if place is not None:
                job = self._waiting[place]
                del self._waiting[place]
                self._waiting.insert(max(0, place + by), job)

    @property
    def waiting(self) -> tuple[int, ...]:
        """Numbers of the waiting files, next first."""
        with self._changed:
            return tuple(job.number for job in self._waiting)

    def close(self, timeout: float | None = None) -> None:
        """Stop everything and wait for the thread."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            work = _FileWork(replace(job, state=FileState.RUNNING), self._listener)
            work.run(self._load_engine, partial(self._stopped, job.number, work))

    def _stopped(self, number: int, work: _FileWork) -> bool:
        """Asked before every block: waits here while the queue is held."""
        with self._changed:
            if self._paused:
                began = time.monotonic()
                while self._paused and not self._closed and number not in self._cancelled:
                    self._changed.wait()
                work.rested(time.monotonic() - began)
            return self._closed or number in self._cancelled

    def _next(self) -> FileJob | None:
        with self._changed:
            while (self._paused or not self._waiting) and not self._closed:
                self._changed.wait()
            return None if self._closed else self._waiting.popleft()


class _FileWork:
    """The transcription of one file, reported as it goes."""

    def __init__(self, job: FileJob, listener: FileQueueListener) -> None:
        self._job = job
        self._listener = listener
        self._reported = 0.0
        self._started = 0.0

    def run(self, load_engine: Callable[[], Engine], cancelled: Callable[[], bool]) -> None:
        """Load the engine if need be, transcribe, report."""
        from core.session.transcription import Cancelled, transcribe

        self._report()
        try:
            engine = load_engine()
            self._started = time.monotonic()
            transcript = transcribe(self._job.path, engine, self._progressed, self._heard, cancelled)
        except Cancelled:
            self._report(state=FileState.CANCELLED)
        except Exception as failure:  # noqa: BLE001 - one bad file must not end the queue
            ours = type(failure).__module__.startswith("core.")
            message = str(failure) if ours else f"{self._job.path.name} failed ({type(failure).__name__}: {failure})."
            self._report(state=FileState.FAILED, message=message)
        else:
            self._report(
                state=FileState.DONE,
                done=transcript.duration,
                duration=transcript.duration,
                transcript=transcript,
                message=transcript.warning,
            )

    def rested(self, seconds: float) -> None:
        """The queue was held: that is not this file's slowness."""
        self._started += seconds

    def _progressed(self, done: float, duration: float | None) -> None:
        now = time.monotonic()
        if now - self._reported >= REPORT_SECONDS:
            self._reported = now
            self._report(done=done, duration=duration, speed=done / max(now - self._started, 1e-6))

    def _heard(self, caption: FinalCaption) -> None:
        if caption.words:
            self._report(last_line=caption.text)

    def _report(self, **changes: object) -> None:
        self._job = replace(self._job, **changes)  # type: ignore[arg-type]
        self._listener.file_changed(self._job)
