"""Words as the library keeps them: with what the user did to them, and in the form that is searched.

Pure; any thread.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.decoding.hypothesis import Word

# Scripts that are written without spaces: every character is a word for the search.
UNSPACED = re.compile("([\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
EDITED, LINE_TURNED, RETIMED = 1, 2, 4


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A word of the current text. `start` and `end` in seconds from the session's start; `confidence` 0 to 1.

    `edited`: the user wrote it by hand, so decoding again leaves it alone. `turned`: the border before it is not what
    the recogniser made it: a segment's first word continues the line before, another begins a new line. `retimed`: the
    user gave it its times, and so the line that it begins or ends.
    """

    text: str
    start: float
    end: float
    confidence: float
    edited: bool = False
    turned: bool = False
    retimed: bool = False

    @classmethod
    def of(cls, word: Word) -> KeptWord:
        """A word as it was recognised."""
        return cls(word.text, word.start, word.end, word.confidence)

    @property
    def word(self) -> Word:
        """Without what the user did."""
        return Word(self.text, self.start, self.end, self.confidence)


def words_row(words: Sequence[KeptWord]) -> str:
    """As JSON: [text, start, end, confidence] each, with a fifth number where the user did something."""
    rows = []
    for word in words:
        done = EDITED * word.edited | LINE_TURNED * word.turned | RETIMED * word.retimed
        rows.append([word.text, word.start, word.end, word.confidence, *([done] if done else [])])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def words_of(row: str) -> tuple[KeptWord, ...]:
    """Read what `words_row` wrote. Raises ValueError for anything else."""
    try:
        return tuple(_word(*values) for values in json.loads(row))
    except TypeError as failure:
        raise ValueError(f"no words: {row[:60]!r}") from failure


def searchable_form(words: Sequence[KeptWord]) -> str:
    """The text in which a session is found: words by single spaces, and so the characters of unspaced scripts."""
    return spaced(" ".join(word.text for word in words))


def spaced(text: str) -> str:
    """Spaces around every character of a script that has none."""
    return " ".join(UNSPACED.sub(r" \1 ", text).split())


def _word(text: str, start: float, end: float, confidence: float, done: int = 0) -> KeptWord:
    if not isinstance(text, str) or not isinstance(done, int):
        raise TypeError("a word is a text with numbers")
    flags = (bool(done & flag) for flag in (EDITED, LINE_TURNED, RETIMED))
    return KeptWord(text, float(start), float(end), float(confidence), *flags)
