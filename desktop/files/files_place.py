"""Between the Files page and the queue: what the user does with files, how far they are, titles. GUI thread only."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from core.session.export_choices import as_read
from core.session.file_job import FileJob, FileState
from core.session.folder_watching import WatchStanding
from core.session.kept_finals import STORED_AGAIN
from core.session.library import LibraryError
from core.session.queue_progress import QueueProgress
from core.session.settings import Settings, WatchedFolder
from core.session.transcript import Transcript
from desktop.controller import Controller
from desktop.files.file_actions import AGAIN, ALIGN, CANCEL, EARLIER, EXPORT, FOLDER, LATER, OPEN, REMOVE
from desktop.files.files_page import FilesPage

TOLD_EVERY_MS = 1000


class FilesPlace(QObject):
    """`session_opened`: a session of the library is to be shown. `active`: how many files wait or run. `told`: how far
    all are, in a few words; empty at rest. `align_wanted`: the text of this file is to give way to another."""

    session_opened = Signal(str)
    align_wanted = Signal(object)
    active = Signal(int)
    told = Signal(str)

    def __init__(self, controller: Controller, page: FilesPage, parent: QObject) -> None:
        super().__init__(parent)
        files = controller.files
        self._controller, self._files, self._page = controller, files, page
        self._form = (controller.settings.readable, controller.settings.mask_words)
        self._progress = QueueProgress()
        self._troubles: set[str] = set()
        # Files whose text the disk does not take, and what is said of it.
        self._unkept: dict[int, str] = {}
        self._tick = QTimer(self, interval=TOLD_EVERY_MS)
        self._tick.timeout.connect(self._tell)
        files.reported.connect(self._show)
        files.held.connect(page.show_held)
        files.added.connect(page.show_added)
        files.problem.connect(page.message.show_message)
        files.watched.connect(page.watches.show_standings)
        files.watched.connect(self._say_trouble)
        files.came.connect(page.go_on)
        page.watches.changed.connect(self._watch)
        page.wanted.connect(self._act)
        page.placed.connect(self._place)
        page.paused.connect(self._pause)
        page.speakers_wanted.connect(lambda wanted: controller.change(file_speakers=wanted))
        self._actions: dict[str, Callable[[Sequence[FileJob]], None]] = {
            OPEN: self._open,
            EXPORT: lambda jobs: page.jobs_exported.emit(list(jobs)),
            FOLDER: lambda jobs: self._show_folder(jobs[0]),
            ALIGN: lambda jobs: self.align_wanted.emit(jobs[0]),
            EARLIER: lambda jobs: self._move(jobs, -1),
            LATER: lambda jobs: self._move(list(reversed(jobs)), 1),
            AGAIN: self._again,
            CANCEL: self._cancel,
            REMOVE: self._remove,
        }

    def close(self) -> None:
        """Nothing more is told."""
        self._tick.stop()

    def _say_unkept(self, jobs: Sequence[FileJob]) -> None:
        """A full disk is said above the list as well, until it takes the texts again."""
        keeps, before = self._controller.settings.keep_sessions, set(self._unkept.values())
        for job in jobs:
            waits = job.state is FileState.RUNNING or (job.state is FileState.DONE and job.transcript is not None)
            if keeps and waits and job.message and job.message != STORED_AGAIN:
                self._unkept[job.number] = job.message
            elif self._unkept.pop(job.number, "") and not self._unkept:
                self._page.message.hide()
                self._page.message.show_notice(STORED_AGAIN)
        for message in set(self._unkept.values()) - before:
            self._page.message.show_message(message)

    def _watch(self, folders: tuple[WatchedFolder, ...]) -> None:
        self._controller.change(watched_folders=folders)
        self._files.watch(folders)

    def _say_trouble(self, standings: Sequence[WatchStanding]) -> None:
        """What is in the way of a watched folder is said here as well, once."""
        troubles = {standing.trouble for standing in standings if standing.trouble}
        for trouble in troubles - self._troubles:
            self._page.message.show_message(trouble, self.tr("Watched folders…"), self._page.open_watches)
        if self._troubles and not troubles and self._page.message.action.text() == self.tr("Watched folders…"):
            self._page.message.hide()
        self._troubles = troubles

    def _act(self, action: str, jobs: Sequence[FileJob]) -> None:
        self._actions[action](jobs)

    def _show(self, jobs: Sequence[FileJob]) -> None:
        now = time.monotonic()
        self._page.show_jobs(jobs)
        for job in jobs:
            self._progress.show(job, now)
        self._say_unkept(jobs)
        self.active.emit(self._page.model.active)
        if not self._tick.isActive():
            self._tell()

    def _tell(self) -> None:
        standing = self._progress.standing(time.monotonic())
        self._page.show_standing(standing)
        self.told.emit(self._page.summary(standing) if standing is not None else "")
        if standing is None:
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()

    def _pause(self, paused: bool) -> None:
        self._files.queue().pause(paused)
        self._progress.pause(paused, time.monotonic())
        self._tell()

    def _open(self, jobs: Sequence[FileJob]) -> None:
        """In the editor, where the library has its text; of one that runs, as it grows."""
        job = jobs[0]
        if job.state is FileState.RUNNING:
            self._page.open_growing(job.number)
        elif job.transcript is None and job.session is not None:
            self.session_opened.emit(job.session)
        elif job.transcript is not None:
            self.show_text(job.transcript)

    def show_text(self, transcript: Transcript) -> None:
        """Show a text that the library does not have."""
        self._page.open(transcript)
        self._show_result(self._controller.settings)

    def apply(self, settings: Settings) -> None:
        """A result that is open follows what is chosen."""
        form = (settings.readable, settings.mask_words)
        if form != self._form:
            self._form = form
            self._show_result(settings)

    def _show_result(self, settings: Settings) -> None:
        result = self._page.result
        transcript = result.transcript
        if transcript is not None:
            run = self._controller.background.run
            run(lambda: as_read(transcript, settings), lambda form: result.show_form(transcript, form))

    def _show_folder(self, job: FileJob) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(job.path.parent)))

    def _move(self, jobs: Sequence[FileJob], by: int) -> None:
        queue = self._files.queue()
        chosen, waiting = {job.number for job in jobs}, queue.waiting
        # Several that have come to the end together keep their order there.
        first = waiting[: len(jobs)] if by < 0 else waiting[-len(jobs) :]
        if set(first) != chosen:
            for job in jobs:
                queue.move(job.number, by)
            self._page.show_order(queue.waiting)

    def _place(self, numbers: list[int], before: int | None) -> None:
        queue = self._files.queue()
        queue.place(numbers, before)
        self._page.show_order(queue.waiting)

    def _again(self, jobs: Sequence[FileJob]) -> None:
        queue = self._files.queue()
        queue.again(*(job.number for job in jobs))
        self._page.show_order(queue.waiting)

    def _cancel(self, jobs: Sequence[FileJob]) -> None:
        self._files.queue().cancel(*(job.number for job in jobs))

    def _remove(self, jobs: Sequence[FileJob]) -> None:
        try:
            gone = self._files.queue().remove(*(job.number for job in jobs))
        except LibraryError as failure:
            self._page.message.show_message(str(failure))
            return
        self._progress.remove(gone)
        self._page.remove(gone)
