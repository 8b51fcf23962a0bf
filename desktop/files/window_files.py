"""The queue of files of the window: begun when it is first needed, its reports brought onto the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from core.session.dropped_files import DroppedFiles, dropped_files
from core.session.file_job import FileJob
from core.session.file_queue import FileQueue
from core.session.folder_watching import FolderWatching, WatchStanding
from core.session.library import LibraryError
from core.session.settings import Settings, WatchedFolder
from core.session.speakers import SpeakerOptions, speakers_wanted
from core.session.transcript import Transcript
from desktop.background import Background

if TYPE_CHECKING:
    from core.session.library import Library
    from core.session.recognition import Engine, RecognitionOptions


class WindowFiles(QObject):
    """GUI thread, but for `file_changed`, `watches_changed` and `files_came`.

    `reported`: the latest standing of every file that has one since the last report. `held`: so many files were left
    when the window was closed, and wait. `added`: what became of files and folders that were to be added. `watched`:
    how watched folders stand. `came`: files came into one of them.
    """

    reported = Signal(list)
    held = Signal(int)
    added = Signal(object)
    problem = Signal(str)
    watched = Signal(list)
    came = Signal()
    _waiting_reports = Signal()

    def __init__(
        self,
        load_engine: Callable[[RecognitionOptions | None], Engine],
        open_library: Callable[[], Library],
        settings: Callable[[], Settings],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._load_engine, self._open_library, self._settings = load_engine, open_library, settings
        self._watching: FolderWatching | None = None
        self._queue: FileQueue | None = None
        self._library: Library | None = None
        # One of its own: a folder may be large and on a slow disk.
        self._background = Background(self)
        self._background.failed.connect(self.problem)
        self._lock = threading.Lock()
        self._reports: dict[int, FileJob] = {}
        # Queued even from the GUI thread's own calls, so that what comes together is told together.
        self._waiting_reports.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def queue(self) -> FileQueue:
        """The queue; with what was left in it, held, where sessions are kept."""
        if self._queue is None:
            try:
                self._library = self._open_library() if self._settings().keep_sessions else None
            except LibraryError as failure:
                self.problem.emit(str(failure))
            self._queue = FileQueue(self._load_engine, self, self._library, self._speakers)
            left = self._queue.restore()
            if left:
                self.held.emit(left)
        return self._queue

    def _speakers(self) -> SpeakerOptions | None:
        """Queue's thread: as the settings are when a file is begun."""
        unnamed = QCoreApplication.translate("Speakers", "Speaker {}")
        return speakers_wanted(self._settings().file_speakers, unnamed)

    def add(self, paths: Sequence[Path]) -> None:
        """Queue files, and the media that lie in folders."""
        queue = self.queue()

        def add() -> DroppedFiles:
            dropped = dropped_files(paths, queue.paths)
            queue.add_all(dropped.files)
            return dropped

        self._background.run(add, self.added.emit)

    def watch(self, folders: Sequence[WatchedFolder]) -> None:
        """Watch these from now on. What was done is remembered by the library, also where sessions are not kept."""
        if self._watching is None and folders:
            queue = self.queue()
            try:
                self._watching = FolderWatching(self._open_library(), queue, self._settings, self)
            except LibraryError as failure:
                self.problem.emit(str(failure))
        if self._watching is not None:
            self._watching.watch(folders)

    def watches_changed(self, standings: Sequence[WatchStanding]) -> None:
        """Watching thread."""
        self.watched.emit(list(standings))

    def files_came(self) -> None:
        """Watching thread."""
        self.came.emit()

    def transcripts(self, jobs: Sequence[FileJob], then: Callable[[Sequence[Transcript]], None]) -> None:
        """The texts of files that are done, wherever they are."""
        library = self._library

        def text(job: FileJob) -> Transcript:
            if job.transcript is not None or job.session is None or library is None:
                return job.transcript or Transcript(str(job.path), "", None, 0.0, ())
            return library.transcript(job.session)

        self._background.run(lambda: [text(job) for job in jobs], then)

    def file_changed(self, job: FileJob) -> None:
        """Any thread. The standings of a moment are reported together: two thousand files come as one."""
        with self._lock:
            first = not self._reports
            self._reports[job.number] = job
        if self._watching is not None:
            self._watching.file_changed(job)
        if first:
            self._waiting_reports.emit()

    def close(self) -> None:
        """What is not finished stays on disk as it is."""
        # What is being added comes into the queue before that ends.
        self._background.close()
        if self._watching is not None:
            self._watching.close()
        if self._queue is not None:
            self._queue.close()

    @Slot()
    def _report(self) -> None:
        with self._lock:
            reports, self._reports = self._reports, {}
        self.reported.emit(list(reports.values()))
