"""The Files place: a drop target, a row a file, and the result of the one that is opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.session.dropped_files import DroppedFiles
from core.session.file_job import UNFINISHED, FileJob, FileState
from core.session.settings import Settings
from core.session.transcript import Transcript
from core.session.writing import clock
from desktop.captions.captions_view import CaptionsView
from desktop.theme.tokens import STEP, Tokens
from desktop.translation import translated
from desktop.window.message_bar import MessageBar

PROGRESS_STEPS = 1000


class FileRow(QFrame):
    """One file: name, what becomes of it, and what can be done with it."""

    opened = Signal(object)
    cancelled = Signal(int)
    again_wanted = Signal(int)
    removed = Signal(int)
    moved = Signal(int, int)
    exported = Signal(object)

    def __init__(self, job: FileJob) -> None:
        super().__init__()
        self.setObjectName("fileRow")
        self.job = job
        self.name = QLabel(job.path.name)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setToolTip(str(job.path))
        self.name.setWordWrap(True)
        self.name.setMinimumWidth(120)
        self.facts = QLabel()
        self.facts.setObjectName("soft")
        self.facts.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of {}").format(job.path.name))
        self.last = QLabel()
        self.last.setTextFormat(Qt.TextFormat.PlainText)
        self.last.setWordWrap(True)
        self.cancel = self._button(self.tr("Cancel"), lambda: self.cancelled.emit(self.job.number))
        self.open = self._button(self.tr("Open"), lambda: self.opened.emit(self.job))
        self.export = self._button(self.tr("Export…"), lambda: self.exported.emit(self.job))
        self.folder = self._button(self.tr("Show in folder"), self._show_in_folder)
        self.earlier = self._button(self.tr("Earlier"), lambda: self.moved.emit(self.job.number, -1))
        self.later = self._button(self.tr("Later"), lambda: self.moved.emit(self.job.number, 1))
        self.again = self._button(self.tr("Try again"), lambda: self.again_wanted.emit(self.job.number))
        self.remove = self._button(self.tr("Remove"), lambda: self.removed.emit(self.job.number))
        self.remove.setToolTip(self.tr("Takes it off this list. Its text stays in the history."))
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        for button in (
            *(self.open, self.export, self.folder, self.earlier, self.later, self.again),
            *(self.cancel, self.remove),
        ):
            buttons.addWidget(button)
        words = QVBoxLayout()
        words.setSpacing(STEP)
        words.addWidget(self.name)
        words.addWidget(self.facts)
        top = QHBoxLayout()
        top.setSpacing(2 * STEP)
        top.addLayout(words, 1)
        top.addLayout(buttons)
        top.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        layout.setSpacing(STEP)
        layout.addLayout(top)
        layout.addWidget(self.bar)
        layout.addWidget(self.last)
        self.show_job(job)

    def show_job(self, job: FileJob) -> None:
        """A new standing."""
        self.job = job
        running = job.state in UNFINISHED
        done = job.state is FileState.DONE
        self.cancel.setVisible(running)
        self.remove.setVisible(not running)
        self.again.setVisible(job.state in (FileState.FAILED, FileState.CANCELLED))
        for button in (self.earlier, self.later):
            button.setVisible(job.state is FileState.QUEUED)
        for button in (self.open, self.export, self.folder):
            button.setVisible(done)
        self.bar.setVisible(job.state is FileState.RUNNING)
        known = job.duration is not None and job.duration > 0
        self.bar.setRange(0, PROGRESS_STEPS if known else 0)
        if known and job.duration is not None:
            self.bar.setValue(min(PROGRESS_STEPS, round(PROGRESS_STEPS * job.done / job.duration)))
        self.facts.setText(self._facts())
        self.facts.setObjectName("danger" if job.state is FileState.FAILED else "soft")
        self.facts.style().unpolish(self.facts)
        self.facts.style().polish(self.facts)
        words = job.last_line
        self.last.setText(words if len(words) <= 160 else words[:160] + " …")
        self.last.setVisible(bool(words))

    def _facts(self) -> str:
        job = self.job
        message = translated(job.message)
        if job.state is FileState.FAILED:
            return message
        if job.state is FileState.QUEUED:
            return self.tr("Waiting")
        if job.state is FileState.CANCELLED:
            return self.tr("Cancelled")
        parts = [clock(job.duration)] if job.duration else []
        if job.state is FileState.DONE:
            parts.append(self.tr("done") if job.last_line else self.tr("no speech was found"))
            return " · ".join([*parts, message] if message else parts)
        if not job.done:
            return self.tr("Loading the model…")
        if job.speed:
            parts.append(self.tr("{}× real time").format(QLocale().toString(job.speed, "f", 0)))
        if job.seconds_left is not None:
            parts.append(self.tr("{} left").format(clock(job.seconds_left)))
        # A disk that takes no text.
        return " · ".join([*parts, message] if message else parts)

    def _button(self, text: str, what: object) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(f"{text} {self.job.path.name}")
        button.clicked.connect(what)
        return button

    def _show_in_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.job.path).parent)))


class FilesPage(QWidget):
    """Rows of files; `Open` shows a transcript in their place until `Back`."""

    files_wanted = Signal()
    paused = Signal(bool)
    cancelled = Signal(int)
    again = Signal(int)
    removed = Signal(int)
    moved = Signal(int, int)
    opened = Signal(object)
    jobs_exported = Signal(list)
    exported = Signal(object)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = MessageBar()
        self._held = False
        self.rows: dict[int, FileRow] = {}
        self.empty = QPushButton(self.tr("Drop audio or video here\n\nor click to choose files"))
        self.empty.setMinimumHeight(220)
        self.empty.clicked.connect(self.files_wanted)
        self.more = QPushButton(self.tr("Add files…"))
        self.more.clicked.connect(self.files_wanted)
        self.pause = QPushButton(self.tr("Pause"))
        self.pause.setCheckable(True)
        self.pause.toggled.connect(self._pause)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(6 * STEP, 6 * STEP, 6 * STEP, 6 * STEP)
        self._list.setSpacing(3 * STEP)
        self._list.addWidget(self.message)
        self._list.addWidget(self.empty)
        self.export_all = QPushButton(self.tr("Export all…"))
        self.export_all.setToolTip(self.tr("Save the text of each finished file"))
        self.export_all.clicked.connect(lambda: self.jobs_exported.emit(self.finished))
        self.export_all.hide()
        below = QHBoxLayout()
        below.setSpacing(2 * STEP)
        below.addWidget(self.more)
        below.addWidget(self.pause)
        below.addWidget(self.export_all)
        below.addStretch(1)
        self._list.addLayout(below)
        self._list.addStretch(1)
        self.more.hide()
        self.pause.hide()
        inside = QWidget()
        inside.setLayout(self._list)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        self.result = ResultView()
        self.result.back_wanted.connect(lambda: self.stack.setCurrentIndex(0))
        self.result.exported.connect(self.exported)
        self.result.copied.connect(self.copied)
        self.stack.addWidget(area)
        self.stack.addWidget(self.result)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def show_job(self, job: FileJob) -> None:
        """A new file, or a new standing of one."""
        row = self.rows.get(job.number)
        if row is not None:
            row.show_job(job)
            self._show_pause()
            return
        row = self.rows[job.number] = FileRow(job)
        row.cancelled.connect(self.cancelled)
        row.again_wanted.connect(self.again)
        row.removed.connect(self.removed)
        row.moved.connect(self.moved)
        row.exported.connect(lambda job: self.jobs_exported.emit([job]))
        row.opened.connect(self.opened)
        self.empty.hide()
        self.more.show()
        self._list.insertWidget(self._list.count() - 2, row)
        self._show_pause()

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

    def go_on(self) -> None:
        """Who adds files wants them done, and those that were left with them."""
        if self._held:
            self.pause.setChecked(False)

    def show_order(self, waiting: Sequence[int]) -> None:
        """The files that wait, next first; the focus stays where it was."""
        for number in waiting:
            self._list.removeWidget(self.rows[number])
            self._list.insertWidget(self._list.count() - 2, self.rows[number])

    def remove(self, number: int) -> None:
        """Take a file off the list."""
        row = self.rows.pop(number)
        self._list.removeWidget(row)
        row.deleteLater()
        self.empty.setVisible(not self.rows)
        self.more.setVisible(bool(self.rows))
        self._show_pause()

    def _pause(self, paused: bool) -> None:
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self._held = False
        self.message.hide()
        self.paused.emit(paused)

    def _show_pause(self) -> None:
        """There while something waits or runs, and while the queue is held."""
        self.pause.setVisible(bool(self.active) or self.pause.isChecked())
        self.export_all.setVisible(len(self.finished) > 1)

    def open(self, transcript: Transcript) -> None:
        """Show a transcript; its text is given to `result.show_form`."""
        self.result.show_transcript(transcript)
        self.stack.setCurrentIndex(1)

    @property
    def finished(self) -> list[FileJob]:
        """Files that have their text, in the order of the list's making."""
        return [row.job for row in self.rows.values() if row.job.state is FileState.DONE]

    @property
    def active(self) -> int:
        """Files that wait or run."""
        return sum(row.job.state in UNFINISHED for row in self.rows.values())

    def apply(self, tokens: Tokens, settings: Settings) -> None:
        """Looks."""
        self.result.captions.apply(tokens, settings.caption_size, settings.show_times)


