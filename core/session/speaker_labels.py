"""Who speaks in a kept session: found in its sound, written beside its words, renamed, forgotten.

What the user said by hand stays when it is found anew, and names that were given stay with the voices that had them.
Functions over a session's segments are pure; what finds speakers runs on the thread that calls it.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.audio.media import open_media
from core.audio.source import SAMPLE_RATE
from core.session.library.database import LibraryError
from core.session.library.words import KeptWord, name_of_speaker
from core.session.speakers import SpeakerOptions, diarisation, load_turns, load_voices
from core.session.transcription import Cancelled, Progress
from core.speakers.diarisation import UNNAMED, name_of, speakers_of
from core.speakers.turns import Turn
from core.streaming.captions import FinalCaption

if TYPE_CHECKING:
    from core.session.library import KeptSegment, Library
    from core.speakers.diarisation import Diarisation

Words = tuple[KeptWord, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Turns in order, and what their speakers are called by whoever asked: `options`."""

    turns: tuple[Turn, ...]
    options: SpeakerOptions


def find_labels(
    library: Library,
    session: str,
    options: SpeakerOptions,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Labels:
    """Who speaks when, from a session's sound; nothing changes in the library. Takes a while.

    `progress` and `cancelled` as `core.session.transcription.transcribe` has them. Raises LibraryError, also where
    there is no sound; MediaError, ModelError, Cancelled.
    """
    entry = library.rows.one(session)
    if library.recording(session):
        raise LibraryError(f"session {session} is being recorded; stop it first.")
    if not library.recognition(session).voice_activity:
        raise LibraryError("speakers are told apart between pauses; record with voice activity for that.")
    waiting = deque(segment for segment in library.segments.of(session) if segment.words)
    media = open_media(library.sound(session))
    heard = diarisation(load_voices(options), options, load_turns(options))
    done = 0
    for block in media.blocks():
        heard.feed(block)
        done += len(block)
        _hear(heard, waiting, done / SAMPLE_RATE)
        if progress is not None:
            progress(done / SAMPLE_RATE, media.duration)
        if cancelled is not None and cancelled():
            raise Cancelled(f"{entry.title} was stopped.")
    # Sound that was cut off in a segment's midst.
    if waiting and waiting[0].start < done / SAMPLE_RATE:
        heard.hear(_caption(waiting[0]))
    return Labels(heard.turns(), options)


def change_session(
    library: Library, session: str, change: Callable[[Sequence[KeptSegment]], Sequence[Words]]
) -> tuple[str, ...]:
    """Write who speaks into a session's words, as one change that can be taken back; who that is now.

    `change` is one of the functions below. Raises LibraryError.
    """
    segments = library.segments.of(session)
    changed = change(segments)
    pairs = [(segment, words) for segment, words in zip(segments, changed, strict=True) if words != segment.words]
    if pairs:
        library.segments.change(session, {segment.number: words for segment, words in pairs}, "speakers")
    return speakers_in(changed)


def speakers_in(texts: Sequence[Words]) -> tuple[str, ...]:
    """The names of who speaks, in the order in which they begin to."""
    return tuple(dict.fromkeys(word.speaker for words in texts for word in words if word.speaker))


def labelled(segments: Sequence[KeptSegment], labels: Labels) -> list[Words]:
    """The words of all segments, said by those who were found; what the user said by hand stays."""
    turns = labels.turns
    numbers = [speakers_of(segment.words, segment.start, segment.end, turns) for segment in segments]
    names = _names(segments, numbers, labels)
    return [
        tuple(
            word if word.chosen else replace(word, speaker=names[number])
            for word, number in zip(segment.words, own, strict=True)
        )
        if own
        else segment.words
        for segment, own in zip(segments, numbers, strict=True)
    ]


def unlabelled(segments: Sequence[KeptSegment]) -> list[Words]:
    """The words of all segments, said by nobody."""
    return [tuple(replace(word, speaker="", chosen=False) for word in segment.words) for segment in segments]


def renamed(segments: Sequence[KeptSegment], name: str, other: str) -> list[Words]:
    """The words of all segments, with another name for one who speaks; that of someone else makes one of the two."""
    other = name_of_speaker(other)
    return [
        tuple(replace(word, speaker=other) if word.speaker == name else word for word in segment.words)
        for segment in segments
    ]


def _names(segments: Sequence[KeptSegment], numbers: Sequence[list[int]], labels: Labels) -> dict[int, str]:
    """What each speaker is called: as was asked for; else as the voice was called before; else by a number."""
    unnamed = labels.options.unnamed or UNNAMED
    count = max((number for own in numbers for number in own), default=-1) + 1
    given = [name_of_speaker(name) for name in labels.options.names]
    names = {number: name for number, name in enumerate(given[:count]) if name}
    for (number, name), _seconds in _called_before(segments, numbers, unnamed).most_common():
        if number not in names and name not in names.values():
            names[number] = name
    for number in range(count):
        free = number
        while number not in names:
            name = name_of(free, unnamed=unnamed)
            if name not in names.values():
                names[number] = name
            free += 1
    return names


def _called_before(
    segments: Sequence[KeptSegment], numbers: Sequence[list[int]], unnamed: str
) -> Counter[tuple[int, str]]:
    """Seconds in which a speaker was called by a name that somebody gave."""
    templates = (re.escape(template).replace(r"\{\}", r"\d+") for template in {UNNAMED, unnamed})
    by_number = re.compile("|".join(templates))
    seconds: Counter[tuple[int, str]] = Counter()
    for segment, own in zip(segments, numbers, strict=True):
        for word, number in zip(segment.words, own, strict=False):
            if word.speaker and (word.chosen or not by_number.fullmatch(word.speaker)):
                seconds[number, word.speaker] += word.end - word.start  # type: ignore[assignment]
    return seconds


def _hear(heard: Diarisation, waiting: deque[KeptSegment], seconds: float) -> None:
    while waiting and waiting[0].end <= seconds:
        heard.hear(_caption(waiting.popleft()))


def _caption(segment: KeptSegment) -> FinalCaption:
    words = tuple(word.word for word in segment.words)
    return FinalCaption(segment.number, segment.start, segment.end, words, segment.end, segment.language)
