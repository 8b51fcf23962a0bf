"""A text that was aligned to the sound of a session, in the place of what the session says. Any thread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.decoding.hypothesis import Word
from core.session.library.database import LibraryError
from core.session.library.words import KeptWord, said_as

if TYPE_CHECKING:
    from core.session.library import KeptSegment, Library
    from core.streaming.captions import FinalCaption

Words = tuple[KeptWord, ...]


def sound_to_align(library: Library, session: str) -> Path:
    """The sound of a session whose text another one is to take the place of. Raises LibraryError where none can."""
    entry = library.rows.one(session)
    if entry.ended is None:
        raise LibraryError(f"{entry.title} is not whole yet; stop or recover it first.")
    if not library.segments.numbers(session):
        raise LibraryError(f"nothing was heard in {entry.title}, so there is no text to replace.")
    return library.sound(session)


def replace_text(library: Library, session: str, lines: Sequence[FinalCaption]) -> None:
    """Put the lines of an aligned text in the place of what a session says, as one change. Raises LibraryError."""
    segments = library.segments.of(session)
    words = replaced_by(segments, lines)
    library.segments.change(session, {one.number: own for one, own in zip(segments, words, strict=True)}, "hand")


def replaced_by(segments: Sequence[KeptSegment], lines: Sequence[FinalCaption]) -> list[Words]:
    """The words of all segments when the lines of an aligned text take their place.

    A word goes to the segment in which it sounds, or the closest, and counts as written by hand, said by whoever spoke
    there; lines begin and end as the text's do. Without segments there is nothing to put words into.
    """
    found: list[list[KeptWord]] = [[] for _ in segments]
    number = 0
    for line in lines:
        last = len(line.words) - 1
        for place, word in enumerate(line.words):
            # Words without a sound have the time of the one before: they stay with it.
            number = max(number, _closest(segments, word))
            # At a segment's first word, "turned" is that it goes on in the line before.
            turned = (place == 0) is bool(found[number])
            kept = replace(KeptWord.of(word), edited=True, turned=turned, retimed=place in (0, last))
            found[number].append(kept)
    return [said_as(words, segment.words) for words, segment in zip(found, segments, strict=True)]


def _closest(segments: Sequence[KeptSegment], word: Word) -> int:
    middle = (word.start + word.end) / 2
    after = bisect_right(segments, middle, key=lambda segment: segment.start)
    near = range(max(0, after - 1), min(after + 1, len(segments)))
    return min(near, key=lambda n: max(segments[n].start - middle, middle - segments[n].end, 0.0))