class ResultView(QWidget):
    """A finished transcript: read, copy, export."""

    back_wanted = Signal()
    exported = Signal(object)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.transcript: Transcript | None = None
        self.title = QLabel()
        self.title.setObjectName("heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.captions = CaptionsView()
        back = QPushButton(self.tr("Back"))
        back.clicked.connect(self.back_wanted)
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.clicked.connect(lambda: self.copied.emit(self.captions.text))
        self.export = QPushButton(self.tr("Export…"))
        self.export.clicked.connect(lambda: self.exported.emit(self.transcript))
        top = QHBoxLayout()
        top.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        top.setSpacing(2 * STEP)
        top.addWidget(back)
        top.addWidget(self.title, 1)
        top.addWidget(self.copy)
        top.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.captions, 1)

    def show_transcript(self, transcript: Transcript) -> None:
        """Begin with another; what is exported is read from it."""
        self.transcript = transcript
        self.title.setText(Path(transcript.file).name)
        self.captions.clear()
        self.captions.empty_text = ""

    def show_form(self, transcript: Transcript, form: Transcript) -> None:
        """Fill in the form that is read, from the top; not where another transcript was opened meanwhile."""
        if transcript is not self.transcript:
            return
        self.captions.clear()
        self.captions.empty_text = self.tr("No speech was found in this recording.")
        for segment in form.segments:
            self.captions.add_final(segment)
        self.captions.verticalScrollBar().setValue(0)
