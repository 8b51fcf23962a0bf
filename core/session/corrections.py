"""Lines that the user corrected in kept sessions: what a model can learn from, and what it is then held against.

Every fourth corrected line, by its number and session, is held out: it is never learned from, in no run. Lines that the
user left as they were between two corrected ones have been read as well, and are right as far as anybody knows. Any
thread.
"""

from __future__ import annotations

import zlib
from bisect import bisect
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.audio.media import open_media
from core.decoding.emission import RECEPTIVE_FIELD, SAMPLE_RATE
from core.decoding.spoken_text import TranscriptError, fold_transcript
from core.models.catalogue import resolve
from core.models.learned import base_of
from core.models.model_folder import languages_here, own_language
from core.session.library.database import LibraryError

if TYPE_CHECKING:
    from core.decoding.vocabulary import Vocabulary
    from core.models.places import ModelPlaces
    from core.session.library import KeptSegment, Library

LONGEST_SECONDS = 20.0
# Nobody says more in a second: who wrote more wrote something else than what was said.
MOST_LETTERS = 25.0
# Memory and time stay bounded; the latest sessions count.
MOST_SECONDS = 30 * 60.0
HELD_OUT = 4
# A minute did harm in our measurements (README); below, the held-out lines are too few to tell.
LEAST_SECONDS = 120.0
NEEDED_SECONDS = LEAST_SECONDS * HELD_OUT / (HELD_OUT - 1)
LEAST_HELD_OUT_WORDS = 30


class CorrectionsError(Exception):
    """Nothing can be learned; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class CorrectedLine:
    """A segment of a session and what is said in it, as the user wrote it; seconds from the session's start.

    `touched`: the user changed it; else it lies between two that were.
    """

    id: str
    session: str
    text: str
    start: float
    end: float
    sound: Path
    touched: bool = True

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start

    @property
    def held_out(self) -> bool:
        """Whether nothing may be learned from it."""
        return zlib.crc32(self.id.encode()) % HELD_OUT == 0


@dataclass(frozen=True, slots=True)
class Corrections:
    """`learned` and `held_out`: corrected lines; `left`: those left as they were, as long as the held out together."""

    learned: tuple[CorrectedLine, ...] = ()
    held_out: tuple[CorrectedLine, ...] = ()
    left: tuple[CorrectedLine, ...] = ()

    @property
    def seconds(self) -> float:
        """Of corrected speech."""
        return total_seconds((*self.learned, *self.held_out))

    def those(self, ids: Container[str]) -> Corrections:
        """Without what is not among these."""
        learned, held_out, left = (
            tuple(line for line in lines if line.id in ids) for lines in (self.learned, self.held_out, self.left)
        )
        return Corrections(learned, held_out, left)

    def check(self) -> None:
        """Raise CorrectionsError where there are too few to learn from, or to tell what that is worth."""
        if total_seconds(self.learned) < LEAST_SECONDS:
            raise CorrectionsError(
                f"There are {self.seconds / 60:.1f} minutes of corrected speech, and {NEEDED_SECONDS / 60:.1f} are "
                "needed to learn from; correct some more lines."
            )
        if sum(len(line.text.split()) for line in self.held_out) < LEAST_HELD_OUT_WORDS:
            raise CorrectionsError("The corrected lines are too few to tell whether learning helps; correct some more.")


def total_seconds(lines: Iterable[CorrectedLine]) -> float:
    """Of all lines."""
    return sum(line.seconds for line in lines)


def find_corrections(library: Library, of_model: Callable[[str], bool], language: str | None = None) -> Corrections:
    """What there is of the sessions whose model `of_model` accepts, in a language (None: whatever it was).

    Lines whose sound has gone are left out, and such as were written more quickly than anybody speaks. Raises
    LibraryError.
    """
    by_session: dict[str, list[KeptSegment]] = {}
    for session, segment in library.segments.corrected():
        by_session.setdefault(session, []).append(segment)
    touched: list[CorrectedLine] = []
    left: list[CorrectedLine] = []
    latest = sorted(((library.rows.one(session).started, session) for session in by_session), reverse=True)
    for _, session in latest:
        if not of_model(library.rows.one(session).model):
            continue
        try:
            sound = library.sound(session)
        except LibraryError:
            continue
        changed = {segment.number for segment in by_session[session]}
        for segment in library.segments.of(session):
            if segment.language in (None, language) or language is None:
                if segment.number in changed:
                    touched += _line(session, segment, sound, True)
                elif min(changed) < segment.number < max(changed):
                    left += _line(session, segment, sound, False)
    touched = _as_long_as(touched, MOST_SECONDS)
    held_out = tuple(line for line in touched if line.held_out)
    learned = tuple(line for line in touched if not line.held_out)
    return Corrections(learned, held_out, tuple(_as_long_as(left, total_seconds(held_out))))


def corrections_for(model: str, language: str | None, places: ModelPlaces, library: Library) -> Corrections:
    """What there is to learn from: lines of this language that the model, or what was learned from it, has heard.

    Raises CorrectionsError for a model that is not here, and LibraryError.
    """
    base, folder = base_of(model), model_folder(model, language, places)
    return find_corrections(library, lambda name: base_of(name) == base, language_of(folder, language))


def model_folder(model: str, language: str | None, places: ModelPlaces) -> Path:
    """Where the model lies that is learned from: the base of a learned one. Raises CorrectionsError."""
    base = base_of(model)
    folder = Path(resolve(base, language, places.cache))
    if not folder.is_dir():
        raise CorrectionsError(f"{base} is not on this computer; download it first.")
    return folder


def language_of(folder: Path, language: str | None) -> str | None:
    """The language, or the model's own where it has not that one; None for a model that has only one."""
    codes = languages_here(folder)
    own = own_language(folder) or ("eng" if "eng" in codes else next(iter(codes), None))
    return language if language in codes else own


