"""Work of minutes on a thread of its own, one task after the other, while a bar says how far it is. GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.background import Background
from desktop.window.message_bar import MessageBar


class Task:
    """What a piece of work knows of the one who waits for it. On the thread of the work."""

    def __init__(self, stop: threading.Event, tell: Callable[[int], None]) -> None:
        self._stop = stop
        self._tell = tell
        self._told = 0

    def stopped(self) -> bool:
        """Whether the user has had enough, or the window closes."""
        return self._stop.is_set()

    def reached(self, number: int) -> None:
        """How far it is: told where it is another number than before."""
        if number != self._told:
            self._told = number
            self._tell(number)

    def heard(self, done: float, duration: float | None) -> None:
        """How far it is in percent, by seconds of sound; of a sound whose length nobody knows nothing is told."""
        self.reached(min(round(100 * done / duration), 100) if duration else 0)


class LongWork(QObject):
    """`say` makes the sentence of a title and of how far it is. What fails unexpectedly is said in the bar."""

    _reached = Signal(str, int)

    def __init__(self, bar: MessageBar, say: Callable[[str, int], str], parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._say = bar, say
        self._stop = threading.Event()
        self._background = Background(self)
        self._background.failed.connect(bar.show_message)
        self._reached.connect(self._show_progress)

    def run(self, title: str, work: Callable[[Task], Any], then: Callable[[Any], None]) -> None:
        """Do the work after what was begun before, then hand its result over."""
        task = Task(self._stop, partial(self._reached.emit, title))
        self.show(title, 0)
        self._background.run(partial(work, task), then)

    def store(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """The same for what comes of it and takes a moment: nothing is said of it, and it is not stopped."""
        self._background.run(work, then)

    def show(self, title: str, reached: int) -> None:
        """How far it is, with a way to stop it."""
        self._bar.show_message(self._say(title, reached), QCoreApplication.translate("LongWork", "Stop"), self.stop)

    def stop(self) -> None:
        """Leave it, and what waits."""
        self._stop.set()
        self._stop = threading.Event()
        self._bar.hide()

    def close(self) -> None:
        """Leave it, and end the thread."""
        self.stop()
        self.finish()

    def finish(self) -> None:
        """End the thread once all is done."""
        self._background.close()

    def _show_progress(self, title: str, reached: int) -> None:
        # Who has closed the bar knows enough.
        if not self._bar.isHidden():
            self.show(title, reached)
