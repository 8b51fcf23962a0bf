"""Work that must not hold up the window: one thread, one task after the other, results back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot


class Background(QObject):
    """`run(work, then)`: `work` on the background thread, `then(result)` on the GUI thread; failures to `failed`."""

    failed = Signal(str)
    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._closed = False
        self._done.connect(self._deliver)

    def run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Queue a task; after `close` nothing more is taken."""
        if self._closed:
            return
        self._executor.submit(self._work, work, then)

    def close(self) -> None:
        """Wait for all tasks: settings may be among what is still to be written."""
        self._closed = True
        self._executor.shutdown(wait=True)

    def _work(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            result = work()
        except Exception as failure:  # noqa: BLE001 - the thread's one broad except
            self.failed.emit(str(failure))
        else:
            self._done.emit(then, result)

    @Slot(object, object)
    def _deliver(self, then: Callable[[Any], None], result: object) -> None:
        # After the window has gone there is nobody to tell.
        if not self._closed:
            then(result)
