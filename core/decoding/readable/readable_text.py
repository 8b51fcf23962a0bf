"""Readable text: recognised words in sentence case, with punctuation and digits. Words and times stay as they are.

`ReadableText` holds the model and may be shared between threads; a `ReadableStream` belongs to one session.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.decoding.readable.digits import numerals
from core.decoding.readable.hidden_events import EventModel, MarkedWord
from core.decoding.readable.marks import FULL_STOP, SENTENCE_ENDS

MODEL_FOLDER = "readable"
_ALWAYS_CAPITAL = frozenset({"i", "i'm", "i'll", "i've", "i'd"})


@dataclass(frozen=True, slots=True)
class ReadableWord:
    """`text` stands for the words `first_word` to `last_word`, both included, of those that were given."""

    text: str
    first_word: int
    last_word: int


@dataclass(frozen=True, slots=True)
class ReadableOptions:
    """`language` as ISO 639-1 has it. `pause_odds`: how much more probable a mark is where a caption ends."""

    language: str = "en"
    digits: bool = True
    pause_odds: float = 10.0


class ReadableText:
    """Without a model (`events` None) each caption is taken for a sentence: a capital before, a full stop behind."""

    def __init__(self, events: EventModel | None = None, options: ReadableOptions | None = None) -> None:
        self.events = events
        self.options = options or ReadableOptions()

    @classmethod
    def load(cls, folder: Path, options: ReadableOptions | None = None) -> ReadableText:
        """With the model of `folder` where it is there and speaks the language; raises LanguageModelError."""
        options = options or ReadableOptions()
        english = options.language == "en"
        return cls(EventModel(folder) if english and (folder / "model.bin").is_file() else None, options)

    def render(self, words: Sequence[str]) -> list[ReadableWord]:
        """A whole text, which ends with its last word."""
        return self.stream().feed(words, ends=True)

    def stream(self) -> ReadableStream:
        """Captions of one session, one after the other."""
        return ReadableStream(self)


class ReadableStream:
    """Each caption's readable form follows from those before: a sentence may go on from one to the next."""

    def __init__(self, text: ReadableText) -> None:
        self._text = text
        self._state: Any = text.events.begin() if text.events else None
        self._begins = True

    def feed(self, words: Sequence[str], ends: bool = False) -> list[ReadableWord]:
        """Words of a final caption as recognised, in any case; `ends`: the text ends with them."""
        shown, self._state, self._begins = self._read(words, self._text.options.pause_odds, ends)
        return shown

    def peek(self, words: Sequence[str]) -> list[ReadableWord]:
        """How the words of a partial caption would read now; nothing is kept of them."""
        return self._read(words, 1.0, False)[0]

    def _read(self, words: Sequence[str], last_odds: float, ends: bool) -> tuple[list[ReadableWord], Any, bool]:
        """The readable words, the model's state after them, and whether a sentence begins then."""
        if not words:
            return [], self._state, self._begins
        lower = [word.lower() for word in words]
        options = self._text.options
        found = {number.first: number for number in (numerals(lower, options.language) if options.digits else ())}
        inside = frozenset(place for number in found.values() for place in range(number.first, number.last))
        marked, state = self._marked(lower, inside, last_odds)
        if ends and marked[-1].mark not in SENTENCE_ENDS:
            marked[-1] = MarkedWord(marked[-1].form, FULL_STOP)
        shown: list[ReadableWord] = []
        begins, place = self._begins, 0
        while place < len(words):
            number = found.get(place)
            last = number.last if number else place
            text = number.text if number else _cased(marked[place].form, begins)
            mark = marked[last].mark
            begins = mark in SENTENCE_ENDS
            # "10 a.m." has its full stop.
            shown.append(ReadableWord(text + ("" if text.endswith(mark) else mark), place, last))
            place = last + 1
        return shown, state, begins

    def _marked(self, words: Sequence[str], inside: frozenset[int], last_odds: float) -> tuple[list[MarkedWord], Any]:
        events = self._text.events
        if events is not None:
            return events.mark(self._state, words, last_odds, inside)
        english = self._text.options.language == "en"
        forms = [word.capitalize() if english and word in _ALWAYS_CAPITAL else word for word in words]
        # A caption ends where the speaker pauses: the best guess at a sentence's end that there is.
        mark = FULL_STOP if last_odds > 1.0 else ""
        return [*(MarkedWord(form, "") for form in forms[:-1]), MarkedWord(forms[-1], mark)], None


def _cased(form: str, begins: bool) -> str:
    return form[:1].upper() + form[1:] if begins else form
