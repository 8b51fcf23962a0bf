"""Forced alignment against brute force, a textbook Viterbi, and real speech."""

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.decoding import ctc_viterbi
from core.decoding.alignment import AlignmentOptions, align_text
from core.decoding.ctc_viterbi import COSTS, GAP, WILDCARD, AlignmentError, ViterbiOptions, best_label_path
from core.decoding.emission import Emission
from core.decoding.script import ScriptError, label_sequence, read_script
from core.decoding.vocabulary import Vocabulary

VOCABULARY = Vocabulary(("<pad>", "<unk>", "|", "'", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 0, 2, frozenset({1}))
A, B, C = (VOCABULARY.labels.index(letter) for letter in "ABC")


def random_log_probs(frames: int, labels: int, seed: int) -> NDArray[np.float32]:
    logits = np.random.default_rng(seed).normal(0, 2, (frames, labels))
    return (logits - np.log(np.exp(logits).sum(1, keepdims=True))).astype(np.float32)


def brute_force(log_probs: NDArray[np.float32], labels: list[int], blank: int) -> float:
    """The best score of all frame sequences that collapse to `labels`; where a gap stands, blanks may be any sound."""
    kept = [label for label in labels if label != GAP]
    before = [sum(label != GAP for label in labels[:place]) for place, label in enumerate(labels) if label == GAP]
    any_sound = log_probs.max(axis=1)
    best = -math.inf
    # Symbols: −1 is blank, n the nth kept label; what it collapses to must be all of them in order.
    for sequence in itertools.product(range(-1, len(kept)), repeat=len(log_probs)):
        collapsed = [symbol for symbol, _ in itertools.groupby(sequence) if symbol >= 0]
        if collapsed != list(range(len(kept))) or not _parted(sequence, kept):
            continue
        score, spoken = 0.0, 0
        for frame, symbol in enumerate(sequence):
            if symbol >= 0:
                spoken = symbol + 1
                wild = float(any_sound[frame]) - COSTS[WILDCARD]
                score += wild if kept[symbol] == WILDCARD else float(log_probs[frame, kept[symbol]])
            elif spoken in before:
                score += max(float(any_sound[frame]) - COSTS[GAP], float(log_probs[frame, blank]))
            else:
                score += float(log_probs[frame, blank])
        best = max(best, score)
    return best


def _parted(sequence: tuple[int, ...], kept: list[int]) -> bool:
    """CTC: equal labels need a blank between them."""
    pairs = itertools.pairwise(sequence)
    return not any(0 <= one < other and kept[one] == kept[other] for one, other in pairs)


@settings(max_examples=150)
@given(
    labels=st.lists(st.sampled_from([1, 2, 3, WILDCARD, GAP]), max_size=4),
    frames=st.integers(3, 5),
    seed=st.integers(0, 10_000),
)
def test_no_path_is_better(labels: list[int], frames: int, seed: int) -> None:
    log_probs = random_log_probs(frames, 4, seed)
    expected = brute_force(log_probs, labels, 0)
    if expected == -math.inf:
        with pytest.raises(AlignmentError):
            best_label_path(log_probs, labels, 0)
        return
    path = best_label_path(log_probs, labels, 0)
    assert float(path.scores.sum()) == pytest.approx(expected, abs=1e-4)
    # What was found is a path: each label that is no gap, in order.
    visited = [int(position) for position, _ in itertools.groupby(path.labels) if position >= 0]
    assert visited == [number for number, label in enumerate(labels) if label != GAP]


def textbook_viterbi(log_probs: NDArray[np.float32], labels: list[int], blank: int) -> NDArray[np.int64]:
    """All scores and back-pointers in memory, as torchaudio's forced alignment has them; the state of each frame."""
    states = [blank, *itertools.chain.from_iterable((label, blank) for label in labels)]
    scores = np.full((len(log_probs), len(states)), -np.inf)
    back = np.zeros(scores.shape, int)
    scores[0, :2] = log_probs[0, states[:2]]
    for t, s in itertools.product(range(1, len(log_probs)), range(len(states))):
        steps = [0, 1] if s else [0]
        if s >= 3 and s % 2 and states[s] != states[s - 2]:
            steps.append(2)
        best = max(steps, key=lambda step, t=t, s=s: scores[t - 1, s - step])  # type: ignore[misc]
        scores[t, s] = scores[t - 1, s - best] + log_probs[t, states[s]]
        back[t, s] = best
    path = [len(states) - 1 if scores[-1, -1] > scores[-1, -2] else len(states) - 2]
    for t in range(len(log_probs) - 1, 0, -1):
        path.append(path[-1] - back[t, path[-1]])
    return np.array(path[::-1])


@pytest.mark.parametrize("block", [512, 7])
def test_the_path_is_the_textbooks(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctc_viterbi, "_BLOCK", block)
    log_probs = random_log_probs(120, 6, 1)
    labels = [1, 2, 2, 3, 1, 5, 5, 4, 1, 2]
    expected = textbook_viterbi(log_probs, labels, 0)
    path = best_label_path(log_probs, labels, 0)
    assert path.labels.tolist() == [int(state) // 2 if state % 2 else -1 for state in expected]


def spoken(text: str, frames_each: int, log_odds: float = 6.0) -> NDArray[np.float32]:
    """An emission in which each character of `text` (| a delimiter, _ a blank) fills so many frames."""
    index = {**{label: number for number, label in enumerate(VOCABULARY.labels)}, "_": VOCABULARY.blank}
    logits = np.zeros((len(text) * frames_each, len(VOCABULARY.labels)))
    for place, character in enumerate(text):
        logits[place * frames_each : (place + 1) * frames_each, index[character]] = log_odds
    return (logits - np.log(np.exp(logits).sum(1, keepdims=True))).astype(np.float32)


def test_a_band_follows_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctc_viterbi, "_BLOCK", 64)
    text = "".join(np.random.default_rng(3).choice(list("ABCDEFGH"), 800))
    text = "|".join(text[place : place + 5] for place in range(0, 800, 5))
    # Blanks between equal letters, and a pause of 300 frames in the middle.
    heard = text.replace("", "_")[1:-1]
    middle = len(heard) // 2
    log_probs = spoken(heard[:middle] + "_" * 150 + heard[middle:], 2)
    labels = [VOCABULARY.labels.index(character) for character in text]
    whole = best_label_path(log_probs, labels, 0, ViterbiOptions(band=10_000))
    banded = best_label_path(log_probs, labels, 0, ViterbiOptions(band=256))
    assert banded.labels.tolist() == whole.labels.tolist()


def test_a_band_that_loses_the_path_is_widened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctc_viterbi, "_BLOCK", 64)
    bands: list[int] = []
    search = ctc_viterbi._Search

    class Watched(search):  # type: ignore[valid-type, misc]
        def __init__(self, log_probs, states, blank, band, check) -> None:  # type: ignore[no-untyped-def]
            bands.append(band)
            super().__init__(log_probs, states, blank, band, check)

    monkeypatch.setattr(ctc_viterbi, "_Search", Watched)
    text = "".join(np.random.default_rng(4).choice(list("ABCDEFGH"), 600))
    heard = text.replace("", "_")[1:-1]
    # For long, another sound is a little likelier than what the text says: the gap before the text looks better.
    weak = spoken(heard[:800], 2, 3.0)
    weak[np.arange(len(weak)), np.random.default_rng(5).integers(2, 8, len(weak))] = weak.max() + 0.9
    log_probs = np.concatenate([weak, spoken(heard[800:], 2)])
    labels = [GAP, *(VOCABULARY.labels.index(character) for character in text), GAP]
    whole = best_label_path(log_probs, labels, 0, ViterbiOptions(band=10_000))
    assert bands == [2 * len(text) + 1]
    widened = best_label_path(log_probs, labels, 0, ViterbiOptions(band=100))
    assert bands[1:3] == [100, 400]
    assert widened.labels.tolist() == whole.labels.tolist()
    assert widened.scores.tolist() == whole.scores.tolist()


