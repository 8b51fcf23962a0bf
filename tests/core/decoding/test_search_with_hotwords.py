"""The search with hotwords: against pyctcdecode with a plain scorer, and against itself without any short cut."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.frontier import Beam
from core.decoding.hotword_trie import HotwordTrie
from core.decoding.hotwords import Hotword
from core.decoding.prefix_search import BeamOptions, PrefixSearch
from core.decoding.word_scores import WordScores
from tests.core.decoding.oracle import CHARACTERS, DIGRAPHS, LETTERS, fed, pyctcdecode_for, random_emission, results
from tests.core.decoding.test_hotword_trie import naive

WORDS = st.text("ABCDST", min_size=1, max_size=4)
WEIGHTS = st.integers(1, 12)
EMISSION = {
    "seed": st.integers(0, 2**32 - 1),
    "frames": st.integers(1, 60),
    "sharpness": st.sampled_from([0.5, 1.5, 4.0]),
    "blanks": st.sampled_from([0.0, 3.0]),
}
OPTIONS = st.builds(
    BeamOptions, beam_width=st.sampled_from([3, 25, 100]), beam_prune_logp=st.sampled_from([-4.0, -10.0])
)


class PlainScorer:
    """Single words only: pyctcdecode scores whole words and the one under way apart."""

    def __init__(self, hotwords: dict[str, int]) -> None:
        self._hotwords = hotwords

    def score(self, text: str) -> float:
        return naive(f"{text} ", self._hotwords)[0] if text else 0.0

    def score_partial_token(self, word: str) -> float:
        return naive(word, self._hotwords)[1]


class Exhaustive(PrefixSearch):
    """Looks at every candidate of every frame."""

    def _limit(self, beams: list[Beam]) -> float:
        return -math.inf


def trie_of(hotwords: dict[str, int], vocabulary=LETTERS) -> HotwordTrie:
    return HotwordTrie([Hotword(text, weight) for text, weight in hotwords.items()], vocabulary)


@given(st.fixed_dictionaries(EMISSION), OPTIONS, st.dictionaries(WORDS, WEIGHTS, max_size=8))
@settings(max_examples=20)
def test_single_words_as_pyctcdecode_scores_them(emission, options, hotwords) -> None:
    log_probs = random_emission(vocabulary=LETTERS, **emission)
    search = PrefixSearch(LETTERS, None, trie_of(hotwords), options)
    found = results(search.feed(log_probs), search.peek())[0]
    text, _state, frames, logit_score, score = pyctcdecode_for(LETTERS, None)._decode_logits(
        log_probs, options.beam_width, options.beam_prune_logp, options.token_min_logp, False, PlainScorer(hotwords)
    )[0]
    assert found[0] == text
    assert found[1] == [(word, *span) for word, span in frames]
    assert found[2:] == pytest.approx((logit_score, score), abs=1e-9)


@given(
    st.fixed_dictionaries({**EMISSION, "vocabulary": st.sampled_from([LETTERS, DIGRAPHS, CHARACTERS])}),
    OPTIONS,
    st.dictionaries(
        st.one_of(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), st.text("你好吗", min_size=1, max_size=3)),
        WEIGHTS,
        max_size=8,
    ),
    st.booleans(),
)
@settings(max_examples=60)
def test_nothing_is_lost_by_looking_at_the_promising_alone(tiny_model, emission, options, hotwords, with_model) -> None:
    vocabulary, log_probs = emission["vocabulary"], random_emission(**emission)
    trie = trie_of(hotwords, vocabulary)
    scores = WordScores(tiny_model, trie.words) if with_model else None
    quick = PrefixSearch(vocabulary, scores, trie, options)
    thorough = Exhaustive(vocabulary, scores, trie, options)
    assert results(fed(quick, log_probs, [17]), quick.peek(10**9)) == results(
        fed(thorough, log_probs, [200]), thorough.peek(10**9)
    )
