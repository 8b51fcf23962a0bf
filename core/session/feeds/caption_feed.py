"""What a feed is: something that captions go to besides the screen. Feeds never hold up or break a session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.session.export import word_rows
from core.streaming.captions import Caption, FinalCaption


class FeedError(Exception):
    """A feed cannot begin; the message is one sentence that says what to do."""


class CaptionFeed(Protocol):
    """Called on the session's threads; must return at once."""

    def caption(self, caption: Caption) -> None:
        """A partial or final, in order."""

    def clear(self) -> None:
        """A new session begins."""

    def close(self) -> None:
        """No more captions will come."""


def caption_row(caption: Caption) -> dict[str, object]:
    """The JSON form of a caption in a feed: times in seconds from the session's start."""
    final = isinstance(caption, FinalCaption)
    return {
        "type": "final" if final else "partial",
        "segment": caption.segment,
        "start": round(caption.start, 3),
        "end": round(caption.end, 3),
        "language": caption.language,
        "text": caption.text,
        "words": word_rows(caption),
    }


class Feeds:
    """Several feeds as one."""

    def __init__(self, feeds: Sequence[CaptionFeed] = ()) -> None:
        self._feeds = tuple(feeds)

    def caption(self, caption: Caption) -> None:
        """To all."""
        for feed in self._feeds:
            feed.caption(caption)

    def clear(self) -> None:
        """To all."""
        for feed in self._feeds:
            feed.clear()

    def close(self) -> None:
        """End all."""
        for feed in self._feeds:
            feed.close()