def test_words_have_their_times_and_the_rest_of_the_recording_is_let_be() -> None:
    log_probs = spoken("XYZ|ABC|BA__|DEF", 4)
    (line,) = align_text(Emission(100, log_probs), "Abc — bä.", VOCABULARY)
    assert [word.text for word in line.words] == ["Abc", "—", "bä."]
    times = [(round(word.start / 0.02), round(word.end / 0.02)) for word in line.words]
    assert times == [(116, 128), (128, 128), (132, 140)]
    assert line.words[0].confidence > 0.9
    # Without open ends the first and the last word must take in all that is heard.
    (line,) = align_text(Emission(100, log_probs), "Abc bä", VOCABULARY, AlignmentOptions(open_ends=False))
    assert line.words[0].start < 2.1
    assert line.words[1].end > 2.7


def test_gaps_and_unknown_letters_stand_for_any_sound() -> None:
    log_probs = spoken("AB|XYXY|ZZ|CAFED", 4)
    first, second = align_text(Emission(0, log_probs), "ab [...]\n\nсafe", VOCABULARY)
    assert round(first.words[0].end / 0.02) == 8
    # The Cyrillic letter at the beginning of the second word has no label.
    assert [word.text for word in second.words] == ["сafe"]
    assert 11 * 4 - 1 <= round(second.start / 0.02) <= 12 * 4
    assert round(second.end / 0.02) == 15 * 4


