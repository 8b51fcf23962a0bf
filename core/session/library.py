"""The library: every recorded session, as a row in SQLite and a FLAC file beside it.

WAL mode; one connection, whose use is serialised by a lock, so that any thread may call. A session's finals are on
the disk before anyone sees them. A session whose process has gone without ending it is found again at the next start.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from core.decoding.hypothesis import Word
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption

if TYPE_CHECKING:
    from core.session.recognition import Engine
    from core.session.recorder import Recorder

SCHEMA = [
    """
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, started REAL NOT NULL, ended REAL,
        model TEXT NOT NULL, language TEXT
    ) STRICT;
    CREATE TABLE segments (
        session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, number INTEGER NOT NULL,
        start REAL NOT NULL, "end" REAL NOT NULL, language TEXT, words TEXT NOT NULL,
        PRIMARY KEY (session, number)
    ) STRICT;
    CREATE TABLE gaps (
        session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, at REAL NOT NULL, seconds REAL NOT NULL
    ) STRICT;
    """,
]
"""Migration n takes a library from version n to n + 1."""


class LibraryError(Exception):
    """The library cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A row of the history. `started`, `ended`: seconds since 1970; `ended` None until the session is whole."""

    id: str
    title: str
    started: float
    ended: float | None
    model: str
    language: str | None
    seconds: float
    first_words: str


def default_library() -> Path:
    """Where sessions are kept unless told otherwise."""
    return user_data_path("wavescribe", appauthor=False) / "library"


class Library:
    """A folder with `library.sqlite` and `audio/ID.flac`. Raises LibraryError where it cannot be opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        try:
            (folder / "audio").mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(folder / "library.sqlite", check_same_thread=False, timeout=10)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            self._database.execute("PRAGMA foreign_keys = ON")
            self._migrate()
        except (OSError, sqlite3.Error) as failure:
            raise LibraryError(
                f"the library in {folder} cannot be opened ({failure}); choose another folder with --library."
            ) from failure

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._database.close()

    def begin(self, model: str, language: str | None, title: str = "") -> Recorder:
        """A new session; returns what records it."""
        from core.session.recorder import Recorder

        session = uuid.uuid4().hex[:12]
        now = time.time()
        title = title or time.strftime("%Y-%m-%d %H:%M", time.localtime(now))
        owner = FileLock(self._owner_path(session), thread_local=False)
        owner.acquire(timeout=0)
        self._write(
            "INSERT INTO sessions (id, title, started, model, language) VALUES (?, ?, ?, ?, ?)",
            (session, title, now, model, language),
        )
        return Recorder(self, session, owner)

    def add_final(self, session: str, caption: FinalCaption) -> None:
        """Store a final; the same number again replaces it."""
        words = json.dumps([[w.text, w.start, w.end, w.confidence] for w in caption.words], ensure_ascii=False)
        self._write(
            "INSERT OR REPLACE INTO segments VALUES (?, ?, ?, ?, ?, ?)",
            (session, caption.segment, caption.start, caption.end, caption.language, words),
        )

    def add_gap(self, session: str, at: float, seconds: float) -> None:
        """Store that the device was away."""
        self._write("INSERT INTO gaps VALUES (?, ?, ?)", (session, at, seconds))

    def end(self, session: str) -> None:
        """Mark a session as whole."""
        self._write("UPDATE sessions SET ended = ? WHERE id = ?", (time.time(), session))

    def sessions(self) -> list[SessionEntry]:
        """All sessions, newest first."""
        rows = self._read(
            """
            SELECT s.id, s.title, s.started, s.ended, s.model, s.language,
                   COALESCE((SELECT MAX("end") FROM segments WHERE session = s.id), 0.0),
                   COALESCE((SELECT words FROM segments WHERE session = s.id AND words != '[]'
                             ORDER BY number LIMIT 1), '[]')
            FROM sessions s ORDER BY s.started DESC
            """
        )
        return [_entry_of(row) for row in rows]

    def unfinished(self) -> list[SessionEntry]:
        """Sessions that were never ended and whose process has gone: to be offered for recovery."""
        return [entry for entry in self.sessions() if entry.ended is None and not self._owned(entry.id)]

    def transcript(self, session: str) -> Transcript:
        """What a session says. Raises LibraryError for an unknown one."""
        entry = self._entry(session)
        rows = self._read(
            'SELECT number, start, "end", language, words FROM segments WHERE session = ? ORDER BY number', (session,)
        )
        segments = tuple(
            FinalCaption(number, start, end, tuple(Word(*word) for word in json.loads(words)), end, language)
            for number, start, end, language, words in rows
        )
        return Transcript(entry.title, entry.model, entry.language, entry.seconds, segments)

    def recover(self, session: str, engine: Engine, progress: Callable[[float], None] | None = None) -> Transcript:
        """Recognise the whole journal of a session that was cut off, and mark it as whole.

        Finals depend on the samples alone, so those already stored come out the same. Raises LibraryError,
        MediaError.
        """
        from core.session.transcription import transcribe

        self._entry(session)
        with self._ownership(session):
            found = transcribe(
                self.audio_path(session), engine, progress=(lambda done, _all: progress(done)) if progress else None
            )
            for caption in found.segments:
                self.add_final(session, caption)
            self.end(session)
        return self.transcript(session)

    def delete(self, session: str) -> None:
        """Remove text and audio for good. Raises LibraryError for a session that is being recorded."""
        self._entry(session)
        with self._ownership(session):
            self._write("DELETE FROM sessions WHERE id = ?", (session,))
            self.audio_path(session).unlink(missing_ok=True)
        self._owner_path(session).unlink(missing_ok=True)

    def audio_path(self, session: str) -> Path:
        """The journal of a session."""
        return self.folder / "audio" / f"{session}.flac"

    def _entry(self, session: str) -> SessionEntry:
        for entry in self.sessions():
            if entry.id == session:
                return entry
        raise LibraryError(f"there is no session {session} in {self.folder}; see `wavescribe sessions`.")

    def _owner_path(self, session: str) -> Path:
        return self.folder / "audio" / f"{session}.lock"

    def _ownership(self, session: str) -> FileLock:
        lock = FileLock(self._owner_path(session), thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout as failure:
            raise LibraryError(f"session {session} is being recorded; stop it first.") from failure
        lock.release()
        return lock

    def _owned(self, session: str) -> bool:
        try:
            self._ownership(session)
        except LibraryError:
            return True
        return False

    def _migrate(self) -> None:
        version = self._database.execute("PRAGMA user_version").fetchone()[0]
        if version > len(SCHEMA):
            raise LibraryError(f"the library in {self.folder} was made by a newer Wavescribe; update this one.")
        for number in range(version, len(SCHEMA)):
            self._database.executescript(f"BEGIN; {SCHEMA[number]} PRAGMA user_version = {number + 1}; COMMIT;")

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        with self._lock, self._database:
            self._database.execute(statement, values)

    def _read(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()


def _entry_of(row: tuple[Any, ...]) -> SessionEntry:
    session, title, started, ended, model, language, seconds, words = row
    first_words = " ".join(word[0] for word in json.loads(words))
    return SessionEntry(session, title, started, ended, model, language, seconds, first_words)
