"""Forced alignment: when each word of a given text is spoken. Pure, any thread.

A short recording is searched whole. A long one is cut where its words were heard as they are written (`anchors`), and
each piece searched by itself: the cost rises with the audio alone, and a stretch that fits badly misleads no other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.decoding.anchors import Cut, find_cuts
from core.decoding.ctc_viterbi import GAP, WILDCARD, AlignmentError, LabelPath, ViterbiOptions, best_label_path
from core.decoding.emission import FRAME_SECONDS, Emission
from core.decoding.hypothesis import Word
from core.decoding.script import ScriptWord, label_sequence, read_script
from core.decoding.spelled_words import SpelledWord
from core.decoding.vocabulary import Vocabulary

Hearing = Callable[[Emission, Sequence[int]], Sequence[SpelledWord]]
"""What is heard in an emission of which the text is known as labels; frames count from the emission's first."""


@dataclass(frozen=True, slots=True)
class AlignmentOptions:
    """`open_ends`: the recording may begin before the text and go on after it.

    `hearing`: how to read recordings longer than `whole_frames` (three minutes), to cut them; None: never cut.
    """

    open_ends: bool = True
    hearing: Hearing | None = None
    whole_frames: int = 9000
    viterbi: ViterbiOptions = field(default_factory=ViterbiOptions)


@dataclass(frozen=True, slots=True)
class AlignedLine:
    """A line of the text with its words; times in seconds of the stream. Gaps are not among the words.

    `loss`: by how much the best path of its words' `labels` labels is less probable than the best path of any labels
    through the same frames (nats). Wildcards are not counted: they cost the same wherever they lie.
    """

    words: tuple[Word, ...]
    labels: int
    loss: float

    @property
    def start(self) -> float:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """Where its last word ends."""
        return self.words[-1].end


def align_text(
    emission: Emission, text: str, vocabulary: Vocabulary, options: AlignmentOptions | None = None
) -> tuple[AlignedLine, ...]:
    """Times and confidence of each written word of `text`, line by line.

    A word without a sound of its own (a dash) lies where the word before it ends. Raises AlignmentError, ScriptError.
    """
    options = options or AlignmentOptions()
    words = read_script(text, vocabulary)
    labels, owners = label_sequence(words, vocabulary)
    if options.open_ends:
        labels, owners = _with_open_ends(labels, owners)
    path = _best_path(emission, labels, vocabulary, options)
    spans = _word_spans(path, np.array(owners, np.int32), len(words))
    timed = _timed(words, spans, path, emission.start_frame)
    counts, losses = _fit(emission, path, labels, owners, spans)
    lines: dict[int, list[tuple[Word, int, float]]] = {}
    for script_word, *found in zip(words, timed, counts.tolist(), losses.tolist(), strict=True):
        if not script_word.is_gap:
            lines.setdefault(script_word.line, []).append((found[0], found[1], found[2]))
    return tuple(_line(found) for _, found in sorted(lines.items()))


def _line(found: Sequence[tuple[Word, int, float]]) -> AlignedLine:
    words, counts, losses = zip(*found, strict=True)
    return AlignedLine(words, sum(counts), sum(losses))


def _fit(
    emission: Emission, path: LabelPath, labels: Sequence[int], owners: Sequence[int], spans: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """By word: how many labels it is spelled with, and what they lose against the best ones in its frames."""
    kinds, words = np.array(labels), np.array(owners)
    loss = emission.log_probs.max(axis=1) - path.scores
    # Nor what follows one: two of them in a row need a blank between.
    loss[kinds[np.maximum.accumulate(path.labels)] == WILDCARD] = 0.0
    until = np.concatenate([[0.0], np.cumsum(loss, dtype=np.float64)])
    counts = np.bincount(words[(words >= 0) & (kinds >= 0)], minlength=len(spans))
    return counts, until[spans[:, 1]] - until[spans[:, 0]]


def _best_path(emission: Emission, labels: list[int], vocabulary: Vocabulary, options: AlignmentOptions) -> LabelPath:
    cuts: tuple[Cut, ...] = ()
    long = len(emission.log_probs) > options.whole_frames
    if options.hearing is not None and long and vocabulary.delimiter is not None:
        cuts = find_cuts(labels, options.hearing(emission, labels), vocabulary)
    return path_between_cuts(emission.log_probs, labels, vocabulary.blank, cuts, options.viterbi)


def path_between_cuts(
    log_probs: NDArray[np.float32], labels: Sequence[int], blank: int, cuts: Sequence[Cut], options: ViterbiOptions
) -> LabelPath:
    """The best path that keeps to the cuts. A piece whose labels do not fit its frames becomes one with its neighbour.

    Raises AlignmentError where all do not fit.
    """
    borders = [Cut(0, 0), *cuts, Cut(len(labels), len(log_probs))]
    paths: list[LabelPath] = []
    while len(paths) + 1 < len(borders):
        begin, end = borders[len(paths)], borders[len(paths) + 1]
        try:
            path = _piece(
                log_probs[begin.frame : end.frame], labels[begin.label : end.label], blank, begin.loose, options
            )
        except AlignmentError:
            if len(borders) == 2:
                raise
            last = end is borders[-1]
            del borders[len(paths) + (0 if last else 1)]
            del paths[len(paths) - last :]
            continue
        paths.append(LabelPath(np.where(path.labels < 0, -1, path.labels + np.int32(begin.label)), path.scores))
    return LabelPath(np.concatenate([path.labels for path in paths]), np.concatenate([path.scores for path in paths]))


def _piece(
    log_probs: NDArray[np.float32], labels: Sequence[int], blank: int, loose: bool, options: ViterbiOptions
) -> LabelPath:
    if not loose:
        return best_label_path(log_probs, labels, blank, options)
    path = best_label_path(log_probs, [GAP, *labels, GAP], blank, options)
    # Counted without the gap before them.
    return LabelPath(np.where(path.labels < 0, -1, path.labels - np.int32(1)), path.scores)


def _with_open_ends(labels: list[int], owners: list[int]) -> tuple[list[int], list[int]]:
    before, after = [GAP] * (labels[0] != GAP), [GAP] * (labels[-1] != GAP)
    return [*before, *labels, *after], [*(-1 for _ in before), *owners, *(-1 for _ in after)]


def _word_spans(path: LabelPath, owners: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """(words, 2): first frame of each word and the frame after its last; (−1, −1) for a word without labels."""
    spans = np.full((count, 2), -1, np.int64)
    frames = np.flatnonzero(path.labels >= 0)
    spoken = owners[path.labels[frames]]
    frames, spoken = frames[spoken >= 0], spoken[spoken >= 0]
    # Frames rise, so the last assignment of a word is its latest frame and, backwards, its earliest.
    spans[spoken, 1] = frames + 1
    spans[spoken[::-1], 0] = frames[::-1]
    return spans


def _timed(words: Sequence[ScriptWord], spans: NDArray[np.int64], path: LabelPath, start_frame: int) -> Iterator[Word]:
    position = 0
    for word, (first, end) in zip(words, spans.tolist(), strict=True):
        if first < 0:
            moment = (start_frame + position) * FRAME_SECONDS
            yield Word(word.text, moment, moment, 0.0)
            continue
        confidence = math.exp(min(0.0, float(path.scores[first:end].mean())))
        position = end
        yield Word(word.text, (start_frame + first) * FRAME_SECONDS, (start_frame + end) * FRAME_SECONDS, confidence)
