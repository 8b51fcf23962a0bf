"""The sound as a strip: its wave, the lines of the text, and where it is played. GUI thread only.

The wheel zooms around the pointer; a line's edge is dragged to another time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from core.audio.peaks import Peaks
from core.session.writing import clock
from desktop.editor.wave_picture import Lines, wave_picture
from desktop.theme.tokens import LIGHT, Tokens

HEIGHT = 72
SHORTEST_VIEW = 2.0
FIRST_VIEW = 30.0
ZOOM = 1.25
GRIP = 5
# Edges are dragged where a pixel is not more than a tenth of a second.
FINEST_DRAG = 0.1
JUMP, LONG_JUMP = 1.0, 5.0
# While it is played the playhead is kept left of this share of the strip.
FOLLOW_TO = 0.85


class WaveformStrip(QWidget):
    """`sought`: a time was clicked. `retimed`: a line's start (True) or end, by its number, was dragged to a time."""

    sought = Signal(float)
    retimed = Signal(int, bool, float)
    play_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Sound"))
        self.setToolTip(self.tr("Click to play from here; the wheel zooms; drag a line's edge to move it (+ - ← →)"))
        self._tokens = LIGHT
        self._peaks = Peaks(np.zeros(0, np.int8), np.zeros(0, np.int8))
        self._length = 0.0
        self._starts = self._ends = np.zeros(0)
        self._current = -1
        self._position = 0.0
        self._view = (0.0, FIRST_VIEW)
        self._dragged: tuple[int, bool] | None = None
        self._dragged_to = 0.0
        self._picture: QImage | None = None

    @property
    def view(self) -> tuple[float, float]:
        """First and last second that are shown."""
        return self._view

    @property
    def peaks(self) -> Peaks:
        """What is known of the recording by now."""
        return self._peaks

    def show_sound(self, length: float) -> None:
        """Another recording, of so many seconds, from its beginning; its peaks come later."""
        self._peaks = Peaks(np.zeros(0, np.int8), np.zeros(0, np.int8))
        self._length = length
        self._position = 0.0
        self._look_at(0.0, min(FIRST_VIEW, max(SHORTEST_VIEW, length)))

    def show_peaks(self, peaks: Peaks) -> None:
        """What is known of the recording by now."""
        self._peaks = peaks
        self._length = max(self._length, peaks.seconds)
        self._draw_anew()

    def show_lines(self, starts: Sequence[float], ends: Sequence[float]) -> None:
        """The lines of the text, in seconds, in order."""
        self._starts, self._ends = np.asarray(starts, np.float64), np.asarray(ends, np.float64)
        self._draw_anew()

    def show_current(self, line: int) -> None:
        """The line that holds the current word; -1 for none."""
        if line != self._current:
            self._current = line
            self._draw_anew()

    def show_position(self, seconds: float, follow: bool = False) -> None:
        """Where it is heard; `follow` keeps that in view."""
        before, self._position = self._x(self._position), seconds
        self.setAccessibleDescription(clock(seconds))
        start, end = self._view
        if follow and not start <= seconds <= start + FOLLOW_TO * (end - start):
            self._look_at(seconds - 0.1 * (end - start), seconds + 0.9 * (end - start))
            return
        for x in (before, self._x(seconds)):
            self.update(round(x) - 4, 0, 9, HEIGHT)

    def reveal(self, seconds: float) -> None:
        """Bring a time into view."""
        start, end = self._view
        if not start <= seconds <= end:
            self._look_at(seconds - 0.3 * (end - start), seconds + 0.7 * (end - start))

    def apply(self, tokens: Tokens) -> None:
        """Colours."""
        self._tokens = tokens
        self._draw_anew()

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show `factor` times as much; `around` (seconds; None: where it is heard) stays where it is."""
        start, end = self._view
        middle = around if around is not None else min(end, max(start, self._position))
        share = (middle - start) / (end - start)
        span = min(max(self._length, SHORTEST_VIEW), max(SHORTEST_VIEW, (end - start) * factor))
        self._look_at(middle - share * span, middle + (1 - share) * span)

    # Qt

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Up and down zooms, sideways (or with Shift) scrolls."""
        turn = event.angleDelta()
        sideways = turn.x() or (turn.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        if sideways:
            self._scroll(-sideways / 120 * 0.1)
        else:
            self.zoom(ZOOM ** (-turn.y() / 120), self._seconds(event.position().x()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by a second (Shift: five), plus and minus zoom, Space plays."""
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        jump = LONG_JUMP if far else JUMP
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Left: lambda: self.sought.emit(max(0.0, self._position - jump)),
            Qt.Key.Key_Right: lambda: self.sought.emit(min(self._length, self._position + jump)),
            Qt.Key.Key_Home: lambda: self.sought.emit(0.0),
            Qt.Key.Key_PageUp: lambda: self._scroll(-0.9),
            Qt.Key.Key_PageDown: lambda: self._scroll(0.9),
            Qt.Key.Key_Plus: lambda: self.zoom(1 / ZOOM),
            Qt.Key.Key_Equal: lambda: self.zoom(1 / ZOOM),
            Qt.Key.Key_Minus: lambda: self.zoom(ZOOM),
            Qt.Key.Key_Space: self.play_wanted.emit,
        }
        what = keys.get(event.key())
        if what is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            what()
            self.reveal(self._position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge, or go there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._dragged = self._edge_at(event.position().x())
        self._dragged_to = self._seconds(event.position().x())
        if self._dragged is None:
            self.sought.emit(self._dragged_to)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag an edge; else show where there is one."""
        if self._dragged is not None:
            self._dragged_to = self._seconds(event.position().x())
            self.update()
        grip = self._dragged or self._edge_at(event.position().x())
        self.setCursor(Qt.CursorShape.SplitHCursor if grip else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of an edge."""
        dragged, self._dragged = self._dragged, None
        if dragged is not None:
            self.update()
            self.retimed.emit(*dragged, self._seconds(event.position().x()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same stretch in another width."""
        self._draw_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture of the stretch, and the playhead over it."""
        if self._picture is None:
            lines = Lines(self._starts, self._ends, self._current)
            ratio = self.devicePixelRatioF()
            self._picture = wave_picture(self._peaks, self._view, lines, (self.width(), HEIGHT, ratio), self._tokens)
        painter = QPainter(self)
        painter.drawImage(0, 0, self._picture)
        painter.fillRect(QRectF(self._x(self._position) - 1, 0, 2, HEIGHT), QColor(self._tokens.danger))
        if self._dragged is not None:
            painter.fillRect(QRectF(self._x(self._dragged_to) - 1, 0, 2, HEIGHT), QColor(self._tokens.accent))
        if self.hasFocus():
            painter.setPen(QColor(self._tokens.focus))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    # Drawing

    def _draw_anew(self) -> None:
        self._picture = None
        self.update()

    # Places

    def _look_at(self, start: float, end: float) -> None:
        """Show a stretch, moved so that it lies within the recording."""
        span = end - start
        start = max(0.0, min(start, self._length - span))
        self._view = (start, start + span)
        self._draw_anew()

    def _scroll(self, share: float) -> None:
        start, end = self._view
        self._look_at(start + share * (end - start), end + share * (end - start))

    def _x(self, seconds: float) -> float:
        start, end = self._view
        return (seconds - start) / (end - start) * self.width()

    def _seconds(self, x: float) -> float:
        start, end = self._view
        return min(self._length, max(0.0, start + x / max(1, self.width()) * (end - start)))

    def _edge_at(self, x: float) -> tuple[int, bool] | None:
        """The line's edge (line, whether it is the start) under the pointer."""
        start, end = self._view
        if (end - start) / max(1, self.width()) > FINEST_DRAG:
            return None
        near = max(0, int(np.searchsorted(self._ends, self._seconds(x))) - 1)
        found: list[tuple[float, int, bool]] = []
        for number in range(near, min(near + 3, len(self._starts))):
            for is_start, time in ((True, self._starts[number]), (False, self._ends[number])):
                away = self._x(time) - x
                # Of two edges at one place the one is taken on whose side the pointer is.
                found.append((abs(away + (0.5 if is_start else -0.5)), number, is_start))
        nearest = min(found, default=None)
        return nearest[1:] if nearest is not None and nearest[0] <= GRIP else None
