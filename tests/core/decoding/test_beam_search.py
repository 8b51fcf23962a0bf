"""The decoder: what language model and hotwords change, times, confidence, and streams."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.beam_search import BeamDecoder, BeamOptions
from core.decoding.emission import Emission
from core.decoding.hotword_weights import effective_weight, list_share
from core.decoding.hotwords import Hotword
from core.decoding.hypothesis import Hypothesis, Word
from tests.core.decoding.oracle import CHARACTERS, LETTERS, log_softmax, random_emission


def spoken(text: str, doubts: dict[int, tuple[str, float]] | None = None, start_frame: int = 0) -> Emission:
    """Two frames a letter, then a blank one; a space is the delimiter. `doubts`: at a letter's place another one,
    and how much likelier it sounds (natural logarithm).
    """
    rows = []
    for place, letter in enumerate(text):
        row = np.full(len(LETTERS.labels), -6.0, np.float32)
        row[_label(letter)] = 6.0
        if doubts and place in doubts:
            other, more = doubts[place]
            row[_label(other)] = 6.0 + more
        blank = np.full(len(LETTERS.labels), -6.0, np.float32)
        blank[LETTERS.blank] = 6.0
        rows += [row, row, blank]
    return Emission(start_frame, log_softmax(np.array(rows)))


def _label(letter: str) -> int:
    return LETTERS.delimiter if letter == " " else LETTERS.labels.index(letter)


SOUNDS_LIKE_BAG = spoken("A BAD CAB", {4: ("G", 1.0)})


def test_the_language_model_flips_a_word(tiny_model) -> None:
    assert BeamDecoder(LETTERS).decode(SOUNDS_LIKE_BAG).text == "A BAG CAB"
    assert BeamDecoder(LETTERS, tiny_model).decode(SOUNDS_LIKE_BAG).text == "A BAD CAB"


def test_a_weak_language_model_does_not(tiny_model) -> None:
    weak = replace(tiny_model, alpha=0.001, beta=0.0, unk_score_offset=0.0)
    assert BeamDecoder(LETTERS, weak).decode(SOUNDS_LIKE_BAG).text == "A BAG CAB"


@pytest.mark.parametrize(
    ("hotwords", "text"),
    [
        ([Hotword("bad", 4.0)], "A BAD CAB"),
        ([Hotword("bad", 0.5)], "A BAG CAB"),
        ([Hotword("bad cab", 4.0)], "A BAD CAB"),
        ([Hotword("bad cab", 4.0), Hotword("bag", 8.0)], "A BAG CAB"),
        ([Hotword("bad face", 4.0)], "A BAG CAB"),
        ([Hotword("ba", 20.0)], "A BAG CAB"),
    ],
)
def test_hotwords_flip_a_word_by_their_weight_and_only_whole(hotwords, text) -> None:
    assert BeamDecoder(LETTERS, None, hotwords).decode(SOUNDS_LIKE_BAG).text == text


def test_a_hotword_that_the_language_model_does_not_know_wins_over_one_it_knows(tiny_model) -> None:
    assert BeamDecoder(LETTERS, tiny_model, [Hotword("bag", 8.0)]).decode(SOUNDS_LIKE_BAG).text == "A BAG CAB"


def test_a_hotwords_weight_is_in_the_score() -> None:
    emission = spoken("A BAD CAB")
    hotwords = [Hotword("bad", 4.0), Hotword("a bad", 1.5)]
    plain, raised = BeamDecoder(LETTERS), BeamDecoder(LETTERS, None, hotwords)
    assert plain.decode(emission).lm_score == 0.0
    worth = effective_weight(4.0, 3, math.inf, list_share(2)) + effective_weight(1.5, 4, math.inf, list_share(2))
    assert raised.decode(emission).lm_score == pytest.approx(worth)
    assert raised.decode(emission).logit_score == pytest.approx(plain.decode(emission).logit_score)


def test_words_have_the_times_of_their_frames_from_the_streams_start() -> None:
    words = BeamDecoder(LETTERS).decode(spoken("A BAD", start_frame=100)).words
    assert [(word.text, round(word.start, 9), round(word.end, 9)) for word in words] == [
        ("A", 2.0, 2.04),
        ("BAD", 2.12, 2.28),
    ]


def test_confidence_is_the_mean_probability_of_the_words_own_labels() -> None:
    sure, unsure = BeamDecoder(LETTERS).decode(spoken("A BAD", {3: ("C", -1.0)})).words
    assert sure.confidence > 0.9999
    # Two of the word's eight frames are shared with C, e times less likely.
    assert unsure.confidence == pytest.approx((1 / (1 + np.exp(-1.0))) ** (2 / 8), abs=1e-3)


def test_several_readings_come_best_first() -> None:
    readings = BeamDecoder(LETTERS).decode_best(SOUNDS_LIKE_BAG, 4)
    # The doubt lasts two frames, so one of them for each letter is possible too.
    assert readings[0].text == "A BAG CAB"
    assert {reading.text for reading in readings[1:]} == {"A BADG CAB", "A BAGD CAB", "A BAD CAB"}
    scores = [reading.logit_score for reading in readings]
    assert scores == sorted(scores, reverse=True)
    assert BeamDecoder(LETTERS).decode_best(SOUNDS_LIKE_BAG, 1) == readings[:1]


def test_nothing_and_silence_say_nothing() -> None:
    decoder = BeamDecoder(LETTERS)
    assert decoder.decode(Emission(7, np.empty((0, 10), np.float32))) == Hypothesis((), 0.0, 0.0)
    silence = np.full((50, 10), -20.0, np.float32)
    silence[:, 0] = 0.0
    assert decoder.decode(Emission(0, silence)).words == ()


def test_without_delimiter_each_label_is_a_word() -> None:
    rows = np.full((6, 6), -9.0, np.float32)
    rows[range(6), [1, 1, 2, 0, 2, 5]] = 0.0
    words = BeamDecoder(CHARACTERS).decode(Emission(0, log_softmax(rows))).words
    assert [word.text for word in words] == ["你", "好", "好", "们"]
    assert words[0].end == pytest.approx(0.04)


@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 200),
    st.lists(st.integers(1, 90), min_size=1, max_size=4),
    st.booleans(),
)
@settings(max_examples=25)
def test_a_stream_gives_what_the_whole_gives(tiny_model, seed, frames, cuts, with_hotwords) -> None:
    hotwords = [Hotword("FACE BAD", 3.0), Hotword("GAG", 6.0)] if with_hotwords else []
    decoder = BeamDecoder(LETTERS, tiny_model, hotwords, BeamOptions(20))
    emission = Emission(300, random_emission(seed, frames, LETTERS, 3.0, 2.0))
    whole, stream = decoder.decode(emission), decoder.stream()
    words: list[Word] = []
    position = turn = 0
    while position < frames:
        rows = emission.log_probs[position : position + cuts[turn % len(cuts)]]
        words += stream.feed(Emission(300 + position, rows))
        stream.peek()
        position, turn = position + len(rows), turn + 1
    last = stream.flush()
    assert (*words, *last.words) == whole.words
    assert (last.logit_score, last.lm_score) == (whole.logit_score, whole.lm_score)
    assert stream.flush() == Hypothesis((), 0.0, 0.0)


@pytest.mark.parametrize("cut", [0, 1, 9, 27])
def test_an_outlook_says_how_far_the_readings_agree(cut) -> None:
    decoder = BeamDecoder(LETTERS)
    stream = decoder.stream()
    rows = spoken("A BAD CAB", {4: ("G", 0.3)}).log_probs
    stream.feed(Emission(50, rows[:cut]))
    outlook = stream.look_ahead(Emission(50 + cut, rows[cut:]))
    whole = Emission(50, rows)
    assert outlook.words == decoder.decode(whole).words
    readings = decoder.decode_best(whole, 32)
    weights = np.exp([reading.logit_score + reading.lm_score for reading in readings])
    texts = [reading.text.split() for reading in readings]
    agreeing = [[text[:length] == texts[0][:length] for text in texts] for length in (1, 2, 3)]
    assert outlook.shares == pytest.approx([weights[agree].sum() / weights.sum() for agree in agreeing])
    # All agree on the first word, not on BAG or BAD, and no further.
    assert outlook.shares[0] > 0.99
    assert 0.9 > outlook.shares[1] >= outlook.shares[2]
    assert (*stream.feed(Emission(50 + cut, rows[cut:])), *stream.flush().words) == outlook.words


def test_an_outlook_must_continue_the_stream() -> None:
    stream = BeamDecoder(LETTERS).stream()
    stream.feed(spoken("A BAD"))
    with pytest.raises(ValueError, match="frame 99 does not follow"):
        stream.look_ahead(spoken("CAB", start_frame=99))


def test_a_stream_with_a_gap_is_refused() -> None:
    stream = BeamDecoder(LETTERS).stream()
    stream.feed(spoken("A", start_frame=10))
    with pytest.raises(ValueError, match="frame 14 does not follow frame 12"):
        stream.feed(spoken("B", start_frame=14))
