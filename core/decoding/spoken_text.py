"""Written English to the characters a model can emit: what transcripts and language-model text go through.

Any thread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from core.decoding.number_words import read_out

ENGLISH = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ'")

# Abbreviations that are read in full, as LibriSpeech transcripts have them.
_ABBREVIATIONS = {
    "mr": "mister",
    "mrs": "missus",
    "dr": "doctor",
    "st": "saint",
    "messrs": "messieurs",
    "etc": "et cetera",
}
_ABBREVIATION = re.compile(r"\b(" + "|".join(_ABBREVIATIONS) + r")\.", re.IGNORECASE)
_APOSTROPHES = str.maketrans("’‘`", "'''")
_MARKUP = re.compile(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])[\"'”’)]*\s+|\s*—\s*|\n+")
_SYMBOLS = {"&": " and ", "%": " percent ", "+": " plus ", "=": " equals "}


class TranscriptError(ValueError):
    """A transcript holds characters that have no spoken form here (numerals, another script); the sentence names
    them.
    """


def fold_transcript(text: str, letters: frozenset[str] = ENGLISH) -> str:
    """`text` in `letters` and single spaces, for a transcript that says what was spoken.

    A character takes the first form that `letters` hold: itself, its other case, without its accents. Punctuation
    parts words. A letter or numeral without a form raises `TranscriptError`: "1990" may have been read in several ways,
    and a guess would teach the model wrong.
    """
    folded = [_fold_character(character, letters) for character in text.translate(_APOSTROPHES)]
    strange = sorted({original for original, form in zip(text, folded, strict=True) if form is None})
    if strange:
        raise TranscriptError(
            f"the transcript holds {' '.join(strange)!r}, which the model has no letters for: write it as it is spoken"
        )
    return _words("".join(form for form in folded if form is not None))


def fold_sentences(text: str, letters: frozenset[str] = ENGLISH, english: bool = True) -> Iterator[str]:
    """Sentences of written text in the same characters; empty ones are left out.

    In `english` text numerals, abbreviations and signs are read out. Sentences that keep numerals or letters of
    another script are left out whole.
    """
    plain = _MARKUP.sub(" ", text)
    if english:
        plain = _ABBREVIATION.sub(lambda match: _ABBREVIATIONS[match.group(1).lower()], plain)
    for sentence in _SENTENCE_END.split(plain):
        try:
            folded = fold_transcript(_read_signs(sentence) if english else sentence, letters)
        except TranscriptError:
            continue
        if folded:
            yield folded


def _read_signs(sentence: str) -> str:
    for symbol, words in _SYMBOLS.items():
        sentence = sentence.replace(symbol, words)
    return read_out(sentence)


# Millions of characters, and few different ones.
@lru_cache(maxsize=16384)
def _fold_character(character: str, letters: frozenset[str]) -> str | None:
    """The form of a character in `letters`, a space for punctuation, None for a letter or numeral that has none."""
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    for form in (character, character.upper(), character.lower(), plain, plain.upper(), plain.lower()):
        if form and letters.issuperset(form):
            return form
    if unicodedata.combining(character):
        return ""
    return None if character.isalnum() else " "


def _words(folded: str) -> str:
    """Single spaces; an apostrophe counts inside a word (IT'S), not around it, where it is a quotation mark."""
    words = (word.strip("'") for word in folded.split())
    return " ".join(word for word in words if word)
