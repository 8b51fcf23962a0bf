"""The library: a folder with `library.sqlite` and `audio/ID.flac`, one of each session.

A session's finals are on the disk before anyone sees them. A session whose process has gone without ending it is found
again at the next start: a lock file beside its audio says that its process lives. Any thread may call.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from core.session.library.claims import Claims
from core.session.library.database import Database, LibraryError
from core.session.library.emissions import Emissions
from core.session.library.files import Files
from core.session.library.marks import Marks
from core.session.library.search import SearchHit, search
from core.session.library.segments import Segments, add_final
from core.session.library.sessions import SessionEntry, Sessions, add_session
from core.session.library.watched import WatchedFiles
from core.session.recognition import (
    ChangedOptions,
    RecognitionOptions,
    options_of,
    options_row,
    with_language_model_of,
)
from core.session.transcript import Transcript

if TYPE_CHECKING:
    from core.session.recognition import Engine
    from core.session.recorder import Recorder
    from core.session.recovery import RecoveryListener


def default_library() -> Path:
    """Where sessions are kept unless told otherwise."""
    return user_data_path("wavescribe", appauthor=False) / "library"


class Library:
    """Raises LibraryError where the folder cannot be opened, and for every session that is not there.

    `rows`: titles, notes and what else the history shows. `segments`: text and its changes. `emissions`: what the model
    said. `marks`: places that the user marked, and gaps. `files`: the queue. `watched`: what watched folders wrote.
    `claims`: which media files this process is at.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            (folder / "audio").mkdir(parents=True, exist_ok=True)
        except OSError as failure:
            reason = failure.strerror or failure
            raise LibraryError(
                f"the library in {folder} cannot be opened ({reason}); choose another folder with --library."
            ) from failure
        self.database = Database(folder)
        self.rows = Sessions(self.database)
        self.segments = Segments(self.database)
        self.emissions = Emissions(self.database)
        self.marks = Marks(self.database)
        self.files = Files(self.database)
        self.watched = WatchedFiles(self.database)
        self.claims = Claims(self.database, folder)

    def close(self) -> None:
        """Let go of the database."""
        self.claims.close()
        self.database.close()

    # Sessions

    def begin(self, options: RecognitionOptions, title: str = "") -> Recorder:
        """A new session, recognised with these options; returns what records it. Raises LibraryError."""
        from core.session.recorder import Recorder

        session = new_id()
        now = time.time()
        title = title or time.strftime("%Y-%m-%d %H:%M", time.localtime(now))
        owner = FileLock(self._owner_path(session), thread_local=False)
        owner.acquire(timeout=0)
        entry = SessionEntry(session, title, now, None, options.model, options.language, 0.0, "")
        try:
            self.rows.add(entry, options_row(options))
            return Recorder(self, session, owner, options)
        except (OSError, LibraryError) as failure:
            owner.release()
            with suppress(LibraryError):
                self.rows.remove(session)
            self._owner_path(session).unlink(missing_ok=True)
            if isinstance(failure, LibraryError):
                raise
            raise LibraryError(
                f"the audio cannot be kept ({failure.strerror or failure}); free some space."
            ) from failure

    def begin_file(self, path: Path, options: RecognitionOptions) -> str:
        """A new session for the text of a media file, which stays where it is; `recover` transcribes it.

        Raises LibraryError.
        """
        session, media = new_id(), str(path.absolute())
        title = " ".join(path.name.split()) or media
        entry = SessionEntry(session, title, time.time(), None, options.model, options.language, 0.0, "", media=media)
        self.rows.add(entry, options_row(options))
        return session

    def add_whole(self, path: Path, transcript: Transcript, options: RecognitionOptions) -> str:
        """A new session of a media file, which stays where it is, with all of its text at once. Raises LibraryError."""
        session, media, now = new_id(), str(path.absolute()), time.time()
        title = " ".join(path.name.split()) or media
        place = (transcript.model, transcript.language, transcript.duration, "")
        with self.database.transaction() as connection:
            add_session(connection, SessionEntry(session, title, now, now, *place, media=media), options_row(options))
            for final in transcript.segments:
                add_final(connection, session, final)
        return session

    def sessions(self, titled: str = "", limit: int = -1, offset: int = 0) -> list[SessionEntry]:
        """All sessions, newest first, or those whose title holds `titled`."""
        return self.rows.all(titled, limit, offset)

    def unfinished(self) -> list[SessionEntry]:
        """Sessions that were never ended and whose process has gone: to be offered for recovery."""
        return [entry for entry in self.rows.open() if not self.recording(entry.id)]

    def transcript(self, session: str) -> Transcript:
        """What a session says now, by the lines that the user sees."""
        entry = self.rows.one(session)
        lines = self.segments.lines(session)
        return Transcript(entry.title, entry.model, entry.language, entry.seconds, lines)

    def recognition(self, session: str) -> RecognitionOptions:
        """What a session was recognised with last."""
        return self.in_force(session)[-1].options

    def in_force(self, session: str) -> tuple[ChangedOptions, ...]:
        """What a session was recognised with, from its first sample on and since each change."""
        began = options_of(self.rows.recognition(session))
        changes = tuple(ChangedOptions(at, options_of(row)) for at, row in self.rows.changes(session))
        if changes and changes[0].at == 0:
            # A language model that was asked for and could not be loaded never was in force.
            began = with_language_model_of(began, changes[0].options)
        return (ChangedOptions(0, began), *changes)

    def add_change(self, session: str, change: ChangedOptions) -> None:
        """Store what a session is recognised with from a sample on. Raises LibraryError."""
        self.rows.change(session, change.at, options_row(change.options))

    def search(self, query: str, limit: int = 100) -> list[SearchHit]:
        """Segments that hold the query's words; see `core.session.library.search.search`."""
        return search(self.database, query, limit)

    def recover(
        self,
        session: str,
        engine: Engine,
        listener: RecoveryListener | None = None,
        in_force: Sequence[ChangedOptions] | None = None,
    ) -> Transcript:
        """Recognise what a session still lacks, and mark it as whole; see `core.session.recovery`."""
        from core.session.recovery import recover

        return recover(self, session, engine, listener, in_force)

    def delete(self, session: str, at_once: bool = True) -> None:
        """Remove text and audio for good. Raises LibraryError for a session that is being recorded.

        Without `at_once` traces stay until `database.forget_deleted` is called: for many sessions together.
        """
        self.rows.one(session)
        with self.ownership(session):
            self.rows.remove(session)
            self._remove_audio(session)
        self._owner_path(session).unlink(missing_ok=True)
        if at_once:
            self.database.forget_deleted()

    def delete_audio(self, session: str) -> None:
        """Remove a session's audio for good; its text stays. Raises LibraryError while it is being recorded."""
        self.rows.one(session)
        with self.ownership(session):
            self._remove_audio(session)

    # Files

    def audio_path(self, session: str) -> Path:
        """The journal of a session; absent where its audio was deleted, and for a transcribed file (see `sound`)."""
        return self.folder / "audio" / f"{session}.flac"

    def sound(self, session: str) -> Path:
        """The file with a session's sound: its journal, or the media file that it was made from.

        Raises LibraryError where that has gone, with a sentence for the user.
        """
        media = self.rows.one(session).media
        path = Path(media) if media else self.audio_path(session)
        if path.exists():
            return path
        if media:
            raise LibraryError(f"{path} is not there any more; put it back to hear it. Its text stays.")
        raise LibraryError("the sound of this session was deleted; its text stays.")

    def peaks_path(self, session: str) -> Path:
        """Where the peaks of a session's sound are kept; see `core.session.sound`."""
        return self.folder / "audio" / f"{session}.peaks"

    def recording(self, session: str) -> bool:
        """Whether a process that lives owns the session: it records or recovers it."""
        try:
            with self.ownership(session):
                return False
        except LibraryError:
            return True

    @contextmanager
    def ownership(self, session: str) -> Iterator[None]:
        """Own a session for a while. Raises LibraryError where another does."""
        lock = FileLock(self._owner_path(session), thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout as failure:
            raise LibraryError(f"session {session} is being recorded; stop it first.") from failure
        try:
            yield
        finally:
            lock.release()

    def _remove_audio(self, session: str) -> None:
        self.audio_path(session).unlink(missing_ok=True)
        self.peaks_path(session).unlink(missing_ok=True)

    def _owner_path(self, session: str) -> Path:
        return self.folder / "audio" / f"{session}.lock"


def new_id() -> str:
    """Twelve hexadecimal digits that no other session has."""
    return uuid.uuid4().hex[:12]
