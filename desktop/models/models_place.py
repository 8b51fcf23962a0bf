"""Models in the window: ties its two sheets, its pickers and its idle time to the controller. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.models.catalogue import ModelEntry
from core.session.settings import Settings
from core.streaming.captions import Caption, FinalCaption
from desktop.controller import Controller
from desktop.live.live_page import LivePage
from desktop.models.idle_unloading import IdleUnloading
from desktop.models.languages_place import LanguagesPlace
from desktop.models.learning_place import LearningPlace
from desktop.models.machine_offer import MachineOffer
from desktop.models.model_changes import ModelChanges
from desktop.models.transfers import Transfers


class ModelsPlace(QObject):
    """`chosen`: a model to use from the next start on."""

    chosen = Signal(str)

    def __init__(self, controller: Controller, page: LivePage, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._page = controller, page
        self._models: list[ModelEntry] = []
        self._resident: tuple[str, ...] = ()
        self.transfers = Transfers(self)
        self.changes = ModelChanges(controller, page.model_sheet, self.transfers, self)
        self.languages = LanguagesPlace(controller, page.language_sheet, self.transfers, self)
        self.learning = LearningPlace(controller, page.model_sheet.learning, self)
        self.idle = IdleUnloading(controller.release_engines, lambda: controller.listening, self)
        self.offer = MachineOffer(controller, page.offer, self)
        self.offer.model_wanted.connect(self.show_adding)
        self.changes.chosen.connect(self.chosen)
        self.languages.model_chosen.connect(self.chosen)
        self.learning.chosen.connect(self.chosen)
        controller.models_found.connect(self._models_found)
        controller.engine_released.connect(self.show_memory)
        controller.state_reported.connect(self._used)
        # A running file reports ten times a second: it alone keeps the time from running out.
        controller.files.reported.connect(lambda _jobs: self.idle.used())
        controller.caption_reported.connect(self._captioned)
        page.model_sheet.languages_wanted.connect(self._open)
        page.bar.more_languages_wanted.connect(self.open_languages)

    def apply(self, settings: Settings) -> None:
        """Settings have changed."""
        self.idle.apply(settings)

    def close(self) -> None:
        """With the window: what is being fetched or learned stops, and goes on at the next start."""
        self.idle.timer.stop()
        self.offer.close()
        self.learning.close()
        self.transfers.close()

    def show_adding(self, name: str = "") -> None:
        """Open the sheet where models come in, with a name to look up."""
        sheet = self._page.model_sheet
        if not sheet.isVisible():
            self._page.open_sheet(sheet)
        if name:
            sheet.adding.name.setText(name)
        sheet.adding.name.setFocus()

    def fetch(self) -> None:
        """Ask the hub for the model in use, which is not on this computer."""
        settings = self._controller.settings
        self.show_adding(settings.model)
        self.changes.look_up(settings.model, settings.language)

    def open_languages(self) -> None:
        """Show the languages of the model in use, or close them."""
        name = self._controller.settings.model
        entry = next((one for one in self._models if one.name == name), None)
        if entry is not None:
            self._open(entry)

    def show_memory(self) -> None:
        """Which model is in memory, and which of its languages."""
        self._resident = self._controller.resident_languages()
        self.changes.show_memory()
        self._page.status.setToolTip(self._page.model_sheet.memory.text())
        self._page.bar.show_resident(self._resident)
        if self._page.language_sheet.entry is not None and self._page.language_sheet.isVisible():
            self.languages.show(self._page.language_sheet.entry)

    def _open(self, entry: ModelEntry) -> None:
        self.languages.show(entry)
        self._page.open_sheet(self._page.language_sheet)

    def _used(self) -> None:
        self.idle.used()
        self.show_memory()

    def _captioned(self, caption: Caption) -> None:
        """A language that was taken up is in memory from then on."""
        spoken = isinstance(caption, FinalCaption) and caption.language is not None
        if spoken and self._controller.resident_languages() != self._resident:
            self.show_memory()

    def _models_found(self, models: list[ModelEntry]) -> None:
        self._models = models
