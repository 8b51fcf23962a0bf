"""A bar of two parts: beside one another where there is room, else one below the other. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.theme.tokens import STEP


class TwoRows(QFrame):
    """Large text or long words take two rows where one is too narrow, and more where a part alone is too wide.

    `name`: for the style sheet; `beside`, `above`: the margins, pixels. `wide`: the parts share all the room, for what
    is typed into.
    """

    def __init__(self, name: str, beside: int, above: int, wide: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._beside, self._wide = beside, wide
        self._parts: tuple[_Part, ...] = ()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(beside, above, beside, above)
        self._layout.setSpacing(2 * STEP)

    def fill(self, first: tuple[QWidget, ...], second: tuple[QWidget, ...]) -> None:
        """What stands in the two parts."""
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        place = Qt.AlignmentFlag(0) if self._wide else start
        self._parts = _Part(first, self._wide), _Part(second, self._wide)
        self._layout.addWidget(self._parts[0], 1, place)
        self._layout.addWidget(self._parts[1], int(self._wide), place)

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
        """That of two rows: the window may be as narrow. What is shown beside it may leave less."""
        width = max((part.width_in_a_row for part in self._parts), default=0) + 2 * self._beside
        return QSize(width, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        room = self.width() - 2 * self._beside
        needed = sum(part.width_in_a_row for part in self._parts) + 2 * STEP
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if needed <= room else direction.TopToBottom)
        for part in self._parts:
            part.arrange(room)


class _Part(QWidget):
    """Widgets in as many rows as they need."""

    def __init__(self, widgets: tuple[QWidget, ...], wide: bool) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._wide = wide
        self._widgets = widgets
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * STEP)
        self._rows: list[list[QWidget]] = []
        self._put([list(widgets)])

    @property
    def width_in_a_row(self) -> int:
        """What all of them take beside one another."""
        widths = [_width(widget) for widget in self._widgets if not widget.isHidden()]
        return sum(widths) + 2 * STEP * max(0, len(widths) - 1)

    def arrange(self, room: int) -> None:
        """Into rows of this width."""
        rows: list[list[QWidget]] = [[]]
        left = room
        for widget in self._widgets:
            width = 0 if widget.isHidden() else _width(widget) + 2 * STEP
            if rows[-1] and width > left + 2 * STEP:
                rows.append([])
                left = room
            rows[-1].append(widget)
            left -= width
        if rows != self._rows:
            self._put(rows)

    def _put(self, rows: list[list[QWidget]]) -> None:
        self._rows = rows
        while (before := self._column.takeAt(0)) is not None:
            if (row_before := before.layout()) is not None:
                row_before.deleteLater()
        for widgets in rows:
            row = QHBoxLayout()
            row.setSpacing(2 * STEP)
            for widget in widgets:
                row.addWidget(widget)
            if len(rows) > 1 and not self._wide:
                row.addStretch(1)
            self._column.addLayout(row)


def _width(widget: QWidget) -> int:
    return max(widget.sizeHint().width(), widget.minimumWidth())
