"""What a live session leaves on disk: its audio, finals, gaps and marks, each before anything else happens to it."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.audio.sound_reader import SoundReader
from core.audio.source import SAMPLE_RATE
from core.session.journal import Journal
from core.session.kept_finals import KeptFinals
from core.session.library.database import LibraryError
from core.session.recognition import ChangedOptions, RecognitionOptions, with_language_model_of
from core.streaming.captions import Caption, FinalCaption

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from core.session.library import Library
    from core.session.recognition import Engine


class Recorder:
    """One session being recorded. A disk that refuses is no failure: what it did not take is tried again.

    `audio`, `gap`: capture thread. `recognised_with`, `changed`, `caption`, `read_audio`, `end`: recogniser thread.
    `mark`, `messages`: any thread.
    """

    def __init__(self, library: Library, session: str, owner: BaseFileLock, options: RecognitionOptions) -> None:
        self.session = session
        self._library = library
        self._owner = owner
        self._options = options
        self._path = library.audio_path(session)
        self._journal = Journal(self._path)
        self._samples = 0
        self._finals = KeptFinals(library, session)
        self._messages: queue.SimpleQueue[str] = queue.SimpleQueue()

    @property
    def seconds(self) -> float:
        """Audio kept so far."""
        return self._samples / SAMPLE_RATE

    def messages(self) -> list[str]:
        """What the user must know since the last call: a sentence each."""
        found = []
        while not self._messages.empty():
            found.append(self._messages.get())
        return found

    def audio(self, samples: NDArray[np.float32]) -> None:
        """Append to the journal. Raises OSError where it takes no more; what it took before stays."""
        refused = self._journal.failure
        self._journal.write(samples)
        self._samples += len(samples)
        failure = self._journal.failure
        if failure is not None and refused is None:
            reason = failure.strerror or str(failure)
            self._messages.put(
                f"the disk does not take the audio ({reason}); captions go on, it is kept in memory: free some space."
            )
        elif failure is None and refused is not None:
            self._messages.put("the disk takes the audio again; nothing is missing.")

    def recognised_with(self, engine: Engine) -> None:
        """The engine has loaded. A language model that it must do without is none for a recovery either."""
        self._finals.engine = engine
        options = with_language_model_of(self._options, engine.options)
        if options != self._options:
            self.changed(ChangedOptions(0, options))

    def changed(self, change: ChangedOptions) -> None:
        """The user changed what is recognised with; kept before anything is, so that a recovery does the same."""
        message = self._finals.add(change)
        if message:
            self._messages.put(message)

    def caption(self, caption: Caption) -> None:
        """Store a final; partials are not kept. One that cannot be stored is tried again with the next."""
        if not isinstance(caption, FinalCaption):
            return
        message = self._finals.add(caption)
        if message:
            self._messages.put(message)

    def gap(self, at: float, seconds: float) -> None:
        """The device was away for `seconds`, `at` seconds into the audio."""
        try:
            self._library.marks.add_gap(self.session, at, seconds)
        except LibraryError as failure:
            self._messages.put(str(failure))

    def mark(self, at: float, text: str = "") -> None:
        """Mark a place, `at` seconds into the audio."""
        try:
            self._library.marks.add(self.session, at, text)
        except LibraryError as failure:
            self._messages.put(str(failure))

    def read_audio(self, start: int, count: int) -> NDArray[np.float32]:
        """Samples that the ring has lost, read back from the journal; fewer where it does not have them."""
        kept = [np.zeros(0, np.float32)]
        reader = SoundReader(self._path, SAMPLE_RATE, channels=1)
        try:
            reader.start(start / SAMPLE_RATE)
            while count > 0 and (block := reader.read()) is not None:
                kept.append(block[:count, 0])
                count -= len(kept[-1])
        finally:
            reader.close()
        return np.concatenate(kept)

    def end(self) -> None:
        """All is recognised: close the journal and mark the session as whole; one without any sound leaves no trace.

        Where finals could not be stored it stays open, to be recovered from its audio.
        """
        if not self._journal.close():
            self._messages.put("the end of the audio could not be written: the disk is full.")
        failure = self._finals.save()
        try:
            if not failure:
                self._library.rows.end(self.session, self.seconds)
        except LibraryError as refused:
            failure = str(refused)
        self._owner.release()
        if failure:
            self._messages.put(f"{failure} The session can be recovered at the next start.")
        elif not self._samples:
            self._library.delete(self.session)

    def abandon(self) -> None:
        """Recognition has failed: close the journal, and leave the session to be recovered."""
        self._journal.close()
        self._finals.save()
        self._owner.release()
