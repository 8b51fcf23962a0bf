"""What a screen reader or a braille line finds in a column of captions: a text of many lines, with a caret.

GUI thread only. PySide hands a text interface out by its address (`VoidPtr`). What Qt wants written through pointers
(selections, attributes) cannot be answered from Python, so there are none of them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from desktop.captions.caption_column import CaptionColumn


class ColumnText(QAccessibleTextInterface):
    """The rows, their times included, as one text."""

    def __init__(self, column: CaptionColumn) -> None:
        super().__init__()
        self._column = column

    def text(self, start: int, end: int) -> str:
        """A stretch of the text."""
        return self._column.read.text(start, end)

    def characterCount(self) -> int:
        """In UTF-16 units."""
        return len(self._column.read)

    def cursorPosition(self) -> int:
        """Where the caret is."""
        return self._column.caret_offset()

    def setCursorPosition(self, position: int) -> None:
        """Bring the caret there."""
        self._column.place_caret(*self._column.place_in_row(position))

    def characterRect(self, offset: int) -> QRect:
        """Where a character is on the screen."""
        box = self._column.box_of(*self._column.place_in_row(offset)).toRect()
        return QRect(self._column.viewport().mapToGlobal(box.topLeft()), box.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        """The character at a point of the screen; -1 where there is none."""
        found = self._column.position_at(QPointF(self._column.viewport().mapFromGlobal(point)))
        return -1 if found is None else self._column.offset_of(*found)

    def scrollToSubstring(self, start: int, end: int) -> None:
        """Bring a stretch into view."""
        self._column.reveal(self._column.place_in_row(start)[0])

    def selectionCount(self) -> int:
        """Nothing is ever selected."""
        return 0

    def addSelection(self, start: int, end: int) -> None:
        """Nothing can be selected."""

    def removeSelection(self, number: int) -> None:
        """Nothing can be selected."""

    def setSelection(self, number: int, start: int, end: int) -> None:
        """Nothing can be selected."""


class AccessibleColumn(QAccessibleWidget):
    """A read-only text of several lines; the fields in it stay its children."""

    def __init__(self, column: CaptionColumn) -> None:
        super().__init__(column, QAccessible.Role.EditableText)
        self._text = ColumnText(column)

    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        """The text."""
        address: Any = self._text if t == QAccessible.InterfaceType.TextInterface else 0
        return Shiboken.VoidPtr(address)

    def state(self) -> QAccessible.State:
        """As every widget's, and more."""
        state: Any = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state  # type: ignore[no-any-return]


@cache
def make_columns_accessible() -> None:
    """From now on, columns are found by screen readers as texts. Once is enough."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_key: str, thing: QObject) -> QAccessibleInterface | None:
    from desktop.captions.caption_column import CaptionColumn

    if not isinstance(thing, CaptionColumn):
        return None
    # Kept by the widget: Qt asks once, and knows no Python reference.
    thing.accessible = AccessibleColumn(thing)
    return thing.accessible
