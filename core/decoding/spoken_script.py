"""A script as the words that will be heard, with the written words they come from. Pure, any thread."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from core.decoding.number_words import read_out
from core.decoding.script import MOST_CHARACTERS, ScriptError

_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";")
_APOSTROPHES = str.maketrans("’‘`", "'''")


@dataclass(frozen=True, slots=True)
class SpokenScript:
    """`words`: as they sound, folded; `owners`: for each, its written word. `starts`: words that begin a sentence.

    `written` and `lines`: each word of the text, and its line (from 0, lines without words left out).
    """

    words: tuple[str, ...]
    owners: tuple[int, ...]
    starts: tuple[int, ...]
    written: tuple[str, ...]
    lines: tuple[int, ...]

    @classmethod
    def read(cls, text: str) -> SpokenScript:
        """Raises ScriptError for a text of more than two million characters."""
        if len(text) > MOST_CHARACTERS:
            raise ScriptError(f"the text has more than {MOST_CHARACTERS:,} characters. Follow it in parts.")
        written: list[str] = []
        lines: list[int] = []
        for line in filter(None, map(str.split, text.splitlines())):
            number = lines[-1] + 1 if lines else 0
            written += line
            lines += [number] * len(line)
        words: list[str] = []
        owners: list[int] = []
        starts: list[int] = []
        begins = True
        for owner, word in enumerate(written):
            begins = begins or lines[owner] != lines[owner - 1]
            parts = folded(word).split()
            if parts and begins:
                starts.append(len(words))
                begins = False
            words += parts
            owners += [owner] * len(parts)
            begins = begins or word.rstrip("\"'”’)").endswith(_SENTENCE_ENDS)
        return cls(tuple(words), tuple(owners), tuple(starts), tuple(written), tuple(lines))


def folded(word: str) -> str:
    """A written or heard word in lower case without accents and punctuation, numerals read out; spaces part words."""
    word = read_out(word.translate(_APOSTROPHES))
    plain = unicodedata.normalize("NFKD", word.casefold())
    kept = ("".join(c for c in part if c.isalnum() or c == "'").strip("'") for part in plain.replace("-", " ").split())
    return " ".join(part for part in kept if part)
