"""Kept emissions: what the model said of each segment, compact, so that a session can be decoded again without it.

float16, where labels less likely than e⁻⁹ are rounded to whole powers of e (searches look only at those above e⁻⁷, of
sounds, e⁻⁸, and at the best: rounding must lift none over that), stored label by label and deflated: 6.6 MB an hour of
sounds. On 400 dev clips decoding again changed 2 of 5,010 words (`tests/benchmarks/bench_kept_emissions.py`).
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import Emission
from core.decoding.vocabulary import Vocabulary
from core.session.library.database import Database, LibraryError

UNLIKELY = -9.0
LOWEST = -60000.0
MAXIMUM_VALUES = 2**31


@dataclass(frozen=True, slots=True)
class KeptEmission:
    """The emission of segment `number`, and what its columns stand for."""

    number: int
    emission: Emission
    vocabulary: Vocabulary


class Emissions:
    """The emissions of a library's segments; any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, session: str) -> Iterator[KeptEmission]:
        """A session's emissions in order, read one at a time. Raises LibraryError for a damaged one."""
        numbers = self._database.read(
            """SELECT s.number FROM segments s JOIN emissions e ON e.segment = s.id WHERE s.session = ?
               ORDER BY s.number""",
            (session,),
        )
        for (number,) in numbers:
            kept = self.one(session, number)
            if kept is not None:
                yield kept

    def one(self, session: str, number: int) -> KeptEmission | None:
        """That of a segment; None where none was kept. Raises LibraryError for a damaged one."""
        rows = self._database.read(
            """SELECT e.start_frame, e.frames, e.content, v.content FROM segments s
               JOIN emissions e ON e.segment = s.id JOIN vocabularies v ON v.id = e.vocabulary
               WHERE s.session = ? AND s.number = ?""",
            (session, number),
        )
        for start_frame, frames, content, labels in rows:
            vocabulary = vocabulary_of(labels)
            log_probs = unpack(content, frames, len(vocabulary.labels))
            return KeptEmission(number, Emission(start_frame, log_probs), vocabulary)
        return None

    def sizes(self, session: str) -> tuple[int, int]:
        """Segments with an emission, and their bytes."""
        ((count, size),) = self._database.read(
            """SELECT COUNT(*), COALESCE(SUM(LENGTH(content)), 0) FROM emissions
               WHERE segment IN (SELECT id FROM segments WHERE session = ?)""",
            (session,),
        )
        return count, size


def add_emission(connection: sqlite3.Connection, segment: int, emission: Emission, vocabulary: Vocabulary) -> None:
    """Keep the emission of a segment, within the transaction that stores the segment."""
    frames, labels = emission.log_probs.shape
    add_packed(connection, segment, (emission.start_frame, frames, labels), pack(emission.log_probs), vocabulary)


def add_packed(
    connection: sqlite3.Connection, segment: int, place: tuple[int, int, int], content: bytes, vocabulary: Vocabulary
) -> None:
    """Keep what `pack` made; `place` is start frame, frames and labels."""
    start_frame, frames, labels = place
    if labels != len(vocabulary.labels):
        raise ValueError(f"the emission has {labels} labels, the vocabulary {len(vocabulary.labels)}")
    row = vocabulary_row(vocabulary)
    connection.execute("INSERT OR IGNORE INTO vocabularies (content) VALUES (?)", (row,))
    connection.execute(
        """INSERT INTO emissions (segment, start_frame, frames, vocabulary, content)
           SELECT ?, ?, ?, id, ? FROM vocabularies WHERE content = ?""",
        (segment, start_frame, frames, content, row),
    )


def pack(log_probs: NDArray[np.float32]) -> bytes:
    """Log-probabilities (frames, labels) as bytes."""
    values = np.clip(np.nan_to_num(log_probs, nan=LOWEST, neginf=LOWEST), LOWEST, 0.0).astype(np.float16)
    unlikely = values < UNLIKELY
    values[unlikely] = np.rint(values[unlikely])
    return zlib.compress(np.ascontiguousarray(values.T).astype("<f2").tobytes(), 6)


def unpack(content: bytes, frames: int, labels: int) -> NDArray[np.float32]:
    """What `pack` made, as float32 (frames, labels). Raises LibraryError where it is damaged; bounded by its shape."""
    size = 2 * frames * labels
    inflate = zlib.decompressobj()
    try:
        if not 0 <= size <= MAXIMUM_VALUES:
            raise ValueError("too large")
        plain = inflate.decompress(content, size + 1)
        if len(plain) != size or not inflate.eof:
            raise ValueError(f"{len(plain)} bytes instead of {size}")
    except (zlib.error, ValueError) as failure:
        raise LibraryError(
            f"what was kept of a segment is damaged ({failure}); recover the session again."
        ) from failure
    return np.frombuffer(plain, "<f2").reshape(labels, frames).T.astype(np.float32, order="C")


def vocabulary_row(vocabulary: Vocabulary) -> str:
    """A vocabulary as JSON, without its lexicon; that it needs one stands at the end, of sounds alone."""
    labels = [list(vocabulary.labels), vocabulary.blank, vocabulary.delimiter, sorted(vocabulary.ignored)]
    return json.dumps([*labels, True] if vocabulary.of_sounds else labels, ensure_ascii=False)


def vocabulary_of(row: str) -> Vocabulary:
    """Read what `vocabulary_row` wrote. Raises ValueError for anything else."""
    try:
        labels, blank, delimiter, ignored, *sounds = json.loads(row)
        vocabulary = Vocabulary(tuple(labels), int(blank), delimiter, frozenset(ignored), of_sounds=sounds == [True])
    except (TypeError, ValueError) as failure:
        raise ValueError(f"no vocabulary: {row[:60]!r}") from failure
    indices = {blank, *ignored, *([] if delimiter is None else [delimiter])}
    if (
        sounds not in ([], [True])
        or not all(isinstance(label, str) for label in labels)
        or not indices <= set(range(len(labels)))
    ):
        raise ValueError(f"no vocabulary: {row[:60]!r}")
    return vocabulary
