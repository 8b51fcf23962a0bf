"""Lets the model leave memory when nothing has been recognised for a while; the next start loads it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from core.session.settings import Settings

MINUTE_MS = 60_000


class IdleUnloading(QObject):
    """`release` is called once after so many idle minutes. GUI thread."""

    def __init__(self, release: Callable[[], None], busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._release, self._busy = release, busy
        self._minutes = 0
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._idle)

    def apply(self, settings: Settings) -> None:
        """How long to wait; 0: for ever."""
        if settings.unload_minutes != self._minutes:
            self._minutes = settings.unload_minutes
            self.used()

    def used(self) -> None:
        """Something was recognised just now: the time begins anew."""
        self.timer.start(self._minutes * MINUTE_MS) if self._minutes > 0 else self.timer.stop()

    def _idle(self) -> None:
        if self._busy():
            self.used()
        else:
            self._release()
