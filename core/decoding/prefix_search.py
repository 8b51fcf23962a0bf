"""CTC prefix beam search, frame by frame: feed emissions as they come, peek at any time, flush at the end.

Gives what pyctcdecode 0.5.0 gives for the whole emission, to the last bit, wherever the emission is cut: the same
beams in the same order with the same scores and word frames (same widths, prunings and language model, no hotwords).
Owned by one decoding, on its thread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from core.decoding.attempts import Attempts
from core.decoding.candidates import likely_labels
from core.decoding.frontier import Beam, Frontier, Group
from core.decoding.hotword_trie import HotwordTrie
from core.decoding.prefix_tree import NO_LABEL, Prefix, PrefixTree, WordHistory
from core.decoding.spelled_words import EndedWord, Reading, SpelledWord, after, chain, common, words_of
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores

SETTLE_EVERY = 50
"""Frames between two looks at what all beams agree on, counted from the stream's start."""


@dataclass(frozen=True, slots=True)
class BeamOptions:
    """Widths and prunings of the search. The defaults are wider than pyctcdecode's (`PYCTCDECODE`).

    A weak model's emissions are flat: on LibriSpeech development clips the bundled model makes 2 to 4 more errors in
    100 words with the narrower ones. Where emissions are sharp, width costs next to nothing.

    A beam is dropped that is `beam_prune_logp` worse than the best, a label that is below `token_min_logp` and not
    its frame's best. `prune_history` keeps one of the beams that the language model cannot tell apart: faster, with
    fewer alternatives. `open_frames` bounds the memory of a stream: words older than that many frames are settled as
    the best beam has them, even where others still differ.
    """

    beam_width: int = 300
    beam_prune_logp: float = -14.0
    token_min_logp: float = -7.0
    prune_history: bool = False
    open_frames: int = 3000


PYCTCDECODE = BeamOptions(beam_width=100, beam_prune_logp=-10.0, token_min_logp=-5.0)


# More than rounding can take from a bound.
SLACK = 1e-6


