"""How long the files of a queue are, by their headers: read ahead on a thread of its own, so that the time that all of
them take can be told while the first one runs."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable

from core.audio.media import MediaError, open_media
from core.session.file_job import FileJob

# A file on a disk of the network that does not answer must not keep the program from ending.
CLOSING_SECONDS = 1.0


class FileLengths:
    """`found` hears a job's number and its seconds, on the thread. A file that cannot be read is left for its turn."""

    def __init__(self, found: Callable[[int, float], None]) -> None:
        self._found = found
        self._asked: queue.SimpleQueue[FileJob | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._closed = False

    def ask(self, jobs: Iterable[FileJob]) -> None:
        """Look at these when those before are done."""
        unknown = [job for job in jobs if job.duration is None]
        for job in unknown:
            self._asked.put(job)
        with self._starting:
            if self._thread is None and unknown and not self._closed:
                self._thread = threading.Thread(target=self._run, name="lengths", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Look at nothing more."""
        with self._starting:
            self._closed = True
        self._asked.put(None)
        if self._thread is not None:
            self._thread.join(CLOSING_SECONDS)

    def _run(self) -> None:
        while (job := self._asked.get()) is not None and not self._closed:
            try:
                duration = open_media(job.path).duration
            except MediaError:
                continue
            if duration is not None:
                self._found(job.number, duration)
