"""Our search against pyctcdecode 0.5.0: the same beams, scores and word frames to the last bit, however it is fed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyctcdecode
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.hotword_trie import HotwordTrie
from core.decoding.language_model import LanguageModel
from core.decoding.prefix_search import BeamOptions, PrefixSearch
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores
from tests.core.decoding.oracle import (
    CHARACTERS,
    DIGRAPHS,
    LETTERS,
    expected,
    fed,
    log_softmax,
    pyctcdecode_for,
    random_emission,
    results,
)

ALL = 10**9
OPTIONS = st.builds(
    BeamOptions,
    beam_width=st.sampled_from([1, 2, 7, 40, 100]),
    beam_prune_logp=st.sampled_from([-2.0, -10.0, -25.0]),
    token_min_logp=st.sampled_from([-1.0, -5.0, -12.0]),
    prune_history=st.booleans(),
)
EMISSIONS = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 2**32 - 1),
        "frames": st.integers(1, 130),
        "vocabulary": st.sampled_from([LETTERS, DIGRAPHS, CHARACTERS]),
        "sharpness": st.sampled_from([0.3, 1.0, 2.5, 6.0]),
        "blanks": st.sampled_from([0.0, 2.0, 5.0]),
        "whole": st.booleans(),
    }
)
CUTS = st.lists(st.integers(1, 70), min_size=1, max_size=5)


def search_for(vocabulary: Vocabulary, model: LanguageModel | None, options: BeamOptions) -> PrefixSearch:
    return PrefixSearch(vocabulary, WordScores(model) if model else None, HotwordTrie((), vocabulary), options)


@given(EMISSIONS, OPTIONS, CUTS, st.booleans())
@settings(max_examples=120)
def test_equals_pyctcdecode_however_it_is_cut(tiny_model, emission, options, cuts, with_model) -> None:
    vocabulary, model = emission["vocabulary"], tiny_model if with_model else None
    log_probs = random_emission(**emission)
    search = search_for(vocabulary, model, options)
    settled = fed(search, log_probs, cuts)
    found = results(settled, search.peek(ALL))
    assert found == expected(pyctcdecode_for(vocabulary, model), log_probs, options)


@given(EMISSIONS, CUTS, st.integers(1, 60))
@settings(max_examples=30)
def test_a_peek_changes_nothing_and_equals_an_end_there(tiny_model, emission, cuts, at) -> None:
    log_probs, vocabulary = random_emission(**emission), emission["vocabulary"]
    options = BeamOptions(20)
    search = search_for(vocabulary, tiny_model, options)
    settled = fed(search, log_probs[:at], cuts)
    oracle = pyctcdecode_for(vocabulary, tiny_model)
    assert results(settled, search.peek(ALL)) == expected(oracle, log_probs[:at], options)
    settled += fed(search, log_probs[at:], cuts)
    assert results(settled, search.peek(ALL)) == expected(oracle, log_probs, options)


@given(EMISSIONS, CUTS, st.integers(1, 60), st.integers(0, 60))
@settings(max_examples=30)
def test_a_look_ahead_changes_nothing_and_equals_an_end_there(tiny_model, emission, cuts, at, further) -> None:
    log_probs, vocabulary = random_emission(**emission), emission["vocabulary"]
    options = BeamOptions(20)
    search = search_for(vocabulary, tiny_model, options)
    settled = fed(search, log_probs[:at], cuts)
    seen = log_probs[: at + further]
    oracle = pyctcdecode_for(vocabulary, tiny_model)
    assert results(settled, search.look_ahead(seen[at:], ALL)) == expected(oracle, seen, options)
    settled += fed(search, log_probs[at:], cuts)
    assert results(settled, search.peek(ALL)) == expected(oracle, log_probs, options)


@pytest.mark.parametrize(
    "change",
    [
        {"score_boundary": False},
        {"words": (), "unigrams": frozenset()},
        {"alpha": -0.5},
        {"unk_score_offset": 2.0},
        {"beta": -1.0},
    ],
)
def test_equals_pyctcdecode_with_other_settings_of_the_model(tiny_model, change) -> None:
    model = replace(tiny_model, **change)
    log_probs = random_emission(3, 120, LETTERS, 1.5, 2.0)
    search = search_for(LETTERS, model, BeamOptions(30))
    settled = search.feed(log_probs)
    assert results(settled, search.peek(ALL)) == expected(pyctcdecode_for(LETTERS, model), log_probs, BeamOptions(30))


def test_equals_pyctcdecode_on_a_real_emission() -> None:
    """A LibriSpeech utterance, 7.4 s, that pyctcdecode's package carries for its own tests."""
    path = Path(pyctcdecode.__file__).parent / "tests" / "sample_data" / "libri_logits.json"
    if not path.exists():
        pytest.skip("this build of pyctcdecode carries no sample emission")
    log_probs = log_softmax(np.array(json.loads(path.read_text(encoding="utf-8")), np.float32))
    vocabulary = Vocabulary(("|", *"abcdefghijklmnopqrstuvwxyz'", ""), 28, 0, frozenset())
    search = search_for(vocabulary, None, BeamOptions())
    found = results(fed(search, log_probs, [160]), search.peek(ALL))
    assert found == expected(pyctcdecode_for(vocabulary, None), log_probs, BeamOptions())
    assert found[0][0] == (
        "i have a good deal of will you remember and what i have set my mind upon no doubt i shall some day achieve"
    )


