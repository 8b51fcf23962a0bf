"""The search over words in C++ against the one in Python: the same words, frames and scores, however it is fed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.language_model import Answered
from core.decoding.native_search import NativeSearch, extension
from core.decoding.sounds.letter_to_sound import LetterToSound
from core.decoding.sounds.lexicon import Lexicon
from core.decoding.sounds.lexicon_search import LexiconOptions, LexiconSearch
from core.decoding.word_scores import WordScores
from tests.core.decoding.failing_model import CALLS, Failing, assert_refused_after_failing
from tests.core.decoding.oracle import random_emission
from tests.core.decoding.sounds.lexicons import LETTERS, LISTED, form_of, vocabulary

VOCABULARIES = [
    vocabulary(True),
    vocabulary(False),
    # Sounds and letters of several bytes; a sound that no word has.
    vocabulary(
        True,
        "aɐbʃ",
        {"Ä": ("aɐ", "ɐ"), "ÄSCH": ("aʃ", "ɐʃ"), "好": ("ʃ",), "ßB": ("ʃa", "ʃaʃa")},
        {"X": {"ʃ": -0.5, "": -1.0}, "Y": {"aɐ": -0.1, "ɐ": -1.0}},
    ),
]
PHRASE = st.lists(st.sampled_from(["SEA", "SEE", "A", "X", "XY", "CAB", "Ä", "好", "Q"]), min_size=1, max_size=3)
OPTIONS = st.builds(
    LexiconOptions,
    beam_width=st.sampled_from([1, 2, 7, 40, 400]),
    beam_prune_logp=st.sampled_from([-2.0, -10.0, -25.0]),
    token_min_logp=st.sampled_from([-1.0, -5.0, -12.0]),
    open_frames=st.sampled_from([5, 40, 3000]),
)


def both(sounds, model, hotwords, options) -> tuple[NativeSearch, LexiconSearch]:
    form = form_of(sounds, model, hotwords, options)
    fast = form.search()
    assert isinstance(fast, NativeSearch), "the extension has not been built: pip install -e . with a compiler"
    return fast, form.reference_search()


@given(
    sounds=st.sampled_from(VOCABULARIES),
    emission=st.fixed_dictionaries(
        {
            "seed": st.integers(0, 2**32 - 1),
            "frames": st.integers(1, 200),
            "sharpness": st.sampled_from([0.3, 1.0, 2.5, 6.0]),
            "blanks": st.sampled_from([0.0, 2.0, 5.0]),
            # Rounded scores are often equal: then the order of beams decides.
            "whole": st.booleans(),
        }
    ),
    options=OPTIONS,
    hotwords=st.dictionaries(PHRASE.map(" ".join), st.integers(1, 12), max_size=4),
    weights=st.none() | st.tuples(st.floats(-0.5, 2.0), st.floats(-2.0, 3.0), st.sampled_from([-10.0, 0.0, 4.0])),
    without=st.sampled_from(["", "words", "boundary"]),
    cuts=st.lists(st.integers(1, 70), min_size=1, max_size=4),
)
@settings(max_examples=150)
def test_it_finds_what_the_reference_finds(
    word_model, sounds, emission, *, options, hotwords, weights, without, cuts
) -> None:
    model = None
    if weights is not None:
        model = replace(word_model, alpha=weights[0], beta=weights[1], unk_score_offset=weights[2])
        if without == "words":
            model = replace(model, words=(), unigrams=frozenset(), answered=Answered())
        if without == "boundary":
            model = replace(model, score_boundary=False, answered=Answered())
    log_probs = random_emission(vocabulary=sounds, **emission)
    fast, slow = both(sounds, model, hotwords, options)
    place = turn = 0
    while place < len(log_probs):
        rows = log_probs[place : place + cuts[turn % len(cuts)]]
        assert fast.look_ahead(rows, 5) == slow.look_ahead(rows, 5)
        assert fast.feed(rows) == slow.feed(rows)
        assert fast.peek(20) == slow.peek(20)
        assert fast.frames == slow.frames
        place, turn = place + len(rows), turn + 1


@pytest.mark.parametrize("call", CALLS)
def test_what_the_language_model_raises_comes_out_and_the_search_is_refused_from_then_on(word_model, call) -> None:
    sounds = vocabulary(True)
    log_probs = random_emission(seed=1, frames=40, vocabulary=sounds, sharpness=1.0, blanks=0.0)
    model = Failing(word_model.model)
    for search in both(sounds, replace(word_model, model=model, answered=Answered()), {}, LexiconOptions()):
        assert_refused_after_failing(search, model, call, log_probs)


def test_a_broken_search_leaves_others_of_its_decoder_as_they_are(word_model) -> None:
    sounds = vocabulary(True)
    log_probs = random_emission(seed=1, frames=200, vocabulary=sounds, sharpness=1.0, blanks=0.0)
    sound, _ = both(sounds, word_model, {}, LexiconOptions())
    expected = sound.feed(log_probs), sound.peek(9)
    failing = Failing(word_model.model)
    form = form_of(sounds, replace(word_model, model=failing, answered=Answered()), {}, LexiconOptions())
    failing.left = 6
    with pytest.raises(RuntimeError, match="the model is gone"):
        form.search().feed(log_probs)
    failing.left = 10**9
    other = form.search()
    assert (other.feed(log_probs), other.peek(9)) == expected


class Asked(Lexicon):
    """Counts how often it is asked for a word's pronunciations."""

    count = 0

    def ways(self, word: str) -> tuple[str, ...]:
        self.count += 1
        return super().ways(word)


