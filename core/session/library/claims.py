"""Which process is at which media file, so that two that share a library never do a file twice at once.

A claim names its owner, which is a lock that the owner's process holds: it is free when that process dies, however it
does, and the claim with it. Any thread.
"""

from __future__ import annotations

import hashlib
import os
import threading
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from core.session.library.database import Database, LibraryError


class Claims:
    """Every method but `close` raises LibraryError.

    Within a process a file may be held for several reasons (a folder's watch, the queue): it is free when all of them
    have given it back.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self._folder = database, folder
        self._owner = ""
        self._lock: FileLock | None = None
        self._owning = threading.RLock()
        self._held: dict[str, set[str]] = {}

    def take(self, media: Iterable[Path], why: str) -> set[Path]:
        """Claim these files; those that are this process's now, the others being another's who lives."""
        with self._owning:
            taken = self._take(media)
            for path in taken:
                self._held.setdefault(_key(path), set()).add(why)
            return taken

    def _take(self, media: Iterable[Path]) -> set[Path]:
        owner, taken = self._own(), set()
        living = {owner: True}
        with self._database.transaction() as connection:
            for path in media:
                key = _key(path)
                found = connection.execute("SELECT owner FROM claims WHERE media = ?", (key,)).fetchone()
                if found is not None and found[0] != owner:
                    if found[0] not in living:
                        living[found[0]] = self._lives(found[0])
                    if living[found[0]]:
                        continue
                connection.execute("INSERT OR REPLACE INTO claims (media, owner) VALUES (?, ?)", (key, owner))
                taken.add(path)
        return taken

    def give_back(self, media: Iterable[Path], why: str) -> None:
        """They have had their turn."""
        with self._owning:
            free = []
            for key in map(_key, media):
                self._held.get(key, set()).discard(why)
                if not self._held.get(key):
                    self._held.pop(key, None)
                    free.append((key, self._owner))
            with self._database.transaction() as connection:
                connection.executemany("DELETE FROM claims WHERE media = ? AND owner = ?", free)

    def close(self) -> None:
        """Give all back."""
        with self._owning:
            if self._lock is None:
                return
            # Where the disk refuses, the lock that is let go of says the same.
            with suppress(LibraryError):
                self._database.write("DELETE FROM claims WHERE owner = ?", (self._owner,))
            self._lock.release()
            self._path(self._owner).unlink(missing_ok=True)
            self._lock = None

    def _own(self) -> str:
        with self._owning:
            if self._lock is None:
                self._owner = uuid.uuid4().hex[:12]
                self._lock = FileLock(self._path(self._owner), thread_local=False)
                try:
                    self._lock.acquire(timeout=0)
                except OSError as failure:
                    self._lock = None
                    reason = failure.strerror or failure
                    raise LibraryError(
                        f"the library in {self._folder} cannot be written ({reason}); free some space on its disk."
                    ) from failure
            return self._owner

    def _lives(self, owner: str) -> bool:
        """Whether a process holds this owner's lock. The lock of a dead one is removed."""
        path = self._path(owner)
        if not path.exists():
            return False
        lock = FileLock(path, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        lock.release()
        path.unlink(missing_ok=True)
        return False

    def _path(self, owner: str) -> Path:
        return self._folder / f"claims-{owner}.lock"


def _key(path: Path) -> str:
    """The same however the file is reached, and for names that are no text."""
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()
