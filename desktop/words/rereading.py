"""Has the session that was heard decoded again in the background, and takes over what the user chose. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.session.recognition import RecognitionOptions
from core.streaming.captions import FinalCaption
from desktop.controller import Controller
from desktop.words.reread_sheet import RereadSheet

if TYPE_CHECKING:
    from core.session.redecode import Redecoding


class Rereading(QObject):
    """`changed` with the finals as they are now, after differences have been taken over."""

    changed = Signal(list)

    def __init__(self, controller: Controller, sheet: RereadSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._sheet = sheet
        self._options = RecognitionOptions()
        sheet.accepted.connect(self._accept)

    def begin(self) -> None:
        """Decode all that was kept of the last session, with the words and language models of now."""
        session = self._controller.kept_session
        if session is None:
            self._sheet.show_problem(self.tr("There is no session that was kept. Start one with “Keep sessions” on."))
            return
        self._sheet.show_working()
        wanted = self._controller.recognition_options()
        self._controller.background.run(lambda: self._decode(session, wanted), self._decoded)

    def _decode(self, session: str, wanted: RecognitionOptions) -> tuple[Redecoding, RecognitionOptions] | str:
        """What would change, and what it was decoded with. Background thread; what fails is said in the sheet."""
        from core.decoding.language_model import LanguageModelError
        from core.session.library import LibraryError
        from core.session.recognition import decoders
        from core.session.redecode import decoded_with, redecode
        from core.streaming.acoustic_model import ModelError

        library = self._controller.library()
        try:
            options = decoded_with(library, session, wanted)
            return redecode(library, session, decoders(options)), options
        except (LibraryError, LanguageModelError, ModelError) as failure:
            return str(failure)

    def _decoded(self, result: tuple[Redecoding, RecognitionOptions] | str) -> None:
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
