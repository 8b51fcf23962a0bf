"""The search over a lexicon's words against all CTC paths written out; streams, cuts, and what cannot be heard."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.beam_search import BeamDecoder
from core.decoding.emission import Emission
from core.decoding.hotwords import Hotword
from core.decoding.language_model import Answered
from core.decoding.sounds.lexicon_search import LexiconOptions
from tests.core.decoding.oracle import fed, log_softmax, random_emission
from tests.core.decoding.sounds.lexicons import (
    LISTED,
    WIDE,
    form_of,
    hotwords_worth,
    model_worth,
    vocabulary,
    written_out,
)

NARROW = LexiconOptions(beam_width=30, beam_prune_logp=-10.0, token_min_logp=-6.0)
HOTWORDS = [{}, {"SEA": 2.0}, {"A SEA": 3.0, "SEA": 1.0, "XY": 4.0}, {"X": 2.5, "CAB": 1.5, "SEE SEE": 0.5}]
SEARCHES = pytest.mark.parametrize("form", ["search", "reference_search"])
SOUND = st.text("ab", min_size=1, max_size=3)
LEXICONS = st.dictionaries(
    st.sampled_from(["V", "W", "XX", "YY", "Z"]),
    st.lists(SOUND, min_size=1, max_size=3, unique=True).map(tuple),
    min_size=1,
)


def matches(found, log_probs, sounds, ways, worth) -> None:
    """Exactly the word sequences that have a path, with the sum of their paths and what else they are worth."""
    expected = written_out(log_probs, sounds, ways)
    assert len(found) == len(expected)
    scores = [reading.score for reading in found]
    assert scores == sorted(scores, reverse=True)
    for reading in found:
        words = tuple(word.text for word in reading.words)
        assert reading.logit_score == pytest.approx(expected[words], abs=1e-6)
        assert reading.score == pytest.approx(expected[words] + worth(words), abs=1e-5)
        borders = [0, *(frame for word in reading.words for frame in word[1:]), len(log_probs)]
        assert borders == sorted(borders)
        assert all(word.start_frame < word.end_frame for word in reading.words)


@SEARCHES
@given(
    seed=st.integers(0, 2**32 - 1),
    frames=st.integers(1, 5),
    sharpness=st.sampled_from([0.5, 2.0]),
    delimiter=st.booleans(),
    with_model=st.booleans(),
    hotwords=st.sampled_from(HOTWORDS),
)
@settings(max_examples=20)
def test_each_text_has_the_sum_of_all_its_paths(
    word_model, form, *, seed, frames, sharpness, delimiter, with_model, hotwords
) -> None:
    sounds = vocabulary(delimiter)
    model = word_model if with_model else None
    log_probs = random_emission(seed, frames, sounds, sharpness, 0.0)
    search = getattr(form_of(sounds, model, hotwords, WIDE), form)()
    search.feed(log_probs)
    asked = frozenset(word for phrase in hotwords for word in phrase.split())
    known = set(model.words if model else LISTED) | asked
    assert sounds.lexicon is not None
    ways = {word: sounds.lexicon.ways(word) for word in known}
    matches(
        search.peek(10**6),
        log_probs,
        sounds,
        ways,
        lambda words: model_worth(words, model, asked) + hotwords_worth(words, hotwords),
    )


@SEARCHES
@given(listed=LEXICONS, seed=st.integers(0, 2**32 - 1), delimiter=st.booleans(), frames=st.integers(1, 6))
@settings(max_examples=25)
def test_whatever_the_lexicon(form, listed, seed, delimiter, frames) -> None:
    sounds = vocabulary(delimiter, "ab", listed)
    log_probs = random_emission(seed, frames, sounds, 1.0, 0.0)
    search = getattr(form_of(sounds, None, {}, WIDE), form)()
    search.feed(log_probs)
    found = search.peek(10**6)
    if any(len(way) <= frames for ways in listed.values() for way in ways):
        matches(found, log_probs, sounds, listed, lambda words: 0.0)


def said(path: str, sounds, other: float = -30.0):
    """One frame a character: a sound, | or the blank _."""
    rows = np.full((len(path), len(sounds.labels)), other, np.float32)
    for frame, sound in enumerate(path):
        rows[frame, 0 if sound == "_" else sounds.labels.index(sound)] = 0.0
    return rows


@SEARCHES
@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("|_|ab_|_|c|", {"SEE C", "SEA C", "A A C"}),
        ("ab_bc", {"SEE A C", "SEA A C", "A A A C", "A BA C"}),
        ("abbc", {"SEE C", "SEA C", "A A C"}),
        ("a|bb_|b", {"A A A"}),
        ("cab|", {"CAB", "CAB A", "C SEE", "C SEA", "C A A"}),
        ("aa", {"A"}),
        ("a|a", {"A A"}),
        ("a_a", {"A A", "AH"}),
        ("___", {""}),
        ("|||", {""}),
    ],
)
def test_the_label_that_parts_words_stands_between_them_and_nowhere_else(form, path, texts) -> None:
    sounds = vocabulary(True)
    search = getattr(form_of(sounds, None, {}, LexiconOptions(1000, -1e6, -5.0)), form)()
    search.feed(said(path, sounds))
    assert {" ".join(word.text for word in reading.words) for reading in search.peek(99)} == texts


@pytest.mark.parametrize("delimiter", [True, False])
def test_hotwords_are_whole_words_with_a_delimiter_and_without(delimiter) -> None:
    sounds = vocabulary(delimiter)
    emission = Emission(0, said("ab_c", sounds))
    plain = BeamDecoder(sounds, lexicon_options=WIDE).decode(emission)
    for text, heard in (("sea c", "SEA C"), ("see", "SEE C"), ("sea", "SEA C"), ("se", plain.text)):
        found = BeamDecoder(sounds, None, [Hotword(text, 6.0)], lexicon_options=WIDE).decode(emission)
        assert found.text == heard
        assert (found.lm_score > 0) == (text != "se")


class Asked:
    """A language model that remembers the words that it was asked about."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.words: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def __contains__(self, word: str) -> bool:
        return word in self._model

    def BaseScore(self, history: Any, word: str, following: Any) -> float:  # noqa: N802 - KenLM's name
        self.words.append(word)
        return float(self._model.BaseScore(history, word, following))


