"""The search in C++ against the one in Python: the same words, frames and scores to the last bit, however it is fed."""

from __future__ import annotations

import gc
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.hotword_trie import HotwordTrie
from core.decoding.hotwords import Hotword
from core.decoding.language_model import Answered
from core.decoding.native_search import native_form
from core.decoding.prefix_search import BeamOptions, PrefixSearch
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores
from tests.core.decoding.failing_model import CALLS, Failing, assert_refused_after_failing
from tests.core.decoding.oracle import CHARACTERS, DIGRAPHS, LETTERS, log_softmax, random_emission

# Letters of two and three bytes beside those of one: the extension counts in characters, not in bytes.
MANY = Vocabulary(("<pad>", "<unk>", "|", *"ABCDEÄÖß你"), 0, 2, frozenset({1}))
HOTWORD = st.text("ABCDEFÄ X", min_size=1, max_size=6).filter(str.strip)
HOTWORDS = st.dictionaries(HOTWORD, st.integers(1, 12), max_size=8)
OPTIONS = st.builds(
    BeamOptions,
    beam_width=st.sampled_from([1, 2, 7, 40, 100]),
    beam_prune_logp=st.sampled_from([-2.0, -10.0, -25.0]),
    token_min_logp=st.sampled_from([-1.0, -5.0, -12.0]),
    prune_history=st.booleans(),
    open_frames=st.sampled_from([20, 3000]),
)
EMISSIONS = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 2**32 - 1),
        "frames": st.integers(1, 200),
        "vocabulary": st.sampled_from([LETTERS, MANY]),
        "sharpness": st.sampled_from([0.3, 1.0, 2.5, 6.0]),
        "blanks": st.sampled_from([0.0, 2.0, 5.0]),
        # Rounded scores are often equal: then the order of beams decides.
        "whole": st.booleans(),
    }
)


def both(vocabulary, model, hotwords, options):
    trie = HotwordTrie([Hotword(text, float(weight)) for text, weight in hotwords.items()], vocabulary)
    scores = WordScores(model, trie.words) if model else None
    form = native_form(vocabulary, scores, trie, options)
    assert form is not None, "the extension has not been built: pip install -e . with a compiler"
    return form.search(), PrefixSearch(vocabulary, scores, trie, options)


@given(
    emission=EMISSIONS,
    options=OPTIONS,
    hotwords=HOTWORDS,
    weights=st.none() | st.tuples(st.floats(-0.5, 2.0), st.floats(-2.0, 3.0), st.sampled_from([-10.0, 0.0, 4.0])),
    cuts=st.lists(st.integers(1, 70), min_size=1, max_size=4),
)
@settings(max_examples=150)
def test_it_finds_what_the_reference_finds(tiny_model, emission, options, hotwords, weights, cuts) -> None:
    model = None
    if weights is not None:
        model = replace(tiny_model, alpha=weights[0], beta=weights[1], unk_score_offset=weights[2])
    log_probs = random_emission(**emission)
    fast, slow = both(emission["vocabulary"], model, hotwords, options)
    place = turn = 0
    while place < len(log_probs):
        rows = log_probs[place : place + cuts[turn % len(cuts)]]
        assert fast.look_ahead(rows, 5) == slow.look_ahead(rows, 5)
        assert fast.feed(rows) == slow.feed(rows)
        assert fast.peek(20) == slow.peek(20)
        assert fast.frames == slow.frames
        place, turn = place + len(rows), turn + 1


def test_other_vocabularies_are_left_to_the_reference() -> None:
    for vocabulary in (DIGRAPHS, CHARACTERS):
        assert native_form(vocabulary, None, HotwordTrie((), vocabulary), BeamOptions()) is None


def test_another_number_of_labels_is_refused() -> None:
    fast, slow = both(LETTERS, None, {}, BeamOptions())
    for search in (fast, slow):
        with pytest.raises(ValueError, match="has 10 labels"):
            search.feed(np.zeros((3, 9), np.float32))
    assert fast.frames == 0


