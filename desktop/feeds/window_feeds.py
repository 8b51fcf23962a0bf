"""The feeds that are switched on in the window: opened on the background thread, fed on the session's.

Typing into other windows is one of them, on a thread of its own. `caption` and `clear` may come from any thread; the
rest is the GUI thread's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from core.session.feeds.keyboard import desktop_keyboard
from core.session.feeds.text_file import TextFileFeed
from core.session.feeds.typed_text import TypingFeed, TypingState
from core.streaming.captions import Caption
from desktop.background import Background

if TYPE_CHECKING:
    from core.session.feeds.caption_feed import CaptionFeed
    from core.session.feeds.web_socket import WebSocketFeed


class WindowFeeds(QObject):
    """`changed` when a feed has opened or closed; failures come through the background's own signal.

    `permitted`: the desktop need not ask again whether Wavescribe may type, if it is given this.
    """

    changed = Signal()
    typing_changed = Signal(object)
    permitted = Signal(str)
    _typing_told = Signal(int, object, str)

    def __init__(self, background: Background, report: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._report = report
        self._lock = threading.Lock()
        self.text_file: TextFileFeed | None = None
        self.web_socket: WebSocketFeed | None = None
        self.typing: TypingFeed | None = None
        self.typing_state = TypingState.OFF
        self.find_keyboard = desktop_keyboard
        # Each time that typing was switched on has a number; those before the last one may still be ending.
        self._typings: list[TypingFeed] = []
        self._in_front = False
        self._typing_told.connect(self._typing_is)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._to_front)
            self._to_front(application.applicationState())

    def write_to(self, path: str) -> None:
        """Append finals to this file; empty ends it."""
        self._close(self.text_file)
        self.text_file = None
        self.changed.emit()
        if path:
            self._background.run(lambda: TextFileFeed(Path(path), self._report), self._file_opened)

    def serve(self, port: int, token: str) -> None:
        """Serve on this port of the machine."""
        self.stop_serving()
        self._background.run(lambda: _web_socket(port, token), self._served)

    def stop_serving(self) -> None:
        """Say goodbye to the listeners."""
        self._close(self.web_socket)
        self.web_socket = None
        self.changed.emit()

    def type(self, permission: str) -> None:
        """Type finals into whatever other window has the focus. `permission`: what `permitted` told last."""
        number = len(self._typings)
        self.typing = TypingFeed(
            lambda: self.find_keyboard(self.permitted.emit, permission),
            lambda state, message: self._typing_told.emit(number, state, message),
            lambda: not self._in_front,
        )
        self._typings.append(self.typing)

    def stop_typing(self) -> None:
        """At once, in the middle of a word too."""
        if self.typing is not None:
            self.typing.stop()
            self.typing = None
            self._show_typing(TypingState.OFF)

    def caption(self, caption: Caption) -> None:
        """To all that are open."""
        with self._lock:
            for feed in self._open():
                feed.caption(caption)

    def clear(self) -> None:
        """A new session."""
        with self._lock:
            for feed in self._open():
                feed.clear()

    def close(self) -> None:
        """End all, with the window."""
        self._close(self.text_file)
        self._close(self.web_socket)
        self.text_file = self.web_socket = None
        self.stop_typing()
        for typing in self._typings:
            typing.close()

    def _open(self) -> list[CaptionFeed]:
        return [feed for feed in (self.text_file, self.web_socket, self.typing) if feed is not None]

    def _to_front(self, state: Qt.ApplicationState) -> None:
        self._in_front = state == Qt.ApplicationState.ApplicationActive

    def _typing_is(self, number: int, state: TypingState, message: str) -> None:
        if message:
            self._background.failed.emit(message)
        if self.typing is not None and self.typing is self._typings[number]:
            if state is TypingState.OFF:
                self.typing = None
            self._show_typing(state)

    def _show_typing(self, state: TypingState) -> None:
        self.typing_state = state
        self.typing_changed.emit(state)

    def _close(self, feed: CaptionFeed | None) -> None:
        if feed is not None:
            with self._lock:
                feed.close()

    def _file_opened(self, feed: TextFileFeed) -> None:
        self.text_file = feed
        self.changed.emit()

    def _served(self, feed: WebSocketFeed) -> None:
        self.web_socket = feed
        self.changed.emit()


def _web_socket(port: int, token: str) -> WebSocketFeed:
    """Background thread: importing the server takes a while, and most windows never need it."""
    from core.session.feeds.web_socket import WebSocketFeed

    return WebSocketFeed(port, token)
