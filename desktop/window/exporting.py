"""Asks where an export goes and in which form, and has the core write it. GUI thread only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.session.export import FORMATS, export_bytes
from core.session.export_files import export_name, write_file
from core.session.readable_captions import shown_form
from core.session.settings import Settings
from core.session.transcript import Transcript


class Exporting(QObject):
    """`ask` opens a dialog; `written` tells form and folder of what was saved, `refused` why it was not."""

    written = Signal(str, str)
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent

    def ask(self, transcript: Transcript, settings: Settings) -> None:
        """Open the dialog where the last export went."""
        dialog = QFileDialog(self._window, self.tr("Export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{form.upper()} (*.{form})" for form in FORMATS])
        dialog.selectNameFilter(f"{settings.export_format.upper()} (*.{settings.export_format})")
        dialog.setDirectory(settings.export_folder or str(Path.home()))
        dialog.selectFile(export_name(transcript, settings.export_format))
        dialog.fileSelected.connect(lambda name: self.write(transcript, Path(name), dialog.selectedNameFilter()))
        dialog.open()

    def write(self, transcript: Transcript, target: Path, name_filter: str) -> None:
        """Write one export; a name without a known ending gets the filter's."""
        form = target.suffix[1:].lower()
        if form not in FORMATS:
            form = name_filter.partition(" ")[0].lower()
            target = target.with_name(f"{target.name}.{form}")
        try:
            write_file(target, export_bytes(shown_form(transcript, form), form))
        except OSError as failure:
            self.refused.emit(self.tr("Not written: {}").format(failure.strerror or failure))
            return
        self.written.emit(form, str(target.parent))
