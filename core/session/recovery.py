"""A session made whole: what was stored stays, and what is missing is recognised from its sound.

A session that was cut off has its journal for that. The session of a media file begins with nothing stored: to
transcribe it is to make it whole. Runs on the thread that calls it, with an engine of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from core.audio.media import Media, MediaError, open_media
from core.audio.source import SAMPLE_RATE
from core.session.kept_finals import KeptFinals
from core.session.library.database import LibraryError
from core.session.recognition import load_language_model, with_language_model_of
from core.session.transcript import Transcript
from core.session.transcription import Cancelled
from core.streaming.captions import Caption, FinalCaption

if TYPE_CHECKING:
    from core.session.library import Library
    from core.session.recognition import ChangedOptions, Engine, RecognitionOptions

# The header and a second and a quarter of sound, which is all that a journal may hold before it is synced for the first
# time: where nothing in so little can be decoded, a power cut left its rubbish, and no sound is lost.
SMALLEST_AUDIO = 8_192 + 40_000


class RecoveryListener(Protocol):
    """Hears how a recovery goes, on its thread."""

    def stopped(self) -> bool:
        """Asked before every block; true ends the recovery."""

    def progressed(self, done: float, duration: float | None) -> None:
        """After every block: seconds done, and how many there are, where that is known."""

    def heard(self, final: FinalCaption) -> None:
        """A final that was missing, before it is stored."""

    def troubled(self, message: str) -> None:
        """A sentence for the user: the disk takes no text, or takes it again."""


class NotStored(LibraryError):
    """All is recognised, and the disk did not take all of it. `transcript`: the whole of it."""

    def __init__(self, message: str, transcript: Transcript, recovering: _Recovery) -> None:
        super().__init__(message)
        self.transcript = transcript
        self._recovering = recovering

    def store(self) -> bool:
        """Try again; whether the session is whole now."""
        return not self._recovering.end()


def recover(
    library: Library,
    session: str,
    engine: Engine,
    listener: RecoveryListener | None = None,
    in_force: Sequence[ChangedOptions] | None = None,
) -> Transcript:
    """Recognise the finals that a session lacks, and mark it as whole.

    Endpoints depend on the samples alone, so the voice activity goes over the whole sound again and finds the same
    segments; those stored keep their text and the user's changes, the others are recognised and stored at once, so that
    even a recovery may be cut off. `engine` has the model, which stays; language, hotwords and language model are those
    that were in force at each sample (`in_force`; None: as the library knows them). A language model that cannot be
    used any more is said, and the rest is recognised without it; a language that is gone ends the recovery, which can
    be tried again. A recorded session without any sound or text is removed. Raises LibraryError (with what was
    recognised, where it is `NotStored`), MediaError, ModelError, Cancelled.
    """
    entry = library.rows.one(session)
    with library.ownership(session):
        known = library.segments.numbers(session)
        recovering = _Recovery(library, session, engine, known, listener)
        recovering.changes.extend(library.in_force(session) if in_force is None else in_force)
        may_lack = entry.media is None and _may_lack_sound(library.audio_path(session), bool(known))
        media = _sound(library, session, may_lack)
        for block in _blocks(media, may_lack):
            if listener is not None and listener.stopped():
                raise Cancelled(f"{entry.title} was stopped.")
            recovering.feed(block)
            if listener is not None:
                listener.progressed(recovering.seconds, media.duration if media else None)
        recovering.flush()
        if recovering.samples or known:
            failure = recovering.end()
            warning = media.warning if media is not None else ""
            if failure:
                raise NotStored(failure, replace(recovering.transcript(), warning=warning), recovering)
            return replace(library.transcript(session), warning=warning)
        transcript = library.transcript(session)
    library.delete(session)
    return transcript


class _Recovery:
    """One session on its way through the recogniser. `known`: segments that are stored. `changes`: still to come."""

    def __init__(
        self,
        library: Library,
        session: str,
        engine: Engine,
        known: frozenset[int],
        listener: RecoveryListener | None,
    ) -> None:
        self._library = library
        self._session = session
        self._engine = engine
        self._asked = engine.options
        self._listener = listener
        self._recogniser = engine.recogniser(partials=False, keep=True, known=known)
        self._kept = KeptFinals(library, session, engine)
        self.samples = 0
        self.changes: deque[ChangedOptions] = deque()

    @property
    def seconds(self) -> float:
        """How much has been read."""
        return self.samples / SAMPLE_RATE

    def feed(self, block: NDArray[np.float32]) -> None:
        """Recognise the next samples and store the finals that were missing."""
        while len(block):
            while self.changes and self.changes[0].at <= self.samples:
                self._take_up(self.changes.popleft().options)
            until = self.changes[0].at - self.samples if self.changes else len(block)
            part, block = block[:until], block[until:]
            self._take(lambda part=part: self._recogniser.feed(part))  # type: ignore[misc]
            self.samples += len(part)

    def flush(self) -> None:
        """The sound has ended."""
        self._take(self._recogniser.flush)

    def end(self) -> str:
        """Store what still waits and mark the session as whole; why that did not work, or an empty text."""
        failure = self._kept.save()
        try:
            if not failure:
                self._library.rows.end(self._session, self.seconds)
        except LibraryError as refused:
            failure = str(refused)
        return failure

    def transcript(self) -> Transcript:
        """What is stored, with what the disk did not take."""
        stored = self._library.transcript(self._session)
        finals = sorted((*stored.segments, *self._kept.waiting), key=lambda final: final.segment)
        return replace(stored, duration=self.seconds, segments=tuple(finals))

    def _take_up(self, options: RecognitionOptions) -> None:
        """What the user changed here, from the next segment on."""
        engine = self._engine.with_options(options)
        if with_language_model_of(self._asked, options) != self._asked:
            engine = engine.with_language_model(load_language_model(options, self._missed))
        engine.take_over(self._recogniser)
        self._engine, self._asked = engine, options

    def _missed(self, problem: str) -> None:
        self._say(f"{problem} The rest is recognised without it.")

    def _take(self, work: Callable[[], list[Caption]]) -> None:
        """Feed or flush, and store the finals that come of it."""
        from core.streaming.recogniser import LanguageSwitchError

        try:
            captions = work()
        except LanguageSwitchError as refused:
            # The session went on in the language before, too.
            captions = refused.captions
            self._say(str(refused))
        for caption in captions:
            if isinstance(caption, FinalCaption):
                if self._listener is not None:
                    self._listener.heard(caption)
                self._say(self._kept.add(caption))

    def _say(self, message: str) -> None:
        if message and self._listener is not None:
            self._listener.troubled(message)


def _may_lack_sound(journal: Path, has_text: bool) -> bool:
    """Whether a recorded session was cut off before any sound was written, or only its text is left."""
    return has_text or not journal.exists() or journal.stat().st_size < SMALLEST_AUDIO


def _sound(library: Library, session: str, may_lack: bool) -> Media | None:
    """What the session is recognised from. Raises MediaError, and LibraryError for a media file that has gone."""
    try:
        return open_media(library.sound(session))
    except (MediaError, LibraryError):
        if may_lack:
            return None
        raise


def _blocks(media: Media | None, may_lack: bool) -> Iterator[NDArray[np.float32]]:
    """Its samples. Raises MediaError."""
    try:
        yield from media.blocks() if media is not None else ()
    except MediaError:
        if not may_lack:
            raise
