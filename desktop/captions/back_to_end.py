"""The button in the corner of captions that leads back to the newest one. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton

from desktop.captions.captions_view import CaptionsView
from desktop.theme.tokens import STEP


class BackToEnd(QPushButton):
    """There while the user is away from the newest caption. `offered`: False for a text that does not grow."""

    def __init__(self, captions: CaptionsView, text: str, tip: str) -> None:
        super().__init__(text, captions)
        self.setToolTip(tip)
        self.offered = True
        self._captions = captions
        self.clicked.connect(captions.follow)
        captions.away_from_end.connect(self._show)
        captions.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It keeps its corner."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _show(self, away: bool) -> None:
        self.setVisible(away and self.offered)
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        area = self._captions.rect()
        self.move(area.right() - self.width() - 6 * STEP, area.bottom() - self.height() - 4 * STEP)
