"""The text of a finished file that the library does not have: read, copy, export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.session.transcript import Transcript
from desktop.captions.captions_view import CaptionsView
from desktop.theme.tokens import STEP


class ResultView(QWidget):
    """In place of the list, until `Back`."""

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
