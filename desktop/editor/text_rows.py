"""The lines of a text that is edited, as rows: which words each holds, and which row holds a word.

Pure; any thread that has the editor to itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.session.editing import Editor
from core.session.library import KeptWord
from core.session.places import Place
from desktop.captions.caption_layout import Line, text_length


@dataclass(frozen=True, slots=True)
class Row:
    """Words `first` to `last` of a segment; `joined`: it goes on in the line before.

    `speaker`: the name that stands before it, where another one speaks than in the row before.
    """

    segment: int
    first: int
    last: int
    joined: bool
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """`count` rows from `first` on have become `now` others."""

    first: int
    count: int
    now: int


# Where it is not known who speaks, after somebody.
UNKNOWN = "?"
# More segments than this are not taken up one by one.
MOST_BY_ONE = 50


class TextRows:
    """`rows` in order; of each how many `letters` it has, and where it `starts` and `ends`, in seconds. `update` takes
    up what was changed."""

    def __init__(self) -> None:
        self.editor = Editor(())
        self.rows: list[Row] = []
        self.letters: list[int] = []
        self.starts: list[float] = []
        self.ends: list[float] = []
        # Where each segment's rows begin; at last, where the last one's end.
        self._firsts: list[int] = [0]
        # Each segment's words as the rows were made of them, and who spoke before.
        self._parted: list[tuple[object, str]] = []

    def update(self, editor: Editor) -> list[Replaced]:
        """Part the text into rows as it is now: only segments whose words are not the same objects as before."""
        if editor is not self.editor:
            return [self._part(editor)]
        changed, before = [], ""
        for number in range(editor.segment_count):
            words = editor.words(number)
            if words is not self._parted[number][0] or before != self._parted[number][1]:
                changed.append((number, before))
            before = words[-1].speaker if words else before
        if len(changed) > MOST_BY_ONE:
            return [self._part(editor)]
        return [self._part_segment(number, before) for number, before in changed]

    def row_of(self, place: Place) -> int | None:
        """The row that holds a word, by its number."""
        if not 0 <= place.segment < len(self._firsts) - 1:
            return None
        for number in range(*self._firsts[place.segment : place.segment + 2]):
            if place.word < self.rows[number].last:
                return number
        return None

    def words(self, row: Row) -> tuple[KeptWord, ...]:
        """The words of a row."""
        return self.editor.words(row.segment)[row.first : row.last]

    def line(self, row: Row) -> Line:
        """A row as captions are laid out."""
        words = self.words(row)
        return Line(words[0].start, tuple(word.word for word in words), segment=row.segment, speaker=row.speaker)

    def spans(self, row: Row) -> list[tuple[int, int]]:
        """Where each word begins and ends in the row's text, in the units that Qt counts."""
        spans, at = [], text_length(self.line(row).lead)
        for word in self.words(row):
            length = text_length(word.text)
            spans.append((at, at + length))
            at += length + 1
        return spans

    def _part(self, editor: Editor) -> Replaced:
        before = len(self.rows)
        self.editor = editor
        self.rows, self._firsts, self._parted, speaker = [], [], [], ""
        for number in range(editor.segment_count):
            words = editor.words(number)
            self._firsts.append(len(self.rows))
            self._parted.append((words, speaker))
            self.rows += self._rows_of(number, speaker)
            speaker = words[-1].speaker if words else speaker
        self._firsts.append(len(self.rows))
        self._measure(0, before, self.rows)
        return Replaced(0, before, len(self.rows))

    def _part_segment(self, number: int, before: str) -> Replaced:
        first, last = self._firsts[number : number + 2]
        rows = self._rows_of(number, before)
        self.rows[first:last] = rows
        self._measure(first, last, rows)
        self._parted[number] = (self.editor.words(number), before)
        more = len(rows) - (last - first)
        if more:
            self._firsts[number + 1 :] = [row + more for row in self._firsts[number + 1 :]]
        return Replaced(first, last - first, len(rows))

    def _rows_of(self, segment: int, before: str) -> list[Row]:
        """The rows of a segment; `before`: who spoke before it."""
        words, rows = self.editor.words(segment), []
        for first, last in self.editor.parts(segment):
            speaker = words[first].speaker
            other = speaker != before
            joined = first == 0 and words[0].turned and not other
            rows.append(Row(segment, first, last, joined, (speaker or UNKNOWN) if other else ""))
            before = speaker
        return rows

    def _measure(self, first: int, last: int, rows: list[Row]) -> None:
        """Letters and times of the rows that stand in the place of those from `first` to `last` now."""
        words = [self.words(row) for row in rows]
        self.letters[first:last] = [
            len(row.speaker) + sum([len(word.text) + 1 for word in own]) for row, own in zip(rows, words, strict=True)
        ]
        self.starts[first:last] = [own[0].start for own in words]
        self.ends[first:last] = [own[-1].end for own in words]
