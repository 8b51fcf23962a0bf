"""A bar of two parts: beside one another where there is room, else one below the other. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from desktop.theme.tokens import STEP


class TwoRows(QFrame):
    """Large text or long words take two rows where one is too narrow.

    `name`: for the style sheet; `beside`, `above`: the margins, pixels.
    """

    def __init__(self, name: str, beside: int, above: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self._beside = beside
        self._parts: tuple[QWidget, ...] = ()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(beside, above, beside, above)
        self._layout.setSpacing(2 * STEP)

    def fill(self, first: tuple[QWidget, ...], second: tuple[QWidget, ...]) -> None:
        """What stands in the two parts."""
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._parts = _row(first), _row(second)
        self._layout.addWidget(self._parts[0], 1, start)
        self._layout.addWidget(self._parts[1], 0, start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A part has grown or shrunk."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """That of two rows: the window may be as narrow."""
        width = max((part.minimumSizeHint().width() for part in self._parts), default=0) + 2 * self._beside
        return QSize(width, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        needed = sum(part.sizeHint().width() for part in self._parts) + 2 * self._beside + 2 * STEP
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if needed <= self.width() else direction.TopToBottom)


def _row(widgets: tuple[QWidget, ...]) -> QWidget:
    row = QWidget()
    row.setObjectName("plain")
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * STEP)
    for widget in widgets:
        layout.addWidget(widget)
    return row
