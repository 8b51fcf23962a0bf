"""Downloads, imports and removals: one after the other, on a thread of their own: nothing else waits for them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.models.download import DownloadProgress
from desktop.background import Background

REPORT_SECONDS = 0.1

Report = Callable[[DownloadProgress], None]
Cancelled = Callable[[], bool]


class Transfers(QObject):
    """`progressed`: how far the running one is, ten times a second at most. GUI thread, but for the work itself."""

    progressed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._background.failed.connect(self._fail)
        self._stop = threading.Event()
        self._closed = threading.Event()
        self._failed: Callable[[str], None] = lambda _message: None

    def run(
        self, work: Callable[[Report, Cancelled], Any], then: Callable[[Any], None], failed: Callable[[str], None]
    ) -> None:
        """Do it there, then one of the others here. `work` gets a way to report, and asks whether to stop."""
        stop = self._stop = threading.Event()
        self._failed = failed
        self._background.run(lambda: work(self._reporter(), lambda: stop.is_set() or self._closed.is_set()), then)

    def stop(self) -> None:
        """Ask what was begun last to end; it fails with a sentence."""
        self._stop.set()

    def close(self) -> None:
        """End all, with the window."""
        self._closed.set()
        self._background.close()

    def _fail(self, message: str) -> None:
        self._failed(message)

    def _reporter(self) -> Report:
        """On the thread of the work."""
        said, last = 0.0, ("", False)

        def report(progress: DownloadProgress) -> None:
            nonlocal said, last
            now, what = time.monotonic(), (progress.file, progress.checking)
            if what != last or now - said >= REPORT_SECONDS:
                said, last = now, what
                self.progressed.emit(progress)

        return report