@SEARCHES
@pytest.mark.parametrize(("alpha", "asked"), [(20.0, {"SEE", "SEA"}), (60.0, {"SEE"})])
def test_the_language_model_is_not_asked_of_a_word_that_is_hopeless_without_context(
    word_model, form, alpha, asked
) -> None:
    """SEE and SEA sound alike; a tenth of a power of ten lies between them, times alpha."""
    sounds = vocabulary(True, "abc", {"SEE": ("ab",), "SEA": ("ab",), "C": ("abc",)}, {})
    listening = Asked(word_model.model)
    model = replace(word_model, model=listening, alpha=alpha, answered=Answered())
    search = getattr(form_of(sounds, model, {}, NARROW), form)()
    listening.words.clear()
    search.feed(said("ab|", sounds))
    assert set(listening.words) - {"</s>"} == asked
    assert search.peek()[0].words == (("SEE", 0, 2),)


@SEARCHES
def test_words_have_the_frames_of_their_sounds(form) -> None:
    sounds = vocabulary(True)
    search = getattr(form_of(sounds, None, {}, LexiconOptions()), form)()
    search.feed(said("__aabb__|_cc_", sounds))
    words = {tuple(reading.words) for reading in search.peek(9)}
    assert (("SEE", 2, 6), ("C", 10, 12)) in words
    assert (("A", 2, 4), ("A", 4, 6), ("C", 10, 12)) in words


