"""`TextFileFeed`: finals, one a line, appended to a text file that another program reads (OBS, a pager, a script).

Every line is written by one call and reaches the file whole or not at all, as far as the system allows: a reader that
follows the file never sees half a word. A disk that refuses ends the feed, not the session; the loss is reported once.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from core.session.feeds.caption_feed import FeedError
from core.streaming.captions import Caption, FinalCaption


class TextFileFeed:
    """Appends to `path`; what was in it stays. Used by one thread at a time."""

    def __init__(self, path: Path, report: Callable[[str], None]) -> None:
        """Raises FeedError where the file cannot be written."""
        self.path = path
        self._report = report
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        try:
            self._file: int | None = os.open(path, flags, 0o600)
        except OSError as failure:
            reason = failure.strerror or str(failure)
            raise FeedError(f"captions cannot be written to {path} ({reason}); choose another file.") from failure

    def caption(self, caption: Caption) -> None:
        """Append a final; partials would have to be taken back."""
        if self._file is None or not isinstance(caption, FinalCaption) or not caption.words:
            return
        line = (" ".join(caption.text.split()) + "\n").encode("utf-8", "replace")
        try:
            written = os.write(self._file, line)
            while written < len(line):
                written += os.write(self._file, line[written:])
        except OSError as failure:
            self._report(f"Captions are no longer written to {self.path} ({failure.strerror or failure}).")
            self.close()

    def clear(self) -> None:
        """A new session goes on below the last one."""

    def close(self) -> None:
        """Close the file."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)
