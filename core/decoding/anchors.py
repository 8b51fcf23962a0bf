"""Where a long recording and its text surely meet: stretches of words that were heard as they are written.

The words come from a search whose language model was made from the text itself; of such a reading most words are right
even where the acoustic model is weak. Sequences of words that stand once in the text and once in the reading tie the
two together, as in patience diff; the chain of them in rising order that covers most words is kept. Pure, any thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.decoding.ctc_viterbi import GAP, WILDCARD
from core.decoding.spelled_words import SpelledWord
from core.decoding.vocabulary import Vocabulary

NGRAM = 3
SURE_WORDS = 5
"""Words in a row that must agree for a cut among them; it lies in their middle."""
PIECE_FRAMES = 500
"""Cuts nearer to each other than ten seconds are not needed."""
HOLE_FRAMES = 750
SLOW_FRAMES = 8
"""Of a label in slow speech. Fifteen seconds more than that between two anchors are speech that is not written down."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The labels from `label` on are spoken from `frame` on, those before before it. `loose`: up to the next cut there
    is more sound than they need; what is not written may stand before and after them.
    """

    label: int
    frame: int
    loose: bool = False


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A spoken word of a label sequence: its letters, and where they begin. `after_gap`: no word need end before it."""

    text: str
    label: int
    after_gap: bool


def written_words(labels: Sequence[int], vocabulary: Vocabulary) -> tuple[WrittenWord, ...]:
    """The words of a label sequence with delimiters; one with a wildcard has the text "", which nothing equals."""
    words: list[WrittenWord] = []
    begin, gap = 0, True
    for place, label in enumerate([*labels, GAP]):
        if label not in (GAP, vocabulary.delimiter):
            continue
        letters = labels[begin:place]
        if letters:
            known = WILDCARD not in letters
            words.append(WrittenWord("".join(vocabulary.labels[n] for n in letters) if known else "", begin, gap))
        # A gap without delimiter before it follows a word as well.
        gap = label == GAP or (gap and not letters)
        begin = place + 1
    return tuple(words)


def find_cuts(labels: Sequence[int], heard: Sequence[SpelledWord], vocabulary: Vocabulary) -> tuple[Cut, ...]:
    """Places where labels and frames can be cut apart, in order; none where little agrees.

    `heard` are the words of the whole recording, with frames counted from its first.
    """
    written = written_words(labels, vocabulary)
    cuts: list[Cut] = []
    runs = _chain(_runs([word.text for word in written], [word.text for word in heard]))
    before: Run | None = None
    for first, first_heard, length in runs:
        if before is not None:
            cuts += _around_hole(written, heard, before, (first, first_heard, length))
        before = first, first_heard, length
        for offset in range(SURE_WORDS // 2, length - SURE_WORDS // 2):
            word, frame = written[first + offset], heard[first_heard + offset].start_frame
            if not word.after_gap and frame - (cuts[-1].frame if cuts else 0) >= PIECE_FRAMES:
                cuts.append(Cut(word.label, frame))
    return tuple(cuts)


Run = tuple[int, int, int]
"""First word of the text, first word heard, and how many agree."""


def _around_hole(
    written: Sequence[WrittenWord], heard: Sequence[SpelledWord], before: Run, after: Run
) -> tuple[Cut, ...]:
    """Cuts at the end of one run and the begin of the next, where much more is spoken between them than is written."""
    begin = Cut(written[before[0] + before[2]].label, heard[before[1] + before[2] - 1].end_frame, True)
    end = Cut(written[after[0]].label, heard[after[1]].start_frame)
    gaps = any(word.after_gap for word in written[before[0] + before[2] : after[0] + 1])
    is_hole = end.frame - begin.frame > HOLE_FRAMES + SLOW_FRAMES * (end.label - begin.label)
    return (begin, end) if is_hole and not gaps else ()


def _runs(written: Sequence[str], heard: Sequence[str]) -> list[Run]:
    """Stretches that agree, around each n-gram that both have once."""
    places = _once(written)
    diagonals: dict[int, list[Run]] = {}
    for ngram, place in _once(heard).items():
        if ngram not in places or "" in ngram:
            continue
        diagonal = diagonals.setdefault(places[ngram] - place, [])
        if diagonal and place < diagonal[-1][1] + diagonal[-1][2]:
            continue
        diagonal.append(_extended(written, heard, places[ngram], place))
    return sorted(run for diagonal in diagonals.values() for run in diagonal)


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The n-grams that stand there once, in order, and where."""
    places: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for place in range(len(words) - NGRAM + 1):
        ngram = tuple(words[place : place + NGRAM])
        if ngram in places:
            twice.add(ngram)
        places.setdefault(ngram, place)
    return {ngram: place for ngram, place in places.items() if ngram not in twice}


def _extended(written: Sequence[str], heard: Sequence[str], first: int, first_heard: int) -> Run:
    """The whole stretch around words that agree."""
    begin = 0
    while begin < min(first, first_heard) and written[first - begin - 1] == heard[first_heard - begin - 1] != "":
        begin += 1
    first, first_heard = first - begin, first_heard - begin
    most = min(len(written) - first, len(heard) - first_heard)
    length = next((n for n in range(most) if not written[first + n] == heard[first_heard + n] != ""), most)
    return first, first_heard, length


def _chain(runs: Sequence[Run]) -> Iterator[Run]:
    """Of runs in order of the text, those that rise in both and cover most words together."""
    if not runs:
        return
    begins = np.array([run[:2] for run in runs])
    lengths = np.array([run[2] for run in runs])
    ends = begins + lengths[:, None]
    covered: NDArray[np.int64] = lengths.astype(np.int64)
    before = np.full(len(runs), -1)
    for number in range(1, len(runs)):
        fits = (ends[:number] <= begins[number]).all(axis=1)
        best = int(np.where(fits, covered[:number], 0).argmax())
        if fits[best]:
            covered[number] += covered[best]
            before[number] = best
    number = int(covered.argmax())
    kept: list[Run] = []
    while number >= 0:
        kept.append(runs[number])
        number = int(before[number])
    yield from reversed(kept)
