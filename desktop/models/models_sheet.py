"""The sheet of models: those on this computer, what is in memory, and how others come in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from core.models.catalogue import ModelEntry
from core.session.settings import Settings
from desktop.models.adding import Adding
from desktop.models.learning_part import LearningPart
from desktop.models.model_row import ModelRow, data_size
from desktop.theme.pickers import fill, picker
from desktop.theme.tokens import STEP
from desktop.window.sheet import Sheet

UNLOAD_MINUTES = (5, 10, 30, 0)


class ModelsSheet(Sheet):
    """Emits what the user wants; below the list are `learning` from corrections and `adding` others."""

    chosen = Signal(str)
    languages_wanted = Signal(object)
    continued = Signal(str)
    removed = Signal(object)
    unload_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Models"),
            self.tr("Nothing is downloaded unless you ask for it. Another model is used from the next start on."),
        )
        self.rows: list[ModelRow] = []
        self.memory = QLabel()
        self.memory.setObjectName("soft")
        self.memory.setWordWrap(True)
        self.memory.setAccessibleName(self.tr("Model in memory"))
        self.content.addWidget(self.memory)
        self._list = QVBoxLayout()
        self._list.setSpacing(3 * STEP)
        self.content.addLayout(self._list)
        self.learning = LearningPart()
        self.content.addWidget(self.learning)
        self.adding = Adding()
        self.content.addWidget(self.adding)
        self.unload = picker(self.tr("Leaves memory when idle for"), 12)
        self.unload.activated.connect(lambda index: self.unload_chosen.emit(self.unload.itemData(index)))
        self.add_labelled(self.tr("The model leaves memory when idle for"), self.unload)
        self.content.addStretch(1)
        self.show_memory("", 0, "", ())

    def show_models(self, models: list[ModelEntry], settings: Settings) -> None:
        """Fill the list; what the user was about to confirm is asked anew."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = [ModelRow(entry, entry.name == settings.model) for entry in models]
        for row in self.rows:
            row.chosen.connect(self.chosen)
            row.languages_wanted.connect(self.languages_wanted)
            row.continued.connect(self.continued)
            row.removed.connect(self.removed)
            self._list.addWidget(row)
        self.show_unloading(settings.unload_minutes)

    def show_memory(self, name: str, size: int, place: str, languages: tuple[str, ...]) -> None:
        """Which model is in memory, how large, and where; an empty name: none."""
        if not name:
            self.memory.setText(self.tr("No model is in memory."))
            return
        parts = [self.tr("In memory: {}, {}").format(name, data_size(size)), place]
        self.memory.setText(" · ".join([*parts, ", ".join(languages)] if languages else parts))

    def show_unloading(self, minutes: int) -> None:
        """After how long it leaves memory."""
        choices = [*sorted({*UNLOAD_MINUTES, minutes} - {0}), 0]
        rows: list[tuple[str, object]] = [
            (self.tr("%n minute(s)", "", choice) if choice else self.tr("It stays"), choice) for choice in choices
        ]
        fill(self.unload, rows, minutes)
