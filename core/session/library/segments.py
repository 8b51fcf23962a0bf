"""A session's segments: what was recognised (kept for ever) and the current text, which the user may change.

Every change is logged with what stood there before, so that it can be taken back. Any thread.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal, get_args

from core.decoding.alternatives import Alternative, alternatives
from core.decoding.hypothesis import Word
from core.decoding.vocabulary import Vocabulary
from core.session.library.database import Database, LibraryError
from core.session.library.emissions import add_emission
from core.session.library.words import KeptWord, line_borders, searchable_form, words_of, words_row
from core.streaming.captions import FinalCaption

Author = Literal["hand", "redecode", "speakers"]
AUTHORS: tuple[Author, ...] = get_args(Author)
FIRST_WORDS_CHARACTERS = 200
_COLUMNS = 'number, start, "end", language, words, raw, alternatives'


@dataclass(frozen=True, slots=True)
class KeptSegment:
    """Segment `number` of a session; seconds from the session's start.

    `raw`: the words as they were recognised while listening; never changed. `alternatives`: for each of these the
    others in its place. `words`: the current ones.
    """

    number: int
    start: float
    end: float
    language: str | None
    words: tuple[KeptWord, ...]
    raw: tuple[Word, ...]
    alternatives: tuple[tuple[Alternative, ...], ...] = ()

    @property
    def text(self) -> str:
        """The current words, separated by single spaces."""
        return " ".join(word.text for word in self.words)


class Segments:
    """The segments of a library's sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, session: str, caption: FinalCaption, vocabulary: Vocabulary | None = None) -> None:
        """Store a final, with its emission where it carries one and `vocabulary` says what its columns stand for.

        One that is there already stays as it is: finals never change, and the user may have changed the text. Raises
        LibraryError.
        """
        with self._database.transaction() as connection:
            add_final(connection, session, caption, vocabulary)

    def of(self, session: str) -> list[KeptSegment]:
        """All segments in order."""
        rows = self._database.read(f"SELECT {_COLUMNS} FROM segments WHERE session = ? ORDER BY number", (session,))
        return [_segment(row) for row in rows]

    def lines(self, session: str) -> tuple[FinalCaption, ...]:
        """The text that the user sees, line by line (see `lines_of`).

        Segment after segment, and without what was kept beside it: all of that of eight hours is many times the text.
        """
        rows = self._database.read(
            'SELECT number, start, "end", language, words FROM segments WHERE session = ? ORDER BY number', (session,)
        )
        return lines_of(_segment((*row, "[]", "[]")) for row in rows)

    def numbers(self, session: str) -> frozenset[int]:
        """Numbers of the segments that are stored."""
        return frozenset(
            number for (number,) in self._database.read("SELECT number FROM segments WHERE session = ?", (session,))
        )

    def edit(self, session: str, number: int, words: Sequence[KeptWord]) -> None:
        """Put these words in place of a segment's current ones; the caller marks what the user wrote as `edited`.

        Raises LibraryError for a segment that is not there.
        """
        self.change(session, {number: words}, "hand")

    def change(self, session: str, changes: Mapping[int, Sequence[KeptWord]], author: Author) -> None:
        """New words for several segments as one change: all or none, and taken back together. Raises LibraryError."""
        made = time.time()
        with self._database.transaction() as connection:
            for number, words in changes.items():
                found = connection.execute(
                    "SELECT id, words FROM segments WHERE session = ? AND number = ?", (session, number)
                ).fetchone()
                if found is None:
                    raise LibraryError(f"session {session} has no segment {number}; show it again.")
                segment, before = found
                after = words_row(words)
                connection.execute(
                    "INSERT INTO edits (segment, made, author, before, after) VALUES (?, ?, ?, ?, ?)",
                    (segment, made, author, before, after),
                )
                _put(connection, segment, after, searchable_form(words))
            _retitle(connection, session)

    def touched(self, session: str) -> dict[int, list[tuple[float, float]]]:
        """By segment, the stretches (seconds) in which the user has written or deleted words."""
        rows = self._database.read(
            """SELECT s.number, e.before, e.after FROM edits e JOIN segments s ON s.id = e.segment
               WHERE s.session = ? AND e.author = 'hand' ORDER BY e.id""",
            (session,),
        )
        found: dict[int, list[tuple[float, float]]] = {}
        for number, before, after in rows:
            left = {word.word for word in words_of(after)}
            gone = [(word.start, word.end) for word in words_of(before) if word.word not in left]
            found.setdefault(number, []).extend(gone)
        return found

    def corrected(self) -> list[tuple[str, KeptSegment]]:
        """Segments whose words are not those that were recognised, by the user's hand, each after its session."""
        rows = self._database.read(
            f"""SELECT session, {_COLUMNS} FROM segments
                WHERE id IN (SELECT segment FROM edits WHERE author = 'hand') ORDER BY session, number"""
        )
        found = [(session, _segment(tuple(row))) for session, *row in rows]
        return [(session, one) for session, one in found if [w.text for w in one.words] != [w.text for w in one.raw]]

    def undo(self, session: str) -> tuple[int, ...]:
        """Take back the last change; the numbers of the segments that it had changed, none where there is nothing."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                """SELECT e.id, e.segment, s.number, e.before FROM edits e JOIN segments s ON s.id = e.segment
                   WHERE s.session = ? AND e.made = (
                     SELECT MAX(made) FROM edits WHERE segment IN (SELECT id FROM segments WHERE session = ?))
                   ORDER BY e.id DESC""",
                (session, session),
            ).fetchall()
            for edit, segment, _number, before in rows:
                _put(connection, segment, before, searchable_form(words_of(before)))
                connection.execute("DELETE FROM edits WHERE id = ?", (edit,))
            _retitle(connection, session)
        return tuple(sorted({row[2] for row in rows}))


def add_final(
    connection: sqlite3.Connection, session: str, caption: FinalCaption, vocabulary: Vocabulary | None = None
) -> None:
    """What `Segments.add` does, within a transaction."""
    words = tuple(KeptWord.of(word) for word in caption.words)
    row = words_row(words)
    place = (caption.segment, caption.start, caption.end, caption.language)
    found = alternatives(caption.words, caption.hypotheses) if caption.hypotheses else ()
    added = connection.execute(
        f"""INSERT INTO segments ({_COLUMNS}, searchable, session) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (session, number) DO NOTHING""",
        (*place, row, row, alternatives_row(found), searchable_form(words), session),
    )
    if not added.rowcount:
        return
    if caption.emission is not None and vocabulary is not None:
        assert added.lastrowid is not None
        add_emission(connection, added.lastrowid, caption.emission, vocabulary)
    connection.execute(
        """UPDATE sessions SET seconds = MAX(seconds, ?),
           first_words = CASE WHEN first_words = '' THEN ? ELSE first_words END WHERE id = ?""",
        (caption.end, caption.text[:FIRST_WORDS_CHARACTERS], session),
    )


def lines_of(segments: Iterable[KeptSegment]) -> tuple[FinalCaption, ...]:
    """The text line by line: a line a segment, unless the user joined or split some, or another one speaks.

    `segment` is that of its start.
    """
    lines: list[FinalCaption] = []
    for segment in segments:
        parts = _parts(segment)
        last = _last_with_words(lines) if parts[0].words and segment.words[0].turned else -1
        if last >= 0 and lines[last].speaker in ("", parts[0].speaker):
            before, joined = lines[last], parts.pop(0)
            # The line goes on over segments without words, which are none of their own then.
            del lines[last:]
            words = before.words + joined.words
            lines.append(replace(before, end=joined.end, audio_time=joined.end, words=words, speaker=joined.speaker))
        lines += parts
    return tuple(lines)


def _last_with_words(lines: Sequence[FinalCaption]) -> int:
    return next((number for number in reversed(range(len(lines))) if lines[number].words), -1)


def _parts(segment: KeptSegment) -> list[FinalCaption]:
    """One segment, parted before each word at which the user began a new line or another one speaks."""
    parts = []
    for first, last in pairwise([*line_borders(segment.words), len(segment.words)]):
        words = segment.words[first:last]
        start = words[0].start if first or (words and words[0].retimed) else segment.start
        end = segment.end
        if last < len(segment.words):
            end = segment.words[last].start if segment.words[last].turned else words[-1].end
        if words and words[-1].retimed:
            end = words[-1].end
        line = tuple(word.word for word in words)
        speaker = words[0].speaker if words else ""
        parts.append(FinalCaption(segment.number, start, end, line, end, segment.language, speaker=speaker))
    return parts


def _put(connection: sqlite3.Connection, segment: int, row: str, found: str) -> None:
    # The index of words is written anew only where the text is another one: who speaks is no part of it.
    connection.execute("UPDATE segments SET words = ? WHERE id = ?", (row, segment))
    connection.execute("UPDATE segments SET searchable = ? WHERE id = ? AND searchable != ?", (found, segment, found))


def _retitle(connection: sqlite3.Connection, session: str) -> None:
    """The list of sessions shows the first words as they are now."""
    found = connection.execute(
        "SELECT words FROM segments WHERE session = ? AND searchable != '' ORDER BY number LIMIT 1", (session,)
    ).fetchone()
    text = " ".join(word.text for word in words_of(found[0])) if found else ""
    connection.execute("UPDATE sessions SET first_words = ? WHERE id = ?", (text[:FIRST_WORDS_CHARACTERS], session))


def alternatives_row(found: Sequence[Sequence[Alternative]]) -> str:
    """As JSON: for each word [text, probability] pairs."""
    rows = [[[other.text, round(other.probability, 4)] for other in others] for others in found]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def alternatives_of(row: str) -> tuple[tuple[Alternative, ...], ...]:
    """Read what `alternatives_row` wrote. Raises ValueError for anything else."""
    try:
        return tuple(
            tuple(Alternative(str(text), float(share)) for text, share in others) for others in json.loads(row)
        )
    except TypeError as failure:
        raise ValueError(f"no alternatives: {row[:60]!r}") from failure


def _segment(row: tuple[Any, ...]) -> KeptSegment:
    number, start, end, language, words, raw, others = row
    try:
        first = tuple(word.word for word in words_of(raw))
        return KeptSegment(number, start, end, language, words_of(words), first, alternatives_of(others))
    except ValueError as failure:
        raise LibraryError(f"segment {number} is damaged ({failure}); recover the session again.") from failure
