"""The sheet of a script: a text that is read aloud, and in it the word that was spoken last. GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPushButton, QTextEdit

from desktop.captions.caption_layout import text_length
from desktop.models.notice import Notice
from desktop.script.text_field import TextField, ask_for_file
from desktop.theme.tokens import Tokens
from desktop.window.sheet import Sheet


class ScriptSheet(Sheet):
    """Emits `followed` with the text, `left` when it is to be followed no longer, `opened` with a document."""

    followed = Signal(str)
    left = Signal()
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Script"),
            self.tr("A text that is read aloud: the word that was spoken last is marked, over skips and repeats."),
        )
        self.text = TextField(self.tr("Text of the script"), self.tr("Paste what will be read"))
        self.text.textChanged.connect(self._show_state)
        self.open = QPushButton(self.tr("Open a text…"))
        self.open.clicked.connect(self._ask_file)
        self.follow = QPushButton(self.tr("Follow"))
        self.follow.setCheckable(True)
        self.follow.toggled.connect(self._followed)
        self.notice = Notice(self.tr("Script"))
        self._tokens: Tokens | None = None
        # Where each word begins and ends, in the units that Qt counts; of a text that is followed.
        self._words: list[tuple[int, int]] = []
        self._at = -1
        self.content.addWidget(self.text, 1)
        for widget in (self.open, self.follow, self.notice):
            self.content.addWidget(widget)
        self._show_state()

    def apply(self, tokens: Tokens) -> None:
        """Colours."""
        self._tokens = tokens
        self._mark()

    def show_text(self, text: str) -> None:
        """Another script."""
        self.text.setPlainText(text)

    def show_problem(self, message: str) -> None:
        """A text that cannot be followed, or read."""
        self.follow.setChecked(False)
        self.notice.say(message, self.tr("Close"))

    def show_words(self, written: Sequence[str]) -> None:
        """The words of the text that is followed, in order; none has been spoken yet."""
        self._words, text, at, units = [], self.text.toPlainText(), 0, 0
        for word in written:
            found = text.index(word, at)
            units += text_length(text[at:found])
            end = units + text_length(word)
            self._words.append((units, end))
            at, units = found + len(word), end
        self.show_word(-1)

    def show_word(self, number: int) -> None:
        """The word that was spoken last, from 0; -1 before the first. What comes next is in view."""
        self._at = number
        self._mark()
        start, end = self._words[number] if number >= 0 else (0, 0)
        cursor = self.text.textCursor()
        # Some lines further on, so that a reader sees where it goes.
        cursor.setPosition(start)
        cursor.movePosition(QTextCursor.MoveOperation.Down, QTextCursor.MoveMode.MoveAnchor, 3)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()
        cursor.setPosition(end)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()

    def _mark(self) -> None:
        marks = []
        if self._tokens is not None and 0 <= self._at < len(self._words):
            start, end = self._words[self._at]
            for first, last, ground, ink in (
                (0, start, self._tokens.surface, self._tokens.soft),
                (start, end, self._tokens.accent, self._tokens.on_accent),
            ):
                mark = QTextEdit.ExtraSelection()
                look = QTextCharFormat()
                look.setBackground(QColor(ground))
                look.setForeground(QColor(ink))
                cursor = QTextCursor(self.text.document())
                cursor.setPosition(first)
                cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                mark.format, mark.cursor = look, cursor
                marks.append(mark)
        self.text.setExtraSelections(marks)

    def _followed(self, on: bool) -> None:
        self.notice.hide()
        self.text.setReadOnly(on)
        self._words, self._at = [], -1
        self._mark()
        self._show_state()
        if on:
            self.followed.emit(self.text.toPlainText())
        else:
            self.left.emit()

    def _show_state(self) -> None:
        on = self.follow.isChecked()
        self.follow.setText(self.tr("Stop following") if on else self.tr("Follow"))
        self.follow.setEnabled(on or bool(self.text.toPlainText().strip()))
        self.open.setEnabled(not on)

    def _ask_file(self) -> None:
        ask_for_file(self, self.tr("Open a text"), self.opened.emit)
