"""Words into subtitle cues: where a cue ends, how its lines break, when it comes and goes.

Pure; any thread. The rules that always hold: every word once and in order, lines within the width (a single longer
word has a line of its own), no overlap, the gap kept, no cue longer than the longest. Reading speed, the shortest
duration and the trail are kept as far as the next cue leaves room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate, pairwise
from unicodedata import category, east_asian_width

from core.decoding.hypothesis import Word
from core.streaming.captions import FinalCaption

# Words that overlap in time are still shown one cue after the other, each at least this long.
FLOOR = 0.1
LONG_PAUSE = 1.5
SENTENCE_END, CLAUSE_END = tuple(".!?…。！？؟"), tuple(",;:،、，；：")
UNSPACED = re.compile("[\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_BOUNDS = {
    "characters": (8, 200),
    "lines": (1, 8),
    "speed": (4.0, 100.0),
    "gap": (0.0, 2.0),
    "shortest": (FLOOR, 10.0),
    "longest": (1.0, 60.0),
    "lead": (0.0, 2.0),
    "trail": (0.0, 5.0),
}


@dataclass(frozen=True, slots=True)
class SubtitleShape:
    """Seconds; `characters` a line, a wide (Chinese, Japanese, Korean) one counting two; `speed`: characters a second.

    `lead` and `trail`: how long before its first and after its last word a cue is shown. Raises ValueError.
    """

    characters: int = 42
    lines: int = 2
    speed: float = 20.0
    gap: float = 0.08
    shortest: float = 1.0
    longest: float = 7.0
    lead: float = 0.0
    trail: float = 0.2

    def __post_init__(self) -> None:
        for item in fields(self):
            least, most = _BOUNDS[item.name]
            if not least <= getattr(self, item.name) <= most:
                raise ValueError(f"{item.name} must be {least:g} to {most:g}, not {getattr(self, item.name):g}.")
        if self.shortest > self.longest:
            raise ValueError(f"shortest ({self.shortest:g} s) must not be above longest ({self.longest:g} s).")

    @classmethod
    def bounds(cls, name: str) -> tuple[float, float]:
        """Least and most that a field may be."""
        return _BOUNDS[name]


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a part of a long one of a script without spaces (`glued`: no space before it)."""

    text: str
    start: float
    end: float
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """What is on the screen from `start` to `end` (seconds), line by line."""

    start: float
    end: float
    lines: tuple[tuple[Piece, ...], ...]

    @property
    def text(self) -> str:
        """The lines, parted by newlines."""
        return "\n".join(joined(line) for line in self.lines)

    @property
    def speed(self) -> float:
        """Characters a second that one has to read."""
        return sum(width(joined(line)) for line in self.lines) / (self.end - self.start)


def shape_cues(segments: Iterable[FinalCaption], shape: SubtitleShape) -> list[Cue]:
    """The cues of a transcript, in order. A cue holds words of one segment only.

    Who speaks is said where that changes.
    """
    parts: list[Sequence[Piece]] = []
    speaker = ""
    for segment in segments:
        pieces = [piece for word in segment.words for piece in pieces_of(word, shape.characters)]
        if pieces and segment.speaker and segment.speaker != speaker:
            # One piece with the first word, so that no cue and no line ends after the name.
            pieces[0] = replace(pieces[0], text=f"{segment.speaker}: {pieces[0].text}")
        speaker = segment.speaker if pieces else speaker
        parts += _partition(pieces, shape)
    return _timed(parts, shape)


def width(text: str) -> int:
    """Columns of a text: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(c) in "WF" else 0 if category(c) in ("Mn", "Me") else 1 for c in text)


def joined(pieces: Sequence[Piece]) -> str:
    """A line's text."""
    return "".join(piece.text if piece.glued or not n else f" {piece.text}" for n, piece in enumerate(pieces))


def pieces_of(word: Word, characters: int) -> list[Piece]:
    """A word as it is; one of a script without spaces that is wider than a line as its characters, its time shared."""
    if width(word.text) <= characters or not UNSPACED.search(word.text):
        return [Piece(word.text, word.start, word.end)]
    clusters: list[str] = []
    for character in word.text:
        # A combining mark, and a mark that closes, stays with what it belongs to.
        if clusters and (category(character)[0] == "M" or not character.isalnum()):
            clusters[-1] += character
        else:
            clusters.append(character)
    each = (word.end - word.start) / len(clusters)
    return [
        Piece(text, word.start + n * each, word.start + (n + 1) * each, glued=n > 0) for n, text in enumerate(clusters)
    ]


