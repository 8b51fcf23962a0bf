"""Between the sheet of languages and the core: which a model has, which are here, which come and go. GUI thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.models.catalogue import ModelEntry
from core.models.download import DownloadProgress, download
from core.models.hub_files import look_up
from core.models.model_languages import ModelLanguage, languages_of
from core.models.removal import remove_adapter
from desktop.controller import Controller
from desktop.models.languages_sheet import LanguagesSheet
from desktop.models.model_row import data_size
from desktop.models.transfers import Cancelled, Report, Transfers


class LanguagesPlace(QObject):
    """`model_chosen`: a language of another model is to be used."""

    model_chosen = Signal(str)

    def __init__(self, controller: Controller, sheet: LanguagesSheet, transfers: Transfers, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._sheet, self._transfers = controller, sheet, transfers
        self._coming = ""
        controller.models_found.connect(self._models_found)
        transfers.progressed.connect(self._progressed)
        sheet.chosen.connect(self.use)
        sheet.download_wanted.connect(self.download)
        sheet.stop_wanted.connect(transfers.stop)
        sheet.removed.connect(self.remove)

    def show(self, entry: ModelEntry) -> None:
        """List the languages of a model."""
        self._controller.background.run(lambda: (entry, languages_of(entry)), self._show)

    def use(self, code: str) -> None:
        """Recognise in this language: from the next segment on, or with the next start where the model is another."""
        entry = self._sheet.entry
        if entry is None:
            return
        if entry.name != self._controller.settings.model:
            self.model_chosen.emit(entry.name)
        self._controller.set_language(code)
        self.show(entry)

    def download(self, code: str) -> None:
        """Fetch the adapter of a language; those that are here stay."""
        entry, places = self._sheet.entry, self._controller.model_places()
        if entry is None:
            return
        self._coming = code
        self._sheet.show_state(self.tr("Asking the hub for {}…").format(code), stop=True)

        def fetch(report: Report, cancelled: Cancelled) -> Path:
            return download(look_up(entry.name, places, code, entry.languages), places, report, cancelled)

        def done(_folder: Path) -> None:
            self._coming = ""
            self._sheet.show_state("")
            self._controller.find_models()

        self._transfers.run(fetch, done, partial(self._failed, code))

    def remove(self, code: str) -> None:
        """Delete the adapter of a language."""
        entry = self._sheet.entry
        if entry is None:
            return
        if code == self._controller.settings.language:
            self._controller.change(language=None)
        self._transfers.run(
            lambda _report, _cancelled: remove_adapter(entry, code),
            lambda _none: self._controller.find_models(),
            self._sheet.show_state,
        )

    def _failed(self, code: str, message: str) -> None:
        self._coming = ""
        self._sheet.show_problem(message, self.tr("Try again"), partial(self.download, code))

    def _progressed(self, progress: DownloadProgress) -> None:
        if self._coming:
            text = self.tr("Downloading {}: {} of {}").format(
                self._coming, data_size(progress.done), data_size(progress.total)
            )
            self._sheet.show_state(text, stop=True)

    def _show(self, found: tuple[ModelEntry, list[ModelLanguage]]) -> None:
        entry, languages = found
        settings, resident = self._controller.settings, self._controller.resident_languages()
        here = entry.name == settings.model
        self._sheet.show_languages(entry, languages, settings.language if here else None, resident if here else ())

    def _models_found(self, models: list[ModelEntry]) -> None:
        shown = self._sheet.entry
        entry = next((one for one in models if shown is not None and one.name == shown.name), None)
        if entry is not None:
            self.show(entry)
