"""Which files of a queue are this process's to do now: no other one that shares the library is at them. Any thread."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from core.session.library.database import LibraryError

if TYPE_CHECKING:
    from core.session.file_job import FileJob
    from core.session.library import Library

# Why a file is claimed that runs.
QUEUE = "queue"
ELSEWHERE = "Another Wavescribe is transcribing this file."


class FileClaims:
    """Without a library every file is this process's."""

    def __init__(self, library: Library | None) -> None:
        self._library = library

    def take(self, job: FileJob) -> bool:
        """Claim a file, if it is free; whether it is this process's now."""
        if self._library is None:
            return True
        try:
            if not self._library.claims.take([job.path], QUEUE):
                return False
            if job.session is None or not self._library.recording(job.session):
                return True
        except LibraryError:
            # A full disk: its text is worth more than that nobody else makes it.
            return True
        # What was begun of it is being recovered by hand.
        self.give_back(job)
        return False

    def give_back(self, job: FileJob) -> None:
        """It has had its turn."""
        # A claim that a full disk keeps ends with this process.
        with suppress(LibraryError):
            if self._library is not None:
                self._library.claims.give_back([job.path], QUEUE)
