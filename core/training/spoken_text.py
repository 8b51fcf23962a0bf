"""Written English to the characters a model can emit: what transcripts and language-model text go through.

Any thread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from core.training.number_words import read_out

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
_MARKUP = re.compile(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])[\"'”’)]*\s+|\s*—\s*|\n+")
_SYMBOLS = {"&": " and ", "%": " percent ", "+": " plus ", "=": " equals "}


class TranscriptError(ValueError):
    """A transcript holds characters that have no spoken form here (numerals, another script); the sentence names
    them.
    """


def fold_transcript(text: str) -> str:
    """Upper-case letters, apostrophes and single spaces, for a transcript that says what was spoken.

    Numerals raise `TranscriptError`: "1990" may have been read in several ways, and a guess would teach the model
    wrong.
    So do letters that do not fold to A–Z.
    """
    folded = _fold_letters(text)
    strange = sorted({character for character in folded if character.isalnum() and not "A" <= character <= "Z"})
    if strange:
        raise TranscriptError(
            f"the transcript holds {' '.join(strange)!r}: write numbers and names as they are spoken, in Latin letters"
        )
    return _keep_letters(folded)


def fold_sentences(text: str) -> Iterator[str]:
    """Sentences of written text in the same characters, numerals and abbreviations read out; empty ones are left out.

    Sentences that keep letters of another script are left out whole.
    """
    plain = _MARKUP.sub(" ", text)
    plain = _ABBREVIATION.sub(lambda match: _ABBREVIATIONS[match.group(1).lower()], plain)
    for sentence in _SENTENCE_END.split(plain):
        for symbol, words in _SYMBOLS.items():
            sentence = sentence.replace(symbol, words)  # noqa: PLW2901
        folded = _fold_letters(read_out(sentence))
        if any(character.isalpha() and not "A" <= character <= "Z" for character in folded):
            continue
        kept = _keep_letters(folded)
        if kept:
            yield kept


def _fold_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).upper()


def _keep_letters(folded: str) -> str:
    letters = re.sub(r"[^A-Z' ]", " ", folded)
    # An apostrophe counts inside or at the end of a word (IT'S, OTHERS'), not as a quotation mark.
    words = (re.sub(r"^'+|'+$", "", word) for word in letters.split())
    return " ".join(word for word in words if word)
