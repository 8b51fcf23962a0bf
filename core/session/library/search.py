"""Full-text search over the current text of all sessions (SQLite's FTS5). Any thread."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.session.library.database import Database
from core.session.library.words import UNSPACED, spaced

PHRASE_OR_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
BEGIN, END = "\x02", "\x03"
SNIPPET_WORDS = 24
APART = re.compile(rf"(?<={UNSPACED.pattern[1:-1]})({END}?) ({BEGIN}?)(?={UNSPACED.pattern[1:-1]})")


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A segment that was found. `pieces` are its text around the match: (text, whether it was searched for)."""

    session: str
    title: str
    started: float
    number: int
    start: float
    end: float
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The pieces together."""
        return "".join(piece for piece, _ in self.pieces)


def search(database: Database, query: str, limit: int = 100) -> list[SearchHit]:
    """Segments that hold all words of the query, those stored last first; of the last word its beginning will do.

    "Words in quotes" must stand together. Case and accents do not matter. Raises LibraryError.
    """
    expression = match_expression(query)
    if not expression:
        return []
    rows = database.read(
        f"""SELECT s.session, t.title, t.started, s.number, s.start, s."end",
                   snippet(segment_index, 0, '{BEGIN}', '{END}', '…', {SNIPPET_WORDS})
            FROM segment_index JOIN segments s ON s.id = segment_index.rowid JOIN sessions t ON t.id = s.session
            WHERE segment_index MATCH ? ORDER BY segment_index.rowid DESC LIMIT ?""",
        (expression, limit),
    )
    return [
        SearchHit(session, title, started, number, start, end, pieces_of(snippet))
        for session, title, started, number, start, end, snippet in rows
    ]


def match_expression(query: str) -> str:
    """What the user typed as an FTS5 expression; nothing in it is an operator."""
    parts = []
    for phrase, word in PHRASE_OR_WORD.findall(query.replace("\0", " ")):
        text = spaced(phrase or word)
        if any(character.isalnum() for character in text):
            parts.append((text, bool(word)))
    terms = [f'"{text}"' for text, _ in parts]
    # While the user types, the last word is not whole yet.
    if parts and parts[-1][1]:
        terms[-1] += "*"
    return " ".join(terms)


def pieces_of(snippet: str) -> tuple[tuple[str, bool], ...]:
    """A snippet with its marks as pieces of text."""
    pieces = []
    for part in re.split(f"({BEGIN}[^{END}]*{END})", APART.sub(r"\1\2", snippet)):
        found = part.startswith(BEGIN)
        text = part.strip(BEGIN + END)
        if text:
            pieces.append((text, found))
    return tuple(pieces)
