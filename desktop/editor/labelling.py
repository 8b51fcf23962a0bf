"""Who speaks in a kept session, found in the background while a bar says how far it is. GUI thread only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.session.library import LibraryError
from core.session.speakers import SpeakerOptions
from desktop.controller import Controller
from desktop.editor.editor_page import EditorPage
from desktop.long_work import LongWork, Task
from desktop.window.message_bar import MessageBar


class Labelling(QObject):
    """`begin` for a session; what was found goes into the editor, where that shows the session, or into the library."""

    def __init__(self, controller: Controller, editor: EditorPage, window: QWidget) -> None:
        super().__init__(window)
        self._controller, self._editor = controller, editor
        self.bar = MessageBar()
        self.work = LongWork(self.bar, self._how_far, self)

    def begin(self, session: str, options: SpeakerOptions) -> None:
        """Find who speaks, after what is being looked for already."""
        try:
            library = self._controller.library()
            title = Path(library.rows.one(session).title).name
        except LibraryError as failure:
            self.bar.show_message(str(failure))
            return

        def find(task: Task) -> object:
            """Background thread."""
            from core.session.speaker_labels import find_labels
            from core.session.transcription import Cancelled

            try:
                return find_labels(library, session, options, task.heard, task.stopped)
            except Cancelled:
                return None

        self.work.run(title, find, lambda labels: self._found(session, title, labels))

    def _found(self, session: str, title: str, labels: object) -> None:
        from core.session.speaker_labels import Labels, change_session, labelled

        if not isinstance(labels, Labels):
            return
        if self._editor.session == session:
            speakers = self._editor.speakers
            speakers.take(labels, lambda: self._told(title, speakers.names))
            return
        library = self._controller.library()
        self.work.store(
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

    def _how_far(self, title: str, percent: int) -> str:
        return self.tr("Listening for who speaks in {title}: {percent} %").format(title=title, percent=percent)
