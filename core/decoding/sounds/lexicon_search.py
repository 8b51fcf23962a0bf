"""CTC prefix beam search over the words of a lexicon: what is heard are sounds, what is found are words.

Every beam is a text of whole words and a place in the lexicon's tree, with the probability of all CTC paths to it; a
word may end wherever one of its pronunciations does; the label that parts words, where the vocabulary has one, may
stand between words and nowhere else. While a word is under way, the best
that the language model without context says of any word that may come of it stands for its score. Feed emissions as
they come, peek at any time. A frame that leads no beam on (what is heard there goes on with no word) is passed over.
The C++ form (`native/lexicon_search.cpp`) gives the same; tests hold them against each
other, and both against all paths written out. Owned by one decoding, on its thread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.decoding.attempts import Attempts
from core.decoding.candidates import likely_labels
from core.decoding.hotword_trie import BOUNDARY, HotwordTrie
from core.decoding.prefix_search import SETTLE_EVERY
from core.decoding.sounds.lexicon_tree import ROOT, LexiconTree
from core.decoding.spelled_words import Reading, SpelledWord
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores

_NEVER = -math.inf
NO_LABEL = -1


@dataclass(frozen=True, slots=True)
class LexiconOptions:
    """Widths of the search: beams kept, and how much worse than the best (natural logarithms) one may be, by all its
    paths and by those that a sound adds to it, a word that ends without context too; sounds below `token_min_logp` are
    not followed. Words older than `open_frames` are settled as the best beam has them.

    Of 259 development clips three read otherwise than at -18; at -14 accented English has 48.3 for 47.5 % errors.
    """

    beam_width: int = 400
    beam_prune_logp: float = -16.0
    token_min_logp: float = -8.0
    open_frames: int = 3000


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What is searched: the tree, by word what it is worth without context, by node the most of that, scores and
    hotwords.
    """

    tree: LexiconTree
    worth: Sequence[float]
    reach: Sequence[float]
    scores: WordScores | None
    trie: HotwordTrie


class _Text:
    """Whole words one after another, each text once: what language model and hotwords say of it."""

    __slots__ = ("before", "depth", "following", "gained", "score", "state", "trie_state", "word")

    def __init__(self, before: _Text | None, word: str, score: float, state: Any, trie_state: int) -> None:
        self.before = before
        self.word = word
        self.depth: int = before.depth + 1 if before else 0
        self.score = score
        self.state = state
        self.trie_state = trie_state
        self.following: dict[int, _Text] = {}


class _Cell:
    """An ended word's frames, in a list that beams share; the last word is first. `depth` as its text has."""

    __slots__ = ("before", "depth", "end", "start", "word")

    def __init__(self, before: _Cell | None, depth: int, word: str, start: int, end: int) -> None:
        self.before = before
        self.depth = depth
        self.word = word
        self.start = start
        self.end = end


class _Beam:
    """`blank` and `held`: the probability of its paths that end in a blank and in `label`. `start` and `end` are the
    frames of the word under way, at the root those of the text's last word."""

    __slots__ = ("blank", "bonus", "cells", "end", "held", "label", "node", "start", "text", "total")

    def __init__(self, node: int, text: _Text, label: int) -> None:
        self.node = node
        self.text = text
        self.label = label
        self.blank = self.held = _NEVER
        self.bonus = self.total = 0.0
        self.cells: _Cell | None = None
        self.start = self.end = 0


_Place = tuple[int, _Text, int]  # node, text and label of a beam