@pytest.mark.parametrize("call", CALLS)
def test_what_the_language_model_raises_comes_out_and_the_search_is_refused_from_then_on(tiny_model, call) -> None:
    log_probs = random_emission(seed=1, frames=40, vocabulary=LETTERS, sharpness=1.0, blanks=0.0)
    model = Failing(tiny_model.model)
    for search in both(LETTERS, replace(tiny_model, model=model, answered=Answered()), {}, BeamOptions()):
        assert_refused_after_failing(search, model, call, log_probs)


def test_a_broken_search_leaves_others_of_its_decoder_as_they_are(tiny_model) -> None:
    log_probs = random_emission(seed=1, frames=200, vocabulary=LETTERS, sharpness=1.0, blanks=0.0)
    sound, _ = both(LETTERS, tiny_model, {}, BeamOptions())
    expected = sound.feed(log_probs), sound.peek(9)
    model = Failing(tiny_model.model, 6)
    scores = WordScores(replace(tiny_model, model=model, answered=Answered()))
    form = native_form(LETTERS, scores, HotwordTrie((), LETTERS), BeamOptions())
    assert form is not None
    with pytest.raises(RuntimeError, match="the model is gone"):
        form.search().feed(log_probs)
    model.left = 10**9
    other = form.search()
    assert (other.feed(log_probs), other.peek(9)) == expected


def test_answers_and_states_are_bounded_and_let_go(tiny_model, monkeypatch) -> None:
    monkeypatch.setattr("core.decoding.native_search.MAXIMUM_ANSWERS", 50)
    model = replace(tiny_model, answered=Answered())
    fast, slow = both(LETTERS, model, {}, BeamOptions())
    log_probs = random_emission(seed=2, frames=600, vocabulary=LETTERS, sharpness=1.0, blanks=0.0)
    for start in range(0, 600, 60):
        assert fast.feed(log_probs[start : start + 60]) == slow.feed(log_probs[start : start + 60])
        assert fast.peek(9) == slow.peek(9)
    table = model.answered.kept[1]
    answers, states = table.size()
    assert answers <= 50
    # What no search holds goes the next time that there are too many answers.
    del fast
    gc.collect()
    other, _ = both(LETTERS, model, {}, BeamOptions())
    other.feed(log_probs[:120])
    assert table.size()[1] <= max(states, 51)


def test_decoders_that_weigh_a_model_differently_share_its_answers(tiny_model) -> None:
    model = replace(tiny_model, answered=Answered())
    log_probs = random_emission(seed=3, frames=100, vocabulary=LETTERS, sharpness=1.0, blanks=0.0)
    first, _ = both(LETTERS, model, {}, BeamOptions())
    first.feed(log_probs)
    table = model.answered.kept[1]
    fast, slow = both(LETTERS, replace(model, alpha=1.5, beta=-1.0), {"BAD": 6}, BeamOptions())
    assert fast.feed(log_probs) == slow.feed(log_probs)
    assert fast.peek(9) == slow.peek(9)
    assert model.answered.kept[1] is table


def test_threads_may_search_with_one_decoder(tiny_model) -> None:
    scores = WordScores(replace(tiny_model, answered=Answered()))
    form = native_form(LETTERS, scores, HotwordTrie((), LETTERS), BeamOptions())
    assert form is not None
    emissions = [
        random_emission(seed=seed, frames=300, vocabulary=LETTERS, sharpness=1.0, blanks=0.0) for seed in range(8)
    ]

    def read(log_probs):
        search = form.search()
        return search.feed(log_probs), search.peek(5)

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(read, emissions))
    assert together == [read(log_probs) for log_probs in emissions]


def test_other_threads_run_while_it_searches() -> None:
    fast, _ = both(LETTERS, None, {}, BeamOptions(beam_width=2000, beam_prune_logp=-50.0, token_min_logp=-20.0))
    log_probs = log_softmax(np.random.default_rng(0).normal(0, 0.1, (400, 10)).astype(np.float32))
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    began = time.perf_counter()
    fast.feed(log_probs)
    ended = time.perf_counter()
    done.set()
    thread.join()
    during = [moment for moment in ticks if began < moment < ended]
    # With the interpreter's lock held throughout there would be none.
    assert len(during) > 5
