"""A session as one JSON object, for the exported library, and its strict reading: such a file may come from anyone.

Pure but for the database it reads from and writes to.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.session.library.database import Database
from core.session.library.emissions import add_packed, unpack, vocabulary_of
from core.session.library.segments import AUTHORS, alternatives_of, alternatives_row
from core.session.library.words import searchable_form, words_of, words_row
from core.session.recognition import options_of

ID = re.compile(r"[0-9a-f]{12}")
LONGEST_TEXT = 50_000_000
LONGEST_PATH = 4096
_SESSION = (
    *("id", "title", "started", "ended", "model", "language", "seconds", "first_words", "recognition", "notes"),
    *("pinned", "media"),
)
_SEGMENT = (
    *("number", "start", "end", "language", "raw", "words", "alternatives"),
    *("start_frame", "frames", "vocabulary", "size"),
)


class FormError(ValueError):
    """A value is not what it must be; the message names it."""


def session_row(database: Database, session: str) -> dict[str, Any]:
    """All that the library knows of a session but for audio and emissions; these are described by their sizes."""
    (row,) = database.read(f"SELECT {', '.join(_SESSION)} FROM sessions WHERE id = ?", (session,))
    segments = database.read(
        """SELECT s.number, s.start, s."end", s.language, s.raw, s.words, s.alternatives,
                  e.start_frame, e.frames, v.content, LENGTH(e.content)
           FROM segments s LEFT JOIN emissions e ON e.segment = s.id LEFT JOIN vocabularies v ON v.id = e.vocabulary
           WHERE s.session = ? ORDER BY s.number""",
        (session,),
    )
    edits = database.read(
        """SELECT s.number, e.made, e.author, e.before, e.after FROM edits e JOIN segments s ON s.id = e.segment
           WHERE s.session = ? ORDER BY e.id""",
        (session,),
    )
    return {
        **dict(zip(_SESSION, row, strict=True)),
        "segments": [dict(zip(_SEGMENT, segment, strict=True)) for segment in segments],
        "edits": edits,
        "changes": database.read(
            "SELECT at, recognition FROM changes WHERE session = ? ORDER BY at, rowid", (session,)
        ),
        "gaps": database.read("SELECT at, seconds FROM gaps WHERE session = ? ORDER BY at", (session,)),
        "marks": database.read("SELECT at, text FROM marks WHERE session = ? ORDER BY at, id", (session,)),
    }


def emission_contents(database: Database, session: str) -> Iterator[bytes]:
    """The packed emissions in the order of the segments that have one."""
    for (segment,) in database.read(
        "SELECT e.segment FROM emissions e JOIN segments s ON s.id = e.segment WHERE s.session = ? ORDER BY s.number",
        (session,),
    ):
        for (content,) in database.read("SELECT content FROM emissions WHERE segment = ?", (segment,)):
            yield content


def add_session(connection: sqlite3.Connection, row: dict[str, Any], emissions: bytes) -> None:
    """Store a session from its JSON form, within a transaction. Raises FormError for what is not as it must be."""
    try:
        _add_row(connection, row)
        session = row["id"]
        for segment in row["segments"]:
            emissions = _add_segment(connection, session, segment, emissions)
        for number, made, author, before, after in row["edits"]:
            _check(author in AUTHORS, "an edit's author")
            connection.execute(
                """INSERT INTO edits (segment, made, author, before, after)
                   SELECT id, ?, ?, ?, ? FROM segments WHERE session = ? AND number = ?""",
                (_number(made), author, _words(before), _words(after), session, number),
            )
        # Archives of before have none.
        for at, recognition in row.get("changes", ()):
            values = (session, _whole(at), _recognition(recognition))
            connection.execute("INSERT INTO changes VALUES (?, ?, ?)", values)
        for at, seconds in row["gaps"]:
            connection.execute("INSERT INTO gaps VALUES (?, ?, ?)", (session, _number(at), _number(seconds)))
        for at, text in row["marks"]:
            connection.execute(
                "INSERT INTO marks (session, at, text) VALUES (?, ?, ?)", (session, _number(at), _text(text))
            )
    except (KeyError, TypeError, ValueError, OverflowError, sqlite3.IntegrityError) as failure:
        raise FormError(str(failure) or type(failure).__name__) from failure


def _add_row(connection: sqlite3.Connection, row: dict[str, Any]) -> None:
    _check(isinstance(row["id"], str) and ID.fullmatch(row["id"]) is not None, "a session's id")
    values = (
        row["id"],
        _text(row["title"]),
        _number(row["started"]),
        None if row["ended"] is None else _number(row["ended"]),
        _text(row["model"]),
        None if row["language"] is None else _text(row["language"]),
        _number(row["seconds"]),
        _text(row["first_words"]),
        _recognition(row["recognition"]),
        _text(row["notes"]),
        int(bool(row["pinned"])),
        _media(row.get("media")),
    )
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO sessions ({', '.join(_SESSION)}) VALUES ({marks})", values)


def _add_segment(connection: sqlite3.Connection, session: str, row: dict[str, Any], emissions: bytes) -> bytes:
    """Store one segment with its emission, which stands at the beginning of `emissions`; returns the others."""
    words = _words(row["words"])
    language = None if row["language"] is None else _text(row["language"])
    added = connection.execute(
        """INSERT INTO segments (session, number, start, "end", language, raw, words, alternatives, searchable)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            session,
            _whole(row["number"]),
            _number(row["start"]),
            _number(row["end"]),
            language,
            _words(row["raw"]),
            words,
            alternatives_row(alternatives_of(_text(row["alternatives"]))),
            searchable_form(words_of(words)),
        ),
    )
    if row["size"] is None:
        return emissions
    size, frames = _whole(row["size"]), _whole(row["frames"])
    vocabulary = vocabulary_of(_text(row["vocabulary"]))
    content = emissions[:size]
    unpack(content, frames, len(vocabulary.labels))
    assert added.lastrowid is not None
    place = (_whole(row["start_frame"]), frames, len(vocabulary.labels))
    add_packed(connection, added.lastrowid, place, content, vocabulary)
    return emissions[size:]


def _check(true: bool, what: str) -> None:
    if not true:
        raise FormError(f"{what} is not what it must be")


def _text(value: object) -> str:
    _check(isinstance(value, str) and len(value) <= LONGEST_TEXT, "a text")
    return str(value)


def _number(value: object) -> float:
    _check(isinstance(value, int | float) and math.isfinite(value), "a number")
    return float(value)  # type: ignore[arg-type]


def _whole(value: object) -> int:
    _check(isinstance(value, int) and 0 <= value < 2**40, "a whole number")
    return int(value)  # type: ignore[call-overload,no-any-return]


def _media(value: object) -> str | None:
    """The path of a transcribed file; none where it is no plain place on this machine (a share would be asked)."""
    if value is None:
        return None
    path = _text(value)
    plain = len(path) < LONGEST_PATH and "\0" not in path and not path.startswith(("\\\\", "//"))
    return path if plain and Path(path).is_absolute() else None


def _recognition(value: object) -> str:
    """Recognition options' JSON, which must be such."""
    text = _text(value)
    found = json.loads(text)
    _check(isinstance(found, dict), "what a session was recognised with")
    options_of(found)
    return text


def _words(value: object) -> str:
    """Words' JSON, read and written again, so that nothing else is stored."""
    return words_row(words_of(_text(value)))
