"""After a correction in the editor: offers to listen for the new word from now on. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.decoding.hotwords import Hotword
from core.session.suggestions import known_words, worth_listening_for
from desktop.controller import Controller
from desktop.editor.editor_page import EditorPage


class CorrectionHints(QObject):
    """Says nothing of words that the language model knows, nor twice of the same word."""

    def __init__(self, controller: Controller, editor: EditorPage, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._editor = controller, editor
        self._known: dict[str, frozenset[str]] = {}
        self._offered: set[str] = set()
        editor.view.written.connect(lambda _place, text: self.consider(text))

    def consider(self, text: str) -> None:
        """Offer a word of what was written, where one is worth it."""
        model = self._controller.settings.model
        if model in self._known:
            self._offer(text, self._known[model])
        else:
            self._controller.background.run(lambda: known_words(model), lambda known: self._learn(model, known, text))

    def _learn(self, model: str, known: frozenset[str], text: str) -> None:
        self._known[model] = known
        self._offer(text, known)

    def _offer(self, text: str, known: frozenset[str]) -> None:
        worth = worth_listening_for(text, known, self._controller.settings.hotwords)
        word = next((word for word in worth if word not in self._offered), None)
        if word is None:
            return
        self._offered.add(word)
        self._editor.message.show_message(
            self.tr("Listen for “{}” from now on?").format(word), self.tr("Add to Words"), lambda: self._add(word)
        )

    def _add(self, word: str) -> None:
        self._controller.set_hotwords((*self._controller.settings.hotwords, Hotword(word)))
