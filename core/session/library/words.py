"""Words as the library keeps them: with what the user did to them, and in the form that is searched.

Pure; any thread.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.decoding.hypothesis import Word

# Scripts that are written without spaces: every character is a word for the search.
UNSPACED = re.compile("([\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
EDITED, LINE_TURNED, RETIMED, SPEAKER_CHOSEN = 1, 2, 4, 8
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A word of the current text. `start` and `end` in seconds from the session's start; `confidence` 0 to 1.

    `edited`: the user wrote it by hand, so decoding again leaves it alone. `turned`: the border before it is not what
    the recogniser made it: a segment's first word continues the line before, another begins a new line. `retimed`: the
    user gave it its times, and so the line that it begins or ends. `speaker`: the name of who says it, empty where that
    is not known; `chosen`: the user said so by hand, so labelling again leaves it alone.
    """

    text: str
    start: float
    end: float
    confidence: float
    edited: bool = False
    turned: bool = False
    retimed: bool = False
    speaker: str = ""
    chosen: bool = False

    @classmethod
    def of(cls, word: Word) -> KeptWord:
        """A word as it was recognised."""
        return cls(word.text, word.start, word.end, word.confidence)

    @property
    def word(self) -> Word:
        """Without what the user did."""
        return Word(self.text, self.start, self.end, self.confidence)


def words_row(words: Sequence[KeptWord]) -> str:
    """As JSON: [text, start, end, confidence] each, with a fifth number where the user did something, and a sixth
    value, the speaker's name, where it is another than the word before has (the first: than none)."""
    rows = []
    speaker = ""
    for word in words:
        done = EDITED * word.edited | LINE_TURNED * word.turned | RETIMED * word.retimed | SPEAKER_CHOSEN * word.chosen
        more = [done, word.speaker] if word.speaker != speaker else [done] if done else []
        rows.append([word.text, word.start, word.end, word.confidence, *more])
        speaker = word.speaker
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def words_of(row: str) -> tuple[KeptWord, ...]:
    """Read what `words_row` wrote. Raises ValueError for anything else."""
    words: list[KeptWord] = []
    try:
        for values in json.loads(row):
            # Who says it stands where that changes.
            before = words[-1].speaker if words else ""
            words.append(_word(*values[:5], *values[6:], speaker=values[5] if len(values) > 5 else before))
    except TypeError as failure:
        raise ValueError(f"no words: {row[:60]!r}") from failure
    return tuple(words)


def name_of_speaker(text: str) -> str:
    """A name as it is kept: on one line, not endless; may be empty."""
    return " ".join(text.split())[:LONGEST_NAME].strip()


def line_borders(words: Sequence[KeptWord]) -> list[int]:
    """Where the lines of a segment's words begin: at 0, where the user began one, and where another one speaks."""
    turns = range(1, len(words))
    return [0, *(n for n in turns if words[n].turned or words[n].speaker != words[n - 1].speaker)]


def said_as(words: Iterable[KeptWord], before: Sequence[KeptWord]) -> tuple[KeptWord, ...]:
    """Words in the place of others, each said by who said the closest of `before`."""
    if not any(word.speaker for word in before):
        return tuple(words)
    found = []
    for word in words:
        middle = (word.start + word.end) / 2
        closest = min(before, key=lambda other: max(other.start - middle, middle - other.end, 0.0))
        found.append(replace(word, speaker=closest.speaker, chosen=closest.chosen))
    return tuple(found)


def searchable_form(words: Sequence[KeptWord]) -> str:
    """The text in which a session is found: words by single spaces, and so the characters of unspaced scripts."""
    return spaced(" ".join(word.text for word in words))


def spaced(text: str) -> str:
    """Spaces around every character of a script that has none."""
    return " ".join(UNSPACED.sub(r" \1 ", text).split())


def _word(text: str, start: float, end: float, confidence: float, done: int = 0, *, speaker: str) -> KeptWord:
    if not isinstance(text, str) or not isinstance(done, int) or not isinstance(speaker, str):
        raise TypeError("a word is a text with numbers")
    edited, turned, retimed, chosen = (bool(done & flag) for flag in (EDITED, LINE_TURNED, RETIMED, SPEAKER_CHOSEN))
    name = name_of_speaker(speaker)
    text = sys.intern(text)  # Hours of speech are few different words, many times.
    return KeptWord(text, float(start), float(end), float(confidence), edited, turned, retimed, name, chosen)
