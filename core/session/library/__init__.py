"""Every recorded session, its text and what was kept of it, in SQLite, with a FLAC file beside it."""

from core.session.library.database import LibraryError
from core.session.library.emissions import KeptEmission
from core.session.library.library import Library, default_library
from core.session.library.marks import Gap, Mark
from core.session.library.search import SearchHit
from core.session.library.segments import KeptSegment
from core.session.library.sessions import SessionEntry
from core.session.library.words import KeptWord

__all__ = [
    "Gap",
    "KeptEmission",
    "KeptSegment",
    "KeptWord",
    "Library",
    "LibraryError",
    "Mark",
    "SearchHit",
    "SessionEntry",
    "default_library",
]
