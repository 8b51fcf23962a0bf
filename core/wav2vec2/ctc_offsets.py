"""From the tokens of CTC frames to text, with the frames in which characters and words lie. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypedDict


class CharOffset(TypedDict):
    """A character of the text and its frames, end exclusive."""

    char: str
    start_offset: int
    end_offset: int


class WordOffset(TypedDict):
    """A word of the text and its frames, end exclusive."""

    word: str
    start_offset: int
    end_offset: int


class TokenRun(NamedTuple):
    """A token that lasts from `start` to `end` (exclusive), in frames."""

    token: str
    start: int
    end: int


def token_runs(tokens: Iterable[str], group: bool) -> Iterator[TokenRun]:
    """Runs of equal tokens (`group`, the CTC rule), or each token by itself."""
    if not group:
        yield from (TokenRun(token, index, index + 1) for index, token in enumerate(tokens))
        return
    start = 0
    for token, repeated in groupby(tokens):
        end = start + sum(1 for _ in repeated)
        yield TokenRun(token, start, end)
        start = end


def char_offsets(runs: Iterable[TokenRun]) -> list[CharOffset]:
    """Runs in the documented form."""
    return [CharOffset(char=run.token, start_offset=run.start, end_offset=run.end) for run in runs]


def word_offsets(runs: Sequence[TokenRun], delimiter: str) -> list[WordOffset]:
    """Words between runs of the delimiter, from the start of their first run to the end of their last."""
    words = []
    for is_delimiter, group in groupby(runs, key=lambda run: run.token == delimiter):
        if is_delimiter:
            continue
        word = list(group)
        text = "".join(run.token for run in word)
        words.append(WordOffset(word=text, start_offset=word[0].start, end_offset=word[-1].end))
    return words


_CLEANED = (" .", " ?", " !", " ,", " ' ", " n't", " 'm", " 's", " 've", " 're")


def clean_up_spaces(text: str) -> str:
    """Take out the spaces before punctuation and English contractions (`clean_up_tokenization_spaces`)."""
    for spaced in _CLEANED:
        text = text.replace(spaced, spaced.strip())
    return text
