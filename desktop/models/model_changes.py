"""Between the sheet of models and the core: what there is, what comes and what goes. GUI thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.models.catalogue import DEFAULT_MODEL, ModelEntry
from core.models.download import DownloadProgress, download
from core.models.hub_files import HubModel, look_up
from core.models.importing import import_model
from core.models.model_folder import is_recognition_model, missing_files
from core.models.removal import remove_model
from core.session.settings import Settings
from desktop.controller import Controller
from desktop.models.models_sheet import ModelsSheet
from desktop.models.transfers import Cancelled, Report, Transfers


class ModelChanges(QObject):
    """`chosen`: a model to use from the next start on."""

    chosen = Signal(str)

    def __init__(self, controller: Controller, sheet: ModelsSheet, transfers: Transfers, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._sheet, self._transfers = controller, sheet, transfers
        self._adding = sheet.adding
        self._models: list[ModelEntry] = []
        self._shown: tuple[object, ...] = ()
        controller.models_found.connect(self._models_found)
        controller.settings_changed.connect(self._show_models)
        transfers.progressed.connect(self._adding.show_progress)
        sheet.chosen.connect(self.chosen)
        sheet.continued.connect(self.look_up)
        sheet.removed.connect(self.remove)
        sheet.unload_chosen.connect(lambda minutes: controller.change(unload_minutes=minutes))
        self._adding.lookup_wanted.connect(self.look_up)
        self._adding.download_wanted.connect(self.download)
        self._adding.folder_given.connect(self.add_folder)
        self._adding.import_given.connect(self.import_model)
        self._adding.stop_wanted.connect(transfers.stop)

    def look_up(self, name: str, language: str | None = None) -> None:
        """Ask the hub what there is under a name; this and a download are all that use the network."""
        self._adding.show_looking(name)
        places = self._controller.model_places()
        here = next((entry.languages for entry in self._models if entry.name == name), ())
        self._transfers.run(
            lambda _report, _cancelled: look_up(name, places, language, here),
            self._adding.show_found,
            self._sayer(partial(self.look_up, name, language)),
        )

    def download(self, model: HubModel) -> None:
        """Fetch it; it is used from the next start on."""
        self._adding.show_working(self.tr("Downloading {}…").format(model.name))
        places = self._controller.model_places()

        def done(_folder: Path) -> None:
            self._adding.show_done(self.tr("{} is here, whole and checked.").format(model.name))
            if model.name == self._controller.settings.model:
                self._controller.find_models()
            else:
                self.chosen.emit(model.name)

        again = self._sayer(partial(self.download, model))
        self._transfers.run(lambda report, cancelled: download(model, places, report, cancelled), done, again)

    def add_folder(self, folder: str) -> None:
        """List a folder of the user's, which stays where it is, and use it."""
        if not is_recognition_model(Path(folder)) or missing_files(Path(folder)):
            text = self.tr("{} holds no whole Wav2Vec2 recognition model; choose another folder.").format(folder)
            self._adding.show_done(text)
            return
        folders = self._controller.settings.model_folders
        self._controller.change(model_folders=tuple(dict.fromkeys((*folders, folder))))
        self._adding.show_done(self.tr("{} is on the list.").format(Path(folder).name))
        self.chosen.emit(folder)

    def import_model(self, path: str) -> None:
        """Copy a model from another machine, and use it."""
        self._adding.show_working(self.tr("Copying {}…").format(Path(path).name))
        places = self._controller.model_places()

        def copy(report: Report, cancelled: Cancelled) -> Path:
            def copied(done: int, total: int) -> None:
                report(DownloadProgress(Path(path).name, done, total))

            return import_model(Path(path), places, copied, cancelled)

        def done(folder: Path) -> None:
            self._adding.show_done(self.tr("{} is imported.").format(folder.name))
            self.chosen.emit(str(folder))

        self._transfers.run(copy, done, self._sayer(partial(self.import_model, path)))

    def remove(self, entry: ModelEntry) -> None:
        """Delete it, or take a folder of the user's off the list."""
        places = self._controller.model_places()
        if entry.origin == "linked":
            folders = tuple(name for name in self._controller.settings.model_folders if name != entry.name)
            self._controller.change(model_folders=folders)
            self._gone(entry)
            return
        self._transfers.run(
            lambda _report, _cancelled: remove_model(entry, places),
            lambda _none: self._gone(entry),
            self._sayer(partial(self.remove, entry)),
        )

    def _gone(self, entry: ModelEntry) -> None:
        settings = self._controller.settings
        recent = tuple(name for name in settings.recent_models if name != entry.name)
        self._controller.change(recent_models=recent)
        if settings.model == entry.name:
            self.chosen.emit(entry.learned_from or DEFAULT_MODEL)
        self._controller.find_models()

    def _sayer(self, again: partial[None]) -> partial[None]:
        """Says what went wrong, and offers to try again."""
        return partial(self._say_problem, again)

    def _say_problem(self, again: partial[None], message: str) -> None:
        self._adding.show_problem(message, self.tr("Try again"), again)
        # What broke off is on the list too.
        self._controller.find_models()

    def _models_found(self, models: list[ModelEntry]) -> None:
        self._models = models
        self._show_models(self._controller.settings)

    def _show_models(self, settings: Settings) -> None:
        # Other settings change often; a row that asks for confirmation must not lose it for that.
        shown = (self._models, settings.model, settings.unload_minutes)
        if shown != self._shown:
            self._shown = shown
            self._sheet.show_models(self._models, settings)

    def show_memory(self) -> None:
        """Which model is in memory, how large, and where."""
        engine = self._controller.live_shelf.loaded
        if engine is None:
            self._sheet.show_memory("", 0, "", ())
            return
        model, name = engine.model, engine.options.model.rpartition("/")[2]
        self._sheet.show_memory(name, model.memory_bytes, f"{model.device} {model.dtype}", model.resident)
