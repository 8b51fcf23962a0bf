"""The library's SQLite file: one connection, used by any thread, its use serialised by a lock.

WAL with `synchronous = FULL`: what a transaction has written is on the disk when it returns. Deleted content is
overwritten with zeros (`secure_delete`).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.session.library.schema import MIGRATIONS
from core.session.library.words import searchable_form, words_of

FILE_NAME = "library.sqlite"
BUSY_SECONDS = 10.0


class LibraryError(Exception):
    """The library cannot be used; the message is one sentence that says what to do."""


class Database:
    """Opens `folder/library.sqlite`, brings it to this version. Raises LibraryError where that cannot be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        try:
            self._connection = sqlite3.connect(
                folder / FILE_NAME, check_same_thread=False, timeout=BUSY_SECONDS, isolation_level=None
            )
        except sqlite3.Error as failure:
            raise self._cannot_open(failure) from failure
        try:
            self._connection.create_function("searchable", 1, lambda words: searchable_form(words_of(words)))
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
                self._connection.execute(f"PRAGMA {pragma}")
            self._migrate()
        except sqlite3.Error as failure:
            self._connection.close()
            raise self._cannot_open(failure) from failure
        except LibraryError:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def read(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query. Raises LibraryError."""
        with self._lock:
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.Error as failure:
                raise LibraryError(
                    f"the library in {self._folder} cannot be read ({failure}); restore it from a copy."
                ) from failure

    def write(self, statement: str, values: tuple[object, ...] = ()) -> None:
        """One statement as a transaction of its own. Raises LibraryError."""
        with self.transaction() as connection:
            connection.execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; on the disk when it ends well. Raises LibraryError. Not to be nested."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except sqlite3.Error as failure:
                self._roll_back()
                raise LibraryError(
                    f"the library in {self._folder} cannot be written ({failure}); free some space on its disk."
                ) from failure
            except BaseException:
                self._roll_back()
                raise

    def forget_deleted(self) -> None:
        """Leave no trace of deleted text: not in the index of words, not in the write-ahead log."""
        with self._lock:
            self.write("INSERT INTO segment_index (segment_index) VALUES ('optimize')")
            self.read("PRAGMA wal_checkpoint(TRUNCATE)")

    def _roll_back(self) -> None:
        # After some failures (a full disk) SQLite has rolled back already.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _migrate(self) -> None:
        while (version := self._version()) < len(MIGRATIONS):
            self._connection.execute("BEGIN IMMEDIATE")
            # Another process may have been faster.
            if self._version() == version:
                for statement in MIGRATIONS[version]:
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {version + 1}")
            self._connection.execute("COMMIT")
        if version > len(MIGRATIONS):
            raise LibraryError(f"the library in {self._folder} was made by a newer Wavescribe; update this one.")

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _cannot_open(self, failure: Exception) -> LibraryError:
        return LibraryError(
            f"the library in {self._folder} cannot be opened ({failure}); choose another folder with --library."
        )
