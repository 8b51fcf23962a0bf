"""Has the session that was heard decoded again in the background, and takes over what the user chose. GUI thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.session.recognition import RecognitionOptions
from core.streaming.captions import FinalCaption
from desktop.controller import Controller
from desktop.words.reread_sheet import RereadSheet

if TYPE_CHECKING:
    from core.session.redecode import Redecoding

# Share of a session that is told at once.
LEAST_STEP = 0.01


class Rereading(QObject):
    """`changed` with the finals as they are now, after differences have been taken over."""

    changed = Signal(list)
    # Share done, 0 to 1, and the reading that it belongs to.
    _progressed = Signal(float, object)

    def __init__(self, controller: Controller, sheet: RereadSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._sheet = sheet
        self._options = RecognitionOptions()
        self._stop = threading.Event()
        sheet.accepted.connect(self._accept)
        sheet.stop_wanted.connect(self._stop_and_say)
        sheet.closed.connect(self.stop)
        self._progressed.connect(self._show_progress)

    def begin(self) -> None:
        """Decode all that was kept of the last session, with the words and language models of now."""
        session = self._controller.kept_session
        if session is None:
            self._sheet.show_problem(self.tr("There is no session that was kept. Start one with “Keep sessions” on."))
            return
        self.stop()
        stop = self._stop = threading.Event()
        self._sheet.show_working()
        wanted = self._controller.recognition_options()
        self._controller.background.run(
            lambda: self._decode(session, wanted, stop), lambda result: self._decoded(result, stop)
        )

    def stop(self) -> None:
        """Leave it; nothing has changed."""
        self._stop.set()

    def _stop_and_say(self) -> None:
        self.stop()
        self._sheet.show_stopped()

    def _decode(
        self, session: str, wanted: RecognitionOptions, stop: threading.Event
    ) -> tuple[Redecoding, RecognitionOptions] | str:
        """What would change, and what it was decoded with. Background thread; what fails is said in the sheet."""
        from core.decoding.language_model import LanguageModelError
        from core.session.library import LibraryError
        from core.session.recognition import decoders
        from core.session.redecode import decoded_with, redecode
        from core.session.transcription import Cancelled
        from core.streaming.acoustic_model import ModelError

        told = 0.0

        def progressed(done: float) -> None:
            # Not for each of thousands of segments.
            nonlocal told
            if done - told >= LEAST_STEP:
                told = done
                self._progressed.emit(done, stop)

        library = self._controller.library()
        try:
            options = decoded_with(library, session, wanted)
            return redecode(library, session, decoders(options), progressed, stop.is_set), options
        except (Cancelled, LibraryError, LanguageModelError, ModelError) as failure:
            return str(failure)

    def _show_progress(self, done: float, of: threading.Event) -> None:
        if of is self._stop and not of.is_set():
            self._sheet.show_progress(done)

    def _decoded(self, result: tuple[Redecoding, RecognitionOptions] | str, of: threading.Event) -> None:
        if of is not self._stop or of.is_set():
            return
        if isinstance(result, str):
            self._sheet.show_problem(result)
            return
        redecoding, self._options = result
        self._sheet.show_differences(redecoding)

    def _accept(self, redecoding: Redecoding, chosen: list[int]) -> None:
        options = self._options
        self._controller.background.run(lambda: self._take_over(redecoding, chosen, options), self._taken_over)

    def _take_over(
        self, redecoding: Redecoding, chosen: list[int], options: RecognitionOptions
    ) -> tuple[FinalCaption, ...] | str:
        """Background thread."""
        from core.session.library import LibraryError
        from core.session.redecode import accept

        try:
            accept(self._controller.library(), redecoding, chosen, options)
            return self._controller.library().transcript(redecoding.session).segments
        except LibraryError as failure:
            return str(failure)

    def _taken_over(self, result: tuple[FinalCaption, ...] | str) -> None:
        if isinstance(result, str):
            self._sheet.show_problem(result)
            return
        self._sheet.leave()
        self.changed.emit(list(result))
