"""A sentence where something happened, with a way out; never a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.theme.tokens import STEP
from desktop.translation import translated

NOTICE_MS = 10_000
# A sentence beside the buttons has at least this room.
NARROWEST_LETTERS = 24


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
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.action)
        buttons.addWidget(close)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(4 * STEP, 2 * STEP, 4 * STEP, 2 * STEP)
        self._layout.setSpacing(2 * STEP)
        self._layout.addWidget(self.label, 1)
        self._layout.addLayout(buttons)
        self._buttons = buttons
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
        self._arrange()
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The buttons stand below a sentence that has too little room beside them."""
        room = self.width() - self._buttons.sizeHint().width() - 10 * STEP
        beside = room >= NARROWEST_LETTERS * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        edge = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeft
        self._layout.setAlignment(self._buttons, edge)

    def _act(self) -> None:
        self.hide()
        if self._what is not None:
            self._what()
