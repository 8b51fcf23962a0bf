"""What a live session leaves on disk: its audio, finals and gaps, each before anything else happens to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.audio.media import open_media
from core.session.journal import Journal
from core.streaming.captions import Caption, FinalCaption

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from core.session.library import Library


class Recorder:
    """One session being recorded. `audio`, `gap`: capture thread. `caption`, `read_audio`, `end`: recogniser thread."""

    def __init__(self, library: Library, session: str, owner: BaseFileLock) -> None:
        self.session = session
        self._library = library
        self._owner = owner
        self._path = library.audio_path(session)
        self._journal = Journal(self._path)
        self._samples = 0

    def audio(self, samples: NDArray[np.float32]) -> None:
        """Append to the journal. Raises OSError where the disk does not take it; what it took before stays."""
        self._journal.write(samples)
        self._samples += len(samples)

    def caption(self, caption: Caption) -> None:
        """Store a final; partials are not kept."""
        if isinstance(caption, FinalCaption):
            self._library.add_final(self.session, caption)

    def gap(self, at: float, seconds: float) -> None:
        """The device was away for `seconds`, `at` seconds into the audio."""
        self._library.add_gap(self.session, at, seconds)

    def read_audio(self, start: int, count: int) -> NDArray[np.float32]:
        """Samples that the ring has lost, read back from the journal; fewer where it does not have them."""
        kept: list[NDArray[np.float32]] = []
        position = 0
        for block in open_media(self._path).blocks():
            kept.append(block[max(0, start - position) : max(0, start + count - position)])
            position += len(block)
            if position >= start + count:
                break
        return np.concatenate(kept)

    def end(self) -> None:
        """All is recognised: close the journal and mark the session as whole; one without any sound leaves no trace."""
        self._journal.close()
        self._library.end(self.session)
        self._owner.release()
        if not self._samples:
            self._library.delete(self.session)

    def abandon(self) -> None:
        """Recognition has failed: close the journal, and leave the session to be recovered."""
        self._journal.close()
        self._owner.release()
