"""The sheet in which a text is aligned: to a recording, or in the place of what a session says. GUI thread only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.models.notice import Notice
from desktop.script.text_field import TextField, ask_for_file
from desktop.window.sheet import Sheet


class AlignSheet(Sheet):
    """Emits `wanted` when `recording`, or else `session`, and `text` are there; `opened` with a document."""

    wanted = Signal()
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Align a text"),
            self.tr("A text of yours gets the times at which its words are spoken. [...] stands for what it lacks."),
        )
        self.recording: Path | None = None
        self.session = ""
        self.what = QLabel()
        self.what.setWordWrap(True)
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        self.choose = QPushButton(self.tr("Choose a recording…"))
        self.choose.clicked.connect(self._ask_recording)
        self.text = TextField(self.tr("Text to align"), self.tr("Paste what is said in it, a line a caption"))
        self.text.textChanged.connect(self._show_state)
        self.open = QPushButton(self.tr("Open a text…"))
        self.open.clicked.connect(self._ask_text)
        self.notice = Notice(self.tr("Align a text"))
        self.align = QPushButton(self.tr("Align"))
        self.align.clicked.connect(self.wanted)
        for widget in (self.what, self.choose, self.text, self.open, self.notice, self.align):
            self.content.addWidget(widget, int(widget is self.text))
        self._show_state()

    def show_recording(self, path: Path | None) -> None:
        """A recording whose aligned text becomes a session of its own."""
        self.recording, self.session = path, ""
        name = path.name if path is not None else self.tr("none yet")
        self.what.setText(self.tr("Recording: {}").format(name))
        self._show_state()

    def show_session(self, session: str, title: str) -> None:
        """A session whose text gives way."""
        self.recording, self.session = None, session
        self.what.setText(self.tr("In place of the text of {}; Undo brings that back.").format(title))
        self._show_state()

    def show_text(self, text: str) -> None:
        """Another text."""
        self.text.setPlainText(text)

    def show_problem(self, message: str) -> None:
        """A text that cannot be read."""
        self.notice.say(message, self.tr("Close"))
        self.show_inside(self.notice)

    def _show_state(self) -> None:
        self.notice.hide()
        there = self.recording is not None or bool(self.session)
        self.align.setEnabled(there and bool(self.text.toPlainText().strip()))

    def _ask_recording(self) -> None:
        ask_for_file(self, self.tr("Audio or video"), self.show_recording)

    def _ask_text(self) -> None:
        ask_for_file(self, self.tr("Open a text"), self.opened.emit)
