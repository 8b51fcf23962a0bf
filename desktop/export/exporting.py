"""Opens the sheet for exports over a transcript or several, and has the core write them. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.session.export_choices import Exported, as_chosen, write_exports
from core.session.settings import Settings
from core.session.transcript import Transcript
from desktop.controller import Controller
from desktop.export.export_sheet import ExportSheet
from desktop.long_work import LongWork

Reading = Callable[[Callable[[Sequence[Transcript]], None]], None]
SHEET_CHARACTERS = 36


class Exporting(QObject):
    """What is exported is read twice: for the preview, and anew when it is written (captions may have come since).

    `opened`: the sheet is."""

    opened = Signal()

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._read: Reading = lambda _then: None
        self.sheet = ExportSheet()
        self.sheet.hide()
        self.sheet.closed.connect(self.sheet.hide)
        self.sheet.changed.connect(lambda changes: controller.change(**changes))
        self.sheet.wanted.connect(self._write)
        self.work = LongWork(self.sheet.bar, lambda _title, done: self.sheet.how_far(done), self)

    def open(self, read: Reading) -> None:
        """Open the sheet; `read` hands over what is to be exported, as often as it is asked."""
        self._read = read
        self.sheet.said.clear()
        self.sheet.show_transcripts((), self._controller.settings)
        self.opened.emit()
        self.sheet.show()
        self.sheet.format.setFocus()
        read(self._show)

    def apply(self, settings: Settings) -> None:
        """Looks and choices."""
        self.sheet.set_width(round(self.sheet.fontMetrics().averageCharWidth() * SHEET_CHARACTERS))
        self.sheet.apply(settings)

    def close(self) -> None:
        """What was to be written is, before the window goes."""
        self.work.finish()

    def _show(self, transcripts: Sequence[Transcript]) -> None:
        """The first is seen, and is in the form that is chosen; that of the others is made when they are written."""
        settings = self._controller.settings

        def seen() -> list[Transcript]:
            return [as_chosen(each, settings) for each in transcripts[:1]] + list(transcripts[1:])

        def show(shown: Sequence[Transcript]) -> None:
            self.sheet.show_transcripts(shown, self._controller.settings)

        self._controller.background.run(seen, show)

    def _write(self) -> None:
        self.sheet.export.setEnabled(False)
        self._read(self._write_all)

    def _write_all(self, transcripts: Sequence[Transcript]) -> None:
        settings = self._controller.settings
        self.sheet.show_exporting(len(transcripts))
        self.work.run(
            "",
            lambda task: write_exports(transcripts, settings, task.reached, task.stopped),
            partial(self._tell, transcripts),
        )

    def _tell(self, transcripts: Sequence[Transcript], exported: Exported) -> None:
        self.sheet.show_exported(exported)
        self._show(transcripts)
