"""Makes sessions that were cut off whole again, one after the other on a thread of its own. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.session.library import LibraryError
from core.session.writing import clock
from core.streaming.captions import FinalCaption
from desktop.controller import Controller
from desktop.long_work import LongWork, Task
from desktop.translation import translated
from desktop.window.message_bar import MessageBar


class Recovering(QObject):
    """`bar` says how far it is and what came of it."""

    def __init__(self, controller: Controller, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._bar = controller, bar
        self.work = LongWork(bar, self._how_far, self)

    def begin(self, session: str) -> None:
        """Recognise what a session lacks, with what was in force while it was recorded."""
        try:
            library = self._controller.library()
            title = library.rows.one(session).title
        except LibraryError as failure:
            self._bar.show_message(str(failure))
            return
        load_engine = self._controller.recovery_engine
        troubles: list[str] = []

        def recover(task: Task) -> bool | str:
            """The thread; whether it is whole, or why it cannot be."""
            from core.audio.media import MediaError
            from core.session.transcription import Cancelled
            from core.streaming.acoustic_model import ModelError

            try:
                library.recover(session, load_engine(library.in_force(session)[0].options), _Heard(task, troubles))
            except Cancelled:
                return False
            except (LibraryError, MediaError, ModelError) as failure:
                return str(failure)
            return True

        self.work.run(title, recover, lambda whole: self._done(title, whole, troubles))

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

    def _how_far(self, title: str, seconds: int) -> str:
        return self.tr("Recovering {title}: {time} heard").format(title=title, time=clock(seconds))


class _Heard:
    """A `RecoveryListener`, which puts what is to be said at the end into `troubles`. The recovery's thread."""

    def __init__(self, task: Task, troubles: list[str]) -> None:
        self._task = task
        self._troubles = troubles

    def stopped(self) -> bool:
        """What is missing then can be recovered later."""
        return self._task.stopped()

    def progressed(self, done: float, duration: float | None) -> None:
        """Of a recording that was cut off nobody knows how long it is."""
        self._task.reached(int(done))

    def heard(self, final: FinalCaption) -> None:
        """Shown when all is there."""

    def troubled(self, message: str) -> None:
        """Said at the end."""
        self._troubles.append(message)
