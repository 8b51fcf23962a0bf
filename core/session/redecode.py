"""A session decoded again from its kept emissions, with other hotwords or another language model: what would change.

Needs no network and no audio. Runs on the thread that calls it; nothing changes before `accept`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from core.audio.source import SAMPLE_RATE
from core.decoding.hypothesis import Word
from core.decoding.vocabulary import Vocabulary
from core.session.library.database import LibraryError
from core.session.library.words import KeptWord, said_as
from core.session.recognition import ChangedOptions, RecognitionOptions, with_language_model_of
from core.session.transcription import Cancelled

if TYPE_CHECKING:
    from core.decoding.decoder import Decoder
    from core.session.library import Library
    from core.session.library.segments import KeptSegment

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of segment `segment` from `place` on that would give way to others; one side may be empty.

    `start` and `end`: seconds from the session's start.
    """

    segment: int
    place: int
    before: tuple[KeptWord, ...]
    after: tuple[KeptWord, ...]

    @property
    def kind(self) -> Literal["added", "removed", "replaced"]:
        """What would happen to the words."""
        if not self.before:
            return "added"
        return "replaced" if self.after else "removed"

    @property
    def start(self) -> float:
        """Where the words begin."""
        return min(word.start for word in (*self.before, *self.after))

    @property
    def end(self) -> float:
        """Where the words end."""
        return max(word.end for word in (*self.before, *self.after))


@dataclass(frozen=True, slots=True)
class Redecoding:
    """What decoding again would change. `segments`: as they were then. `seconds`: audio that was decoded."""

    session: str
    differences: tuple[Difference, ...]
    segments: tuple[KeptSegment, ...]
    seconds: float


def decoded_with(library: Library, session: str, wanted: RecognitionOptions) -> RecognitionOptions:
    """What a session is decoded again with: the language models and hotwords of `wanted`, and all else as it was heard,
    whichever model is chosen by now. Raises LibraryError.
    """
    heard = library.recognition(session)
    return replace(with_language_model_of(heard, wanted), hotwords=wanted.hotwords)


def redecode(
    library: Library,
    session: str,
    make_decoder: Callable[[Vocabulary], Decoder],
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Redecoding:
    """Decode every kept emission of a session and compare with its current text; words edited by hand stay.

    `make_decoder` gives a decoder for an emission's labels (`core.session.recognition.decoders`), once for each
    vocabulary; what it raises comes through. `progress` gets the share done, 0 to 1. Raises LibraryError, also where
    nothing was kept, and Cancelled.
    """
    entry = library.rows.one(session)
    segments = library.segments.of(session)
    by_number = {segment.number: segment for segment in segments}
    count, _ = library.emissions.sizes(session)
    if not count:
        raise LibraryError(f"nothing was kept of {entry.title} to decode again; recover or record it anew.")
    touched = library.segments.touched(session)
    made: dict[Vocabulary, Decoder] = {}
    differences: list[Difference] = []
    seconds = 0.0
    for done, kept in enumerate(library.emissions.of(session), 1):
        if cancelled is not None and cancelled():
            raise Cancelled(f"decoding {entry.title} again was stopped.")
        decoder = made.get(kept.vocabulary) or made.setdefault(kept.vocabulary, make_decoder(kept.vocabulary))
        heard = decoder.decode(kept.emission).words
        segment = by_number[kept.number]
        seconds += segment.end - segment.start
        differences += differences_of(segment, heard, touched.get(kept.number, ()))
        if progress is not None:
            progress(done / count)
    return Redecoding(session, tuple(differences), tuple(segments), seconds)


def accept(
    library: Library,
    redecoding: Redecoding,
    chosen: Collection[int] | None = None,
    options: RecognitionOptions | None = None,
) -> None:
    """Take over the differences with these indices (None: all), as one change that can be taken back.

    Where all are, of a whole session, it was recognised with `options` last: whoever decodes it again goes on from
    there. Raises LibraryError where the text has been changed meanwhile, or an index is none.
    """
    wanted = range(len(redecoding.differences)) if chosen is None else sorted(set(chosen))
    for index in wanted:
        if not 0 <= index < len(redecoding.differences):
            raise LibraryError(f"there is no difference {index + 1}; choose among those that are listed.")
    if tuple(library.segments.of(redecoding.session)) != redecoding.segments:
        raise LibraryError("the text has been changed meanwhile; decode again.")
    changes = {segment.number: list(segment.words) for segment in redecoding.segments}
    changed: set[int] = set()
    # From the last on, so that the places of those before stay right.
    for index in reversed(wanted):
        difference = redecoding.differences[index]
        words = changes[difference.segment]
        words[difference.place : difference.place + len(difference.before)] = difference.after
        changed.add(difference.segment)
    if changed:
        library.segments.change(redecoding.session, {n: changes[n] for n in sorted(changed)}, "redecode")
    entry = library.rows.one(redecoding.session)
    # What is still to be recognised, of a session that is not whole, keeps what is in force for it.
    if options is not None and len(wanted) == len(redecoding.differences) and entry.ended is not None:
        library.add_change(redecoding.session, ChangedOptions(round(entry.seconds * SAMPLE_RATE), options))


def differences_of(segment: KeptSegment, heard: Sequence[Word], touched: Sequence[Span] = ()) -> list[Difference]:
    """What would change in a segment if `heard` took the place of its words.

    Words edited by hand part the segment: between them the current words are compared with those heard there. What is
    heard where the user wrote or deleted words (`touched`, in seconds) is left out.
    """
    fixed = [(place, word) for place, word in enumerate(segment.words) if word.edited]
    spans = [*touched, *((word.start, word.end) for _, word in fixed)]
    runs: list[list[Word]] = [[] for _ in range(len(fixed) + 1)]
    for word in heard:
        middle = _middle(word)
        if not any(start <= middle < end for start, end in spans):
            runs[sum(_middle(other) < middle for _, other in fixed)].append(word)
    borders = [-1, *(place for place, _ in fixed), len(segment.words)]
    found: list[Difference] = []
    for run, before, after in zip(runs, borders, borders[1:], strict=False):
        found += _differences(segment, before + 1, segment.words[before + 1 : after], run)
    return found


def _differences(
    segment: KeptSegment, first: int, words: Sequence[KeptWord], heard: Sequence[Word]
) -> list[Difference]:
    matcher = SequenceMatcher(None, [word.text for word in words], [word.text for word in heard], autojunk=False)
    found = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            after = list(said_as(map(KeptWord.of, heard[other_start:other_end]), segment.words))
            if after and start < end:
                after[0] = replace(after[0], turned=words[start].turned)
            found.append(Difference(segment.number, first + start, tuple(words[start:end]), tuple(after)))
    return found


def _middle(word: Word | KeptWord) -> float:
    return (word.start + word.end) / 2
