"""Words by their frames, as a search spells them, and the chains in which its beams share the ended ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class SpelledWord(NamedTuple):
    """A word and its frames: first, and one past the last."""

    text: str
    start_frame: int
    end_frame: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One result: words, the acoustic score, and that with language model and hotwords. Natural logarithms."""

    words: tuple[SpelledWord, ...]
    logit_score: float
    score: float


class EndedWord:
    """A beam's ended words, the last one first: beams share what they have in common."""

    __slots__ = ("before", "word")

    def __init__(self, before: EndedWord | None, word: SpelledWord) -> None:
        self.before = before
        self.word = word


def words_of(ended: EndedWord | None) -> tuple[SpelledWord, ...]:
    """The words of a chain, oldest first."""
    return tuple(cell.word for cell in chain(ended))


def chain(ended: EndedWord | None) -> list[EndedWord]:
    """The cells of ended words, oldest first."""
    cells = []
    while ended is not None:
        cells.append(ended)
        ended = ended.before
    return cells[::-1]


def common(chains: list[list[EndedWord]]) -> list[EndedWord]:
    """The longest beginning that all chains share, cell by cell."""
    shared = chains[0]
    for chain in chains[1:]:
        length = 0
        while length < min(len(shared), len(chain)) and shared[length] is chain[length]:
            length += 1
        shared = shared[:length]
    return shared


def after(ended: EndedWord | None, cell: EndedWord) -> EndedWord | None:
    """The cell that follows `cell` in a chain; None where the chain ends with it or does not hold it."""
    while ended is not None and ended.before is not cell:
        ended = ended.before
    return ended