def spelled(lines: Iterable[CorrectedLine], vocabulary: Vocabulary) -> dict[str, str]:
    """By id, what is said in the model's letters; lines that cannot be written in these (numerals) are left out."""
    found = {}
    for line in lines:
        try:
            text = fold_transcript(line.text, vocabulary.spoken)
        except TranscriptError:
            continue
        if text:
            found[line.id] = text
    return found


def read_lines(
    lines: Sequence[CorrectedLine], progress: Callable[[float], None] = lambda _share: None
) -> dict[str, NDArray[np.float32]]:
    """By id, the samples (16 kHz, mono) of each line. `progress`: the share that was read. Raises MediaError."""
    found: dict[str, NDArray[np.float32]] = {}
    by_sound: dict[Path, list[CorrectedLine]] = {}
    for line in lines:
        by_sound.setdefault(line.sound, []).append(line)
    for sound, wanted in by_sound.items():
        for identity, samples in _cut(sound, sorted(wanted, key=lambda line: line.start)):
            found[identity] = samples
            progress(len(found) / len(lines))
    return {identity: samples for identity, samples in found.items() if len(samples) >= RECEPTIVE_FIELD}


def _line(session: str, segment: KeptSegment, sound: Path, touched: bool) -> list[CorrectedLine]:
    seconds = segment.end - segment.start
    if not segment.text or not 0 < seconds <= LONGEST_SECONDS or len(segment.text) > MOST_LETTERS * seconds:
        return []
    identity = f"{session}/{segment.number}"
    return [CorrectedLine(identity, session, segment.text, segment.start, segment.end, sound, touched)]


def _as_long_as(lines: list[CorrectedLine], seconds: float) -> list[CorrectedLine]:
    """The first lines, of so many seconds in all."""
    ends = np.cumsum([line.seconds for line in lines]).tolist()
    return lines[: bisect(ends, seconds)]


def _cut(sound: Path, lines: Sequence[CorrectedLine]) -> Iterable[tuple[str, NDArray[np.float32]]]:
    """The samples of lines that lie one after the other, counted from the first sample as the recogniser counts."""
    at = 0
    waiting = list(lines)
    held: list[NDArray[np.float32]] = []
    for block in open_media(sound).blocks():
        at += len(block)
        if not waiting:
            return
        held.append(block)
        while waiting and at >= round(waiting[0].end * SAMPLE_RATE):
            yield _taken(waiting.pop(0), held, at)
        first = round(waiting[0].start * SAMPLE_RATE) if waiting else at
        while held and at - sum(map(len, held)) + len(held[0]) <= first:
            held.pop(0)
    # The last one may end where the sound does.
    for line in waiting:
        yield _taken(line, held, at)


def _taken(line: CorrectedLine, held: list[NDArray[np.float32]], at: int) -> tuple[str, NDArray[np.float32]]:
    samples = np.concatenate(held) if held else np.zeros(0, np.float32)
    origin = at - len(samples)
    start, end = (max(0, round(seconds * SAMPLE_RATE) - origin) for seconds in (line.start, line.end))
    return line.id, samples[start:end].copy()