def test_words_settle_and_the_state_of_an_endless_stream_stays_small(tiny_model) -> None:
    search = search_for(LETTERS, tiny_model, BeamOptions(20))
    sizes, words = [], 0
    for seed in range(24):
        words += len(search.feed(random_emission(seed, 250, LETTERS, 4.0, 2.0)))
        sizes.append(_reachable(search))
    assert search.frames == 6000
    assert words > 300
    assert max(sizes[12:]) <= 2 * max(sizes[:12])


def test_words_too_old_to_wait_for_are_settled_as_the_best_beam_has_them() -> None:
    """Two readings of the first word stay equally likely for as long as nothing else is heard."""
    rows = np.full((400, 10), -30.0, np.float32)
    rows[:, 0] = 0.0
    rows[0] = [-30, -30, np.log(0.51), np.log(0.49), *[-30] * 6]
    rows[1, :2] = [-30.0, 0.0]
    patient, hasty = (search_for(LETTERS, None, BeamOptions(open_frames=frames)) for frames in (3000, 100))
    assert patient.feed(rows) == []
    assert [word.text for word in hasty.feed(rows)] == ["A"]
    assert [reading.words for reading in hasty.peek(5)] == [()]


def test_ignored_labels_never_stand_in_a_text() -> None:
    vocabulary = Vocabulary(("<pad>", "<s>", "<unk>", "|", "A", "B"), 0, 3, frozenset({1, 2}))
    logits = np.zeros((6, 6), np.float32)
    logits[[0, 1, 2, 3, 4, 5], [4, 1, 2, 3, 1, 5]] = 8.0
    search = search_for(vocabulary, None, BeamOptions())
    search.feed(log_softmax(logits))
    assert all(set(word.text) <= {"A", "B"} for reading in search.peek(ALL) for word in reading.words)


def test_what_is_no_number_counts_as_impossible() -> None:
    log_probs = random_emission(1, 20, LETTERS, 3.0, 1.0)
    log_probs[5:8] = np.nan
    log_probs[9] = -np.inf
    search = search_for(LETTERS, None, BeamOptions())
    search.feed(log_probs)
    assert np.isfinite(search.peek()[0].score)


@pytest.mark.parametrize("shape", [(5, 9), (5, 11), (5,), (1, 5, 10)])
def test_another_number_of_labels_is_refused(shape) -> None:
    with pytest.raises(ValueError, match="the vocabulary has 10 labels"):
        search_for(LETTERS, None, BeamOptions()).feed(np.zeros(shape, np.float32))


def _reachable(search: PrefixSearch) -> int:
    """Prefixes that the search still holds."""
    seen = {beam.prefix for beam in search._beams}
    waiting = list(seen)
    while waiting:
        prefix = waiting.pop()
        near = [*(prefix.next or {}).values(), *([prefix.parent] if prefix.parent else [])]
        waiting += [other for other in near if other not in seen]
        seen.update(near)
    return len(seen)
