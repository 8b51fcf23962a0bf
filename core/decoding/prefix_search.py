"""CTC prefix beam search, frame by frame: feed emissions as they come, peek at any time, flush at the end.

Gives what pyctcdecode 0.5.0 gives for the whole emission, to the last bit, wherever the emission is cut: the same
beams in the same order with the same scores and word frames (same widths, prunings and language model, no hotwords).
Owned by one decoding, on its thread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.decoding.hotword_trie import HotwordTrie
from core.decoding.prefix_tree import Prefix, PrefixTree, WordHistory
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores

# pyctcdecode takes no probability to be less than this.
FLOOR = float(np.log(1e-15))
# A label that must not stand in a text.
NEVER = -100.0
SETTLE_EVERY = 50
"""Frames between two looks at what all beams agree on, counted from the stream's start."""


@dataclass(frozen=True, slots=True)
class BeamOptions:
    """Widths and prunings of the search; the defaults are pyctcdecode's.

    A beam is dropped that is `beam_prune_logp` worse than the best, a label that is below `token_min_logp` and not
    its frame's best. `prune_history` keeps one of the beams that the language model cannot tell apart: faster, with
    fewer alternatives. `open_frames` bounds the memory of a stream: words older than that many frames are settled as
    the best beam has them, even where others still differ.
    """

    beam_width: int = 100
    beam_prune_logp: float = -10.0
    token_min_logp: float = -5.0
    prune_history: bool = False
    open_frames: int = 3000


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


class _Ended:
    """A beam's ended words, the last one first: beams share what they have in common."""

    __slots__ = ("before", "word")

    def __init__(self, before: _Ended | None, word: SpelledWord) -> None:
        self.before = before
        self.word = word


class _Beam:
    """One text under consideration. `label` is the last frame's; `start` (below 0: none) and `end` are the frames of
    the word under way; `total` is `logit_score` with the prefix's bonus.
    """

    __slots__ = ("end", "ended", "label", "logit_score", "prefix", "start", "total")

    def __init__(self, prefix: Prefix, label: int, ended: _Ended | None, start: int, end: int, score: float) -> None:
        self.prefix = prefix
        self.label = label
        self.ended = ended
        self.start = start
        self.end = end
        self.logit_score = score
        self.total = score + prefix.bonus


NO_LABEL = -1


