"""Typing of a `wavescribe listen`, switched on by --type and, either way, by `wavescribe control`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from core.session.feeds.typed_text import TypingFeed, TypingState

if TYPE_CHECKING:
    from core.session.feeds.keyboard import Keyboard
    from core.streaming.captions import Caption


class ListenTyping:
    """A `CaptionFeed`. `find` gives the keyboard; `say` tells the user what has become of it.

    `start` and `stop` come from one thread at a time, captions from the session's.
    """

    def __init__(self, find: Callable[[], Keyboard], say: Callable[[str], None]) -> None:
        self._find, self._say = find, say
        self._typings: list[TypingFeed] = []
        # Each switching has a number; what a feed of before still reports is not how it stands now.
        self._number = 0
        self.state = TypingState.OFF

    def start(self, keyboard: Keyboard | None = None) -> None:
        """Type what is said from now on, on the desktop's keyboard unless it is found already."""
        self._number += 1
        self.state = TypingState.ASKING
        find = self._find if keyboard is None else lambda: keyboard
        self._typings.append(TypingFeed(find, partial(self._told, self._number)))

    def stop(self) -> None:
        """At once."""
        self._number += 1
        self.state = TypingState.OFF
        for typing in self._typings:
            typing.stop()

    def caption(self, caption: Caption) -> None:
        """Type a final, where it is switched on."""
        if self.state is not TypingState.OFF:
            self._typings[-1].caption(caption)

    def clear(self) -> None:
        """A session of the command line is the only one."""

    def close(self) -> None:
        """Type what was said, then end."""
        for typing in self._typings:
            typing.close()

    def _told(self, number: int, state: TypingState, message: str) -> None:
        """Typing thread."""
        if number == self._number:
            self.state = state
        if message:
            self._say(message)
        elif state is TypingState.TYPING:
            self._say("types into the window that has the focus, except the terminal's own")
