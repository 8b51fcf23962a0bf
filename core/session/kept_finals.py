"""Finals, and changes of what they are recognised with, on their way into the library.

What a full disk refuses waits here, and is written in its order when there is room.

Owned by who recognises; one thread at a time.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from core.session.library.database import LibraryError
from core.session.recognition import ChangedOptions
from core.streaming.captions import FinalCaption

if TYPE_CHECKING:
    from core.session.library import Library
    from core.session.recognition import Engine

STORED_AGAIN = "captions are stored again; nothing is missing."


class KeptFinals:
    """The finals of one session. `engine`: what makes them, whose labels the kept emissions need."""

    def __init__(self, library: Library, session: str, engine: Engine | None = None) -> None:
        self.engine = engine
        self._library = library
        self._session = session
        self._unsaved: deque[FinalCaption | ChangedOptions] = deque()

    @property
    def waiting(self) -> tuple[FinalCaption, ...]:
        """Those that are not stored yet, oldest first."""
        return tuple(kept for kept in self._unsaved if isinstance(kept, FinalCaption))

    def add(self, new: FinalCaption | ChangedOptions) -> str:
        """Store it; what the user must be told (a sentence), or an empty text. Never raises for a full disk."""
        self._unsaved.append(new)
        troubled = len(self._unsaved) > 1
        failure = self.save()
        if failure and not troubled:
            return f"{failure} Captions go on, and are stored as soon as that works."
        return STORED_AGAIN if troubled and not failure else ""

    def save(self) -> str:
        """Store what waits, oldest first; why that did not work, or an empty text."""
        try:
            while self._unsaved:
                self._store(self._unsaved[0])
                self._unsaved.popleft()
        except LibraryError as failure:
            return str(failure)
        return ""

    def _store(self, kept: FinalCaption | ChangedOptions) -> None:
        if isinstance(kept, ChangedOptions):
            self._library.add_change(self._session, kept)
            return
        vocabulary = self.engine.model.vocabulary_of(kept.language) if self.engine else None
        self._library.segments.add(self._session, kept, vocabulary)
