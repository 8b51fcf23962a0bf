"""Written English as the tokens of a hidden-event model: words as they are cased, and the marks between them.

Stolcke et al. 1998, "Automatic detection of sentence boundaries and disfluencies based on recognized words": the marks
are words of the model that a recogniser does not hear. A paragraph is a line, so that the model sees across sentences.
Pure functions, any thread.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.decoding.number_words import read_out
from core.decoding.readable.marks import COMMA, FULL_STOP, MARKS, QUESTION_MARK, SENTENCE_ENDS

_ABBREVIATIONS = {
    "Mr.": "Mister",
    "Mrs.": "Missus",
    "Dr.": "Doctor",
    "St.": "Saint",
    "etc.": "et cetera",
    "i.e.": "that is",
    "e.g.": "for example",
}
_ABBREVIATION = re.compile("|".join(rf"(?<!\w){re.escape(short)}" for short in _ABBREVIATIONS))
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_INITIAL = re.compile(r"\b([A-Z])\.(?=\s+[A-Z])")
_MARKUP = re.compile(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]|[*_]")
_APOSTROPHES = str.maketrans("’‘`", "'''")
_TOKEN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*|\.\.\.|…|--+|[,;:—–.!?]")
_MARK_OF = {
    **dict.fromkeys((",", ";", ":", "—", "–", "--"), COMMA),
    **dict.fromkeys((".", "!", "...", "…"), FULL_STOP),
    "?": QUESTION_MARK,
}
_SYMBOLS = {"&": " and ", "%": " percent ", "+": " plus ", "=": " equals ", "-": " "}
_FEWEST_WORDS = 3


def tokens(paragraph: str) -> list[str]:
    """Words and `MARKS` of a paragraph; empty for one that is not English or has no sentence's end (a heading)."""
    text = _ABBREVIATION.sub(lambda match: _ABBREVIATIONS[match.group()], paragraph)
    text = _INITIALS.sub(lambda match: match.group().replace(".", " "), _MARKUP.sub(" ", text))
    text = _INITIAL.sub(r"\1", text).translate(_APOSTROPHES)
    text = re.sub(r"-{2,}", "—", text)
    for symbol, spoken in _SYMBOLS.items():
        text = text.replace(symbol, spoken)
    text = read_out(text)
    letters = [character for character in text if character.isalpha()]
    if not letters or sum(character.isascii() for character in letters) < 0.95 * len(letters):
        return []
    found: list[str] = []
    for token in _TOKEN.findall(text):
        mark = _MARK_OF.get(token)
        if mark is None:
            found.append(token)
        elif found and found[-1] not in MARKS:
            found.append(mark)
        elif found and mark in SENTENCE_ENDS:
            # "she said,—" and "what?!": the stronger of two marks; a question stays one.
            found[-1] = found[-1] if found[-1] == QUESTION_MARK else mark
    ends = sum(token in SENTENCE_ENDS for token in found)
    words = len(found) - sum(token in MARKS for token in found)
    shouted = sum(token.isupper() and len(token) > 1 for token in found)
    return found if ends and words >= _FEWEST_WORDS and shouted * 3 < words else []


def usual_forms(paragraphs: Iterable[Sequence[str]]) -> dict[str, str]:
    """How each word is cased within sentences, by its lower-case form; words only seen to begin one are left out."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for paragraph in paragraphs:
        begins = True
        for token in paragraph:
            if token in MARKS:
                begins = token in SENTENCE_ENDS
                continue
            if not begins:
                counts[token.lower()][token] += 1
            begins = False
    return {word: forms.most_common(1)[0][0] for word, forms in counts.items()}


def plain_beginnings(paragraph: Sequence[str], usual: Mapping[str, str]) -> Iterator[str]:
    """The paragraph's tokens, the first word of each sentence cased as it is elsewhere."""
    begins = True
    for token in paragraph:
        if token in MARKS:
            begins = token in SENTENCE_ENDS
            yield token
        else:
            yield usual.get(token.lower(), token.lower()) if begins else token
            begins = False
