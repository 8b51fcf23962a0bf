"""Tells the Words sheet which letters the chosen model can write, read in the background from its vocabulary."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.models.labels import LabelsError, letters_of
from core.session.settings import Settings
from desktop.controller import Controller
from desktop.words.words_sheet import WordsSheet


class SpellableWords(QObject):
    """GUI thread, but for `_letters`."""

    def __init__(self, controller: Controller, sheet: WordsSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._sheet = controller, sheet
        self._shown: tuple[str, str | None] | None = None

    def apply(self, settings: Settings) -> None:
        """Look again where another model or language was chosen."""
        chosen = settings.model, settings.language
        if chosen == self._shown:
            return
        self._shown = chosen
        self._controller.background.run(lambda: _letters(*chosen), self._sheet.show_letters)


def _letters(model: str, language: str | None) -> frozenset[str] | None:
    try:
        return letters_of(model, language or "eng")
    except LabelsError:
        # A model that has yet to be downloaded: nobody knows.
        return None
