"""What the user marked in a session, and where its audio has gaps. Any thread."""

from __future__ import annotations

from dataclasses import dataclass

from core.session.library.database import Database, LibraryError

LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that the user wants to find again, `at` seconds into the audio; `text` may be empty."""

    id: int
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The device was away for `seconds`, `at` seconds into the audio (which goes on there without a break)."""

    at: float
    seconds: float


class Marks:
    """Marks and gaps of a library's sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, session: str) -> list[Mark]:
        """A session's marks, by time."""
        rows = self._database.read("SELECT id, at, text FROM marks WHERE session = ? ORDER BY at, id", (session,))
        return [Mark(*row) for row in rows]

    def add(self, session: str, at: float, text: str = "") -> Mark:
        """Mark a place. Raises LibraryError, also for a session that is not there."""
        text = text[:LONGEST_TEXT]
        with self._database.transaction() as connection:
            if connection.execute("SELECT 1 FROM sessions WHERE id = ?", (session,)).fetchone() is None:
                raise LibraryError(f"there is no session {session}; see `wavescribe sessions`.")
            added = connection.execute("INSERT INTO marks (session, at, text) VALUES (?, ?, ?)", (session, at, text))
            assert added.lastrowid is not None
        return Mark(added.lastrowid, at, text)

    def change(self, mark: int, text: str) -> None:
        """Another text for a mark."""
        self._database.write("UPDATE marks SET text = ? WHERE id = ?", (text[:LONGEST_TEXT], mark))

    def remove(self, mark: int) -> None:
        """Remove a mark; one that has gone already is no failure."""
        self._database.write("DELETE FROM marks WHERE id = ?", (mark,))

    def gaps(self, session: str) -> list[Gap]:
        """Where the device was away, by time."""
        rows = self._database.read("SELECT at, seconds FROM gaps WHERE session = ? ORDER BY at", (session,))
        return [Gap(*row) for row in rows]

    def add_gap(self, session: str, at: float, seconds: float) -> None:
        """Store that the device was away. Raises LibraryError."""
        self._database.write("INSERT INTO gaps VALUES (?, ?, ?)", (session, at, seconds))
