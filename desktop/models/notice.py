"""A sentence in a sheet, with up to two ways out below it; never a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.theme.tokens import STEP
from desktop.translation import translated


class Notice(QFrame):
    """Hidden until there is something to say. The first button does it, the second one leaves it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAccessibleName(name)
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.action, self.leave = QPushButton(name), QPushButton(name)
        self.action.clicked.connect(self._act)
        self.leave.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.action)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self.label)
        layout.addLayout(buttons)
        self._what: Callable[[], None] | None = None
        self.hide()

    def say(self, text: str, leave: str, action: str = "", what: Callable[[], None] | None = None) -> None:
        """Show a sentence; `leave` is the button that closes it, `action` the one that calls `what`."""
        self.label.setText(translated(text))
        self.setAccessibleDescription(self.label.text())
        self._what = what
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.leave.setText(leave)
        self.leave.setVisible(bool(leave))
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._what is not None:
            self._what()
