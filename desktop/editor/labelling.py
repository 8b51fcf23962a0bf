"""Who speaks in a kept session, found in the background while a bar says how far it is. GUI thread only."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.session.library import LibraryError
from core.session.speakers import SpeakerOptions
from desktop.background import Background
from desktop.controller import Controller
from desktop.editor.editor_page import EditorPage
from desktop.window.message_bar import MessageBar


class Labelling(QObject):
    """`begin` for a session; what was found goes into the editor, where that shows the session, or into the library."""

    _progressed = Signal(str, int)

    def __init__(self, controller: Controller, editor: EditorPage, window: QWidget) -> None:
        super().__init__(window)
        self._controller, self._editor = controller, editor
        self.bar = MessageBar()
        self._stop = threading.Event()
        self._background = Background(self)
        self._background.failed.connect(self.bar.show_message)
        self._progressed.connect(self._show_progress)

    def begin(self, session: str, options: SpeakerOptions) -> None:
        """Find who speaks, after what is being looked for already."""
        try:
            library = self._controller.library()
            title = Path(library.rows.one(session).title).name
        except LibraryError as failure:
            self.bar.show_message(str(failure))
            return
        stop = self._stop

        def find() -> object:
            """Background thread."""
            from core.session.speaker_labels import find_labels
            from core.session.transcription import Cancelled

            told = -1

            def progressed(done: float, duration: float | None) -> None:
                nonlocal told
                percent = round(100 * done / duration) if duration else 0
                if percent != told:
                    told = percent
                    self._progressed.emit(title, min(percent, 100))

            try:
                return find_labels(library, session, options, progressed, stop.is_set)
            except Cancelled:
                return None

        self.show(title, 0)
        self._background.run(find, lambda labels: self._found(session, title, labels))

    def stop(self) -> None:
        """Leave it, and what waits."""
        self._stop.set()
        self._stop = threading.Event()
        self.bar.hide()

    def close(self) -> None:
        """End the thread."""
        self.stop()
        self._background.close()

    def _found(self, session: str, title: str, labels: object) -> None:
        from core.session.speaker_labels import Labels, change_session, labelled

        if not isinstance(labels, Labels):
            return
        if self._editor.session == session:
            speakers = self._editor.speakers
            speakers.take(labels, lambda: self._told(title, speakers.names))
            return
        library = self._controller.library()
        self._background.run(
            lambda: change_session(library, session, lambda segments: labelled(segments, labels)),
            lambda names: self._told(title, names),
        )

    def _told(self, title: str, names: tuple[str, ...]) -> None:
        if names:
            text = self.tr("{title}: {names}. Labels err often.").format(title=title, names=", ".join(names))
        else:
            text = self.tr("{}: nobody was heard.").format(title)
        self.bar.hide()
        self.bar.show_notice(text)

    def _show_progress(self, title: str, percent: int) -> None:
        # Who has closed the bar knows enough.
        if not self.bar.isHidden():
            self.show(title, percent)

    def show(self, title: str, percent: int) -> None:
        """How far it is, with a way to stop it."""
        text = self.tr("Listening for who speaks in {title}: {percent} %").format(title=title, percent=percent)
        self.bar.show_message(text, self.tr("Stop"), self.stop)
