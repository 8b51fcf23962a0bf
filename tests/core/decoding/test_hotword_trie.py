from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hotword_trie import HotwordTrie
from core.decoding.hotwords import Hotword
from tests.core.decoding.oracle import CHARACTERS, LETTERS

WORDS = st.text("AB", min_size=1, max_size=3)
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
HOTWORDS = st.dictionaries(PHRASES, st.integers(1, 9), max_size=6)


def naive(text: str, hotwords: dict[str, int]) -> tuple[float, float]:
    """What `text` holds and what its end has begun, looked up at every word's beginning."""
    framed = " " + text
    starts = [n for n, character in enumerate(framed) if character == " "]
    whole = sum(weight for phrase, weight in hotwords.items() for n in starts if framed.startswith(f" {phrase} ", n))
    begun = [
        weight * (len(framed) - n - 1) / len(phrase)
        for phrase, weight in hotwords.items()
        for n in starts
        if f" {phrase}".startswith(framed[n:])
    ]
    return whole, max(begun, default=0.0)


@given(HOTWORDS, st.lists(WORDS, max_size=8).map(" ".join), st.booleans())
def test_equals_a_look_up_at_every_word(hotwords, text, ended) -> None:
    text += " " if ended and text else ""
    trie = HotwordTrie([Hotword(phrase, weight) for phrase, weight in hotwords.items()], LETTERS)
    state, gained = trie.step(trie.start, text)
    whole, begun = naive(text, hotwords)
    assert gained == whole
    assert trie.begun(state) == begun


@given(HOTWORDS, st.lists(WORDS, max_size=6).map(" ".join))
def test_no_character_brings_more_than_the_reach_says(hotwords, text) -> None:
    trie = HotwordTrie([Hotword(phrase, weight) for phrase, weight in hotwords.items()], LETTERS)
    state = trie.start
    for character in text + " ":
        following, gained = trie.step(state, character)
        assert gained + trie.begun(following) <= trie.reach(state) <= trie.largest
        state = following


@given(st.dictionaries(st.text("你好吗", min_size=1, max_size=3), st.integers(1, 9), max_size=5), st.text("你好吗"))
def test_without_delimiter_phrases_count_wherever_they_stand(hotwords, text) -> None:
    trie = HotwordTrie([Hotword(phrase, weight) for phrase, weight in hotwords.items()], CHARACTERS)
    gained = trie.step(trie.start, text)[1]
    assert gained == sum(
        weight for phrase, weight in hotwords.items() for n in range(len(text)) if text.startswith(phrase, n)
    )


def test_hotwords_take_the_vocabularys_case_and_the_larger_weight_of_equals() -> None:
    trie = HotwordTrie([Hotword("cab", 2.0), Hotword("CAB", 3.0), Hotword("a  bad cab", 5.0)], LETTERS)
    assert trie.step(trie.start, "A BAD CAB ")[1] == 8.0
    assert trie.words == {"A", "BAD", "CAB"}
