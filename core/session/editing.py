"""A transcript under the user's hand: words with times, and changes that can be taken back.

Pure but for the `save` it is given; one thread at a time (the window's, or a copy's). Times stay as they are heard:
words never run backwards, and a stretch that is replaced keeps its time, shared by its new words according to their
lengths.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from core.decoding.alternatives import Alternative
from core.session.library import KeptSegment, KeptWord, Library
from core.session.library.words import line_borders, name_of_speaker, said_as
from core.session.places import Place, form, may_hold

Words = tuple[KeptWord, ...]
Save = Callable[[Mapping[int, Words]], None]
SHORTEST = 0.02


class EditError(ValueError):
    """A change that cannot be made; the message is one sentence."""


class Editor:
    """Segments in order, each with its words. `save` gets the changed segments' words by their numbers, also for an
    undo; a save that raises leaves the text as it was."""

    def __init__(self, segments: Sequence[KeptSegment], save: Save = lambda _changes: None) -> None:
        self._segments = list(segments)
        self._starts = [segment.start for segment in segments]
        self._words: list[Words] = [segment.words for segment in segments]
        self._save = save
        self._done: list[dict[int, Words]] = []
        self._undone: list[dict[int, Words]] = []

    def copy(self) -> Editor:
        """The same text, to be changed on another thread while this one is read; `become` takes it over."""
        other = Editor((), self._save)
        other._segments, other._starts = self._segments, self._starts
        other._words, other._done, other._undone = list(self._words), list(self._done), list(self._undone)
        return other

    def become(self, other: Editor) -> None:
        """Say what a copy of this one says now, and take back what it would take back."""
        self._words, self._done, self._undone = other._words, other._done, other._undone

    # What is there

    @property
    def segment_count(self) -> int:
        """How many segments."""
        return len(self._words)

    @property
    def segments(self) -> list[KeptSegment]:
        """All segments with their words as they are now."""
        return [replace(kept, words=words) for kept, words in zip(self._segments, self._words, strict=True)]

    def number(self, segment: int) -> int:
        """A segment's number in the library."""
        return self._segments[segment].number

    def words(self, segment: int) -> Words:
        """A segment's words as they are now."""
        return self._words[segment]

    def parts(self, segment: int) -> list[tuple[int, int]]:
        """The lines within a segment: (first word, the one after the last) of each."""
        words = self._words[segment]
        return list(pairwise([*line_borders(words), len(words)])) if words else []

    def text(self, segment: int) -> str:
        """A segment's words, separated by single spaces."""
        return " ".join(word.text for word in self._words[segment])

    def places(self) -> list[Place]:
        """All words, in order."""
        return [Place(n, m) for n, words in enumerate(self._words) for m in range(len(words))]

    @property
    def first(self) -> Place | None:
        """The first word; None where there is none."""
        return next((Place(number, 0) for number, words in enumerate(self._words) if words), None)

    def word(self, place: Place) -> KeptWord:
        """The word at a place. Raises EditError where there is none."""
        if not 0 <= place.segment < len(self._words) or not 0 <= place.word < len(self._words[place.segment]):
            raise EditError("there is no word here any more.")
        return self._words[place.segment][place.word]

    def neighbour(self, place: Place, step: int) -> Place | None:
        """The word after a place (`step` 1) or before it (-1); None at the end."""
        if 0 <= place.word + step < len(self._words[place.segment]):
            return Place(place.segment, place.word + step)
        number = place.segment + step
        while 0 <= number < len(self._words):
            if self._words[number]:
                return Place(number, 0 if step > 0 else len(self._words[number]) - 1)
            number += step
        return None

    def place_at(self, seconds: float) -> Place | None:
        """The word that is spoken at a time, or was last; None before the first."""
        number = bisect_right(self._starts, seconds) - 1
        while number >= 0:
            words = self._words[number]
            last = bisect_right(words, seconds, key=lambda word: word.start) - 1
            if last >= 0:
                return Place(number, last)
            number -= 1
        return None

    def alternatives(self, place: Place) -> tuple[Alternative, ...]:
        """What else the recogniser had for a word that it wrote and nobody changed but in its times."""
        word, segment = self.word(place), self._segments[place.segment]
        found: tuple[Alternative, ...] = ()
        most = 0.0
        for raw, others in zip(segment.raw, segment.alternatives, strict=False):
            shared = min(raw.end, word.end) - max(raw.start, word.start)
            if shared > most and raw.text == word.text:
                found, most = others, shared
        return found

    # Changes

    def write(self, place: Place, text: str, count: int = 1) -> None:
        """Put a text (some words, or none) in the place of `count` words from `place` on."""
        self.word(place)
        self._change({place.segment: self._written(self._words[place.segment], place, text, count)})

    def rewrite(self, segment: int, text: str) -> None:
        """Another text for a whole segment; words at its beginning and end that stay keep times and confidence."""
        old, new = self._words[segment], text.split()
        if not old:
            raise EditError("nothing was heard here, so no word can be written here.")
        head = 0
        while head < min(len(old), len(new)) and old[head].text == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail].text == new[-1 - tail]:
            tail += 1
        if head == len(old) == len(new):
            return
        first, last = (head, len(old) - tail) if head < len(old) - tail else (max(0, head - 1), len(old) - tail)
        middle = new[first : len(new) - tail]
        if first == last:
            first, last, middle = 0, 1, [*new[: len(new) - tail], old[0].text]
        self.write(Place(segment, first), " ".join(middle), last - first)

    def choose(self, place: Place, alternative: int) -> None:
        """Take one of the alternatives, counted from 0. Raises EditError where there is none."""
        others = self.alternatives(place)
        if not 0 <= alternative < len(others):
            raise EditError("this word has no such alternative.")
        self.write(place, others[alternative].text)

    def merge_with_previous(self, segment: int) -> None:
        """Let a segment go on in the line of the one before, said by who says that; or end that."""
        if segment == 0 or not self._words[segment]:
            raise EditError("there is no line before this one to go on in.")
        self._join(Place(segment, 0))

    def turn_line(self, place: Place) -> None:
        """Begin a new line with this word; at a line's beginning, join it to the line before, said by who says that."""
        if place.word == 0:
            self.merge_with_previous(place.segment)
        elif place.word in line_borders(self._words[place.segment]):
            self._join(place)
        else:
            self._turn(place)

    def choose_speaker(self, place: Place, name: str) -> None:
        """Say by hand who says the line that holds a word; an empty name: nobody."""
        self._change({place.segment: self._said_by(place, name_of_speaker(name))})

    def change_all(self, texts: Sequence[Words]) -> None:
        """Other words for each segment, as one change."""
        self._change(dict(enumerate(texts)))

    def retime(self, place: Place, start: float, end: float) -> None:
        """Other times for a word, held between the words before and after it, of whatever segment."""
        word, before, after = self.word(place), self.neighbour(place, -1), self.neighbour(place, 1)
        low = self.word(before).end if before is not None else 0.0
        high = self.word(after).start if after is not None else max(self._segments[-1].end, end)
        low, high = min(low, word.start), max(high, word.end)
        start = max(low, min(start, high - SHORTEST))
        end = max(start, min(high, max(end, start + SHORTEST)))
        if (start, end) != (word.start, word.end):
            self._replace_word(place, replace(word, start=start, end=end, edited=True, retimed=True))

    def replace_all(self, find: str, by: str, match_case: bool = False) -> int:
        """Replace words (one or some in a row) everywhere, as one change; how many times."""
        sought = [form(word, match_case) for word in find.split()]
        if not sought:
            return 0
        changes: dict[int, Words] = {}
        count = 0
        for number in range(len(self._words)):
            if not may_hold(self.text(number), sought, match_case):
                continue
            changes[number], here = self._replaced(number, sought, by, match_case)
            count += here
        self._change(changes)
        return count

    def _replaced(self, number: int, sought: list[str], by: str, match_case: bool) -> tuple[Words, int]:
        words, at, count = self._words[number], 0, 0
        while at + len(sought) <= len(words):
            if [form(word.text, match_case) for word in words[at : at + len(sought)]] != sought:
                at += 1
                continue
            words = self._written(words, Place(number, at), by, len(sought))
            at += len(by.split())
            count += 1
        return words, count

    # Undo

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._undone)

    @property
    def undo_size(self) -> int:
        """How many segments the last change changed."""
        return len(self._done[-1]) if self._done else 0

    @property
    def redo_size(self) -> int:
        """How many segments the change would change that was taken back last."""
        return len(self._undone[-1]) if self._undone else 0

    def undo(self) -> int | None:
        """Take back the last change; the segment where it was, None where there is nothing."""
        return self._swap(self._done, self._undone)

    def redo(self) -> int | None:
        """Make the change again that was taken back last."""
        return self._swap(self._undone, self._done)

    def _swap(self, source: list[dict[int, Words]], target: list[dict[int, Words]]) -> int | None:
        if not source:
            return None
        before = {number: self._words[number] for number in source[-1]}
        self._put(source[-1])
        source.pop()
        target.append(before)
        return min(before)

    def _change(self, changes: dict[int, Words]) -> None:
        changes = {number: words for number, words in changes.items() if words != self._words[number]}
        if not changes:
            return
        before = {number: self._words[number] for number in changes}
        self._put(changes)
        self._done.append(before)
        self._undone.clear()

    def _put(self, changes: Mapping[int, Words]) -> None:
        self._save({self._segments[number].number: words for number, words in changes.items()})
        for number, words in changes.items():
            self._words[number] = words

    def _join(self, place: Place) -> None:
        """A line's first word: the line goes on in the one before."""
        before = self.neighbour(place, -1)
        speaker = self.word(place if before is None else before).speaker
        if speaker == self.word(place).speaker:
            self._turn(place)
            return
        words = list(self._said_by(place, speaker))
        words[place.word] = replace(words[place.word], turned=place.word == 0)
        self._change({place.segment: tuple(words)})

    def _said_by(self, place: Place, name: str) -> Words:
        """The words of a segment, its line with this word said by somebody."""
        self.word(place)
        first, last = next(part for part in self.parts(place.segment) if part[0] <= place.word < part[1])
        words = self._words[place.segment]
        line = (replace(word, speaker=name, chosen=True) for word in words[first:last])
        return (*words[:first], *line, *words[last:])

    def _turn(self, place: Place) -> None:
        word = self.word(place)
        self._replace_word(place, replace(word, turned=not word.turned))

    def _replace_word(self, place: Place, word: KeptWord) -> None:
        words = list(self._words[place.segment])
        words[place.word] = word
        self._change({place.segment: tuple(words)})

    @staticmethod
    def _written(words: Words, place: Place, text: str, count: int) -> Words:
        old = words[place.word : place.word + count]
        if not old or len(old) < count:
            raise EditError("there is no word here any more.")
        if " ".join(word.text for word in old) == " ".join(text.split()):
            return words
        new = said_as(spread(text.split(), old[0].start, old[-1].end), old)
        if new:
            # What the user did to the stretch's borders stays.
            new = (replace(new[0], turned=old[0].turned, retimed=old[0].retimed), *new[1:])
            new = (*new[:-1], replace(new[-1], retimed=new[-1].retimed or old[-1].retimed))
        return (*words[: place.word], *new, *words[place.word + count :])


def spread(texts: Sequence[str], start: float, end: float) -> Words:
    """Words that the user wrote, over a stretch of time, each as long as its share of the letters."""
    total = sum(len(text) for text in texts) or 1
    words, letters = [], 0
    for text in texts:
        begin = start + (end - start) * letters / total
        letters += len(text)
        words.append(KeptWord(text, begin, start + (end - start) * letters / total, 1.0, edited=True))
    return tuple(words)


def library_editor(library: Library, session: str) -> Editor:
    """An editor of a session, every change stored as it is made. Raises LibraryError."""
    return Editor(library.segments.of(session), lambda changes: library.segments.change(session, changes, "hand"))
