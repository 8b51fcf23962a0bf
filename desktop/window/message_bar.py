"""A sentence where something happened, with a way out; never a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.theme.tokens import STEP
from desktop.translation import translated

NOTICE_MS = 10_000


class MessageBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.action = QPushButton()
        self.action.hide()
        self.action.clicked.connect(self._act)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 2 * STEP, 4 * STEP, 2 * STEP)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.action)
        layout.addWidget(close)
        self._what: Callable[[], None] | None = None
        self._leave = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._leave.timeout.connect(self.hide)
        self.hide()

    def show_notice(self, text: str, action: str = "", what: Callable[[], None] | None = None) -> None:
        """Say something that passes: it leaves by itself, and never takes the place of a problem."""
        if self.isVisible() and not self._leave.isActive():
            return
        self.show_message(text, action, what)
        self._leave.start()

    def show_message(self, text: str, action: str = "", what: Callable[[], None] | None = None) -> None:
        """Say one sentence (of core's in the window's language), with an optional button."""
        self._leave.stop()
        text = translated(text)
        text = text[:1].upper() + text[1:]
        self.label.setText(text)
        self.setAccessibleName(text)
        self._what = what
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._what is not None:
            self._what()
