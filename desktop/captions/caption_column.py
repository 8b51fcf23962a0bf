"""A scrolling column of captions with their times: what the live captions and the editor's text have in common.

Own painting instead of a list view: only what can be seen is painted and laid out at once. The heights of all other
rows are estimated from their letters, and measured a few at a time while nothing else is to be done; what stands at the
top of the view stays there meanwhile. So a day's transcript opens, scrolls and changes its width as lightly as a short
one. GUI thread only.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInsertEvent,
    QAccessibleTextUpdateEvent,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from core.decoding.hypothesis import DOUBTFUL
from core.session.writing import clock
from desktop.captions.accessible_column import make_columns_accessible
from desktop.captions.caption_layout import GAP, CaptionStyle, Line, height_of, text_layout, text_length
from desktop.captions.read_text import ReadText
from desktop.captions.row_heights import RowHeights
from desktop.theme.tokens import LIGHT, LINE_HEIGHT, MEASURE_CHARACTERS, STEP, Tokens

MARGIN = 6 * STEP
LARGEST_TEXT, SMALLEST_TEXT = 64, 14
NARROWEST = 80.0
# So long at a time, and so often, rows are measured that nobody looks at.
IDLE_SECONDS, IDLE_MS = 0.003, 10
# Ways to the text after which it is shown that it has the focus: a pointer knows where it was.
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
ORDINARY_TEXT = "the other question is whether we have to rent the hall in the next street again"


class CaptionColumn(QAbstractScrollArea):
    """Whoever fills it keeps `_heights` (pixels from the text's top), says what a row shows, and paints the rows."""

    accessible: QAccessibleInterface

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_columns_accessible()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tokens = LIGHT
        self._pixels = 20
        self._doubtful = DOUBTFUL
        self._show_times = True
        self._heights = RowHeights(MARGIN)
        self._width = 0.0
        self._settling = False
        # The whole text as it is read aloud; made when somebody asks for it.
        self._read: ReadText | None = None
        self._idle = QTimer(self, interval=IDLE_MS)
        self._idle.timeout.connect(self._measure_on)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What whoever fills it must say

    def _line(self, row: int) -> Line:
        """What a row shows."""
        raise NotImplementedError

    def _has_time(self, row: int) -> bool:
        """Whether its time stands beside it."""
        return self._show_times and not self._line(row).marker

    def caret(self) -> tuple[int, int]:
        """The row that is read, and the position in its line (UTF-16 units); (0, 0) where there is no row."""
        raise NotImplementedError

    def place_caret(self, row: int, position: int) -> None:
        """Read on here."""
        raise NotImplementedError

    def _heights_changed(self, top: float) -> None:
        """Heights have changed; `top` is where the scroll bar must stand, for what is read to stay where it is."""
        self._set_range(self._heights.end)
        self.verticalScrollBar().setValue(round(top))
        self.viewport().update()

    # Reading aloud

    @property
    def read(self) -> ReadText:
        """All rows, with the times that are shown."""
        if self._read is None:
            self._read = ReadText(self._lead(row) + self._line(row).text for row in range(len(self._heights)))
        return self._read

    def _lead(self, row: int) -> str:
        """What is read before a row's words."""
        return f"{clock(self._line(row).start)} " if self._has_time(row) else ""

    def caret_offset(self) -> int:
        """The caret's position in the whole text."""
        return self.offset_of(*self.caret())

    def offset_of(self, row: int, position: int) -> int:
        """Where a position of a row's line is in the whole text."""
        return self.read.offset(row, text_length(self._lead(row)) + position) if len(self._heights) else 0

    def place_in_row(self, offset: int) -> tuple[int, int]:
        """The row of a position of the whole text, and the position in its line."""
        row, position = self.read.place(offset)
        return row, max(0, position - text_length(self._lead(row))) if len(self._heights) else 0

    def position_at(self, point: QPointF) -> tuple[int, int] | None:
        """The row, and the position in its line, at a point of the viewport."""
        y = point.y() + self.verticalScrollBar().value()
        row = self._heights.row_at(y)
        if row >= len(self._heights) or y < self._heights.top(row):
            return None
        layout, inside = self._row_layout(row), y - self._heights.top(row)
        lines = [layout.lineAt(index) for index in range(layout.lineCount())]
        line = next((each for each in lines if inside < each.y() + self._pixels * LINE_HEIGHT), lines[-1])
        return row, line.xToCursor(point.x() - self._left())

    def box_of(self, row: int, position: int) -> QRectF:
        """Where a character of a row's line is in the viewport."""
        if row >= len(self._heights):
            return QRectF()
        layout = self._row_layout(row)
        line = layout.lineForTextPosition(position)
        # (x, place), though Qt's own types call it an object.
        edges = sorted(cast("tuple[float, int]", line.cursorToX(at))[0] for at in (position, position + 1))
        y = self._heights.top(row) - self.verticalScrollBar().value() + line.y()
        return QRectF(self._left() + edges[0], y, edges[1] - edges[0], line.height())

    def reveal(self, row: int) -> None:
        """Scroll a row into view that is not in it."""
        bar = self.verticalScrollBar()
        # Rows above it may turn out to be of another height when they come into view.
        for _ in range(3):
            top, bottom = self._heights.top(row), self._heights.bottom(row)
            if bar.value() <= top and bottom <= bar.value() + self.viewport().height():
                return
            bar.setValue(round(top - self.viewport().height() / 3))

    def _caret_moved(self) -> None:
        # The whole text is made for who reads it alone.
        if self._read is not None or QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleTextCursorEvent(self, self.caret_offset()))

    def _read_anew(self, first: int, count: int, now: int) -> None:
        """`count` rows from `first` on have become `now` others: tell who reads them."""
        if self._read is None:
            return
        rows = range(first, first + now)
        change = self._read.replace(first, count, (self._lead(row) + self._line(row).text for row in rows))
        if change.removed:
            QAccessible.updateAccessibility(QAccessibleTextUpdateEvent(self, *change))
        elif change.inserted:
            QAccessible.updateAccessibility(QAccessibleTextInsertEvent(self, change.position, change.inserted))

    # Heights

    def _measured_height(self, row: int) -> float:
        return height_of(self._line(row), self._style())

    def _row_layout(self, row: int) -> QTextLayout:
        return text_layout(self._line(row), self._style(), partial=False)

    def _estimates(self, letters: Sequence[int]) -> NDArray[np.float64]:
        """The heights of rows of so many letters, likely."""
        width = QFontMetricsF(self._font()).horizontalAdvance(ORDINARY_TEXT) / len(ORDINARY_TEXT)
        lines = np.maximum(1, np.ceil(np.asarray(letters) * width / self._width))
        heights: NDArray[np.float64] = lines * self._pixels * LINE_HEIGHT + GAP
        return heights

    def _scrolled(self, _value: int) -> None:
        """Other rows are seen."""
        self._measure_view()

    def _measure_view(self) -> None:
        """Measure the rows that can be seen, and by that those that come into view."""
        if self._settling:
            return
        self._settling = True
        try:
            # Rows that turn out lower than estimated let others in, twice or three times at most.
            while rows := [row for row, _ in self._rows_in_view() if not self._heights.measured(row)]:
                first, away = self._anchor()
                for row in rows:
                    self._heights.measure(row, self._measured_height(row))
                self._settle(first, away)
        finally:
            self._settling = False
        if not self._idle.isActive() and self._heights.next_unmeasured() is not None:
            self._idle.start()

    def _measure_on(self) -> None:
        """A few rows more, while nothing else is to be done and the scroll bar is not held."""
        if self.verticalScrollBar().isSliderDown():
            return
        first, away = self._anchor()
        began = time.perf_counter()
        row = self._heights.next_unmeasured()
        while row is not None and time.perf_counter() - began < IDLE_SECONDS:
            self._heights.measure(row, self._measured_height(row))
            row = self._heights.next_unmeasured()
        if row is None:
            self._idle.stop()
        self._settle(first, away)

    def _settle(self, first: int, away: float) -> None:
        """Heights have changed: what stood at the top of the view stays there."""
        before, self._settling = self._settling, True
        self._heights_changed(self._heights.top(first) + away if len(self._heights) else 0.0)
        self._settling = before

    def _anchor(self) -> tuple[int, float]:
        """The row at the top of the view, and how far its beginning is above."""
        value = self.verticalScrollBar().value()
        row = min(self._heights.row_at(value), max(0, len(self._heights) - 1))
        return row, value - self._heights.top(row)

    # Looks

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring around it, for who came by a key."""
        ring = event.reason() in BY_KEY
        if ring != bool(self.property("ring")) and event.reason() not in COMES_BACK:
            self.setProperty("ring", ring)
            self.style().unpolish(self)
            self.style().polish(self)
        super().focusInEvent(event)

    def _take_look(self, tokens: Tokens, pixels: int, doubtful: float, show_times: bool = True) -> bool:
        """Another look, held within what can be read; whether it differs from the one before."""
        before = (self._tokens, self._pixels, self._doubtful, self._show_times)
        self._tokens, self._show_times = tokens, show_times
        self._pixels = max(SMALLEST_TEXT, min(LARGEST_TEXT, pixels))
        self._doubtful = max(0.0, min(1.0, doubtful))
        if show_times != before[-1]:
            self._read = None
        return before != (self._tokens, self._pixels, self._doubtful, self._show_times)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._pixels)
        return font

    def _time_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(11, round(self._pixels * 0.65)))
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _time_width(self) -> float:
        if not self._show_times:
            return 0.0
        return QFontMetricsF(self._time_font()).horizontalAdvance("00:00:00") + 4 * STEP

    def _column_width(self) -> float:
        """What the text may take: all there is, but no more than the measure."""
        measure = QFontMetricsF(self._font()).averageCharWidth() * MEASURE_CHARACTERS
        return float(max(NARROWEST, min(measure, self.viewport().width() - 2 * MARGIN - self._time_width())))

    def _style(self) -> CaptionStyle:
        return CaptionStyle(self._tokens, self._font(), self._pixels, self._width, self._doubtful)

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _left(self) -> float:
        """Where the text begins in the viewport."""
        if self._mirrored:
            return self.viewport().width() - MARGIN - self._time_width() - self._width
        return MARGIN + self._time_width()

    def _set_range(self, bottom: float) -> None:
        """Tell the scroll bar where the text ends."""
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(round(self._pixels * LINE_HEIGHT))
        bar.setRange(0, max(0, round(bottom + MARGIN - self.viewport().height())))

    def _rows_in_view(self) -> Iterator[tuple[int, float]]:
        """The rows that can be seen, each with its top in the viewport."""
        top = self.verticalScrollBar().value()
        row = self._heights.row_at(top)
        while row < len(self._heights) and self._heights.top(row) < top + self.viewport().height():
            yield row, self._heights.top(row) - top
            row += 1

    def _paint_time(self, painter: QPainter, seconds: float, y: float) -> None:
        painter.setFont(self._time_font())
        painter.setPen(QColor(self._tokens.soft))
        x = self.viewport().width() - MARGIN - self._time_width() + 4 * STEP if self._mirrored else MARGIN
        box = QRectF(x, y, self._time_width() - 4 * STEP, self._pixels * LINE_HEIGHT * 0.92)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), clock(seconds))
