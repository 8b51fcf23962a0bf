"""Between history, editor and library: what is listed, found, opened, renamed and removed. GUI thread only."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from core.session.editing import Editor, library_editor
from core.session.letters import KeptLetters
from core.session.library import Library, LibraryError, SessionEntry
from core.session.library.archive import Imported, export_library, import_library
from desktop.background import Background
from desktop.controller import Controller
from desktop.editor.editor_page import EditorPage
from desktop.editor.editor_sound import Sound
from desktop.editor.editor_speakers import ask_how_many
from desktop.editor.labelling import Labelling
from desktop.history.history_page import HistoryPage
from desktop.history.recovering import Recovering
from desktop.translation import translated

MOST_HITS = 200


class HistoryPlace(QObject):
    """`opened`: the editor shows a session now. `lost`: so many recordings were cut off and can be recovered."""

    opened = Signal()
    lost = Signal(int)
    _exported = Signal(int, int)
    _imported = Signal(int, int)

    def __init__(self, controller: Controller, page: HistoryPage, editor: EditorPage, window: QWidget) -> None:
        super().__init__(window)
        self._controller, self._page, self._editor, self._window = controller, page, editor, window
        # One of its own: a session opens while another is recovered.
        self._reading = Background(self)
        self._reading.failed.connect(page.message.show_message)
        editor.changes.run_by(self._reading.run)
        controller.history_changed.connect(self.refresh)
        page.search_wanted.connect(lambda _text: self.refresh())
        page.open_wanted.connect(self.open)
        self.recovering = Recovering(controller, page.recovery, self)
        page.recover_wanted.connect(self.recovering.begin)
        page.delete_wanted.connect(self.delete)
        page.rename_wanted.connect(self._ask_title)
        page.label_wanted.connect(
            lambda session: ask_how_many(page, lambda options: self.labelling.begin(session, options))
        )
        self.labelling = Labelling(controller, editor, window)
        editor.speakers.label_wanted.connect(lambda options: self.labelling.begin(editor.session, options))
        self._exported.connect(
            lambda done, of: page.message.show_message(self.tr("Exporting: {} of {}").format(done, of))
        )
        self._imported.connect(
            lambda done, of: page.message.show_message(self.tr("Importing: {} of {}").format(done, of))
        )
        page.export_all_wanted.connect(self._ask_archive)
        page.import_wanted.connect(self._ask_import)

    def refresh(self) -> None:
        """List the sessions, or what the search finds."""
        # A report may still be on its way when the window has closed.
        if self._controller.closed:
            return
        query = self._page.search.text().strip()
        library = self._library()
        if library is None:
            return
        try:
            if query:
                self._page.show_hits(library.search(query, MOST_HITS))
            else:
                lost = {entry.id for entry in library.unfinished()}
                self._page.show_sessions(library.sessions(), lost, str(library.folder), self._kept())
        except LibraryError as failure:
            self._page.message.show_message(str(failure))

    def look_for_lost(self) -> None:
        """Find recordings whose process has gone. Files are no such: the queue goes on with them."""
        library = self._library() if self._controller.has_library else None
        if library is not None:
            self._reading.run(lambda: sum(entry.media is None for entry in library.unfinished()), self.lost.emit)

    def open(self, session: str, at: float = 0.0) -> None:
        """Show a session in the editor, at a time in it."""
        library = self._library()
        if library is None:
            return

        def read() -> tuple[Editor, str, Sound]:
            """A day's session takes half a second."""
            entry = library.rows.one(session)
            return library_editor(library, session), entry.title, _sound(library, entry)

        def show(found: tuple[Editor, str, Sound]) -> None:
            editor, title, sound = found
            read = partial(self._reading.run, partial(library.transcript, session))
            letters = KeptLetters(library, session)
            self._editor.letters.open(
                lambda number, word, then: self._reading.run(partial(letters.of, number, word), then)
            )
            self._editor.open(session, editor, title, read, sound)
            if at:
                self._editor.view.select(editor.place_at(at))
            self.opened.emit()

        self._editor.changes.when_made(lambda: self._reading.run(read, show))

    def close(self) -> None:
        """End the thread."""
        self.recovering.work.close()
        self.labelling.work.close()
        self._reading.close()
        self._editor.changes.close()

    def delete(self, session: str) -> None:
        """Remove a session for good."""
        self._change(lambda library: library.delete(session))

    def rename(self, session: str, title: str) -> None:
        """Another title."""
        self._change(lambda library: library.rows.rename(session, title))

    def export_all(self, target: Path) -> None:
        """Write the whole library as one file, in the background."""
        library = self._library()
        if library is not None:
            self._controller.background.run(
                lambda: export_library(library, target, self._exported.emit),
                lambda done: self._page.message.show_message(
                    self.tr("%n session(s) are in {}.", "", len(done)).format(target)
                ),
            )

    def import_all(self, source: Path) -> None:
        """Add the sessions of such a file, in the background."""
        library = self._library()
        if library is not None:
            self._controller.background.run(
                lambda: import_library(library, source, self._imported.emit), self._has_imported
            )

    def _has_imported(self, imported: Imported) -> None:
        self._page.message.show_message(self.tr("%n session(s) were added.", "", len(imported.added)))
        self._controller.history_changed.emit()

    def _change(self, change: object) -> None:
        library = self._library()
        if library is None:
            return
        message = ""
        try:
            change(library)  # type: ignore[operator]
        except LibraryError as failure:
            message = str(failure)
        self.refresh()
        if message:
            self._page.message.show_message(message)

    def _library(self) -> Library | None:
        try:
            return self._controller.library()
        except LibraryError as failure:
            self._page.message.show_message(str(failure))
            return None

    def _kept(self) -> str:
        """For how long sessions are kept, in a sentence."""
        days, audio = self._controller.settings.keep_days, self._controller.settings.keep_audio_days
        parts = [self.tr("Sessions are kept for %n day(s) after their end.", "", days)] if days else []
        if audio:
            parts.append(self.tr("Their sound is kept for %n day(s).", "", audio))
        if parts:
            parts.append(self.tr("Sessions with marks in them stay."))
        return " ".join(parts) or self.tr("Sessions are kept until you delete them.")

    def _ask_title(self, session: str) -> None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Rename"))
        dialog.setLabelText(self.tr("Title of this session:"))
        dialog.textValueSelected.connect(lambda text: self.rename(session, text))
        dialog.open()

    def _ask_archive(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Export all sessions"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile("wavescribe-library.zip")
        dialog.fileSelected.connect(lambda name: self.export_all(Path(name)))
        dialog.open()

    def _ask_import(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Import sessions"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Exported library (*.zip)")])
        dialog.fileSelected.connect(lambda name: self.import_all(Path(name)))
        dialog.open()


def _sound(library: Library, entry: SessionEntry) -> Sound:
    try:
        return Sound(library.sound(entry.id), library.peaks_path(entry.id), entry.seconds)
    except LibraryError as failure:
        reason = translated(str(failure))
        return Sound(None, None, entry.seconds, reason[:1].upper() + reason[1:])
