"""A written text as the labels that a model would emit for it, word by word: what is aligned and followed.

Numerals are read out, accents and case fold to what the vocabulary has, punctuation is silent. A character that the
vocabulary lacks stands for any sound; `*`, `[...]` and `[…]` stand for speech that is not written down. Pure, any
thread.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from core.decoding.ctc_viterbi import GAP, WILDCARD
from core.decoding.number_words import read_out
from core.decoding.vocabulary import Speller, Vocabulary

_GAP = re.compile(r"\*|\[(?:\.\.\.|…)\]")
_APOSTROPHES = str.maketrans("’‘`", "'''")
MOST_CHARACTERS = 2_000_000


class ScriptError(Exception):
    """A text cannot be used as a script; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class ScriptWord:
    """`text` as it is written; `labels` as it is spoken: one run a spoken word ("42" has two), none for a dash.

    `line` counts the script's lines that hold words, from 0.
    """

    text: str
    labels: tuple[tuple[int, ...], ...]
    line: int

    @property
    def is_gap(self) -> bool:
        """Whether it stands for speech that is not written down."""
        return self.labels == ((GAP,),)


def read_script(text: str, vocabulary: Vocabulary) -> tuple[ScriptWord, ...]:
    """The words of a text. Raises ScriptError for one without any, or larger than two million characters."""
    if len(text) > MOST_CHARACTERS:
        raise ScriptError(f"the text has more than {MOST_CHARACTERS:,} characters. Align it in parts.")
    writer = _Writer(vocabulary)
    words: list[ScriptWord] = []
    lines = 0
    for line in text.splitlines():
        found = [ScriptWord(word, writer.labels(word), lines) for word in line.split()]
        words += found
        lines += bool(found)
    if not any(word.labels for word in words):
        raise ScriptError("the text has no words that could be spoken. Give the text of the recording.")
    return tuple(words)


def label_sequence(words: tuple[ScriptWord, ...], vocabulary: Vocabulary) -> tuple[list[int], list[int]]:
    """All labels of a script in order, and for each the number of its word (−1 for what stands between words).

    Words are parted by the vocabulary's delimiter, or by nothing where there is none; a gap takes its place.
    """
    labels: list[int] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        for run in word.labels:
            if labels and not word.is_gap and labels[-1] != GAP and vocabulary.delimiter is not None:
                labels.append(vocabulary.delimiter)
                owners.append(-1)
            labels += run
            owners += [number] * len(run)
    return labels, owners


class _Writer:
    """Spells words for one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._speller = Speller(vocabulary)
        self._characters = frozenset("".join(vocabulary.spoken))

    def labels(self, word: str) -> tuple[tuple[int, ...], ...]:
        if _GAP.fullmatch(word):
            return ((GAP,),)
        word = word.translate(_APOSTROPHES)
        if any(character.isdecimal() and character not in self._characters for character in word):
            word = read_out(word)
        runs = (self._spell(part) for part in word.split())
        return tuple(run for run in runs if run)

    def _spell(self, word: str) -> tuple[int, ...]:
        """One spoken word; what the vocabulary cannot write is a wildcard for each character."""
        folded = "".join(self._form(character) for character in self._vocabulary.fold(word)).strip("'")
        labels: list[int] = []
        for part in re.split(r"(\0)", folded):
            labels += [WILDCARD] if part == "\0" else self._speller.spell(part)
        return tuple(labels)

    def _form(self, character: str) -> str:
        """The character in the vocabulary, "" for punctuation, NUL for a letter or numeral that has no label."""
        plain = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
        for form in (character, plain, character.upper(), character.lower(), plain.upper(), plain.lower()):
            if form and self._characters.issuperset(form):
                return form
        return "\0" if character.isalnum() else ""