@pytest.mark.parametrize("listed", [True, False])
def test_what_decoders_have_in_common_is_made_once(word_model, listed) -> None:
    """Only hotwords that are no words of the others are asked for again."""
    lexicon = Asked(LISTED, LetterToSound(LETTERS))
    sounds = replace(vocabulary(True), lexicon=lexicon)
    model = Failing(word_model.model)
    language_model = replace(word_model, model=model, answered=Answered())
    if not listed:
        language_model = replace(language_model, words=(), unigrams=frozenset())
    form_of(sounds, language_model, {}, LexiconOptions())
    words, left = lexicon.count, model.left
    assert words == len(word_model.words if listed else LISTED)
    form_of(sounds, replace(language_model, alpha=2.0), {"SEA": 2.0}, LexiconOptions())
    assert (lexicon.count, model.left) == (words, left - 1)
    form_of(sounds, language_model, {"XY": 2.0, "Q": 1.0}, LexiconOptions())
    assert lexicon.count <= words + 3
    assert model.left == left - 3


@pytest.mark.parametrize("listed", [True, False])
def test_what_words_are_worth_alone_is_the_same_one_by_one_and_together(word_model, listed) -> None:
    model = replace(word_model, answered=Answered())
    if not listed:
        model = replace(model, words=(), unigrams=frozenset())
    scores = WordScores(model)
    words = model.words or tuple(sorted(LISTED))
    worth, unknown = scores.all_alone(words)
    assert worth.tolist() == [scores.alone(word) for word in words]
    assert unknown.tolist() == [scores.is_unknown(word) for word in words]
    assert unknown.any() != listed


def test_a_hotword_that_cannot_be_written_down_is_left_out() -> None:
    """Half a surrogate pair, as a damaged command line has it, and letters that stand for no sound."""
    sounds = vocabulary(True)
    log_probs = random_emission(seed=6, frames=60, vocabulary=sounds, sharpness=1.0, blanks=0.0)
    fast, slow = both(sounds, None, {"SEA": 2, "\udc80": 5, "QQ": 5, "SEA \udc80": 5}, LexiconOptions())
    assert fast.feed(log_probs) == slow.feed(log_probs)
    assert fast.peek(20) == slow.peek(20)


def test_a_tree_of_wrong_sounds_or_numbers_is_refused() -> None:
    tree = extension.LexiconTree({ord("a"): 1, ord("ʃ"): 2})
    with pytest.raises(ValueError, match="B has a sound without a label"):
        tree.with_words(["A", "B"], [("aʃ",), ("ab",)])
    words = tree.with_words(["A", "B"], [("aʃ", "a", "aʃ"), ("a",)])
    for numbers, flags in ((1, 1), (3, 3), (2, 1)):
        with pytest.raises(ValueError, match="not as many"):
            extension.LexiconWords(words, np.zeros(numbers), np.zeros(flags, np.bool_))


def test_states_of_the_language_model_are_let_go(word_model, monkeypatch) -> None:
    """Also where nothing settles for a long time, and when the search goes."""
    monkeypatch.setattr("core.decoding.native_search.MAXIMUM_ANSWERS", 20)
    model = replace(word_model, answered=Answered())
    sounds = vocabulary(True)
    log_probs = random_emission(seed=2, frames=1000, vocabulary=sounds, sharpness=0.3, blanks=0.0)
    fast, slow = both(sounds, model, {}, LexiconOptions(beam_width=20))
    for start in range(0, 1000, 100):
        assert fast.feed(log_probs[start : start + 100]) == slow.feed(log_probs[start : start + 100])
    table = model.answered.kept[1]
    answers, states = table.size()
    assert answers <= 20
    # A state is a last word; there are six, the unknown one, and the beginning.
    assert states <= 8


def test_threads_may_search_with_one_decoder(word_model) -> None:
    sounds = vocabulary(True)
    form = form_of(sounds, replace(word_model, answered=Answered()), {"A SEA": 2.0}, LexiconOptions())
    emissions = [random_emission(seed, 300, sounds, 1.0, 0.0) for seed in range(8)]

    def read(log_probs):
        search = form.search()
        return search.feed(log_probs), search.peek(5)

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(read, emissions))
    assert together == [read(log_probs) for log_probs in emissions]


def test_more_beams_than_a_tables_first_size_are_told_apart() -> None:
    """Thousands of beams a frame: the table of places grows in the middle of one."""
    sounds = vocabulary(False)
    log_probs = random_emission(seed=4, frames=9, vocabulary=sounds, sharpness=0.1, blanks=0.0)
    fast, slow = both(sounds, None, {}, LexiconOptions(5000, -1e3, -1e3))
    for row in range(9):
        fast.feed(log_probs[row : row + 1])
        slow.feed(log_probs[row : row + 1])
    found = fast.peek(10**6)
    assert len(found) > 1000
    assert found == slow.peek(10**6)
    assert {word.text for reading in found for word in reading.words} == set(LISTED)
