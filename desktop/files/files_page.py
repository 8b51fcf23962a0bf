"""The Files place: a drop target, a row a file, how far all are, and the result of the one that is opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.session.dropped_files import DroppedFiles
from core.session.file_job import FileJob
from core.session.queue_progress import QueueStanding
from core.session.settings import Settings
from core.session.speakers import AUTO
from core.session.transcript import Transcript
from desktop.editor.editor_speakers import MOST_OFFERED
from desktop.files.file_actions import OPEN
from desktop.files.file_model import FileModel
from desktop.files.files_view import FilesView
from desktop.files.result_view import ResultView
from desktop.files.watch_sheet import WatchSheet
from desktop.theme.pickers import fill, picker
from desktop.theme.tokens import STEP, Tokens
from desktop.window.message_bar import MessageBar
from desktop.window.two_rows import TwoRows

PROGRESS_STEPS = 1000
SHEET_CHARACTERS = 40
SPEAKERS_LETTERS = 21


class FilesPage(QWidget):
    """Rows of files; `open` shows a transcript in their place, `open_growing` one that grows, until `Back`.

    `wanted`: an action (see `file_actions`) and the jobs that it is for. `placed`: numbers of files that wait, and the
    waiting one that they are to come before; None: at the end.
    """

    files_wanted = Signal()
    paused = Signal(bool)
    wanted = Signal(str, list)
    placed = Signal(list, object)
    jobs_exported = Signal(list)
    exported = Signal(object)
    copied = Signal(str)
    sheet_opened = Signal()
    speakers_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = MessageBar()
        self._held = False
        self.model = FileModel()
        self.list = FilesView(self.model)
        self.list.wanted.connect(self.wanted)
        self.list.placed.connect(self.placed)
        self.empty = QPushButton(self.tr("Drop audio or video here\n\nor click to choose files"))
        self.empty.setObjectName("dropTarget")
        self.empty.setMinimumHeight(220)
        self.empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.empty.clicked.connect(self.files_wanted)
        self.more = QPushButton(self.tr("Add files…"))
        self.more.clicked.connect(self.files_wanted)
        self.pause = QPushButton(self.tr("Pause"))
        self.pause.setCheckable(True)
        self.pause.toggled.connect(self._pause)
        self.export_all = QPushButton(self.tr("Export all…"))
        self.export_all.setToolTip(self.tr("Save the text of each finished file"))
        self.export_all.clicked.connect(lambda: self.jobs_exported.emit(self.model.finished))
        self.watch = QPushButton(self.tr("Watch folders…"))
        self.watch.clicked.connect(self.open_watches)
        self.stack = QStackedWidget()
        self.result = ResultView()
        self.result.back_wanted.connect(lambda: self.stack.setCurrentIndex(0))
        self.result.exported.connect(self.exported)
        self.result.copied.connect(self.copied)
        self.result.opened.connect(self._open_watched)
        self.stack.addWidget(self._queue())
        self.stack.addWidget(self.result)
        self.watches = WatchSheet()
        self.watches.hide()
        self.watches.closed.connect(self.watches.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.watches)
        self._show_controls()
        self.show_standing(None)

    def _queue(self) -> QWidget:
        self.standing = QLabel()
        self.standing.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of all files"))
        below = TwoRows("plain", 0, 0)
        self.speakers = picker(self.tr("Who speaks in files from now on; labels err often"), SPEAKERS_LETTERS)
        self.speakers.activated.connect(lambda _row: self.speakers_wanted.emit(self.speakers.currentData()))
        below.fill((self.more, self.pause, self.speakers), (self.export_all, self.watch))
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(6 * STEP, 6 * STEP, 6 * STEP, 4 * STEP)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self.message)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.standing)
        layout.addWidget(self.bar)
        layout.addWidget(below)
        return inside

    # What the controller reports

    def show_jobs(self, jobs: Sequence[FileJob]) -> None:
        """New files, and new standings of some."""
        self.model.show_jobs(jobs)
        self._show_controls()
        for job in jobs:
            if job.number == self.result.watched:
                self.result.show_job(job, self.model.facts(job))

    def show_held(self, count: int) -> None:
        """Files that were not finished when the window was closed; they wait for a word."""
        self.pause.setChecked(True)
        self._held = True
        self.message.show_message(
            self.tr("%n file(s) were not finished when Wavescribe was closed.", "", count),
            self.tr("Go on"),
            lambda: self.pause.setChecked(False),
        )

    def show_added(self, dropped: DroppedFiles) -> None:
        """Say what was left out of the folders that were dropped, and why."""
        kinds = {
            "no media": self.tr("%n no audio or video", "", dropped.left_out.get("no media", 0)),
            "no sound": self.tr("%n without sound", "", dropped.left_out.get("no sound", 0)),
            "empty": self.tr("%n empty", "", dropped.left_out.get("empty", 0)),
            "unreadable": self.tr("%n cannot be read", "", dropped.left_out.get("unreadable", 0)),
            "known": self.tr("%n in the list already", "", dropped.left_out.get("known", 0)),
        }
        sentences = []
        if dropped.more:
            sentences.append(self.tr("Only the first %n file(s) were taken.", "", len(dropped.files)))
        if dropped.left_out:
            reasons = ", ".join(text for kind, text in kinds.items() if dropped.left_out.get(kind))
            left_out = self.tr("%n file(s) were left out: {}.", "", sum(dropped.left_out.values()))
            sentences.append(left_out.format(reasons))
        if sentences:
            self.message.show_message(" ".join(sentences))

    def show_standing(self, standing: QueueStanding | None) -> None:
        """How far all files are; None: at rest."""
        for widget in (self.standing, self.bar):
            widget.setVisible(standing is not None)
        if standing is not None:
            counted = self.tr("{} of %n file(s)", "", standing.files).format(standing.finished)
            self.standing.setText(" · ".join([counted, *self._time(standing)]))
            self.bar.setRange(0, PROGRESS_STEPS if standing.share is not None or standing.paused else 0)
            self.bar.setValue(round(PROGRESS_STEPS * (standing.share or 0.0)))

    def summary(self, standing: QueueStanding) -> str:
        """The same in a few words, for titles and tooltips."""
        if standing.share is None:
            far = self.tr("{} of %n file(s)", "", standing.files).format(standing.finished)
        else:
            far = self.tr("{} %").format(int(100 * standing.share))
        return " · ".join([far, *self._time(standing)])

    def _time(self, standing: QueueStanding) -> list[str]:
        paused = [self.tr("paused")] if standing.paused else []
        minutes = standing.minutes_left
        if minutes is None:
            return paused
        hours, rest = divmod(minutes, 60)
        if minutes == 0:
            left = self.tr("less than a minute left")
        elif hours and rest:
            left = self.tr("about {} h {} min left").format(hours, rest)
        elif hours:
            left = self.tr("about %n hour(s) left", "", hours)
        else:
            left = self.tr("about %n minute(s) left", "", minutes)
        return [*paused, left]

    def show_order(self, waiting: Sequence[int]) -> None:
        """The files that wait, next first; the focus stays where it was."""
        self.model.show_order(waiting)

    def remove(self, numbers: Sequence[int]) -> None:
        """Take files off the list."""
        self.model.remove(numbers)
        self._show_controls()

    def open(self, transcript: Transcript) -> None:
        """Show a transcript; its text is given to `result.show_form`."""
        self.result.show_transcript(transcript)
        self.stack.setCurrentIndex(1)

    def open_growing(self, number: int) -> None:
        """Show the text of a file that runs, as it grows."""
        job = self.model.jobs[self.model.row(number)]
        self.result.watch(job, self.model.facts(job))
        self.stack.setCurrentIndex(1)
        self.result.captions.setFocus()

    def apply(self, tokens: Tokens, settings: Settings) -> None:
        """Looks."""
        self.list.apply(tokens)
        self.watches.set_width(round(self.fontMetrics().averageCharWidth() * SHEET_CHARACTERS))
        self.watches.apply(settings.watched_folders)
        numbers = [(self.tr("%n speaker(s)", "", number), str(number)) for number in range(1, MOST_OFFERED + 1)]
        heard = (self.tr("As many as heard"), AUTO)
        fill(self.speakers, [(self.tr("No speaker labels"), ""), heard, *numbers], settings.file_speakers)
        # They are found once the library has the text.
        self.speakers.setEnabled(settings.keep_sessions)
        count = len(settings.watched_folders)
        self.watch.setText(self.tr("Watch folders ({})…").format(count) if count else self.tr("Watch folders…"))
        self.result.captions.apply(tokens, settings.caption_size, settings.show_times)
        self.result.mask_coarse(settings.mask_words)

    # What the user does

    def open_watches(self) -> None:
        """Open the sheet of watched folders, or close it."""
        self.watches.setVisible(not self.watches.isVisible())
        if self.watches.isVisible():
            self.sheet_opened.emit()
            self.watches.setFocus()

    def go_on(self) -> None:
        """Who adds files wants them done, and those that were left with them."""
        if self._held:
            self.pause.setChecked(False)

    def _open_watched(self, job: FileJob) -> None:
        self.result.leave()
        self.wanted.emit(OPEN, [job])

    def _pause(self, paused: bool) -> None:
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self._held = False
        self.message.hide()
        self.paused.emit(paused)

    def _show_controls(self) -> None:
        """Those that there is something for; what pauses is there while the queue is held."""
        some = bool(self.model.jobs)
        for widget in (self.list, self.more):
            widget.setVisible(some)
        self.empty.setVisible(not some)
        self.pause.setVisible(bool(self.model.active) or self.pause.isChecked())
        self.export_all.setVisible(self.model.finished_count > 1)