@SEARCHES
def test_a_word_under_way_counts_only_where_there_is_nothing_else(form) -> None:
    sounds = vocabulary(True, "abc", {"CAB": ("cab",)})
    search = getattr(form_of(sounds, None, {}, LexiconOptions(token_min_logp=-5.0)), form)()
    search.feed(said("_", sounds))
    for path in ("c", "a_", "_"):
        search.feed(said(path, sounds))
        assert [reading.words for reading in search.peek(5)] == [()]
    search.feed(said("b", sounds))
    assert [reading.words for reading in search.peek(5)] == [(("CAB", 1, 6),)]


@SEARCHES
@pytest.mark.parametrize("path", ["b", "bbbb", "b|c|a", "c|", "ccb"])
def test_where_no_word_can_be_heard_the_reading_is_empty(form, path) -> None:
    """A frame that leads no beam on is passed over."""
    sounds = vocabulary(True, "abc", {"CAB": ("cab",)})
    search = getattr(form_of(sounds, None, {}, LexiconOptions(token_min_logp=-5.0)), form)()
    assert [reading.words for reading in search.look_ahead(said(path, sounds), 5)] == [()]
    search.feed(said(path, sounds))
    assert [reading.words for reading in search.peek(5)] == [()]
    assert search.frames == len(path)


@SEARCHES
def test_after_frames_that_no_word_has_others_are_heard(form) -> None:
    sounds = vocabulary(False, "abc", {"CAB": ("cab",)})
    search = getattr(form_of(sounds, None, {}, LexiconOptions(token_min_logp=-5.0)), form)()
    search.feed(said("bb" + "b" * 98 + "c" + "c" * 50 + "bab", sounds))
    assert [reading.words for reading in search.peek(5)] == [(("CAB", 100, 154),)]


@SEARCHES
def test_a_lexicon_of_words_that_cannot_be_pronounced_hears_nothing(word_model, form) -> None:
    sounds = vocabulary(True, "abc", {"E": ("c",)})
    assert sounds.lexicon is not None
    silent = replace(word_model, words=("Q", "QQ"), unigrams=frozenset(("Q", "QQ")))
    search = getattr(form_of(sounds, silent, {"Q": 3.0}, LexiconOptions()), form)()
    search.feed(random_emission(1, 120, sounds, 3.0, 0.0))
    assert [reading.words for reading in search.peek(5)] == [()]


@SEARCHES
def test_what_is_no_number_counts_as_impossible(form) -> None:
    sounds = vocabulary(True)
    rows = said("ab_|c", sounds)
    holes = np.where(rows < -1, np.nan, rows)
    holes[2, 3] = -np.inf
    readings = []
    for log_probs in (rows, holes, np.concatenate((rows, np.full((60, 5), np.nan, np.float32)))):
        search = getattr(form_of(sounds, None, {}, LexiconOptions()), form)()
        search.feed(log_probs)
        readings.append(search.peek(9))
    assert [[word.words for word in found] for found in readings[:1]] == [[word.words for word in readings[1]]]
    assert all(math.isfinite(reading.score) for found in readings for reading in found)


@SEARCHES
@pytest.mark.parametrize("shape", [(3, 4), (3, 6), (5,), (1, 3, 5)])
def test_another_number_of_labels_is_refused(form, shape) -> None:
    search = getattr(form_of(vocabulary(True), None, {}, NARROW), form)()
    for call in (search.feed, lambda rows: search.look_ahead(rows, 3)):
        with pytest.raises(ValueError, match="has 5 labels"):
            call(np.zeros(shape, np.float32))
    # Nothing was taken in, and the search goes on.
    assert search.frames == 0
    search.feed(np.zeros((0, 5), np.float32))
    assert [reading.words for reading in search.peek(3)] == [()]


