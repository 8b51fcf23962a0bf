"""Watched folders beside a queue of files: what comes into them is queued once, and its text written when it is done.

One thread looks at the folders, hands over to the queue and writes; what the disk refuses is written when there is
room. What was done is remembered by the library, so that it holds over restarts; its claims keep two processes apart,
and those in the folders two machines.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.session.export import FORMATS, export_bytes
from core.session.export_choices import as_chosen, shape_of
from core.session.export_files import TemplateError, export_name, write_file
from core.session.file_job import UNFINISHED, FileJob, FileState
from core.session.folder_claims import FolderClaims
from core.session.folder_turns import FolderTurns
from core.session.folder_watch import WATCH, FolderWatch, claimed
from core.session.library.database import LibraryError
from core.session.library.files import stamp_of
from core.session.library.watched import WatchedFile
from core.session.readable_captions import shown_form
from core.session.settings import Settings, WatchedFolder
from core.session.transcript import Transcript

if TYPE_CHECKING:
    from core.session.file_queue import FileQueue
    from core.session.library import Library

LOOK_EVERY_SECONDS = 2.0
HAS_ITS_TEXT = "Its text has been written meanwhile."


@dataclass(frozen=True, slots=True)
class WatchStanding:
    """A watched folder: files whose texts were written and that are in the queue, since it is watched; `trouble`: what
    is in the way, a sentence, or empty."""

    folder: WatchedFolder
    written: int = 0
    queued: int = 0
    trouble: str = ""


class WatchListener(Protocol):
    """On the watching thread."""

    def watches_changed(self, standings: Sequence[WatchStanding]) -> None:
        """Something has come, been done or gone wrong; each time for all watched folders."""

    def files_came(self) -> None:
        """Files were queued."""


@dataclass(eq=False)
class _Watched:
    spec: WatchedFolder
    watch: FolderWatch
    # Those that are in the queue, by number, or have failed there and may yet be done.
    given: dict[int, WatchedFile] = field(default_factory=dict)
    unwritten: dict[int, FileJob] = field(default_factory=dict)
    written: int = 0
    refused: str = ""
    claims: FolderClaims = field(default_factory=FolderClaims)
    unclaimed: str = ""


class FolderWatching:
    """`watch`, `file_changed` and `close` from any thread. `settings`: how texts are to be, asked for each."""

    def __init__(
        self, library: Library, files: FileQueue, settings: Callable[[], Settings], listener: WatchListener
    ) -> None:
        self._library, self._files, self._settings, self._listener = library, files, settings, listener
        self._watched: list[_Watched] = []
        self._wanted: Sequence[WatchedFolder] = ()
        self._done: queue.SimpleQueue[FileJob] = queue.SimpleQueue()
        self._wake = threading.Event()
        self._closed = False
        self._told: list[WatchStanding] = []
        self._thread: threading.Thread | None = None
        self._roots: Sequence[Path] = ()
        self._turns = FolderTurns(files)
        files.begin_when(self.why_not)

    def why_not(self, job: FileJob) -> str | None:
        """See `FileQueue.begin_when`: what a watched folder brought waits until this machine has claimed it. Any
        thread."""
        if not job.watched or not any(job.path.is_relative_to(root) for root in self._roots):
            return None
        return self._turns.why_not(job.number)

    def watch(self, folders: Sequence[WatchedFolder]) -> None:
        """These from now on; what is in the queue of others stays there."""
        self._wanted, self._roots = tuple(folders), tuple(Path(one.folder).absolute() for one in folders)
        if self._thread is None and folders and not self._closed:
            self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
            self._thread.start()
        self._wake.set()

    def file_changed(self, job: FileJob) -> None:
        """A file of the queue has another standing."""
        if job.state not in UNFINISHED:
            self._done.put(job)
            self._wake.set()

    def close(self) -> None:
        """Wait for the thread; what was not done is found again at the next start."""
        self._closed = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._closed:
            self._wake.clear()
            began = time.monotonic()
            self._take_wishes()
            while not self._done.empty():
                self._take_done(self._done.get())
            self._leave_out()
            for watched in self._watched:
                self._go_over(watched, began)
                watched.unclaimed = ""
            self._turns.claim_ahead(self._folder_of)
            self._tell()
            # A folder that takes long to look through is looked at less often.
            self._wake.wait(max(LOOK_EVERY_SECONDS, 10 * (time.monotonic() - began)))
        for watched in self._watched:
            watched.claims.close()

    def _folder_of(self, number: int) -> _Watched | None:
        return next((watched for watched in self._watched if number in watched.given), None)

    def _go_over(self, watched: _Watched, now: float) -> None:
        try:
            self._look(watched, now)
            if self._write(watched):
                watched.refused = ""
        except LibraryError as failure:
            watched.refused = str(failure)
        except Exception as failure:  # noqa: BLE001 - the thread's one broad except: the other folders go on
            watched.refused = f"Watching {watched.spec.folder} failed ({type(failure).__name__}: {failure})."

    def _take_wishes(self) -> None:
        wanted = self._wanted
        if wanted == tuple(watched.spec for watched in self._watched):
            return
        before = {watched.spec: watched for watched in self._watched}
        try:
            made = self._library.watched.all()
        except LibraryError:
            # It is said at the next look, which needs the library as well.
            made = []
        self._watched = [before.pop(spec) if spec in before else self._begun(spec, made) for spec in wanted]
        for gone in before.values():
            gone.claims.close()

    def _begun(self, spec: WatchedFolder, made: Sequence[WatchedFile]) -> _Watched:
        def name_of(media: Path) -> str:
            settings = self._settings()
            return self._name(spec, Transcript(str(media), settings.model, settings.language, 0.0, ()))

        output = Path(spec.output) if spec.output else None
        return _Watched(spec, FolderWatch(Path(spec.folder), spec.form, FORMATS, output, made, name_of))

    def _name(self, spec: WatchedFolder, transcript: Transcript) -> str:
        try:
            return export_name(transcript, spec.form, spec.template)
        except TemplateError:
            return Path(transcript.file).stem

    def _leave_out(self) -> None:
        """What waits and has its text meanwhile is not done once more: another process wrote it, while this one was
        closed, or somebody by hand."""
        for job in self._files.brought:
            given = [one for one in self._watched if job.number in one.given]
            try:
                if given:
                    done = [one.watch.is_done(one.given[job.number]) for one in given]
                else:
                    done = [self._is_done(one, file) for one in self._watched if (file := one.watch.file(job.path))]
            except (LibraryError, OSError):
                # It is said at the next look, which needs library and folder as well.
                return
            if done and all(done):
                self._files.let_be(job.number, HAS_ITS_TEXT)

    def _is_done(self, watched: _Watched, file: WatchedFile) -> bool:
        for made in self._library.watched.of(file.media):
            watched.watch.remember(made)
        return watched.watch.is_done(file)

    def _look(self, watched: _Watched, now: float) -> None:
        busy = {file.media for other in self._watched for file in other.given.values()}
        ready = [file for file in watched.watch.ready(now) if file.media not in busy]
        new = []
        for file in claimed(self._library, watched.watch, ready) if ready else ():
            job = self._files.find(file.media, file.stamp)
            if job is None:
                new.append(file)
            elif job.state is FileState.CANCELLED:
                self._settle(watched, job.number, file)
            else:
                self._wait_for(watched, file, job)
        if not new:
            watched.claims.tidy(Path(watched.spec.output or watched.spec.folder))
        if new:
            jobs = self._files.add_all([file.media for file in new], watched=True)
            watched.given.update(zip((job.number for job in jobs), new, strict=True))
            self._listener.files_came()

    def _wait_for(self, watched: _Watched, file: WatchedFile, job: FileJob) -> None:
        """The queue has it already, from before the process ended."""
        watched.given[job.number] = file
        if job.state is FileState.FAILED:
            self._files.again(job.number)
        elif job.state is FileState.DONE:
            watched.unwritten[job.number] = job
        else:
            self._listener.files_came()

    def _take_done(self, job: FileJob) -> None:
        for watched in self._watched:
            file = watched.given.get(job.number)
            if file is not None and job.state is FileState.DONE:
                watched.unwritten[job.number] = job
            elif file is not None:
                # What fails or is cancelled and is tried again by hand has its text in the end.
                self._settle(watched, job.number, file)

    def _settle(self, watched: _Watched, number: int, file: WatchedFile) -> None:
        watched.watch.settle(file)
        self._turns.give_back(number)
        # A claim that a full disk keeps is this process's own: it hinders no one here, and ends with it.
        with suppress(LibraryError):
            self._library.claims.give_back([file.media], WATCH)

    def _write(self, watched: _Watched) -> bool:
        """Write the texts that are done; whether the disk takes them. Raises LibraryError."""
        for number, job in list(watched.unwritten.items()):
            file = watched.given[number]
            try:
                ours = stamp_of(file.media) == file.stamp and self._turns.may_write(number, watched)
                written = ours and self._write_text(watched, job, file)
            except OSError as failure:
                reason = failure.strerror or failure
                place = file.output.parent
                watched.refused = f"The text of {file.media.name} cannot be written to {place} ({reason})."
                return False
            watched.written += written
            del watched.unwritten[number], watched.given[number]
            self._settle(watched, number, file)
        return True

    def _write_text(self, watched: _Watched, job: FileJob, file: WatchedFile) -> bool:
        transcript = job.transcript
        if transcript is None and job.session is not None:
            transcript = self._library.transcript(job.session)
        if transcript is None:
            return False
        settings, form = self._settings(), watched.spec.form
        target = watched.watch.output_named(file.media, self._name(watched.spec, transcript))
        content = export_bytes(shown_form(as_chosen(transcript, settings), form), form, shape_of(settings))
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, content)
        made = WatchedFile(target, file.media, file.stamp)
        watched.watch.remember(made)
        # A name that is no text cannot be stored; its output is there and says that it is done.
        with suppress(UnicodeEncodeError):
            self._library.watched.remember(made)
        return True

    def _tell(self) -> None:
        told = []
        for watched in self._watched:
            queued = sum(stamp_of(file.media) == file.stamp for file in watched.given.values())
            trouble = watched.watch.trouble or watched.refused or watched.unclaimed
            told.append(WatchStanding(watched.spec, watched.written, queued, trouble))
        if told != self._told:
            self._told = told
            self._listener.watches_changed(told)
