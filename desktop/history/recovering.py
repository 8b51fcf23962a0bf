"""Makes sessions that were cut off whole again, one after the other on a thread of its own. GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.session.library import LibraryError
from core.session.writing import clock
from core.streaming.captions import FinalCaption
from desktop.background import Background
from desktop.controller import Controller
from desktop.translation import translated
from desktop.window.message_bar import MessageBar


class Recovering(QObject):
    """`bar` says how far it is and what came of it."""

    _reached = Signal(str, float)

    def __init__(self, controller: Controller, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._bar = controller, bar
        self._background = Background(self)
        self._background.failed.connect(bar.show_message)
        self._stop = threading.Event()
        self._reached.connect(self._show_progress)

    def begin(self, session: str) -> None:
        """Recognise what a session lacks, with what was in force while it was recorded."""
        try:
            library = self._controller.library()
            title = library.rows.one(session).title
        except LibraryError as failure:
            self._bar.show_message(str(failure))
            return
        load_engine = self._controller.recovery_engine
        heard = _Heard(self._stop, lambda seconds: self._reached.emit(title, seconds))

        def recover() -> bool | str:
            """The thread; whether it is whole, or why it cannot be."""
            from core.audio.media import MediaError
            from core.session.transcription import Cancelled
            from core.streaming.acoustic_model import ModelError

            try:
                library.recover(session, load_engine(library.in_force(session)[0].options), heard)
            except Cancelled:
                return False
            except (LibraryError, MediaError, ModelError) as failure:
                return str(failure)
            return True

        self.show(title, 0.0)
        self._background.run(recover, lambda whole: self._done(title, whole, heard.troubles))

    def stop(self) -> None:
        """Leave it, and what waits; what is missing can be recovered later."""
        self._stop.set()
        self._stop = threading.Event()
        self._bar.hide()

    def close(self) -> None:
        """End the thread."""
        self.stop()
        self._background.close()

    def _done(self, title: str, whole: bool | str, troubles: list[str]) -> None:
        self._controller.history_changed.emit()
        if isinstance(whole, str):
            self._bar.show_message(self.tr("{title}: {problem}").format(title=title, problem=translated(whole)))
        if whole is not True:
            return
        said = self.tr("{} is whole again.").format(title)
        if troubles:
            self._bar.show_message(" ".join([said, *map(translated, troubles)]))
        else:
            self._bar.hide()
            self._bar.show_notice(said)

    def _show_progress(self, title: str, seconds: float) -> None:
        # Who has closed the bar knows enough.
        if not self._bar.isHidden():
            self.show(title, seconds)

    def show(self, title: str, seconds: float) -> None:
        """How far it is, with a way to stop it."""
        text = self.tr("Recovering {title}: {time} heard").format(title=title, time=clock(seconds))
        self._bar.show_message(text, self.tr("Stop"), self.stop)


class _Heard:
    """A `RecoveryListener`: `reached` gets each whole second that has been heard. The recovery's thread."""

    def __init__(self, stop: threading.Event, reached: Callable[[float], None]) -> None:
        self.troubles: list[str] = []
        self._stop = stop
        self._reached = reached
        self._seconds = 0

    def stopped(self) -> bool:
        """Whether the user has had enough, or the window closes."""
        return self._stop.is_set()

    def progressed(self, done: float, duration: float | None) -> None:
        """Of a recording that was cut off nobody knows how long it is."""
        if int(done) != self._seconds:
            self._seconds = int(done)
            self._reached(done)

    def heard(self, final: FinalCaption) -> None:
        """Shown when all is there."""

    def troubled(self, message: str) -> None:
        """Said at the end."""
        self.troubles.append(message)
