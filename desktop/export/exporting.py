"""Opens the sheet for exports over a transcript or several, and has the core write them. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from core.session.export_choices import Exported, as_chosen, write_exports
from core.session.settings import Settings
from core.session.transcript import Transcript
from desktop.controller import Controller
from desktop.export.export_sheet import ExportSheet

Reading = Callable[[Callable[[Sequence[Transcript]], None]], None]
SHEET_CHARACTERS = 36


class Exporting(QObject):
    """What is exported is read twice: for the preview, and anew when it is written (captions may have come since).

    `opened`: the sheet is."""

    opened = Signal()
    _progressed = Signal(int, int)

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._read: Reading = lambda _then: None
        self.sheet = ExportSheet()
        self.sheet.hide()
        self.sheet.closed.connect(self.sheet.hide)
        self.sheet.changed.connect(lambda changes: controller.change(**changes))
        self.sheet.wanted.connect(self._write)
        self._progressed.connect(self.sheet.show_progress)

    def open(self, read: Reading) -> None:
        """Open the sheet; `read` hands over what is to be exported, as often as it is asked."""
        self._read = read
        self.sheet.show_transcripts((), self._controller.settings)
        self.opened.emit()
        self.sheet.show()
        self.sheet.format.setFocus()
        read(lambda transcripts: self._as_chosen(transcripts, self._show))

    def apply(self, settings: Settings) -> None:
        """Looks and choices."""
        self.sheet.set_width(round(self.sheet.fontMetrics().averageCharWidth() * SHEET_CHARACTERS))
        self.sheet.apply(settings)

    def _show(self, transcripts: Sequence[Transcript]) -> None:
        self.sheet.show_transcripts(transcripts, self._controller.settings)

    def _write(self) -> None:
        self.sheet.export.setEnabled(False)
        self._read(lambda transcripts: self._as_chosen(transcripts, self._write_all))

    def _write_all(self, transcripts: Sequence[Transcript]) -> None:
        settings = self._controller.settings

        def tell(exported: Exported) -> None:
            self._show(transcripts)
            self.sheet.show_exported(exported)

        self._controller.background.run(lambda: write_exports(transcripts, settings, self._progressed.emit), tell)

    def _as_chosen(self, transcripts: Sequence[Transcript], then: Callable[[Sequence[Transcript]], None]) -> None:
        """In readable form and with coarse words masked, where that is shown."""
        settings = self._controller.settings
        self._controller.background.run(lambda: [as_chosen(each, settings) for each in transcripts], then)
