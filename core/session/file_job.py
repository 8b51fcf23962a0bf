"""One file of the queue, and where it stands. Pure; any thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption


class FileState(Enum):
    """Where a file stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (FileState.QUEUED, FileState.RUNNING)


@dataclass(frozen=True, slots=True)
class FileJob:
    """One file. Seconds; `speed` in seconds of audio per second; `message` says what went wrong.

    `session`: where the library has its text; `transcript`: the text of one that is done and that the library does not
    have. `last_line`: what was heard last, and of one that is done its beginning. `watched`: a watched folder brought
    it, and nobody has asked for it by hand. `labelling`: the share of its sound in which it was found out who speaks,
    None where that is not being done. `heard`: what a running file says so far, words alone; it only ever grows, on the
    queue's thread, and is another list when the file is begun again.
    """

    number: int
    path: Path
    state: FileState = FileState.QUEUED
    done: float = 0.0
    duration: float | None = None
    speed: float = 0.0
    last_line: str = ""
    message: str = ""
    transcript: Transcript | None = None
    session: str | None = None
    watched: bool = False
    labelling: float | None = None
    heard: list[FinalCaption] = field(default_factory=list, compare=False, repr=False)

    @property
    def seconds_left(self) -> float | None:
        """Estimated time to the end; None where it cannot be told."""
        if self.duration is None or self.speed <= 0:
            return None
        return max(0.0, self.duration - self.done) / self.speed