class LexiconSearch:
    """State of one stream. What a language model raises comes through, and the search refuses all further use with
    RuntimeError.
    """

    def __init__(self, vocabulary: Vocabulary, words: SearchWords, options: LexiconOptions) -> None:
        self._vocabulary = vocabulary
        self._words = words
        self._options = options
        scores = words.scores
        empty = _Text(None, "", 0.0, scores.beginning if scores else None, words.trie.start)
        first = _Beam(ROOT, empty, NO_LABEL)
        first.blank = first.total = 0.0
        self._beams = [first]
        self._settled_depth = 0
        self._best = _NEVER  # of the beams that the frame under way has brought so far
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
                if self.frames % SETTLE_EVERY == 0:
                    settled += self._settle()
        return settled

    def peek(self, count: int = 1) -> list[Reading]:
        """The best readings if the stream ended here, best first, without the words already returned by `feed`.

        A word under way counts only where no beam has whole words alone; it is left out then.
        """
        whole = [beam for beam in self._beams if beam.node == ROOT]
        with self._attempts.attempt():
            return self._readings(whole or self._beams, count, bool(whole))

    def look_ahead(self, log_probs: NDArray[np.float32], count: int) -> list[Reading]:
        """The readings if these frames followed, words under way left out; the stream stays where it is."""
        candidates = self._candidates(log_probs)
        with self._attempts.attempt():
            beams, frames = self._beams, self.frames
            for labels, scores in candidates:
                self._advance(labels, scores)
            readings = self._readings(self._beams, count, False)
            self._beams, self.frames = beams, frames
        return readings

    def _candidates(self, log_probs: NDArray[np.float32]) -> list[tuple[list[int], list[float]]]:
        return likely_labels(log_probs, self._vocabulary, self._options.token_min_logp)

    def _advance(self, labels: list[int], scores: list[float]) -> None:
        grown: dict[_Place, _Beam] = {}
        blank = self._vocabulary.blank
        score_of = dict(zip(labels, scores, strict=True))
        silence = score_of.pop(blank, None)
        delimiter = self._vocabulary.delimiter
        parting = score_of.pop(delimiter, None) if delimiter is not None else None
        ordered = sorted(score_of.items())
        children, ending, worth = self._words.tree.children, self._words.tree.ending, self._words.worth
        self._best = _NEVER
        for beam in self._beams:
            both = _sum(beam.blank, beam.held)
            if silence is not None:
                self._into(grown, (beam.node, beam.text, beam.label), beam, both + silence, False)
            if parting is not None and beam.node == ROOT:
                self._into(grown, (ROOT, beam.text, NO_LABEL), beam, both + parting, False)
            if beam.label in score_of and beam.held > _NEVER:
                self._into(grown, (beam.node, beam.text, beam.label), beam, beam.held + score_of[beam.label], True)
            following = children[beam.node]
            for label, score in ordered:
                node = following.get(label)
                if node is None:
                    continue
                mass = (beam.blank if label == beam.label else both) + score
                # Most of what a frame might bring would be pruned at its end; of a word that ends the language model is
                # asked only where it is worth following without context.
                whole = mass + beam.text.score
                if mass == _NEVER or whole + self._words.reach[node] < self._best + self._options.beam_prune_logp:
                    continue
                if children[node]:
                    self._into(grown, (node, beam.text, label), beam, mass, True)
                for word in ending[node]:
                    if whole + worth[word] >= self._best + self._options.beam_prune_logp:
                        self._into(grown, (ROOT, self._with(beam.text, word), label), beam, mass, True)
        self.frames += 1
        if grown:
            self._beams = self._pruned(list(grown.values()))

    def _into(self, grown: dict[_Place, _Beam], place: _Place, source: _Beam, mass: float, held: bool) -> None:
        """Paths of `source` become paths of another beam, or of the same; the likeliest source gives the frames."""
        node, text, label = place
        beam = grown.get(place)
        if beam is None:
            beam = grown[place] = _Beam(node, text, label)
            expected = self._words.trie.begun(text.trie_state) if node == ROOT else self._words.reach[node]
            beam.bonus = text.score + expected
            beam.total = _NEVER
        if mass > beam.total:
            # Until all paths are in, `total` is the likeliest source's.
            beam.total = mass
            stays = node == source.node and text is source.text
            begins = source.node == ROOT and not stays
            beam.cells = self._closed(source) if begins else source.cells
            beam.start = self.frames if begins else source.start
            beam.end = self.frames + 1 if held else source.end
        self._best = max(self._best, mass + beam.bonus)
        if held:
            beam.held = _sum(beam.held, mass)
        else:
            beam.blank = _sum(beam.blank, mass)

    def _closed(self, beam: _Beam) -> _Cell | None:
        """The words of a beam at the root, its last one as well."""
        text = beam.text
        if not text.depth or text.depth <= self._settled_depth:
            return beam.cells
        return _Cell(beam.cells, text.depth, text.word, beam.start, beam.end)

    def _with(self, text: _Text, number: int) -> _Text:
        found = text.following.get(number)
        if found is None:
            word = self._words.tree.words[number]
            scores, trie = self._words.scores, self._words.trie
            score, state = scores.score(text.state, word) if scores else (0.0, None)
            trie_state, gained = trie.step(text.trie_state, word + BOUNDARY)
            found = text.following[number] = _Text(text, word, text.score + score + gained, state, trie_state)
        return found

    def _pruned(self, beams: list[_Beam]) -> list[_Beam]:
        for beam in beams:
            beam.total = _sum(beam.blank, beam.held) + beam.bonus
        beams.sort(key=lambda beam: beam.total, reverse=True)
        limit = beams[0].total + self._options.beam_prune_logp
        return [beam for beam in beams[: self._options.beam_width] if beam.total >= limit]

    def _readings(self, beams: list[_Beam], count: int, whole: bool) -> list[Reading]:
        merged: dict[_Text, tuple[_Beam, float]] = {}
        for beam in beams:
            score = _sum(beam.blank, beam.held) + self._bonus(beam, whole)
            first, sum_so_far = merged.get(beam.text, (beam, _NEVER))
            merged[beam.text] = (first, _sum(sum_so_far, score))
        best = sorted(merged.values(), key=lambda entry: entry[1], reverse=True)
        limit = best[0][1] + self._options.beam_prune_logp
        return [
            Reading(self._words_of(beam), score - self._bonus(beam, whole), score)
            for beam, score in best[:count]
            if score >= limit
        ]

    def _bonus(self, beam: _Beam, whole: bool) -> float:
        scores = self._words.scores
        if not whole:
            return beam.bonus
        return beam.text.score + (scores.end(beam.text.state) if scores else 0.0)

    def _words_of(self, beam: _Beam) -> tuple[SpelledWord, ...]:
        words = []
        cell = self._closed(beam) if beam.node == ROOT else beam.cells
        while cell is not None:
            words.append(SpelledWord(cell.word, cell.start, cell.end))
            cell = cell.before
        return tuple(reversed(words))

    def _settle(self) -> list[SpelledWord]:
        """Hand out the words that all beams share and forget what no beam needs."""
        self._drop_late_dissent()
        shared = min(_ended(beam) for beam in self._beams)
        texts = {_ancestor(beam.text, shared) for beam in self._beams}
        while len(texts) > 1:
            texts = {text.before for text in texts if text.before is not None}
        (common,) = texts
        settled: list[SpelledWord] = []
        if common.depth > self._settled_depth:
            words = self._words_of(self._beams[0])[: common.depth - self._settled_depth]
            self._settled_depth = common.depth
            common.before = None
            settled = _before(words, min(self._begin_after(beam) for beam in self._beams))
            for beam in self._beams:
                _cut_off(beam, common.depth)
        self._forget()
        return settled

    def _begin_after(self, beam: _Beam) -> int:
        """The first frame of the word that follows the settled ones."""
        begin, cell = beam.start, beam.cells
        while cell is not None and cell.depth > self._settled_depth:
            begin, cell = cell.start, cell.before
        return begin

    def _forget(self) -> None:
        """Of the words that were tried after each text, keep those that beams stand on."""
        needed: dict[_Text, None] = {}
        for beam in self._beams:
            text: _Text | None = beam.text
            while text is not None and text not in needed:
                needed[text] = None
                text = text.before
        for text in needed:
            text.following = {number: after for number, after in text.following.items() if after in needed}

    def _drop_late_dissent(self) -> None:
        """Of beams that differ in words too old to wait for, keep those that agree with the best."""
        oldest = self.frames - self._options.open_frames
        old = [word for word in self._words_of(self._beams[0]) if word.end_frame <= oldest]
        depth = min(self._settled_depth + len(old), _ended(self._beams[0]))
        if depth > self._settled_depth:
            agreed = _ancestor(self._beams[0].text, depth)
            self._beams = [
                beam for beam in self._beams if _ended(beam) >= depth and _ancestor(beam.text, depth) is agreed
            ]


