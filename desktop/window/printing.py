"""Transcripts on paper and as PDF: asks where to, and has a background thread lay the pages out. GUI thread only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QObject, Signal
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from core.session.export_choices import as_read
from core.session.export_files import export_name, write_file
from core.session.settings import Settings
from core.session.transcript import Transcript
from desktop.background import Background
from desktop.window.printed_page import printed_document

DOTS_AN_INCH = 300


class Printing(QObject):
    """`ask`: a printer; `ask_pdf`: a file. `done` says what became of it, `refused` why nothing did."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget, background: Background) -> None:
        super().__init__(parent)
        self._window = parent
        self._background = background

    def ask(self, transcript: Transcript, times: bool, settings: Settings) -> None:
        """Choose a printer, and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(Path(transcript.file).name)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print"))
        dialog.accepted.connect(lambda: self._print(transcript, times, settings, printer))
        # Qt's own `open` of this dialog wants a slot by its name; that of every dialog does not.
        QDialog.open(dialog)

    def ask_pdf(self, transcript: Transcript, times: bool, settings: Settings) -> None:
        """Choose a file, and write."""
        dialog = QFileDialog(self._window, self.tr("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PDF (*.pdf)"])
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(settings.export_folder or str(Path.home()))
        dialog.selectFile(export_name(transcript, "pdf"))
        dialog.fileSelected.connect(lambda name: self.write_pdf(transcript, times, settings, Path(name)))
        dialog.open()

    def write_pdf(self, transcript: Transcript, times: bool, settings: Settings, target: Path) -> None:
        """Write a PDF, in the background."""
        dots = self._window.logicalDpiX()

        def write() -> str:
            try:
                write_file(target, pdf_bytes(as_read(transcript, settings), times, dots))
            except OSError as failure:
                return failure.strerror or str(failure)
            return ""

        self._background.run(write, lambda failure: self._written(target, failure))

    def _print(self, transcript: Transcript, times: bool, settings: Settings, printer: QPrinter) -> None:
        dots = self._window.logicalDpiX()

        def work() -> None:
            printed_document(as_read(transcript, settings), times, printer.logicalDpiX() / dots).print_(printer)

        self._background.run(work, lambda _none: self.done.emit(self.tr("Sent to the printer.")))

    def _written(self, target: Path, failure: str) -> None:
        if failure:
            self.refused.emit(self.tr("Not written: {}").format(failure))
        else:
            self.done.emit(self.tr("Written: {}").format(target))


def pdf_bytes(transcript: Transcript, times: bool, dots: float) -> bytes:
    """A transcript as A4 pages; `dots`: the screen's, an inch. Any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_AN_INCH)
    writer.setTitle(Path(transcript.file).name)
    writer.setCreator("Wavescribe")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    printed_document(transcript, times, writer.logicalDpiX() / dots).print_(writer)
    buffer.close()
    return bytes(buffer.data().data())
