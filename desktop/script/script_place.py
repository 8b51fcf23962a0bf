"""Between the sheet of a script and the captions: where in the text the speaker is. GUI thread.

What a caption's words mean for the place is found in the background: a long script takes some milliseconds a word.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.streaming.captions import Caption, FinalCaption
from desktop.background import Background
from desktop.script.script_sheet import ScriptSheet

if TYPE_CHECKING:
    from core.decoding.script_follower import ScriptFollower, ScriptPosition


class ScriptPlace(QObject):
    """`captioned` for each caption, `begin` with each session: it is read from its beginning then."""

    def __init__(self, sheet: ScriptSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._background = Background(self)
        self._background.failed.connect(sheet.show_problem)
        self._follower: ScriptFollower | None = None
        self._text = ""
        # Captions whose place is being found; a partial that comes meanwhile is out of date soon.
        self._pending = 0
        sheet.followed.connect(self.follow)
        sheet.left.connect(self.leave)
        sheet.opened.connect(self.open)

    def open(self, path: Path) -> None:
        """Show a document's text."""

        def read() -> str:
            from core.language_models.documents import read_paragraphs

            return "\n\n".join(read_paragraphs(path))

        self._background.run(read, self._sheet.show_text)

    def follow(self, text: str) -> None:
        """Follow a text from its beginning."""

        def make() -> ScriptFollower:
            from core.decoding.script_follower import ScriptFollower

            return ScriptFollower(text)

        self._text, self._follower = text, None
        self._background.run(make, lambda follower: self._begun(text, follower))

    def leave(self) -> None:
        """Follow no longer."""
        self._text, self._follower = "", None

    def begin(self) -> None:
        """A session begins."""
        if self._text:
            self.follow(self._text)

    def captioned(self, caption: Caption) -> None:
        """Move on; a partial's words may still be taken back."""
        follower, final = self._follower, isinstance(caption, FinalCaption)
        if follower is None or (self._pending and not final):
            return
        words = [word.text for word in caption.words]
        self._pending += 1
        self._background.run(
            lambda: follower.feed(words) if final else follower.peek(words),
            lambda position: self._moved(follower, position),
        )

    def close(self) -> None:
        """End the thread."""
        self._background.close()

    def _begun(self, text: str, follower: ScriptFollower) -> None:
        if text == self._text:
            self._follower = follower
            self._sheet.show_words(follower.script.written)

    def _moved(self, follower: ScriptFollower, position: ScriptPosition) -> None:
        self._pending -= 1
        if follower is self._follower:
            self._sheet.show_word(position.word)