def test_a_decoder_hears_nothing_in_no_frames() -> None:
    decoder = BeamDecoder(vocabulary(True))
    assert decoder.decode(Emission(7, np.empty((0, 5), np.float32))).words == ()
    stream = decoder.stream()
    assert stream.peek().words == ()
    assert stream.feed(Emission(7, np.empty((0, 5), np.float32))) == ()
    assert stream.look_ahead(Emission(7, np.empty((0, 5), np.float32))).words == ()
    assert stream.flush().words == ()


@given(
    seed=st.integers(0, 2**32 - 1),
    frames=st.integers(1, 260),
    cuts=st.lists(st.integers(1, 90), min_size=1, max_size=4),
    delimiter=st.booleans(),
    hotwords=st.sampled_from(HOTWORDS),
    width=st.sampled_from([1, 5, 40]),
    open_frames=st.sampled_from([3, 30, 3000]),
)
@settings(max_examples=40)
def test_a_stream_gives_what_the_whole_gives(
    word_model, *, seed, frames, cuts, delimiter, hotwords, width, open_frames
) -> None:
    sounds = vocabulary(delimiter)
    options = LexiconOptions(width, -12.0, -6.0, open_frames)
    decoder = BeamDecoder(
        sounds, word_model, [Hotword(text, weight) for text, weight in hotwords.items()], None, options
    )
    emission = Emission(300, random_emission(seed, frames, sounds, 3.0, 2.0))
    whole, stream = decoder.decode(emission), decoder.stream()
    words = []
    position = turn = 0
    while position < frames:
        rows = Emission(300 + position, emission.log_probs[position : position + cuts[turn % len(cuts)]])
        stream.look_ahead(rows)
        words += stream.feed(rows)
        position, turn = position + len(rows.log_probs), turn + 1
        peeked = (*words, *stream.peek().words)
        borders = [6.0, *(moment for word in peeked for moment in (word.start, word.end)), (300 + position) * 0.02]
        assert all(earlier <= later + 1e-9 for earlier, later in pairwise(borders))
        assert all(word.start < word.end and 0 <= word.confidence <= 1 for word in peeked)
    last = stream.flush()
    assert (*words, *last.words) == whole.words
    assert (last.logit_score, last.lm_score) == (whole.logit_score, whole.lm_score)


@SEARCHES
@given(seed=st.integers(0, 2**32 - 1), at=st.integers(0, 120), further=st.integers(0, 60))
@settings(max_examples=20)
def test_peeks_and_look_aheads_change_nothing(word_model, form, seed, at, further) -> None:
    sounds = vocabulary(True)
    log_probs = random_emission(seed, 180, sounds, 2.0, 1.0)
    made = form_of(sounds, word_model, {"A SEA": 2.0}, NARROW)
    plain, asked = getattr(made, form)(), getattr(made, form)()
    settled = asked.feed(log_probs[:at])
    asked.peek(9)
    asked.look_ahead(log_probs[at : at + further], 9)
    asked.look_ahead(log_probs[::-1], 9)
    assert asked.frames == at
    settled += asked.feed(log_probs[at:])
    assert settled == plain.feed(log_probs)
    assert asked.peek(9) == plain.peek(9)


@SEARCHES
def test_a_look_ahead_gives_the_readings_of_those_frames_without_the_word_under_way(form) -> None:
    sounds = vocabulary(True)
    search = getattr(form_of(sounds, None, {}, LexiconOptions(token_min_logp=-5.0)), form)()
    search.feed(said("c_", sounds))
    found = {" ".join(word.text for word in reading.words) for reading in search.look_ahead(said("|ab", sounds), 99)}
    # The b may begin BA, the ab ABBA.
    assert found == {"C SEE", "C SEA", "C A A", "C A", "C"}
    assert [word.text for word in search.peek()[0].words] == ["C"]