class PrefixSearch:
    """State of one stream."""

    def __init__(
        self, vocabulary: Vocabulary, scores: WordScores | None, trie: HotwordTrie, options: BeamOptions
    ) -> None:
        self._options = options
        self._vocabulary = vocabulary
        self._ignored = sorted(vocabulary.ignored)
        self._tree = PrefixTree(vocabulary, scores, trie)
        self._beams = [_Beam(self._tree.plant(), NO_LABEL, None, -1, -1, 0.0)]
        self.frames = 0
        """Frames fed so far; word frames count from the first of them."""

    def feed(self, log_probs: NDArray[np.float32]) -> list[SpelledWord]:
        """Take in rows (frames, labels); returns the words that became certain: no later frame can change them.

        Raises ValueError on another number of labels.
        """
        settled: list[SpelledWord] = []
        for labels, scores in self._candidates(log_probs):
            self._advance(labels, scores)
            self.frames += 1
            if self.frames % SETTLE_EVERY == 0:
                settled += self._settle()
        return settled

    def peek(self, count: int = 1) -> list[Reading]:
        """The best readings if the stream ended here, best first, without the words already returned by `feed`."""
        best = sorted(self._finished(), key=lambda entry: entry[2], reverse=True)
        limit = best[0][2] + self._options.beam_prune_logp
        return [
            Reading(_words(ended), logit_score, score)
            for ended, logit_score, score in best[: min(count, self._options.beam_width)]
            if score >= limit
        ]

    def _candidates(self, log_probs: NDArray[np.float32]) -> list[tuple[list[int], list[float]]]:
        """Of each frame, the labels worth following and their scores, in pyctcdecode's order."""
        width = len(self._vocabulary.labels)
        if log_probs.ndim != 2 or log_probs.shape[1] != width:
            raise ValueError(f"the emission's shape is {log_probs.shape}, the vocabulary has {width} labels")
        if not len(log_probs):
            return []
        floored = np.clip(np.nan_to_num(log_probs, nan=FLOOR, neginf=FLOOR), np.float32(FLOOR), np.float32(0.0))
        if self._ignored:
            floored[:, self._ignored] = NEVER
        best = floored.argmax(axis=1).tolist()
        rows, columns = np.nonzero(floored >= self._options.token_min_logp)
        borders = np.searchsorted(rows, np.arange(len(floored) + 1)).tolist()
        likely = columns.tolist()
        candidates = []
        for frame, top in enumerate(best):
            # A set's order decides between equal scores; built as pyctcdecode builds it, it has the same.
            labels = list(set(likely[borders[frame] : borders[frame + 1]]) | {top})
            candidates.append((labels, floored[frame, labels].tolist()))
        return candidates

    def _advance(self, labels: list[int], scores: list[float]) -> None:
        """One frame: every beam with every candidate label, equal texts merged, then pruned."""
        blank = self._vocabulary.blank
        grown: list[_Beam] = []
        for label, score in zip(labels, scores, strict=True):
            grown += (self._rest(score) if label == blank else self._emit(label, score)).values()
        self._beams = self._prune(grown)

    def _rest(self, score: float) -> dict[Prefix, _Beam]:
        """All beams with a blank."""
        blank = self._vocabulary.blank
        found: dict[Prefix, _Beam] = {}
        for beam in self._beams:
            prefix = beam.prefix
            logit_score = beam.logit_score + score
            if prefix in found:
                logit_score = _sum(found[prefix].logit_score, logit_score)
            found[prefix] = _Beam(prefix, blank, beam.ended, beam.start, beam.end, logit_score)
        return found

    def _emit(self, label: int, score: float) -> dict[Prefix, _Beam]:
        """All beams with a label: the last one held for another frame, or a new one.

        Of merged beams the last one's frames stay, in the first one's place; so it is in pyctcdecode.
        """
        frame = self.frames
        delimiter = self._vocabulary.delimiter
        found: dict[Prefix, _Beam] = {}
        for beam in self._beams:
            old, ended, start, end = beam.prefix, beam.ended, beam.start, frame + 1
            held = beam.label == label
            prefix = old if held else old.next.get(label) or self._tree.extend(old, label)
            if not held and (label == delimiter or delimiter is None):
                if old.word:
                    ended = _Ended(ended, SpelledWord(old.word, start, beam.end))
                start = -1
            if start < 0 and label != delimiter:
                start = frame
            logit_score = beam.logit_score + score
            if prefix in found:
                logit_score = _sum(found[prefix].logit_score, logit_score)
            found[prefix] = _Beam(prefix, label, ended, start, end, logit_score)
        return found

    def _prune(self, beams: list[_Beam]) -> list[_Beam]:
        limit = max([beam.total for beam in beams]) + self._options.beam_prune_logp
        kept = sorted([beam for beam in beams if beam.total >= limit], key=_total, reverse=True)
        del kept[self._options.beam_width :]
        if not self._options.prune_history:
            return kept
        distinct: dict[tuple[tuple[str, ...], str, int], _Beam] = {}
        for beam in kept:
            distinct.setdefault((beam.prefix.history.recent, beam.prefix.word, beam.label), beam)
        return list(distinct.values())

    def _finished(self) -> list[tuple[_Ended | None, float, float]]:
        """Ended words, acoustic score and whole score of the beams as they would stand at the stream's end."""
        merged: dict[WordHistory, tuple[_Ended | None, float, float]] = {}
        for beam in self._beams:
            history, bonus = self._tree.finish(beam.prefix)
            logit_score = beam.logit_score
            if history in merged:
                logit_score = _sum(merged[history][1], logit_score)
            merged[history] = (_with_last(beam), logit_score, bonus)
        return [(ended, logit_score, logit_score + bonus) for ended, logit_score, bonus in merged.values()]

    def _settle(self) -> list[SpelledWord]:
        """Hand out the words that all beams share and forget what no beam needs."""
        self._drop_late_dissent()
        shared = _common([_chain(beam.ended) for beam in self._beams])
        if shared:
            last = shared[-1]
            for cell in {following for beam in self._beams if (following := _after(beam.ended, last))}:
                cell.before = None
            for beam in self._beams:
                if beam.ended is last:
                    beam.ended = None
        self._tree.forget(beam.prefix for beam in self._beams)
        return [cell.word for cell in shared]

    def _drop_late_dissent(self) -> None:
        """Of beams that differ in words too old to wait for, keep those that agree with the best."""
        oldest = self.frames - self._options.open_frames
        agreed = [cell for cell in _chain(self._beams[0].ended) if cell.word.end_frame <= oldest]
        if agreed:
            last = agreed[-1]
            self._beams = [beam for beam in self._beams if beam.ended is last or _after(beam.ended, last)]


def _total(beam: _Beam) -> float:
    return beam.total


def _sum(first: float, second: float) -> float:
    """Logarithm of the sum of two probabilities, rounded as pyctcdecode rounds it."""
    if first >= second:
        return first + math.log(1 + math.exp(second - first))
    return second + math.log(1 + math.exp(first - second))


def _with_last(beam: _Beam) -> _Ended | None:
    word = beam.prefix.word
    return _Ended(beam.ended, SpelledWord(word, beam.start, beam.end)) if word else beam.ended


def _words(ended: _Ended | None) -> tuple[SpelledWord, ...]:
    return tuple(cell.word for cell in _chain(ended))


def _chain(ended: _Ended | None) -> list[_Ended]:
    """The cells of ended words, oldest first."""
    cells = []
    while ended is not None:
        cells.append(ended)
        ended = ended.before
    return cells[::-1]


def _common(chains: list[list[_Ended]]) -> list[_Ended]:
    """The longest beginning that all chains share, cell by cell."""
    shared = chains[0]
    for chain in chains[1:]:
        length = 0
        while length < min(len(shared), len(chain)) and shared[length] is chain[length]:
            length += 1
        shared = shared[:length]
    return shared


def _after(ended: _Ended | None, cell: _Ended) -> _Ended | None:
    """The cell that follows `cell` in a chain; None where the chain ends with it or does not hold it."""
    while ended is not None and ended.before is not cell:
        ended = ended.before
    return ended
