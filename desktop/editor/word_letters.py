"""The letters of the editor's current word, each as strong as the model was sure of it. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.decoding.calibration import Letters
from core.decoding.hypothesis import DOUBTFUL
from core.session.library import KeptWord
from desktop.theme.tokens import Tokens, mixed

# Finds the letters of a word of a segment (its number) in the background, and then tells them.
Finding = Callable[[int, KeptWord, Callable[[Letters], None]], None]


class WordLetters(QLabel):
    """`open` for each session, `show_word` for each word. Doubtful letters fade and have a line below.

    Empty for words that the user wrote, and where the session's emissions were not kept.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setObjectName("letters")
        self.hide()
        self._find: Finding = lambda _number, _word, _then: None
        self._word: tuple[int, KeptWord] | None = None
        self._letters: Letters = ()
        self._tokens: Tokens | None = None
        self._doubtful = DOUBTFUL

    def open(self, find: Finding) -> None:
        """Another session, and how the letters of its words are found."""
        self._find = find
        self.show_word(None)

    def apply(self, tokens: Tokens, doubtful: float) -> None:
        """Colours, and below which confidence a letter is marked."""
        self._tokens, self._doubtful = tokens, doubtful
        self._show()

    def show_word(self, word: tuple[int, KeptWord] | None) -> None:
        """Another word, with its segment's number; its letters follow."""
        if word == self._word:
            return
        self._word, self._letters = word, ()
        self._show()
        if word is not None:
            self._find(*word, lambda letters: self._found(word, letters))

    def _found(self, word: tuple[int, KeptWord], letters: Letters) -> None:
        # By then another word may be the current one.
        if word == self._word:
            self._letters = letters
            self._show()

    def _show(self) -> None:
        tokens = self._tokens
        self.setVisible(bool(self._letters) and tokens is not None)
        if tokens is None:
            return
        self.setText("".join(self._marked(letter, sure, tokens) for letter, sure in self._letters))
        each = self.tr("{letter} {percent} %")
        said = ", ".join(each.format(letter=letter, percent=round(100 * sure)) for letter, sure in self._letters)
        said = self.tr("How sure each letter is: {}").format(said)
        self.setAccessibleName(said)
        self.setToolTip(said)

    def _marked(self, letter: str, sure: float, tokens: Tokens) -> str:
        """A letter in the form that captions have for words."""
        # As sure as a word would be whose letters are all like this one.
        sure **= len(self._letters)
        doubtful = sure < self._doubtful
        colour = mixed(tokens.soft, tokens.text, sure / self._doubtful) if doubtful else tokens.text
        line = "; text-decoration: underline" if doubtful else ""
        return f'<span style="color: {colour}{line}">{escape(letter)}</span>'
