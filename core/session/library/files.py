"""The file queue on disk: a row a file, in the order in which they are done. Any thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.session.file_job import FileJob, FileState
from core.session.library.database import Database


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of the queue. `stamp`: what it was when its session was begun, see `stamp_of`. `duration` in seconds.
    `watched`: see `FileJob`."""

    id: int
    path: Path
    state: FileState
    stamp: str
    session: str | None
    duration: float | None
    message: str
    watched: bool


class Files:
    """The files of a library's queue. Every method raises LibraryError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[KeptFile]:
        """All, next first."""
        rows = self._database.read(
            "SELECT id, path, state, stamp, session, duration, message, watched FROM files ORDER BY place, id"
        )
        return [
            KeptFile(file, Path(path), FileState(state), stamp, session, duration, message, bool(watched))
            for file, path, state, stamp, session, duration, message, watched in rows
        ]

    def add(self, paths: Sequence[Path]) -> list[int]:
        """New ones at the end, all or none; their ids. A name that is no text (`is_text`) raises UnicodeEncodeError."""
        with self._database.transaction() as connection:
            (last,) = connection.execute("SELECT COALESCE(MAX(place), 0) FROM files").fetchone()
            ids = []
            for place, path in enumerate(paths, last + 1):
                values = (place, str(path), FileState.QUEUED.value)
                added = connection.execute("INSERT INTO files (place, path, state) VALUES (?, ?, ?)", values)
                assert added.lastrowid is not None
                ids.append(added.lastrowid)
            return ids

    def begin(self, file: int, session: str | None, stamp: str) -> None:
        """Its text goes into this session from now on; None: into none."""
        self._database.write("UPDATE files SET session = ?, stamp = ? WHERE id = ?", (session, stamp, file))

    def change(self, jobs: Iterable[tuple[int, FileJob]]) -> None:
        """New standings, each with the file that has it."""
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE files SET state = ?, duration = COALESCE(?, duration), message = ?, watched = ? WHERE id = ?",
                [(job.state.value, job.duration, job.message, int(job.watched), file) for file, job in jobs],
            )

    def order(self, files: Sequence[int]) -> None:
        """Let these be done in this order, within the places that they have; one that has gone is left out."""
        with self._database.transaction() as connection:
            places = dict(connection.execute("SELECT id, place FROM files").fetchall())
            there = [file for file in files if file in places]
            taken = sorted(places[file] for file in there)
            connection.executemany("UPDATE files SET place = ? WHERE id = ?", list(zip(taken, there, strict=True)))

    def remove(self, files: Iterable[int]) -> None:
        """Leave them out of the queue; their sessions stay."""
        with self._database.transaction() as connection:
            connection.executemany("DELETE FROM files WHERE id = ?", [(file,) for file in files])


def stamp_of(path: Path) -> str:
    """Size and time of change of a file; empty where it cannot be asked."""
    try:
        state = path.stat()
    except OSError:
        return ""
    return f"{state.st_size} {state.st_mtime_ns}"


def is_text(path: Path) -> bool:
    """Whether a file's name can be stored: names on Linux are bytes, and not all of them are UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