def test_a_line_says_what_it_loses_against_the_best_labels() -> None:
    log_probs = spoken("ABC|XYZ", 2)
    best, other = float(log_probs.max()), float(log_probs.min())
    right, wrong = align_text(Emission(0, log_probs), "abc\nxyb", VOCABULARY, AlignmentOptions(open_ends=False))
    assert (right.labels, right.loss, wrong.labels) == (3, 0.0, 3)
    # One of its two frames may be silence.
    assert wrong.loss == pytest.approx(2 * (best - other), rel=1e-5)
    # What has no label is not counted, wherever it lies.
    (wild,) = align_text(Emission(0, log_probs), "абc xyz", VOCABULARY)
    assert (wild.labels, wild.loss) == (4, 0.0)


def test_numerals_are_read_out() -> None:
    words = read_script("In 1905, 42 came", VOCABULARY)
    spelled = ["".join(VOCABULARY.labels[label] for label in run) for word in words for run in word.labels]
    assert spelled == ["IN", "NINETEEN", "O", "FIVE", "FORTY", "TWO", "CAME"]
    labels, owners = label_sequence(words, VOCABULARY)
    assert sum(label == VOCABULARY.delimiter for label in labels) == 6
    assert [owner for owner, _ in itertools.groupby(owners) if owner >= 0] == [0, 1, 1, 1, 2, 2, 3]


def test_what_cannot_be_aligned_is_said() -> None:
    with pytest.raises(AlignmentError, match="too long for the audio"):
        align_text(Emission(0, spoken("ABC", 1)), "abcd", VOCABULARY)
    with pytest.raises(ScriptError, match="no words"):
        read_script(" — …\n", VOCABULARY)
    with pytest.raises(ScriptError, match="in parts"):
        read_script("a" * 2_000_001, VOCABULARY)


def test_a_search_can_be_left_between_blocks() -> None:
    class Enough(Exception):
        pass

    calls = itertools.count(1)
    assert best_label_path(random_log_probs(4 * 512, 30, 1), [A, B, C], 0, ViterbiOptions(check=lambda: next(calls)))
    blocks = next(calls) - 1
    assert blocks == 8, "forwards and backwards"
    for last in range(1, blocks + 1):
        left = iter(range(last - 1))

        def check(left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Enough

        with pytest.raises(Enough):
            best_label_path(random_log_probs(4 * 512, 30, 1), [A, B, C], 0, ViterbiOptions(check=check))
        with pytest.raises(StopIteration):
            next(left)
