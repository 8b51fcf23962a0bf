"""The feeds that are switched on in the window: opened on the background thread, fed on the session's.

`caption` and `clear` may come from any thread; the rest is the GUI thread's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.session.feeds.text_file import TextFileFeed
from core.streaming.captions import Caption
from desktop.background import Background

if TYPE_CHECKING:
    from core.session.feeds.caption_feed import CaptionFeed
    from core.session.feeds.web_socket import WebSocketFeed


class WindowFeeds(QObject):
    """`changed` when a feed has opened or closed; failures come through the background's own signal."""

    changed = Signal()

    def __init__(self, background: Background, report: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._report = report
        self._lock = threading.Lock()
        self.text_file: TextFileFeed | None = None
        self.web_socket: WebSocketFeed | None = None

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

    def _open(self) -> list[CaptionFeed]:
        return [feed for feed in (self.text_file, self.web_socket) if feed is not None]

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
