"""A scrolling column of captions with their times: what the live captions and the editor's text have in common.

Own painting instead of a list view: only what can be seen is painted, and a caption is laid out once, so an eight-hour
transcript scrolls and grows as lightly as a short one. GUI thread only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from core.decoding.hypothesis import DOUBTFUL
from desktop.captions.caption_layout import CaptionStyle
from desktop.theme.tokens import LIGHT, LINE_HEIGHT, MEASURE_CHARACTERS, STEP, Tokens

MARGIN = 6 * STEP
LARGEST_TEXT, SMALLEST_TEXT = 64, 14
NARROWEST = 80.0


def clock(seconds: float) -> str:
    """H:MM:SS."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


class CaptionColumn(QAbstractScrollArea):
    """Whoever fills it keeps the bottom of each row in `_bottoms` (pixels from the text's top) and paints the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tokens = LIGHT
        self._pixels = 20
        self._doubtful = DOUBTFUL
        self._show_times = True
        self._bottoms: list[float] = []
        self._width = 0.0

    def _take_look(self, tokens: Tokens, pixels: int, doubtful: float, show_times: bool = True) -> bool:
        """Another look, held within what can be read; whether it differs from the one before."""
        before = (self._tokens, self._pixels, self._doubtful, self._show_times)
        self._tokens, self._show_times = tokens, show_times
        self._pixels = max(SMALLEST_TEXT, min(LARGEST_TEXT, pixels))
        self._doubtful = max(0.0, min(1.0, doubtful))
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

    def _top(self, row: int) -> float:
        return self._bottoms[row - 1] if row else float(MARGIN)

    def _end(self) -> float:
        return self._bottoms[-1] if self._bottoms else float(MARGIN)

    def _set_range(self, bottom: float) -> None:
        """Tell the scroll bar where the text ends."""
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(round(self._pixels * LINE_HEIGHT))
        bar.setRange(0, max(0, round(bottom + MARGIN - self.viewport().height())))

    def _rows_in_view(self) -> Iterator[tuple[int, float]]:
        """The rows that can be seen, each with its top in the viewport."""
        top = self.verticalScrollBar().value()
        row = bisect_right(self._bottoms, top)
        while row < len(self._bottoms) and self._top(row) < top + self.viewport().height():
            yield row, self._top(row) - top
            row += 1

    def _paint_time(self, painter: QPainter, seconds: float, y: float) -> None:
        painter.setFont(self._time_font())
        painter.setPen(QColor(self._tokens.soft))
        x = self.viewport().width() - MARGIN - self._time_width() + 4 * STEP if self._mirrored else MARGIN
        box = QRectF(x, y, self._time_width() - 4 * STEP, self._pixels * LINE_HEIGHT * 0.92)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), clock(seconds))
