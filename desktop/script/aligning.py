"""Texts of the user's own aligned in the background, while a bar says how far it is. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.session.library import LibraryError
from core.session.transcript import Transcript
from desktop.background import Background
from desktop.controller import Controller
from desktop.editor.editor_page import EditorPage
from desktop.long_work import LongWork, Task
from desktop.script.align_sheet import AlignSheet
from desktop.translation import translated
from desktop.window.message_bar import MessageBar

if TYPE_CHECKING:
    from core.session.recognition import RecognitionOptions

SHEET_CHARACTERS = 36


@dataclass(frozen=True, slots=True)
class _Wish:
    """A text for a recording, or else for a session. `text`: read on the thread, as it may be a file."""

    title: str
    text: Callable[[], str]
    recording: Path | None = None
    session: str = ""


class Aligning(QObject):
    """One text after the other. `session_wanted`: it is to be opened; `told`: a text that the library does not keep."""

    opened = Signal()
    session_wanted = Signal(str)
    told = Signal(object)

    def __init__(self, controller: Controller, editor: EditorPage, window: QWidget) -> None:
        super().__init__(window)
        self._controller, self._editor = controller, editor
        self.bar, self.sheet = MessageBar(), AlignSheet()
        self.sheet.hide()
        self.sheet.closed.connect(self.sheet.hide)
        self.sheet.wanted.connect(self._begin_wanted)
        self.sheet.opened.connect(self._open_text)
        self.work = LongWork(self.bar, self._how_far, self)
        # One of its own: a text is opened while another is aligned.
        self._reading = Background(self)
        self._reading.failed.connect(self.sheet.show_problem)
        self.sheet.show_recording(None)

    def apply(self) -> None:
        """Looks."""
        self.sheet.set_width(round(self.sheet.fontMetrics().averageCharWidth() * SHEET_CHARACTERS))

    def open(self) -> None:
        """Open the sheet: for the session that the editor shows, or for the recording that was chosen last."""
        if self._editor.isVisible():
            self.open_for(self._editor.session)
            return
        if self.sheet.session:
            self.sheet.show_recording(None)
        self._show_sheet()

    def open_for(self, session: str) -> None:
        """Open the sheet for the text of a session."""
        try:
            self.sheet.show_session(session, self._controller.library().rows.one(session).title)
        except LibraryError as failure:
            self.bar.show_message(str(failure))
            return
        self._show_sheet()

    def open_recording(self, path: Path) -> None:
        """Open the sheet for a recording."""
        self.sheet.show_recording(path)
        self._show_sheet()

    def align_files(self, pairs: Sequence[tuple[Path, Path]]) -> None:
        """Align each recording with the text beside it."""
        for recording, text in pairs:
            self._begin(_Wish(recording.name, partial(_read, text), recording))

    def close(self) -> None:
        """End the threads."""
        self.work.close()
        self._reading.close()

    def _show_sheet(self) -> None:
        self.opened.emit()
        self.sheet.show()
        (self.sheet.text if self.sheet.recording or self.sheet.session else self.sheet.choose).setFocus()

    def _open_text(self, path: Path) -> None:
        self._reading.run(partial(_read, path), self.sheet.show_text)

    def _begin_wanted(self) -> None:
        sheet, text = self.sheet, self.sheet.text.toPlainText()
        try:
            entry = self._controller.library().rows.one(sheet.session) if sheet.session else None
        except LibraryError as failure:
            sheet.show_problem(str(failure))
            return
        title = entry.title if entry is not None else sheet.recording.name if sheet.recording is not None else ""
        sheet.hide()
        self._begin(_Wish(title, lambda: text, sheet.recording, sheet.session))

    def _begin(self, wish: _Wish) -> None:
        self.work.run(wish.title, partial(self._align, wish), partial(self._aligned, wish))

    def _align(self, wish: _Wish, task: Task) -> object:
        """Background thread: the transcript with the engine's options, a sentence why there is none, or None where it
        was stopped."""
        from core.audio.media import MediaError
        from core.decoding.ctc_viterbi import AlignmentError
        from core.decoding.script import ScriptError
        from core.language_models.documents import DocumentError
        from core.session.script_alignment import align_file
        from core.session.transcription import Cancelled
        from core.streaming.acoustic_model import ModelError

        if task.stopped():
            return None
        try:
            path, options = self._source(wish)
            text = wish.text()
            engine = self._controller.alignment_engine(options)
            return align_file(path, text, engine, task.heard, task.stopped), engine.options
        except Cancelled:
            return None
        except (AlignmentError, ScriptError, DocumentError, MediaError, ModelError, LibraryError) as failure:
            return str(failure)

    def _source(self, wish: _Wish) -> tuple[Path, RecognitionOptions]:
        from core.session.aligned_text import sound_to_align
        from core.session.script_alignment import alignment_options

        if wish.recording is not None:
            options = self._controller.recognition_options()
            return wish.recording, alignment_options(options, self._controller.settings.language)
        library = self._controller.library()
        language = library.rows.one(wish.session).language
        options = alignment_options(library.recognition(wish.session), language)
        return sound_to_align(library, wish.session), options

    def _aligned(self, wish: _Wish, result: object) -> None:
        if isinstance(result, str):
            self.bar.hide()
            text = self.tr("No text was aligned to {title}: {problem}").format(
                title=wish.title, problem=translated(result)
            )
            self.bar.show_message(text, self.tr("Change the text…"), partial(self._try_again, wish))
        elif isinstance(result, tuple):
            self._take(wish, *result)

    def _take(self, wish: _Wish, aligned: Transcript, options: RecognitionOptions) -> None:
        from core.session.aligned_text import replace_text

        open_library = self._controller.library
        if wish.session and self._editor.session == wish.session:
            self._editor.replace_text(aligned.segments, lambda: self._kept(wish, aligned, wish.session))
        elif wish.session:
            self.work.store(
                lambda: replace_text(open_library(), wish.session, aligned.segments),
                lambda _none: self._kept(wish, aligned, wish.session),
            )
        elif self._controller.settings.keep_sessions:
            path = Path(aligned.file)
            self.work.store(
                lambda: open_library().add_whole(path, aligned, options),
                lambda session: self._kept(wish, aligned, session),
            )
        else:
            self.bar.hide()
            self.told.emit(aligned)

    def _kept(self, wish: _Wish, aligned: Transcript, session: str) -> None:
        self._controller.history_changed.emit()
        words = sum(len(line.words) for line in aligned.segments)
        said = self.tr("%n word(s) of the text have their times in {}.", "", words).format(wish.title)
        seen = self._editor.isVisible() and self._editor.session == session
        self.bar.show_message(
            " ".join(part for part in (said, translated(aligned.warning)) if part),
            "" if seen else self.tr("Open"),
            lambda: self.session_wanted.emit(session),
        )

    def _try_again(self, wish: _Wish) -> None:
        """Open the sheet with what was wanted."""
        if wish.recording is not None:
            self.open_recording(wish.recording)
        else:
            self.open_for(wish.session)
        self._reading.run(wish.text, self.sheet.show_text)

    def _how_far(self, title: str, percent: int) -> str:
        return self.tr("Aligning the text of {title}: {percent} %").format(title=title, percent=percent)


def _read(path: Path) -> str:
    """Background thread."""
    from core.language_models.documents import read_lines

    return read_lines(path)
