"""The text of a file in place of the list: of one that runs, as it grows; of one that is done and that the library does
not have. GUI thread only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.session.coarse_words import masked
from core.session.file_job import FileJob, FileState
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption
from desktop.captions.back_to_end import BackToEnd
from desktop.captions.captions_view import CaptionsView
from desktop.theme.tokens import STEP
from desktop.window.message_bar import MessageBar


class ResultView(QWidget):
    """Read, copy, export, until `Back`. `watched`: the number of a file that grows; `opened`: it is done and wanted."""

    back_wanted = Signal()
    exported = Signal(object)
    copied = Signal(str)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.transcript: Transcript | None = None
        # The number of the file that grows, its list of segments, and how many of these are shown.
        self.watched: int | None = None
        self._heard: list[FinalCaption] = []
        self._shown = 0
        self._mask_words = False
        self.title = QLabel()
        self.title.setObjectName("heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.standing = QLabel()
        self.standing.setObjectName("soft")
        self.standing.setTextFormat(Qt.TextFormat.PlainText)
        self.standing.setWordWrap(True)
        self.message = MessageBar()
        self.captions = CaptionsView()
        self.to_end = BackToEnd(self.captions, self.tr("↓ To the end"), self.tr("Show what was heard last, and follow"))
        self.back = QPushButton(self.tr("Back"))
        self.back.clicked.connect(self.leave)
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.clicked.connect(lambda: self.copied.emit(self.captions.text))
        self.export = QPushButton(self.tr("Export…"))
        self.export.clicked.connect(lambda: self.exported.emit(self.transcript))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top())
        layout.addWidget(self.message)
        layout.addWidget(self.captions, 1)

    def _top(self) -> QHBoxLayout:
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.title)
        said.addWidget(self.standing)
        top = QHBoxLayout()
        top.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        top.setSpacing(2 * STEP)
        top.addWidget(self.back)
        top.addLayout(said, 1)
        top.addWidget(self.copy)
        top.addWidget(self.export)
        return top

    # A text that is whole

    def show_transcript(self, transcript: Transcript) -> None:
        """Begin with another; what is exported is read from it."""
        self._begin(Path(transcript.file).name, transcript)

    def show_form(self, transcript: Transcript, form: Transcript) -> None:
        """Fill in the form that is read, from the top; not where another text was opened meanwhile."""
        if transcript is not self.transcript:
            return
        self.captions.clear()
        self.captions.empty_text = self.tr("No speech was found in this recording.")
        self.captions.add_finals(form.segments)
        self.captions.verticalScrollBar().setValue(0)

    # A text that grows

    def watch(self, job: FileJob, facts: str) -> None:
        """Show what a running file has said so far, and follow."""
        self._begin(job.path.name, None)
        self.watched = job.number
        self.captions.empty_text = self.tr("The words appear here as they are heard.")
        self.show_job(job, facts)

    def show_job(self, job: FileJob, facts: str) -> None:
        """A new standing of the file that is watched, and `facts`, its words for it."""
        self.standing.setText(facts)
        if job.state is FileState.RUNNING and job.heard is not self._heard:
            # Begun, or begun again.
            self._heard = job.heard
            self._show_anew()
        self._show_rest()
        if job.state is FileState.DONE:
            self.captions.empty_text = self.tr("No speech was found in this recording.")
            self.message.show_message(self.tr("This file is done."), self.tr("Open"), lambda: self.opened.emit(job))

    def mask_coarse(self, mask_words: bool) -> None:
        """Whether coarse words are masked while a text grows; one that is whole comes as it is to be read."""
        if mask_words != self._mask_words:
            self._mask_words = mask_words
            if self.watched is not None:
                bar, following = self.captions.verticalScrollBar(), self.captions.following
                at = bar.value()
                self._show_anew()
                if not following:
                    bar.setValue(at)

    def leave(self) -> None:
        """Nothing is watched any more."""
        self.watched, self._heard = None, []
        self.back_wanted.emit()

    def _begin(self, title: str, transcript: Transcript | None) -> None:
        self.transcript, self.watched, self._heard, self._shown = transcript, None, [], 0
        whole = transcript is not None
        self.title.setText(title)
        self.standing.clear()
        self.standing.setHidden(whole)
        self.export.setVisible(whole)
        self.to_end.offered = not whole
        self.message.hide()
        self.captions.empty_text = ""
        self.captions.clear()

    def _show_anew(self) -> None:
        self._shown = 0
        self.message.hide()
        self.captions.clear()
        self._show_rest()

    def _show_rest(self) -> None:
        """What has come since: the list grows on the queue's thread."""
        new = self._heard[self._shown :]
        self._shown += len(new)
        self.captions.add_finals([masked(caption) for caption in new] if self._mask_words else new)
