"""One checker for every way in which a session can be cut off: no second of audio and no final caption is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.audio.media import MediaError, read_media
from core.session.library import KeptWord, Library
from core.streaming.captions import FinalCaption

# The journal's encoder holds one frame of 4,608 samples, and capture and journal work on blocks of 0.1 s.
UNWRITTEN_SECONDS = 0.5


@dataclass(frozen=True)
class Played:
    """What a session was given: its samples, and the finals that they have when nothing goes wrong."""

    samples: np.ndarray
    finals: Sequence[FinalCaption]


@dataclass(frozen=True)
class Shown:
    """What the session had shown before it was cut off: the texts of finals by number, and how far it had heard."""

    finals: dict[int, str]
    seconds: float

    @classmethod
    def of(cls, printed: str) -> Shown:
        """From the lines of `listen --json`, of which the last may be torn."""
        finals, seconds = {}, 0.0
        for line in printed.splitlines():
            try:
                row: dict[str, Any] = json.loads(line)
            except ValueError:
                continue
            if row["type"] == "final":
                finals[row["segment"]] = row["text"]
            seconds = max(seconds, row.get("audio_time", row.get("audio_seconds", 0.0)))
        return cls(finals, seconds)


def check_nothing_lost(
    folder: Path, played: Played, shown: Shown, engine: Callable[[], Any], seconds: float | None = None
) -> str:
    """Open the library as the next start does, recover what it offers, and look for whatever is missing.

    `seconds`: audio that must be there; None: all that was heard, but for what the encoder still held. Returns what the
    session was: "no session", "recovered" or "whole".
    """
    library = Library(folder)
    try:
        entries = library.sessions()
        if not entries:
            assert not shown.finals, "captions were shown and nothing was kept"
            return "no session"
        (entry,) = entries
        kept = _audio(library, entry.id)
        must = shown.seconds - UNWRITTEN_SECONDS if seconds is None else seconds
        assert len(kept) / 16_000 >= must, f"{len(kept) / 16_000:.2f} s are kept of {shown.seconds:.2f} s"
        same = len(kept) if seconds is None else round(seconds * 16_000)
        assert np.array_equal(kept[:same], played.samples[:same]), "the audio is not what was said"
        offered = [e.id for e in library.unfinished()]
        assert offered == ([] if entry.ended is not None else [entry.id])
        edited = _edit_by_hand(library, entry.id)
        if offered:
            library.recover(entry.id, engine())
            assert library.unfinished() == []
            if not library.sessions():
                assert not shown.finals
                return "no session"
        _check_text(library, entry.id, played, shown, edited, same / 16_000)
        assert library.rows.one(entry.id).ended is not None
        assert library.rows.one(entry.id).seconds >= must
        return "recovered" if offered else "whole"
    finally:
        library.close()


def _audio(library: Library, session: str) -> np.ndarray:
    try:
        return read_media(library.audio_path(session))
    except MediaError:
        return np.zeros(0, np.float32)


def _edit_by_hand(library: Library, session: str) -> dict[int, str]:
    """The user mends a name, and says who says it, before the session is recovered: that must stay, too."""
    segments = [segment for segment in library.segments.of(session) if segment.words]
    if not segments:
        return {}
    first = segments[0]
    times = first.words[0].start, first.words[0].end
    mended = KeptWord("OKONKWO", *times, 1.0, edited=True, speaker="Ada", chosen=True)
    library.segments.edit(session, first.number, (mended, *first.words[1:]))
    return {first.number: " ".join(["OKONKWO", *(word.text for word in first.words[1:])])}


def _check_text(
    library: Library, session: str, played: Played, shown: Shown, edited: dict[int, str], seconds: float
) -> None:
    segments = {segment.number: segment for segment in library.segments.of(session)}
    for number, text in shown.finals.items():
        assert segments[number].text == edited.get(number, text), "a caption that was shown is missing or another"
    for final in played.finals:
        if final.audio_time <= seconds:
            segment = segments[final.segment]
            assert (segment.start, segment.end) == (final.start, final.end)
            assert segment.raw == final.words, "what was said is not in the text"
            assert segment.text == edited.get(final.segment, final.text)
    assert {n: segments[n].words[0].speaker for n in edited} == dict.fromkeys(edited, "Ada")
    numbers = {kept.number for kept in library.emissions.of(session)}
    assert {final.segment for final in played.finals if final.audio_time <= seconds} <= numbers
