"""The level meter: pulls the newest samples from the session's ring on a timer. GUI thread only."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.audio.ring_buffer import RingBuffer
from desktop.theme.tokens import LIGHT, Tokens

REFRESH_MS = 50
WINDOW = 1600
FLOOR_DB = -60.0
CLIPPING = 0.99
BARS = 12
UNLIT_PIXELS = 3
# A microphone that hears a quiet room is well above this; one that is muted sends nothing at all.
MUTED_PEAK = 10 ** (-75 / 20)
MUTED_SECONDS = 5.0
CLIPPING_SHOWN_SECONDS = 2.0


class LevelMeter(QWidget):
    """Bars from -60 dB to full scale; an exclamation mark says for two seconds that the sound was cut off.

    `muted_changed`: nothing has been heard for five seconds, or something is heard again.
    """

    muted_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Input level"))
        self.setMinimumSize(48, 20)
        self.tokens: Tokens = LIGHT
        self.level = 0.0
        self.clipping = False
        self.muted = False
        self._silent = 0
        self._clipped = 0
        self._seen = 0
        self._ring: RingBuffer | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def follow(self, ring: RingBuffer | None) -> None:
        """Show this ring's newest samples; None shows silence."""
        self._ring = ring
        self._silent = self._clipped = self._seen = 0
        self._say_muted(False)
        if ring is None:
            self._timer.stop()
            self.level, self.clipping = 0.0, False
            self.update()
        else:
            self._timer.start()

    def refresh(self) -> None:
        """Take the peak of the last tenth of a second."""
        samples = self._ring.read_latest(WINDOW) if self._ring is not None else np.zeros(0, np.float32)
        peak = float(np.abs(samples).max()) if len(samples) else 0.0
        decibels = 20 * math.log10(peak) if peak > 0 else FLOOR_DB
        fresh = max(0.0, min(1.0, 1.0 - decibels / FLOOR_DB))
        # Falls slower than it rises, so that the eye can follow.
        self.level = max(fresh, self.level - 0.08)
        self._clipped = (
            round(CLIPPING_SHOWN_SECONDS * 1000 / REFRESH_MS) if peak >= CLIPPING else max(0, self._clipped - 1)
        )
        self.clipping = self._clipped > 0
        self._watch_silence(peak)
        self.setToolTip(self.tr("Too loud: the sound is cut off") if self.clipping else self.tr("Input level"))
        self.update()

    def _watch_silence(self, peak: float) -> None:
        """Only sound that arrives is judged: before the device has opened there is none."""
        position = self._ring.position if self._ring is not None else 0
        if position == self._seen:
            return
        self._seen = position
        self._silent = self._silent + 1 if peak < MUTED_PEAK else 0
        self._say_muted(self._silent >= MUTED_SECONDS * 1000 / REFRESH_MS)

    def _say_muted(self, muted: bool) -> None:
        if muted != self.muted:
            self.muted = muted
            self.muted_changed.emit(muted)

    def sizeHint(self) -> QSize:
        """Fits into the control bar."""
        return QSize(110, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Twelve bars, and the mark."""
        painter = QPainter(self)
        mark = self.height() * 0.7
        width = (self.width() - mark) / BARS
        lit = round(self.level * BARS)
        for bar in range(BARS):
            colour = self.tokens.warning if bar >= BARS - 2 else self.tokens.accent
            height = self.height() * (0.35 + 0.65 * (bar + 1) / BARS)
            if bar >= lit:
                # Not by colour alone: what is not lit is a mere foot.
                colour, height = self.tokens.line, UNLIT_PIXELS
            painter.fillRect(
                round(bar * width),
                round(self.height() - height),
                max(2, round(width) - 3),
                round(height),
                QColor(colour),
            )
        if self.clipping:
            self._paint_clipping(painter, mark)

    def _paint_clipping(self, painter: QPainter, width: float) -> None:
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self.tokens.danger))
        painter.drawText(QRectF(self.width() - width, 0, width, self.height()), Qt.AlignmentFlag.AlignCenter, "!")
