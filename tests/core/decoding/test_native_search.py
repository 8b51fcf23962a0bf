"""The search in C++ against the one in Python: the same words, frames and scores to the last bit, however it is fed."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.hotword_trie import HotwordTrie
from core.decoding.hotwords import Hotword
from core.decoding.native_search import native_form
from core.decoding.prefix_search import BeamOptions, PrefixSearch
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores
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
@settings(max_examples=150, deadline=None)
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


class Failing(WordScores):
    """A language model that breaks at its third word."""

    def __init__(self, model) -> None:
        super().__init__(model)
        self.asked = 0

    def score(self, history, word, last=False):
        self.asked += 1
        if self.asked == 3:
            raise RuntimeError("the model is gone")
        return super().score(history, word, last)


def test_a_failure_of_the_language_model_comes_out_as_it_is(tiny_model) -> None:
    form = native_form(LETTERS, Failing(tiny_model), HotwordTrie((), LETTERS), BeamOptions())
    assert form is not None
    search = form.search()
    log_probs = random_emission(seed=1, frames=200, vocabulary=LETTERS, sharpness=1.0, blanks=0.0)
    with pytest.raises(RuntimeError, match="the model is gone"):
        search.feed(log_probs)


def test_the_states_of_the_language_model_are_let_go(tiny_model) -> None:
    scores = WordScores(tiny_model)
    form = native_form(LETTERS, scores, HotwordTrie((), LETTERS), BeamOptions())
    assert form is not None
    watched = weakref.ref(scores)
    form.search().feed(random_emission(seed=2, frames=300, vocabulary=LETTERS, sharpness=1.0, blanks=0.0))
    del form, scores
    gc.collect()
    assert watched() is None


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
