"""Where a long recording is cut for its alignment: what surely belongs together, and that pieces make one path."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.alignment import AlignmentOptions, align_text, path_between_cuts
from core.decoding.anchors import SURE_WORDS, Cut, find_cuts, written_words
from core.decoding.ctc_viterbi import GAP, AlignmentError, ViterbiOptions, best_label_path
from core.decoding.emission import Emission
from core.decoding.script import label_sequence, read_script
from core.decoding.spelled_words import SpelledWord
from tests.core.decoding.test_alignment import VOCABULARY, random_log_probs, spoken

WORDS = [f"{a}{b}{c}" for a in "ABCDEFG" for b in "AEIOU" for c in "LMNRST"]


def labels_of(text: str) -> list[int]:
    return label_sequence(read_script(text, VOCABULARY), VOCABULARY)[0]


def heard_at(words: list[str], every: int = 40) -> list[SpelledWord]:
    return [SpelledWord(word, n * every, n * every + 20) for n, word in enumerate(words)]


def test_written_words_are_the_runs_between_delimiters_and_gaps() -> None:
    labels = [GAP, *labels_of("AB [...] C ÞA D")]
    found = written_words(labels, VOCABULARY)
    assert [(word.text, word.after_gap) for word in found] == [("AB", True), ("C", True), ("", False), ("D", False)]
    assert [VOCABULARY.labels[labels[word.label]] for word in (found[0], found[1], found[3])] == ["A", "C", "D"]


def test_what_is_heard_as_it_is_written_is_cut_every_ten_seconds() -> None:
    words = WORDS[:100]
    labels = labels_of(" ".join(words))
    cuts = find_cuts(labels, heard_at(words), VOCABULARY)
    starts = {word.label: n for n, word in enumerate(written_words(labels, VOCABULARY))}
    assert [(starts[cut.label], cut.frame) for cut in cuts] == [(n, n * 40) for n in range(13, 98, 13)]


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.floats(0, 0.3), st.integers(0, 30))
def test_cuts_lie_where_the_words_are_though_many_were_misheard(seed: int, wrong: float, missing: int) -> None:
    """Words misheard, left out and said twice, a stretch that is not in the text: no cut is false."""
    random = np.random.default_rng(seed)
    words = [str(word) for word in random.permutation(WORDS)]
    heard: list[SpelledWord] = []
    truth: dict[int, int] = {}
    frame = 0
    for number, word in enumerate(words):
        frame += 40
        if 60 <= number < 60 + missing or random.random() < wrong / 3:
            continue
        said = "XYZ" if random.random() < wrong else word
        heard += [SpelledWord(said, frame, frame + 20)] * (1 + (random.random() < wrong / 3))
        truth.setdefault(frame, number)
    labels = labels_of(" ".join(words))
    starts = {word.label: n for n, word in enumerate(written_words(labels, VOCABULARY))}
    cuts = find_cuts(labels, heard, VOCABULARY)
    assert all(truth[cut.frame] == starts[cut.label] for cut in cuts)
    assert [*cuts] == sorted(cuts, key=lambda cut: cut.frame) == sorted(cuts, key=lambda cut: cut.label)
    if wrong < 0.05:
        assert len(cuts) > 5


def test_a_stretch_heard_where_it_is_not_written_loses_against_the_rest() -> None:
    words = WORDS[:120]
    elsewhere = words[100:108]
    heard = heard_at([*words[:20], *elsewhere, *words[28:100], *["ZZZ"] * 8, *words[108:]])
    labels = labels_of(" ".join(words))
    starts = {word.label: n for n, word in enumerate(written_words(labels, VOCABULARY))}
    cuts = find_cuts(labels, heard, VOCABULARY)
    assert len(cuts) > 3
    assert all(cut.frame == 40 * starts[cut.label] for cut in cuts)


def test_what_is_spoken_and_not_written_is_cut_out() -> None:
    """Forty words that the text lacks, unmarked: a loose piece stands for them, its words are the misheard ones."""
    words = WORDS[6:106]
    heard = heard_at([*words[:48], *["ZZZ"] * 44, *words[52:]])
    labels = labels_of(" ".join(words))
    cuts = find_cuts(labels, heard, VOCABULARY)
    starts = {word.label: n for n, word in enumerate(written_words(labels, VOCABULARY))}
    loose = next(n for n, cut in enumerate(cuts) if cut.loose)
    assert [(starts[cut.label], cut.frame) for cut in cuts[loose : loose + 2]] == [(48, 47 * 40 + 20), (52, 92 * 40)]
    assert sum(cut.loose for cut in cuts) == 1
    marked = find_cuts(labels_of(" ".join([*words[:50], "[...]", *words[50:]])), heard, VOCABULARY)
    assert not any(cut.loose for cut in marked)


def test_a_loose_piece_leaves_out_the_sound_around_its_words() -> None:
    log_probs = np.concatenate([spoken("|".join(["BED", "CAB", *["GIF"] * 9, "FADE"]), 3)])
    labels = labels_of("BED CAB FADE")
    cuts = [Cut(8, 24, True), Cut(8, 24 + 9 * 12)]
    path = path_between_cuts(log_probs, labels, 0, cuts, ViterbiOptions())
    assert set(path.labels[24 : 24 + 9 * 12].tolist()) == {-1}
    assert list(dict.fromkeys(n for n in path.labels.tolist() if n >= 0)) == list(range(len(labels)))
    middle = path_between_cuts(
        log_probs, labels_of("BED CAB GIF FADE"), 0, [Cut(8, 24, True), Cut(12, 132)], ViterbiOptions()
    )
    assert list(dict.fromkeys(n for n in middle.labels.tolist() if n >= 0)) == list(range(16))


def test_repeated_and_few_words_are_no_anchor() -> None:
    for words in (["NO"] * 50, WORDS[: SURE_WORDS - 1]):
        assert find_cuts(labels_of(" ".join(words)), heard_at(words, 600), VOCABULARY) == ()


@settings(max_examples=60)
@given(st.lists(st.sampled_from("ABC"), min_size=2, max_size=12), st.integers(0, 2**32 - 1), st.data())
def test_pieces_are_each_the_best_path_and_together_the_whole(
    letters: list[str], seed: int, data: st.DataObject
) -> None:
    labels = labels_of(" ".join(letters))
    log_probs = random_log_probs(3 * len(labels), 30, seed)
    place = 2 * data.draw(st.integers(1, len(letters) - 1))
    frame = data.draw(st.integers(2 * place, len(log_probs) - 2 * (len(labels) - place)))
    path = path_between_cuts(log_probs, labels, 0, [Cut(place, frame)], ViterbiOptions())
    first = best_label_path(log_probs[:frame], labels[:place], 0)
    second = best_label_path(log_probs[frame:], labels[place:], 0)
    assert path.labels.tolist() == [*first.labels, *(n + place if n >= 0 else -1 for n in second.labels)]
    assert path.scores.tolist() == [*first.scores, *second.scores]
    whole = best_label_path(log_probs, labels, 0)
    assert path.scores.sum() <= whole.scores.sum() + 1e-3


@settings(max_examples=60)
@given(st.lists(st.integers(0, 40), max_size=5).map(sorted), st.integers(0, 2**32 - 1))
def test_pieces_that_do_not_fit_become_one(frames: list[int], seed: int) -> None:
    """However wrong the cuts: all labels are there, in order; without cuts it is the search of the whole."""
    labels = labels_of("AB CA BC AB CA BC")
    log_probs = random_log_probs(40, 30, seed)
    cuts = [Cut(3 * (n + 1), frame) for n, frame in enumerate(frames)]
    path = path_between_cuts(log_probs, labels, 0, cuts, ViterbiOptions())
    spoken_labels = [int(n) for n in path.labels if n >= 0]
    assert list(dict.fromkeys(spoken_labels)) == list(range(len(labels)))
    assert spoken_labels == sorted(spoken_labels)
    assert len(path.scores) == len(log_probs)
    if not cuts:
        assert path.scores.tolist() == best_label_path(log_probs, labels, 0).scores.tolist()


def test_a_text_too_long_is_refused_with_cuts_too() -> None:
    with pytest.raises(AlignmentError, match="too long"):
        path_between_cuts(random_log_probs(10, 30, 0), labels_of("AB CD EF GH"), 0, [Cut(6, 5)], ViterbiOptions())


def test_a_long_recording_is_aligned_by_what_was_heard_and_a_short_one_whole() -> None:
    words = WORDS[6:46]
    log_probs = spoken("|".join(words), 3)
    asked: list[int] = []

    def hearing(emission: Emission, labels: list[int]) -> list[SpelledWord]:
        asked.append(len(emission.log_probs))
        return []

    whole = align_text(Emission(0, log_probs), " ".join(words), VOCABULARY, AlignmentOptions(hearing=hearing))
    assert asked == []
    options = AlignmentOptions(hearing=hearing, whole_frames=100)
    assert align_text(Emission(0, log_probs), " ".join(words), VOCABULARY, options) == whole
    assert asked == [len(log_probs)]
