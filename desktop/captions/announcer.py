"""Tells screen readers what was said: finals only, politely, and no faster than one can listen. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

QUIET_MS = 1500
LONGEST_ANNOUNCEMENT = 1000


class Announcer:
    """Gathers what comes within a second and a half into one announcement; of too much, the newest is kept."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._waiting: list[str] = []
        self._timer = QTimer(widget, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self._announce)

    def say(self, text: str) -> None:
        """Announce a text, at once after a pause."""
        self._waiting.append(text)
        if not self._timer.isActive():
            self._announce()
            self._timer.start()

    def _announce(self) -> None:
        if not self._waiting:
            return
        text = " ".join(self._waiting)[-LONGEST_ANNOUNCEMENT:]
        self._waiting.clear()
        self._widget.setAccessibleDescription(text)
        event = QAccessibleAnnouncementEvent(self._widget, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
        self._timer.start()