class PrefixSearch:
    """State of one stream. What a language model raises comes through, and the search refuses all further use with
    RuntimeError.
    """

    def __init__(
        self, vocabulary: Vocabulary, scores: WordScores | None, trie: HotwordTrie, options: BeamOptions
    ) -> None:
        self._options = options
        self._vocabulary = vocabulary
        self._tree = PrefixTree(vocabulary, scores, trie)
        self._beams = [Beam(self._tree.plant(), NO_LABEL, 0.0, 0)]
        self._attempts = Attempts()
        self.frames = 0
        """Frames fed so far; word frames count from the first of them."""

    def feed(self, log_probs: NDArray[np.float32]) -> list[SpelledWord]:
        """Take in rows (frames, labels); returns the words that became certain: no later frame can change them.

        Raises ValueError on another number of labels.
        """
        settled: list[SpelledWord] = []
        candidates = self._candidates(log_probs)
        with self._attempts.attempt():
            for labels, scores in candidates:
                self._advance(labels, scores)
                self.frames += 1
                if self.frames % SETTLE_EVERY == 0:
                    settled += self._settle()
        return settled

    def peek(self, count: int = 1) -> list[Reading]:
        """The best readings if the stream ended here, best first, without the words already returned by `feed`."""
        with self._attempts.attempt():
            best = sorted(self._finished(), key=lambda entry: entry[2], reverse=True)
        limit = best[0][2] + self._options.beam_prune_logp
        return [
            Reading(words_of(ended), logit_score, score)
            for ended, logit_score, score in best[: min(count, self._options.beam_width)]
            if score >= limit
        ]

    def look_ahead(self, log_probs: NDArray[np.float32], count: int) -> list[Reading]:
        """What `peek` would give if these frames followed; the stream stays where it is."""
        candidates = self._candidates(log_probs)
        beams, frames = self._beams, self.frames
        self._beams = [beam.copy() for beam in beams]
        with self._attempts.attempt():
            for labels, scores in candidates:
                self._advance(labels, scores)
                self.frames += 1
        readings = self.peek(count)
        self._beams, self.frames = beams, frames
        return readings

    def _candidates(self, log_probs: NDArray[np.float32]) -> list[tuple[list[int], list[float]]]:
        return likely_labels(log_probs, self._vocabulary, self._options.token_min_logp)

    def _advance(self, labels: list[int], scores: list[float]) -> None:
        """One frame: every beam with every candidate label, equal texts merged, then pruned.

        The likeliest labels come first: of the others, only what may still be kept is looked at. `place` is where
        pyctcdecode, which looks at all in the order of `labels`, would have each.
        """
        if (
            len(labels) == 1
            and labels[0] == self._vocabulary.blank
            and all(beam.label == labels[0] for beam in self._beams)
        ):
            # Nothing but time goes by: most frames are like this.
            self._beams = self._prune(self._rested_all(scores[0]), -math.inf)
            return
        frontier = Frontier(self._beams, self._tree, self._vocabulary.delimiter)
        grown: list[Beam] = []
        limit = -math.inf
        for position in sorted(range(len(labels)), key=scores.__getitem__, reverse=True):
            place = position * len(self._beams)
            label, score = labels[position], scores[position]
            if label == self._vocabulary.blank:
                grown += [self._rested(group, score, place) for group in frontier.resting(limit - score)]
            else:
                sources = frontier.sources(label, limit - score)
                grown += [self._emitted(prefix, label, score, beams, place) for prefix, beams in sources.items()]
            limit = self._limit(grown)
        self._beams = self._prune(grown, limit)

    def _rested_all(self, score: float) -> list[Beam]:
        """All beams, every one of which had a blank already, with another; no two of them have one text."""
        for place, beam in enumerate(self._beams):
            beam.logit_score += score
            beam.total = beam.logit_score + beam.prefix.bonus
            beam.place = place
        return self._beams

    def _rested(self, group: Group, score: float, place: int) -> Beam:
        """The beam that a group becomes with a blank."""
        last = group.beams[-1]
        beam = Beam(group.prefix, self._vocabulary.blank, _added(group.beams, score), place + group.beams[0].place)
        beam.ended, beam.start, beam.end = last.ended, last.start, last.end
        return beam

    def _emitted(self, prefix: Prefix, label: int, score: float, beams: list[Beam], place: int) -> Beam:
        """The beam that others become with a label. The last one's frames stay; so it is in pyctcdecode."""
        if len(beams) > 1:
            beams.sort(key=_place)
        last = beams[-1]
        beam = Beam(prefix, label, _added(beams, score), place + beams[0].place)
        beam.ended, beam.start, beam.end = last.ended, last.start, self.frames + 1
        delimiter = self._vocabulary.delimiter
        if last.label != label and (label == delimiter or delimiter is None):
            if last.prefix.word:
                beam.ended = EndedWord(last.ended, SpelledWord(last.prefix.word, last.start, last.end))
            beam.start = -1
        if beam.start < 0 and label != delimiter:
            beam.start = self.frames
        return beam

    def _limit(self, beams: list[Beam]) -> float:
        """What has less than this will not be kept, whatever else may come."""
        totals = sorted([beam.total for beam in beams], reverse=True)
        limit = totals[0] + self._options.beam_prune_logp
        if len(totals) >= self._options.beam_width:
            limit = max(limit, totals[self._options.beam_width - 1])
        return limit - SLACK

    def _prune(self, beams: list[Beam], limit: float) -> list[Beam]:
        kept = sorted([beam for beam in beams if beam.total >= limit], key=_place)
        kept.sort(key=_total, reverse=True)
        del kept[self._options.beam_width :]
        lowest = kept[0].total + self._options.beam_prune_logp
        while kept[-1].total < lowest:
            kept.pop()
        if not self._options.prune_history:
            return kept
        distinct: dict[tuple[tuple[str, ...], str, int], Beam] = {}
        for beam in kept:
            distinct.setdefault((beam.prefix.history.recent, beam.prefix.word, beam.label), beam)
        return list(distinct.values())

    def _finished(self) -> list[tuple[EndedWord | None, float, float]]:
        """Ended words, acoustic score and whole score of the beams as they would stand at the stream's end."""
        merged: dict[WordHistory, tuple[EndedWord | None, float, float]] = {}
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
        shared = common([chain(beam.ended) for beam in self._beams])
        if shared:
            last = shared[-1]
            for cell in {following for beam in self._beams if (following := after(beam.ended, last))}:
                cell.before = None
            for beam in self._beams:
                if beam.ended is last:
                    beam.ended = None
        self._tree.forget(beam.prefix for beam in self._beams)
        return [cell.word for cell in shared]

    def _drop_late_dissent(self) -> None:
        """Of beams that differ in words too old to wait for, keep those that agree with the best."""
        oldest = self.frames - self._options.open_frames
        agreed = [cell for cell in chain(self._beams[0].ended) if cell.word.end_frame <= oldest]
        if agreed:
            last = agreed[-1]
            self._beams = [beam for beam in self._beams if beam.ended is last or after(beam.ended, last)]


_total = attrgetter("total")
_place = attrgetter("place")


def _added(beams: list[Beam], score: float) -> float:
    """The acoustic score of beams that become one, each with the frame's score added first."""
    logit_score = beams[0].logit_score + score
    for beam in beams[1:]:
        logit_score = _sum(logit_score, beam.logit_score + score)
    return logit_score


def _sum(first: float, second: float) -> float:
    """Logarithm of the sum of two probabilities, rounded as pyctcdecode rounds it."""
    if first >= second:
        return first + math.log(1 + math.exp(second - first))
    return second + math.log(1 + math.exp(first - second))


def _with_last(beam: Beam) -> EndedWord | None:
    word = beam.prefix.word
    return EndedWord(beam.ended, SpelledWord(word, beam.start, beam.end)) if word else beam.ended
