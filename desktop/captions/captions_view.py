"""The captions: finals that never move again, and the open segment's partial below them. GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QWidget

from core.decoding.hypothesis import DOUBTFUL
from core.streaming.captions import FinalCaption, PartialCaption
from desktop.captions.announcer import Announcer
from desktop.captions.caption_column import MARGIN, CaptionColumn
from desktop.captions.caption_layout import Line, height_of, text_layout, text_length
from desktop.captions.row_heights import RowHeights
from desktop.theme.tokens import Tokens

CARET_WIDTH = 2


class CaptionsView(CaptionColumn):
    """`add_final`, `add_finals`, `show_partial`, `add_marker`; follows the end unless the user has scrolled away."""

    away_from_end = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Captions"))
        self._announcer = Announcer(self)
        self._lines: list[Line] = []
        self._partial: Line | None = None
        self._partial_height = 0.0
        self._following = True
        # Where the user reads by keyboard; None: at the newest caption.
        self._caret: tuple[int, int] | None = None
        self.empty_text = ""

    @property
    def text(self) -> str:
        """All finals, one a line."""
        return "\n".join(line.text for line in self._lines if line.words)

    @property
    def line_count(self) -> int:
        """Finals and markers."""
        return len(self._lines)

    @property
    def partial_text(self) -> str:
        """The open segment's text; empty where there is none."""
        return self._partial.text if self._partial else ""

    def add_final(self, caption: FinalCaption) -> None:
        """Append a final in place of its partial; one without words only takes the partial away."""
        self._partial, self._partial_height = None, 0.0
        if caption.words:
            self._append(Line(caption.start, caption.words, segment=caption.segment))
            self._announcer.say(caption.text)
        else:
            self._relayout_end()

    def add_finals(self, captions: Sequence[FinalCaption]) -> None:
        """Append many, none of which is being spoken: what is not seen is laid out later, and nothing is announced."""
        lines = [Line(caption.start, caption.words, segment=caption.segment) for caption in captions if caption.words]
        if lines:
            self._width = self._column_width()
            first = len(self._lines)
            self._lines += lines
            self._heights.replace(first, 0, self._estimates([len(line.text) for line in lines]))
            self._read_anew(first, 0, len(lines))
            self._relayout_end()

    def replace_finals(self, captions: list[FinalCaption]) -> None:
        """Other words for captions that are shown; only the user's own wish changes a final."""
        words = {caption.segment: caption.words for caption in captions}
        for line in self._lines:
            line.words = words.get(line.segment, line.words) if line.segment >= 0 else line.words
        self._read = self._caret = None
        self._layout_all()

    def show_partial(self, caption: PartialCaption) -> None:
        """Show the open segment's words so far."""
        self._partial = Line(caption.start, caption.words) if caption.words else None
        self._partial_height = self._height(self._partial) if self._partial else 0.0
        self._relayout_end()

    def add_marker(self, at: float, text: str) -> None:
        """A thin line of text between captions (a language, a gap)."""
        self._append(Line(at, (), text))

    def clear(self) -> None:
        """Begin anew."""
        self._lines, self._heights, self._partial, self._partial_height = [], RowHeights(MARGIN), None, 0.0
        self._following = True
        self._read = self._caret = None
        self._relayout_end()

    def apply(self, tokens: Tokens, pixels: int, show_times: bool, doubtful: float = DOUBTFUL) -> None:
        """Colours, size of the text (pixels), whether times are shown, and below which confidence a word is marked."""
        # Most settings have nothing to do with captions, and a long transcript takes long to lay out.
        if self._take_look(tokens, pixels, doubtful, show_times) or not self._width:
            self._layout_all()

    def pause(self) -> None:
        """Stay here while captions go on below."""
        self._following = False
        self.away_from_end.emit(True)

    @property
    def following(self) -> bool:
        """Whether the newest caption is kept in view."""
        return self._following

    def follow(self) -> None:
        """Go back to the newest caption, and stay there."""
        self._following, self._caret = True, None
        self._relayout_end()

    # The caret

    def caret(self) -> tuple[int, int]:
        """Where the user reads; at first, the beginning of the newest caption."""
        return self._caret or (max(0, len(self._lines) - 1), 0)

    def place_caret(self, row: int, position: int) -> None:
        """Read here; what is away from the newest caption stays in view while captions go on below."""
        if row >= len(self._lines):
            return
        self._caret = row, position
        following = self._following
        self.reveal(row)
        if row < len(self._lines) - 1 and following and self._following:
            self.pause()
        self.viewport().update()
        self._caret_moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the caret: by caption, by letter, with Ctrl by word."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, control = Qt.Key(event.key()), held == Qt.KeyboardModifier.ControlModifier
        if not self._lines or (held != Qt.KeyboardModifier.NoModifier and not control):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_row(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            skip = QTextLayout.CursorMode.SkipWords if control else QTextLayout.CursorMode.SkipCharacters
            self._step(1 if (key == Qt.Key.Key_Right) != self._mirrored else -1, skip)
        else:
            super().keyPressEvent(event)

    def _step_row(self, by: int) -> None:
        seen = [row for row, _ in self._rows_in_view()]
        row = self.caret()[0] + by
        if self._caret is not None and self._caret[0] not in seen:
            # It was scrolled out of view: begin with what is seen.
            row = seen[-1] if by < 0 else seen[0]
        if 0 <= row < len(self._lines):
            self.place_caret(row, 0)

    def _step(self, by: int, skip: QTextLayout.CursorMode) -> None:
        row, position = self.caret()
        layout = self._row_layout(row)
        step = layout.nextCursorPosition if by > 0 else layout.previousCursorPosition
        moved = step(position, skip)
        if moved != position:
            self.place_caret(row, moved)
        elif 0 <= row + by < len(self._lines):
            self.place_caret(row + by, 0 if by > 0 else text_length(self._lines[row + by].text))

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the lines that can be seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._tokens.surface))
        if not self._lines and self._partial is None:
            self._paint_empty(painter)
            return
        for index, y in self._rows_in_view():
            self._paint_line(painter, self._lines[index], y, partial=False)
            if self._caret is not None and index == self._caret[0] and self.hasFocus():
                painter.setPen(QColor(self._tokens.text))
                self._row_layout(index).drawCursor(painter, QPointF(self._left(), y), self._caret[1], CARET_WIDTH)
        if self._partial is not None:
            self._paint_line(painter, self._partial, self._heights.end - self.verticalScrollBar().value(), partial=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are laid out anew only where the column's width has changed."""
        super().resizeEvent(event)
        if self._column_width() != self._width:
            self._layout_all()
        else:
            self._relayout_end()

    def _height(self, line: Line) -> float:
        return height_of(line, self._style())

    def _line(self, row: int) -> Line:
        return self._lines[row]

    def _append(self, line: Line) -> None:
        self._width = self._column_width()
        self._lines.append(line)
        self._heights.append(self._height(line))
        self._read_anew(len(self._lines) - 1, 0, 1)
        self._relayout_end()

    def _layout_all(self) -> None:
        first, away = self._anchor()
        self._width = self._column_width()
        self._heights.replace(0, len(self._heights), self._estimates([len(line.text) for line in self._lines]))
        self._partial_height = self._height(self._partial) if self._partial else 0.0
        self._settle(first, away)
        self._measure_view()

    def _relayout_end(self) -> None:
        self._heights_changed(self.verticalScrollBar().value())
        self._measure_view()

    def _heights_changed(self, top: float) -> None:
        """At the end, unless the user has scrolled away: what is read there does not move."""
        bar, following = self.verticalScrollBar(), self._following
        self._set_range(self._heights.end + self._partial_height)
        bar.setValue(bar.maximum() if following else round(top))
        self._following = following
        self.away_from_end.emit(not following)
        self.viewport().update()

    def _scrolled(self, value: int) -> None:
        # Before the rows there are measured: whoever has left the end is not to be taken back to it.
        self._following = value >= self.verticalScrollBar().maximum() - 2
        self.away_from_end.emit(not self._following)
        super()._scrolled(value)

    def _paint_line(self, painter: QPainter, line: Line, y: float, partial: bool) -> None:
        if self._show_times and not line.marker:
            self._paint_time(painter, line.start, y)
        text_layout(line, self._style(), partial).draw(painter, QPointF(self._left(), y))

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setFont(self._font())
        painter.setPen(QColor(self._tokens.soft))
        box = QRectF(self.viewport().rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(box, flags, self.empty_text)