def _before(words: Sequence[SpelledWord], limit: int) -> list[SpelledWord]:
    """The best beam's words, moved where another beam heard as many end before it: none may reach past `limit`, where
    the first of the words that follow begins."""
    moved = []
    for word in reversed(words):
        end = min(word.end_frame, limit)
        limit = min(word.start_frame, end - 1)
        moved.append(SpelledWord(word.text, limit, end))
    return moved[::-1]


def _cut_off(beam: _Beam, depth: int) -> None:
    """Forget the frames of a beam's first `depth` words."""
    if beam.cells is not None and beam.cells.depth <= depth:
        beam.cells = None
    cell = beam.cells
    while cell is not None and cell.before is not None:
        if cell.before.depth <= depth:
            cell.before = None
        cell = cell.before


def _ended(beam: _Beam) -> int:
    """How many words of a beam have ended for good: the last one at the root may still grow longer."""
    return beam.text.depth - (beam.node == ROOT and beam.text.depth > 0)


def _ancestor(text: _Text, depth: int) -> _Text:
    while text.depth > depth:
        assert text.before is not None
        text = text.before
    return text


def _sum(first: float, second: float) -> float:
    """Logarithm of the sum of two probabilities."""
    if first < second:
        first, second = second, first
    return first if second == _NEVER else first + math.log1p(math.exp(second - first))
