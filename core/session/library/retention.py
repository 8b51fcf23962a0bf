"""How long sessions are kept: applied at the start of the program, on a background thread."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.session.library.database import LibraryError

if TYPE_CHECKING:
    from core.session.library.library import Library

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Retention:
    """Days after a session's end for which it is kept, and for which its audio is; None: for ever."""

    days: float | None = None
    audio_days: float | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """What a retention policy has removed: sessions, and sessions' audio."""

    sessions: tuple[str, ...] = ()
    audio: tuple[str, ...] = ()


def retention_of(days: int, audio_days: int) -> Retention:
    """From the settings, where 0 means for ever."""
    return Retention(days or None, audio_days or None)


def apply_retention(library: Library, retention: Retention, now: float | None = None) -> Removed:
    """Remove what is older. Never a session that runs or waits to be recovered, is pinned, or has marks in it.

    `now`: seconds since 1970. Raises LibraryError.
    """
    moment = time.time() if now is None else now
    sessions, audio = [], []
    for session, age in _removable(library, moment):
        try:
            if _too_old(age, retention.days):
                library.delete(session, at_once=False)
                sessions.append(session)
            elif _too_old(age, retention.audio_days) and library.audio_path(session).exists():
                library.delete_audio(session)
                audio.append(session)
        except LibraryError:
            # It is being exported or recovered by another process; the next start comes by again.
            continue
    if sessions:
        library.database.forget_deleted()
    return Removed(tuple(sessions), tuple(audio))


def _too_old(age: float, days: float | None) -> bool:
    return days is not None and age > days * DAY


def _removable(library: Library, now: float) -> list[tuple[str, float]]:
    rows = library.database.read(
        """SELECT id, ? - ended FROM sessions WHERE ended IS NOT NULL AND NOT pinned
           AND id NOT IN (SELECT session FROM marks) ORDER BY ended""",
        (now,),
    )
    return [(session, age) for session, age in rows]