def _partition(pieces: Sequence[Piece], shape: SubtitleShape) -> list[Sequence[Piece]]:
    """The cheapest way to part the pieces into cues (dynamic programming; linear, as a cue holds few pieces)."""
    best = [0.0] + [float("inf")] * len(pieces)
    cut = [0] * (len(pieces) + 1)
    for first in range(len(pieces)):
        for last, own_cost in enumerate(_cue_costs(pieces, first, shape), first + 1):
            cost = best[first] + own_cost
            if last < len(pieces):
                cost += _break_cost(pieces[last - 1], pieces[last])
            if cost < best[last]:
                best[last], cut[last] = cost, first
    parts: list[Sequence[Piece]] = []
    end = len(pieces)
    while end:
        parts.append(pieces[cut[end] : end])
        end = cut[end]
    return parts[::-1]


def _cue_costs(pieces: Sequence[Piece], first: int, shape: SubtitleShape) -> Iterator[float]:
    """What cues of 1, 2, 3 … pieces from `first` on cost, as long as they fit: one for each cue, more for one that
    flashes by, and for silence within. Lines are filled one after the other: no other way needs fewer."""
    lines, taken, silence = 0, 0, 0.0
    for place in range(first, len(pieces)):
        piece = pieces[place]
        columns = width(piece.text)
        more = columns + (0 if piece.glued else 1)
        if lines and taken + more <= shape.characters:
            taken += more
        else:
            lines, taken = lines + 1, columns
        lasts = piece.end - pieces[first].start
        if place > first:
            if lines > shape.lines or lasts > shape.longest:
                return
            silence += max(0.0, piece.start - pieces[place - 1].end - LONG_PAUSE)
        yield 1.0 + max(0.0, shape.shortest - lasts) + 2 * silence


def _break_cost(before: Piece, after: Piece) -> float:
    """How bad it is to part these two: best at a sentence's end or a pause, bad after a short word.

    Articles and prepositions are short in most languages that have them, and lean on what follows.
    """
    if before.text.endswith(SENTENCE_END):
        return -1.5
    if before.text.endswith(CLAUSE_END):
        return -0.8
    cost = -1.5 * max(0.0, min(0.8, after.start - before.end))
    if after.glued:
        return cost
    return cost + (0.5 if len(before.text) <= 3 else 0.0)


def balanced_lines(part: Sequence[Piece], shape: SubtitleShape) -> tuple[tuple[Piece, ...], ...]:
    """As few lines as hold the text, of about the same length, broken at sensible places."""
    # For each end: (cost, borders of the lines), over a growing number of lines, until the whole text has a way.
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    edges = [0, *accumulate(width(piece.text) + (not piece.glued) for piece in part)]
    target = edges[-1] / -(-edges[-1] // (shape.characters + 1))
    while len(part) not in ways:
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for first, (cost, borders) in ways.items():
            for last in range(first + 1, len(part) + 1):
                columns = edges[last] - edges[first] - (not part[first].glued)
                if columns > shape.characters and last > first + 1:
                    break
                total = cost + ((columns - target) / shape.characters) ** 2 * 8
                if last < len(part):
                    total += _break_cost(part[last - 1], part[last])
                if last not in longer or total < longer[last][0]:
                    longer[last] = (total, (*borders, last))
        ways = longer
    return tuple(tuple(part[first:last]) for first, last in pairwise(ways[len(part)][1]))


def _timed(parts: Sequence[Sequence[Piece]], shape: SubtitleShape) -> list[Cue]:
    """When each cue comes and goes; in whole milliseconds, as the formats have them."""
    starts: list[int] = []
    for part in parts:
        free = starts[-1] + _ms(FLOOR) + _ms(shape.gap) if starts else 0
        starts.append(max(free, _ms(part[0].start - shape.lead)))
    cues = []
    for number, (start, part) in enumerate(zip(starts, parts, strict=True)):
        lines = balanced_lines(part, shape)
        columns = sum(width(joined(line)) for line in lines)
        read = -(-columns * 1000 // shape.speed)
        wanted = max(_ms(part[-1].end + shape.trail), start + _ms(shape.shortest), start + int(read))
        room = starts[number + 1] - _ms(shape.gap) if number + 1 < len(starts) else wanted
        end = min(wanted, room, start + _ms(shape.longest))
        cues.append(Cue(start / 1000, end / 1000, lines))
    return cues


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
