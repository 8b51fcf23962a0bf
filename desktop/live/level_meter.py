"""The level meter: pulls the newest samples from the session's ring on a timer. GUI thread only."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.audio.ring_buffer import RingBuffer
from desktop.theme.tokens import LIGHT, Tokens

REFRESH_MS = 50
WINDOW = 1600
FLOOR_DB = -60.0
CLIPPING = 0.99
BARS = 12


class LevelMeter(QWidget):
    """Bars from -60 dB to full scale; the last ones take the warning colour, and clipping the danger colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Input level"))
        self.setMinimumSize(48, 20)
        self.tokens: Tokens = LIGHT
        self.level = 0.0
        self.clipping = False
        self._ring: RingBuffer | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def follow(self, ring: RingBuffer | None) -> None:
        """Show this ring's newest samples; None shows silence."""
        self._ring = ring
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
        self.clipping = peak >= CLIPPING
        self.setToolTip(self.tr("Too loud: the sound is cut off") if self.clipping else self.tr("Input level"))
        self.update()

    def sizeHint(self) -> QSize:
        """Fits into the control bar."""
        return QSize(96, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Twelve bars."""
        painter = QPainter(self)
        width = self.width() / BARS
        lit = round(self.level * BARS)
        for bar in range(BARS):
            colour = self.tokens.line
            if bar < lit:
                colour = self.tokens.danger if self.clipping else self.tokens.accent
                colour = self.tokens.warning if bar >= BARS - 2 and not self.clipping else colour
            height = self.height() * (0.35 + 0.65 * (bar + 1) / BARS)
            painter.fillRect(
                round(bar * width),
                round(self.height() - height),
                max(2, round(width) - 3),
                round(height),
                QColor(colour),
            )
