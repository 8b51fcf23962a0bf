"""Which waiting files of watched folders may begin: those whose text this machine has claimed in its folder.

The watch claims a few ahead, so that other machines have the rest; the queue asks before it begins one, and touches no
share for that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from core.session.file_claims import ELSEWHERE
from core.session.folder_claims import FolderClaims
from core.session.library.files import stamp_of

if TYPE_CHECKING:
    from core.session.file_queue import FileQueue
    from core.session.folder_watch import FolderWatch
    from core.session.library.watched import WatchedFile

AHEAD = 2


class Claimable(Protocol):
    """A watched folder, as far as turns need it. `unclaimed`: why its share gives no claim, or empty."""

    watch: FolderWatch
    claims: FolderClaims
    given: dict[int, WatchedFile]
    unclaimed: str


class FolderTurns:
    """On the watching thread, but for `why_not`: any thread."""

    def __init__(self, files: FileQueue) -> None:
        self._files = files
        self._cleared: dict[int, tuple[FolderClaims, WatchedFile]] = {}
        self._elsewhere: frozenset[int] = frozenset()
        self._vanished: frozenset[int] = frozenset()

    def why_not(self, number: int) -> str | None:
        """Why a file may not begin yet, a sentence or empty; None where it may."""
        if number in self._cleared or number in self._vanished:
            return None
        return ELSEWHERE if number in self._elsewhere else ""

    def claim_ahead(self, folder_of: Callable[[int], Claimable | None]) -> None:
        """Claim the files that wait first; of a queue that is held, give back what has not begun."""
        waiting, brought = self._files.waiting, {job.number: job for job in self._files.brought}
        ahead = [number for number in waiting if number in self._cleared]
        # The queue says what is the matter with a file that has gone.
        self._vanished = frozenset(n for n, job in brought.items() if n not in ahead and not stamp_of(job.path))
        if self._files.paused:
            for number in ahead:
                self._give_back_waiting(number)
            return
        room, elsewhere = AHEAD - len(ahead), set[int]()
        for number in waiting:
            folder = folder_of(number)
            # What comes by hand begins without a claim, and what stands behind it is not next.
            if room <= 0 or number not in brought:
                break
            if folder is not None and number not in self._cleared and not folder.unclaimed:
                claimed = self._claim(number, folder)
                room -= claimed
                elsewhere |= set() if claimed or folder.unclaimed else {number}
        self._elsewhere = frozenset(elsewhere)
        self._files.look_again()

    def may_write(self, number: int, folder: Claimable) -> bool:
        """Whether no other machine has taken over a file that began here, or written its text; one that began by hand
        is always written. Raises OSError."""
        if number not in self._cleared:
            return True
        claims, file = self._cleared[number]
        return claims.held(file.output, file.media.name) and not folder.watch.is_done(file)

    def give_back(self, number: int) -> None:
        """It has had its turn."""
        if number in self._cleared:
            claims, file = self._cleared.pop(number)
            claims.give_back(file.output, file.media.name)

    def _claim(self, number: int, folder: Claimable) -> bool:
        file = folder.given[number]
        try:
            if not folder.claims.take(file.output, file.media.name):
                return False
            # Only now it is sure what another machine has written: to make a claim shows what the folder holds.
            if folder.watch.is_done(file):
                folder.claims.give_back(file.output, file.media.name)
                return False
        except OSError as failure:
            folder.claims.give_back(file.output, file.media.name)
            place, reason = file.output.parent, failure.strerror or failure
            folder.unclaimed = f"The text of {file.media.name} cannot be written to {place} ({reason})."
            return False
        self._cleared[number] = (folder.claims, file)
        return True

    def _give_back_waiting(self, number: int) -> None:
        cleared = self._cleared.pop(number)
        # From here on it does not begin; it may have done so a moment ago.
        if number not in self._files.waiting:
            self._cleared[number] = cleared
            return
        claims, file = cleared
        claims.give_back(file.output, file.media.name)