@SEARCHES
def test_words_too_old_to_wait_for_are_settled_as_the_best_beam_has_them(form) -> None:
    """Whether it was SEE or SEA can never be heard."""
    sounds = vocabulary(True)
    log_probs = said("ab_|_" + "c_|__" * 100, sounds)
    waiting = getattr(form_of(sounds, None, {}, LexiconOptions(token_min_logp=-5.0)), form)()
    assert fed(waiting, log_probs, [70]) == []
    assert {reading.words[0].text for reading in waiting.peek(9)} == {"SEE", "SEA", "A"}
    options = LexiconOptions(token_min_logp=-5.0, open_frames=60)
    settling = getattr(form_of(sounds, None, {}, options), form)()
    assert settling.feed(log_probs[:50]) == []
    best = settling.look_ahead(log_probs[50:99], 1)[0].words
    settled = settling.feed(log_probs[50:100])
    assert settled == list(best[: len(settled)])
    settled += settling.feed(log_probs[100:])
    # At frame 500 all have the same words again, and only the last may still grow.
    assert [word.text for word in settled[1:]] == ["C"] * 98
    assert [word.text for word in settling.peek(9)[0].words] == ["C"] * 2
    assert [word.start_frame for word in settled[1:4]] == [5, 10, 15]


@pytest.mark.parametrize("path", ["ab_|_", "_", "a", "abc|"])
def test_the_state_of_an_endless_stream_stays_small(word_model, path) -> None:
    sounds = vocabulary(True)
    noise = random_emission(5, 3000, sounds, 1.0, 0.0) + said((path * 3000)[:3000], sounds, -3.0)
    search = form_of(sounds, word_model, {"A SEA": 1.0}, replace(NARROW, open_frames=100)).reference_search()
    sizes = []
    for start in range(0, 3000, 50):
        search.feed(log_softmax(noise[start : start + 50]))
        sizes.append(held(search))
    # Words not yet settled of 30 beams, and a few that were tried after each.
    assert max(sizes[10:]) <= 2 * max(sizes[:10]) + 100


def held(search) -> int:
    """Texts and cells that a search holds on to."""
    found: set[int] = set()
    texts = [beam.text for beam in search._beams]
    while texts:
        text = texts.pop()
        if id(text) not in found:
            found.add(id(text))
            texts += [*text.following.values(), *([text.before] if text.before else [])]
    for beam in search._beams:
        cell = beam.cells
        while cell is not None:
            found.add(id(cell))
            cell = cell.before
    return len(found)


def test_nothing_is_kept_of_what_was_tried_while_no_word_settles(word_model) -> None:
    """Homophones stay open for 3000 frames; the words that were tried after them are let go all the same."""
    sounds = vocabulary(True)
    search = form_of(sounds, word_model, {}, replace(NARROW, token_min_logp=-40.0)).reference_search()
    log_probs = log_softmax(np.random.default_rng(3).normal(0, 1, (1000, 5)).astype(np.float32))
    search.feed(log_probs)
    open_words = {id(text) for beam in search._beams for text in ancestors(beam.text)}
    assert held(search) <= len(open_words) + sum(len(list(ancestors(beam.text))) for beam in search._beams)


def ancestors(text):
    while text is not None:
        yield text
        text = text.before


@SEARCHES
@pytest.mark.parametrize("seed", [32, 87, 91])
def test_settled_words_leave_room_for_what_other_beams_heard_after_them(form, seed) -> None:
    """Where a beam wins in which the next word begins before the settled one ended in the beam that was best then."""
    sounds = vocabulary(False)
    log_probs = random_emission(seed, 100, sounds, 0.5, 0.0)
    search = getattr(form_of(sounds, None, {}, LexiconOptions(7, -12.0, -6.0, 20)), form)()
    settled = []
    for end in (50, 100):
        settled += search.feed(log_probs[end - 50 : end])
        words = [*settled, *search.peek()[0].words]
        borders = [0, *(frame for word in words for frame in word[1:]), end]
        assert borders == sorted(borders)
        assert all(word.start_frame < word.end_frame for word in words)
