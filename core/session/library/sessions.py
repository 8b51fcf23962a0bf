"""The rows of the history: one a session. Any thread."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.session.library.database import Database, LibraryError

_COLUMNS = "id, title, started, ended, model, language, seconds, first_words, notes, pinned, media"


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A row of the history. `started`, `ended`: seconds since 1970; `ended` None until the session is whole.

    `pinned`: never removed by the retention policy. `media`: the file that it was made from, if any.
    """

    id: str
    title: str
    started: float
    ended: float | None
    model: str
    language: str | None
    seconds: float
    first_words: str
    notes: str = ""
    pinned: bool = False
    media: str | None = None


class Sessions:
    """The rows of a library's sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, titled: str = "", limit: int = -1, offset: int = 0) -> list[SessionEntry]:
        """Newest first; `titled` is text that the title must hold, `limit` -1 for all."""
        pattern = "%" + titled.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        rows = self._database.read(
            rf"""SELECT {_COLUMNS} FROM sessions WHERE title LIKE ? ESCAPE '\'
                 ORDER BY started DESC, id LIMIT ? OFFSET ?""",
            (pattern, limit, offset),
        )
        return [_entry(row) for row in rows]

    def open(self) -> list[SessionEntry]:
        """Those that were not ended, newest first."""
        rows = self._database.read(f"SELECT {_COLUMNS} FROM sessions WHERE ended IS NULL ORDER BY started DESC, id")
        return [_entry(row) for row in rows]

    def one(self, session: str) -> SessionEntry:
        """One session. Raises LibraryError for an unknown one."""
        rows = self._database.read(f"SELECT {_COLUMNS} FROM sessions WHERE id = ?", (session,))
        if not rows:
            raise LibraryError(f"there is no session {session} in this library; see `wavescribe sessions`.")
        return _entry(rows[0])

    def of_media(self, media: Path, since: float) -> SessionEntry | None:
        """The session of a media file that was made whole last, if that was after `since` (seconds since 1970)."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM sessions WHERE media = ? AND ended >= ? ORDER BY ended DESC LIMIT 1",
            (str(media), since),
        )
        return _entry(rows[0]) if rows else None

    def exists(self, session: str) -> bool:
        """Whether there is such a session. Raises LibraryError."""
        return bool(self._database.read("SELECT 1 FROM sessions WHERE id = ?", (session,)))

    def add(self, entry: SessionEntry, recognition: dict[str, Any]) -> None:
        """A new row. Raises LibraryError."""
        with self._database.transaction() as connection:
            add_session(connection, entry, recognition)

    def end(self, session: str, seconds: float | None = None) -> None:
        """Mark as whole; `seconds` is how long its audio is, where that is known."""
        self._database.write(
            "UPDATE sessions SET ended = COALESCE(ended, ?), seconds = MAX(seconds, COALESCE(?, 0.0)) WHERE id = ?",
            (time.time(), seconds, session),
        )

    def recognition(self, session: str) -> dict[str, Any]:
        """What the session was begun with, as `core.session.recognition.options_row` writes it; of an old session
        only model and language."""
        rows = self._database.read("SELECT recognition, model, language FROM sessions WHERE id = ?", (session,))
        if not rows:
            raise LibraryError(f"there is no session {session} in this library; see `wavescribe sessions`.")
        values, model, language = rows[0]
        found = json.loads(values)
        return {"model": model, "language": language, **(found if isinstance(found, dict) else {})}

    def change(self, session: str, at: int, recognition: dict[str, Any]) -> None:
        """From sample `at` on a session is recognised with this. Raises LibraryError."""
        with self._database.transaction() as connection:
            connection.execute("INSERT INTO changes VALUES (?, ?, ?)", (session, at, json.dumps(recognition)))
            connection.execute(
                "UPDATE sessions SET language = COALESCE(?, language) WHERE id = ?",
                (recognition["language"], session),
            )

    def changes(self, session: str) -> list[tuple[int, dict[str, Any]]]:
        """What `change` stored, in its order. Raises LibraryError."""
        rows = self._database.read(
            "SELECT at, recognition FROM changes WHERE session = ? ORDER BY at, rowid", (session,)
        )
        return [(at, json.loads(values)) for at, values in rows]

    def rename(self, session: str, title: str) -> None:
        """Another title. Raises LibraryError for an unknown session or an empty title."""
        self.one(session)
        title = " ".join(title.split())
        if not title:
            raise LibraryError("a session needs a title; give at least one letter.")
        self._database.write("UPDATE sessions SET title = ? WHERE id = ?", (title, session))

    def annotate(self, session: str, notes: str) -> None:
        """Other notes. Raises LibraryError for an unknown session."""
        self.one(session)
        self._database.write("UPDATE sessions SET notes = ? WHERE id = ?", (notes, session))

    def pin(self, session: str, pinned: bool = True) -> None:
        """Keep for ever, whatever the retention policy says, or no longer so. Raises LibraryError."""
        self.one(session)
        self._database.write("UPDATE sessions SET pinned = ? WHERE id = ?", (pinned, session))

    def remove(self, session: str) -> None:
        """The row and all that belongs to it."""
        self._database.write("DELETE FROM sessions WHERE id = ?", (session,))


def add_session(connection: sqlite3.Connection, entry: SessionEntry, recognition: dict[str, Any]) -> None:
    """A new row, within a transaction."""
    values = (*(getattr(entry, name) for name in _COLUMNS.split(", ")), json.dumps(recognition))
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO sessions ({_COLUMNS}, recognition) VALUES ({marks})", values)


def _entry(row: tuple[Any, ...]) -> SessionEntry:
    session, title, started, ended, model, language, seconds, first_words, notes, pinned, media = row
    pinned = bool(pinned)
    return SessionEntry(
        session, title, started, ended, model, language, seconds, first_words, notes, pinned=pinned, media=media
    )
