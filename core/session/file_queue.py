"""Dropped files, transcribed one after the other on one worker thread.

With a library the queue is on disk: each file's text is a session, stored as it comes, and what was not finished when
the process ended is there again at the next start.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from core.session.file_claims import ELSEWHERE, FileClaims
from core.session.file_job import UNFINISHED, FileJob, FileState
from core.session.file_lengths import FileLengths
from core.session.file_work import EngineLoader, FileWork
from core.session.library.database import LibraryError
from core.session.library.files import is_text
from core.session.transcription import Cancelled

if TYPE_CHECKING:
    from core.session.library import Library
    from core.session.library.files import KeptFile
    from core.session.speakers import SpeakerOptions

# How long to wait before a text that the disk did not take is written again.
STORE_AGAIN_SECONDS = 5.0
# How long to wait before it is asked again whether another process has done with a file.
ASK_AGAIN_SECONDS = 2.0
OWNER = "files.lock"


class FileQueueListener(Protocol):
    """Hears of every change, on the queue's thread (additions, cancellations: on the asking thread)."""

    def file_changed(self, job: FileJob) -> None:
        """A new job, or a new standing of one."""


class FileQueue:
    """`restore`, `add`, `cancel`, `again`, `remove`, `pause`, `move`, `place` and `close` from any thread.

    The engine is loaded when the first file needs it, with the options of the session that a file goes on with (None:
    for a new one). Without a library nothing is stored. `speakers` is asked for each file whether, and how, it is to be
    found out who speaks, which goes into the library.
    """

    def __init__(
        self,
        load_engine: EngineLoader,
        listener: FileQueueListener,
        library: Library | None = None,
        speakers: Callable[[], SpeakerOptions | None] = lambda: None,
    ) -> None:
        self._speakers = speakers
        self._load_engine = load_engine
        self._listener = listener
        self._library = library
        self._numbers = itertools.count(1)
        self._jobs: dict[int, FileJob] = {}
        # By number: the row of the library that stands for it, and what its file was when it was begun.
        self._rows: dict[int, int] = {}
        self._stamps: dict[int, str] = {}
        self._waiting: deque[int] = deque()
        self._cancelled: set[int] = set()
        self._claims = FileClaims(library)
        # When a file came into the queue, in seconds since 1970, and those that have found another process at them.
        self._came: dict[int, float] = {}
        self._elsewhere: set[int] = set()
        self._not_stored: dict[int, FileWork] = {}
        # Numbers of files that have no row yet, as the disk was full.
        self._unkept: list[int] = []
        self._changed = threading.Condition(threading.RLock())
        self._work: FileWork | None = None
        self._closed = False
        self._paused = False
        self._running: int | None = None
        self._thread: threading.Thread | None = None
        self._lengths = FileLengths(self._measured)
        self._owner: FileLock | None = None
        self._why_not: Callable[[FileJob], str | None] = lambda _job: None

    def begin_when(self, why_not: Callable[[FileJob], str | None]) -> None:
        """Ask this before a file is begun: None, or why it waits (a sentence, or empty). It must not take time."""
        self._why_not = why_not

    def look_again(self) -> None:
        """What a file waits for may have come."""
        with self._changed:
            self._changed.notify_all()

    def restore(self) -> int:
        """Take up what the queue was when the process before ended, held; returns how many files are unfinished.

        Where another process has the queue, this one begins an empty one of its own, which is not stored. Raises
        LibraryError.
        """
        if self._library is None:
            return 0
        owner = FileLock(self._library.folder / OWNER, thread_local=False)
        try:
            owner.acquire(timeout=0)
        except Timeout:
            return 0
        self._owner = owner
        with self._changed:
            for kept in self._library.files.all():
                job = self._restored(kept)
                self._rows[job.number], self._stamps[job.number] = kept.id, kept.stamp
                if job.state is FileState.QUEUED:
                    self._waiting.append(job.number)
                self._put(job)
            self._paused = bool(self._waiting)
            self._lengths.ask([self._jobs[number] for number in self._waiting])
            return len(self._waiting)

    def add(self, path: Path) -> FileJob:
        """Queue a file; its fate comes through the listener."""
        return self.add_all([path])[0]

    def add_all(self, paths: Sequence[Path], watched: bool = False) -> list[FileJob]:
        """Queue files at the end, in this order. `watched`: see `FileJob`."""
        with self._changed:
            jobs = [FileJob(next(self._numbers), path.absolute(), watched=watched) for path in paths]
            self._keep(jobs)
            self._waiting.extend(job.number for job in jobs)
            self._put(*jobs)
            self._wake()
        self._lengths.ask(jobs)
        return jobs

    def _keep(self, jobs: Sequence[FileJob]) -> None:
        """On disk. What a full disk keeps out is done all the same, and kept when there is room; a name that is no text
        is forgotten if the process ends."""
        jobs = [job for job in jobs if is_text(job.path)]
        if self._library is None or self._owner is None or not jobs:
            return
        try:
            ids = self._library.files.add([job.path for job in jobs])
            self._rows.update(zip((job.number for job in jobs), ids, strict=True))
            self._library.files.change((self._rows[job.number], job) for job in jobs)
            for job in jobs:
                if job.state is not FileState.QUEUED:
                    self._library.files.begin(self._rows[job.number], job.session, self._stamps.get(job.number, ""))
        except LibraryError:
            self._unkept.extend(job.number for job in jobs if job.number not in self._rows)

    def cancel(self, *numbers: int) -> None:
        """Stop waiting or running files. What was heard of them stays, and `again` goes on from there."""
        with self._changed:
            self._cancelled.update(numbers)
            stopped = set(numbers).intersection(self._waiting)
            self._waiting = deque(number for number in self._waiting if number not in stopped)
            self._put(*(replace(self._jobs[n], state=FileState.CANCELLED, message="") for n in numbers if n in stopped))
            self._changed.notify_all()

    def let_be(self, number: int, why: str) -> None:
        """Leave a file undone that still waits; `why` is shown, and `again` does it all the same."""
        with self._changed:
            if number in self._waiting:
                self._waiting.remove(number)
                self._put(replace(self._jobs[number], state=FileState.CANCELLED, message=why))

    def again(self, *numbers: int) -> None:
        """Queue files once more that have failed or were cancelled."""
        with self._changed:
            jobs = [self._jobs[number] for number in numbers]
            jobs = [job for job in jobs if job.state in (FileState.FAILED, FileState.CANCELLED)]
            self._cancelled.difference_update(job.number for job in jobs)
            self._waiting.extend(job.number for job in jobs)
            self._keep_order()
            self._put(*(replace(job, state=FileState.QUEUED, message="", watched=False) for job in jobs))
            self._wake()

    def remove(self, *numbers: int) -> list[int]:
        """Forget those that neither wait nor run; their sessions stay in the library. Which they were. Raises
        LibraryError, and then forgets none."""
        with self._changed:
            gone = [number for number in numbers if self._jobs[number].state not in UNFINISHED]
            if self._library is not None:
                self._library.files.remove([self._rows[number] for number in gone if number in self._rows])
            for number in gone:
                self._rows.pop(number, None)
                del self._jobs[number]
            return gone

    def pause(self, paused: bool) -> None:
        """Hold the queue, the running file too (after the block that it is at), or go on where it was."""
        with self._changed:
            self._paused = paused
            self._wake()

    @property
    def paused(self) -> bool:
        """Whether the queue is held."""
        return self._paused

    def move(self, number: int, by: int) -> None:
        """Let a waiting file come `by` places later (earlier, where negative)."""
        with self._changed:
            if number in self._waiting:
                place = self._waiting.index(number)
                self._waiting.remove(number)
                self._waiting.insert(max(0, place + by), number)
                self._keep_order()

    def place(self, numbers: Collection[int], before: int | None) -> None:
        """Let waiting files come one after the other, as they are, before a waiting one; None: at the end."""
        with self._changed:
            moved = [number for number in self._waiting if number in numbers]
            rest = list(self._waiting)
            # Where the one to come before is itself moved, or has begun meanwhile: before the next that stays.
            after = rest[rest.index(before) :] if before in rest else rest if before is not None else []
            at = next((number for number in after if number not in numbers), None)
            rest = [number for number in rest if number not in numbers]
            cut = len(rest) if at is None else rest.index(at)
            self._waiting = deque([*rest[:cut], *moved, *rest[cut:]])
            self._keep_order()

    def _keep_order(self) -> None:
        """On disk, what runs before what waits. Where the disk refuses, the order of this run holds all the same."""
        # One that has ended and waits again may still count as running.
        runs = [] if self._running is None or self._running in self._waiting else [self._running]
        numbers = [*runs, *self._waiting]
        rows = [self._rows[number] for number in numbers if number in self._rows]
        if self._library is not None:
            with suppress(LibraryError):
                self._library.files.order(rows)

    @property
    def paths(self) -> frozenset[Path]:
        """All files of the queue, whatever has become of them."""
        with self._changed:
            return frozenset(job.path for job in self._jobs.values())

    def find(self, path: Path, stamp: str) -> FileJob | None:
        """The last file of the queue with this path that is what it is now (see `stamp_of`), or was not begun yet."""
        with self._changed:
            for job in reversed(self._jobs.values()):
                known = self._stamps.get(job.number, "")
                if job.path == path and (known == stamp or (not known and job.state is not FileState.DONE)):
                    return job
        return None

    @property
    def waiting(self) -> tuple[int, ...]:
        """Numbers of the waiting files, next first."""
        with self._changed:
            return tuple(self._waiting)

    @property
    def brought(self) -> tuple[FileJob, ...]:
        """Waiting files that watched folders have brought, next first."""
        with self._changed:
            return tuple(job for number in self._waiting if (job := self._jobs[number]).watched)

    def close(self, timeout: float | None = None) -> None:
        """Stop everything and wait for the thread; what is not finished stays on disk as it is."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        self._lengths.close()
        if self._thread is not None:
            self._thread.join(timeout)
        self._store_again()
        if self._owner is not None:
            self._owner.release()

    def _restored(self, kept: KeptFile) -> FileJob:
        """What was running waits again; one whose session has been made whole meanwhile is done."""
        assert self._library is not None
        job = FileJob(
            next(self._numbers),
            kept.path,
            kept.state,
            duration=kept.duration,
            session=kept.session,
            watched=kept.watched,
        )
        if kept.session is not None:
            entry = self._library.rows.one(kept.session)
            if entry.ended is not None:
                state = FileState.DONE
                return replace(job, state=state, duration=entry.seconds, last_line=entry.first_words)
        if kept.state in (*UNFINISHED, FileState.DONE):
            return replace(job, state=FileState.QUEUED)
        return replace(job, message=kept.message)

    def _wake(self) -> None:
        if self._thread is None and self._waiting and not self._closed:
            self._thread = threading.Thread(target=self._run, name="files", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _put(self, *jobs: FileJob) -> None:
        """New standings: remembered, stored where a state is another one, and told."""
        with self._changed:
            for job in jobs:
                self._came.setdefault(job.number, time.time())
            states = {job.number: self._jobs[job.number].state for job in jobs if job.number in self._jobs}
            self._jobs.update((job.number, job) for job in jobs)
            others = [job for job in jobs if states.get(job.number, job.state) is not job.state]
            changes = [(self._rows[job.number], job) for job in others if job.number in self._rows]
            if self._library is not None and changes:
                # A full disk: the session itself says at the next start how far the file had come.
                with suppress(LibraryError):
                    self._library.files.change(changes)
        for job in jobs:
            self._listener.file_changed(job)

    def _measured(self, number: int, duration: float) -> None:
        """How long a waiting file is, on the thread that looks."""
        with self._changed:
            job = self._jobs.get(number)
            if job is not None and job.state is FileState.QUEUED and job.duration is None and not self._closed:
                self._put(replace(job, duration=duration))

    def _run(self) -> None:
        while (number := self._next()) is not None:
            job = self._jobs[number]
            elsewhere = self._came[number] if number in self._elsewhere else None
            work = self._work = FileWork(job, self._put, partial(self._stopped, number), self._speakers(), elsewhere)
            try:
                work.run(self._load_engine, self._library, self._stamps.get(number, ""), partial(self._begun, number))
            except Cancelled:
                # When the window closes, a file is not cancelled: it goes on at the next start.
                if not self._closed:
                    self._put(replace(work.job, state=FileState.CANCELLED, heard=[]))
            self._claims.give_back(job)
            if work.not_stored is not None:
                self._not_stored[number] = work

    def _begun(self, number: int, session: str | None, stamp: str) -> None:
        self._stamps[number] = stamp
        if self._library is not None and number in self._rows:
            self._library.files.begin(self._rows[number], session, stamp)

    def _stopped(self, number: int) -> bool:
        """Asked before every block: waits here while the queue is held."""
        with self._changed:
            if self._paused:
                began = time.monotonic()
                while self._paused and not self._closed and number not in self._cancelled:
                    self._changed.wait()
                if self._work is not None:
                    self._work.rested(time.monotonic() - began)
            return self._closed or number in self._cancelled

    def _next(self) -> int | None:
        while True:
            with self._changed:
                if self._closed:
                    return None
                self._running = None
                # A file that another process is at waits; those behind it do not.
                free = (number for number in self._waiting if self._is_free(number))
                if not self._paused and (number := next(free, None)) is not None:
                    self._waiting.remove(number)
                    self._running = number
                    return number
                store = STORE_AGAIN_SECONDS if self._not_stored or self._unkept else None
                self._changed.wait(ASK_AGAIN_SECONDS if self._elsewhere.intersection(self._waiting) else store)
            self._store_again()

    def _is_free(self, number: int) -> bool:
        """Whether this process is to do a file now."""
        job = self._jobs[number]
        why = self._why_not(job)
        if why is None and not self._claims.take(job):
            self._elsewhere.add(number)
            why = ELSEWHERE
        if why and job.message != why:
            self._put(replace(job, message=why))
        return why is None

    def _store_again(self) -> None:
        """Write what a full disk did not take."""
        with self._changed:
            jobs = [self._jobs[number] for number in self._unkept if number in self._jobs]
            self._unkept.clear()
            self._keep(jobs)
        for number, work in list(self._not_stored.items()):
            if work.store_again():
                del self._not_stored[number]
                # One that was taken off the list stays in the history alone.
                if number in self._jobs:
                    self._put(work.job)
