"""Following a script: the cursor under skips, repeats, ad-libs and recognition errors."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.script import ScriptError
from core.decoding.script_follower import ScriptFollower
from core.decoding.spoken_script import SpokenScript
from core.decoding.word_likeness import WordLikeness

SCRIPT = """\
We are going for our honeymoon to Italy — and the south of France.

The bell reverberated through what seemed like an empty house. For minutes no one stirred among the wreckage.
They picked their way through the wreckage and emerged on a scene of frightful destruction.
In 1905 the captain had 42 men, and the ship sailed on.
"""
WRITTEN = SCRIPT.split()


def place_of(phrase: str) -> int:
    """The number of the last word of a phrase of the script."""
    words = phrase.split()
    starts = [n for n in range(len(WRITTEN)) if WRITTEN[n : n + len(words)] == words]
    assert len(starts) == 1
    return starts[0] + len(words) - 1


def follow(follower: ScriptFollower, heard: str) -> int:
    return follower.feed(heard.split()).word


def test_a_reading_moves_word_by_word_and_numerals_are_heard_as_read() -> None:
    follower = ScriptFollower(SCRIPT)
    assert (follower.position.word, follower.position.line) == (-1, -1)
    seen = [follow(follower, word) for word in ["WE", "ARE", "GOING", "FOR", "OUR", "HONEYMOON", "TO", "ITALY", "AND"]]
    assert seen == [0, 1, 2, 3, 4, 5, 6, 7, 9]
    follow(follower, "THE SOUTH OF FRANCE")
    assert follower.position.line == 0
    assert follower.position.confidence > 0.95
    assert follower.spoken_share() == (1.0, 0.0, 0.0, 0.0)


def test_a_year_and_a_number_have_several_spoken_words() -> None:
    follower = ScriptFollower(SCRIPT)
    assert follow(follower, "IN NINETEEN O FIVE THE CAPTAIN HAD FORTY TWO MEN") == place_of("had 42 men,")
    assert follower.spoken_share()[3] == pytest.approx(7 / 12)


def test_a_skipped_sentence_is_noticed_within_three_words() -> None:
    follower = ScriptFollower(SCRIPT)
    follow(follower, "WE ARE GOING FOR OUR HONEYMOON TO ITALY AND THE SOUTH OF FRANCE")
    assert follow(follower, "THEY PICKED THEIR") == place_of("They picked their")
    follow(follower, "WAY THROUGH THE WRECKAGE AND EMERGED ON A SCENE OF FRIGHTFUL DESTRUCTION")
    # The words that led to the jump count as spoken, and nothing of what was skipped.
    assert follower.spoken_share() == (1.0, 0.0, 1.0, 0.0)


def test_a_repeated_sentence_takes_the_cursor_back() -> None:
    follower = ScriptFollower(SCRIPT)
    sentence = "FOR MINUTES NO ONE STIRRED AMONG THE WRECKAGE"
    first = follow(follower, "THE BELL REVERBERATED THROUGH WHAT SEEMED LIKE AN EMPTY HOUSE " + sentence)
    assert first == place_of("stirred among the wreckage.")
    assert follow(follower, "THE BELL REVERBERATED") == place_of("The bell reverberated")
    assert follow(follower, "THROUGH WHAT SEEMED LIKE AN EMPTY HOUSE " + sentence) == first


def test_an_ad_lib_does_not_carry_the_cursor_away() -> None:
    follower = ScriptFollower(SCRIPT)
    before = follow(follower, "WE ARE GOING FOR OUR HONEYMOON TO ITALY")
    after = follow(follower, "BY TRAIN BECAUSE MY WIFE DISLIKES FLYING")
    assert before <= after <= before + 2
    assert follow(follower, "AND THE SOUTH OF") == place_of("and the south of")


def test_a_long_one_of_words_that_the_script_has_elsewhere_leaves_the_cursor_where_it_was() -> None:
    follower = ScriptFollower(SCRIPT)
    before = follow(follower, "WE ARE GOING FOR OUR HONEYMOON TO ITALY AND THE SOUTH OF FRANCE")
    heard = "ON THE OTHER SIDE OF THE STREET THERE WAS A SHOP IN WHICH THE OLD LADY SOLD TEA TO THE MEN"
    seen = {follow(follower, word) for word in [*heard.split(), *heard.lower().split()]}
    assert seen <= set(range(before, before + 2))
    assert follow(follower, "FOR MINUTES NO ONE STIRRED") == place_of("no one stirred")


def test_misheard_and_missing_words_are_passed_over() -> None:
    follower = ScriptFollower(SCRIPT)
    heard = "THE BELT REVERBERATE TRUE WHAT SEEMED LIKE EMPTY HORSE FOUR MINUTES NO ONE STIRRED"
    assert follow(follower, heard) == place_of("no one stirred")


def test_peeking_changes_nothing() -> None:
    follower = ScriptFollower(SCRIPT)
    follow(follower, "WE ARE GOING")
    held = follower.position
    assert follower.peek(["FOR", "OUR"]).word == 4
    assert follower.peek(["FOR"]).word == 3
    assert follower.position == held
    assert follower.spoken_share()[0] == pytest.approx(3 / 14)


@settings(max_examples=40)
@given(heard=st.lists(st.sampled_from([*WRITTEN, "uh", "nothing"]), max_size=30), seed=st.integers(0, 1000))
def test_cuts_do_not_matter(heard: list[str], seed: int) -> None:
    whole, cut = ScriptFollower(SCRIPT), ScriptFollower(SCRIPT)
    whole.feed(heard)
    borders = sorted(random.Random(seed).choices(range(len(heard) + 1), k=3))
    for start, end in zip([0, *borders], [*borders, len(heard)], strict=True):
        assert cut.peek(heard[start:end]) == cut.feed(heard[start:end])
    assert cut.position == whole.position
    assert cut.spoken_words() == whole.spoken_words()
    assert 0.0 <= whole.position.confidence <= 1.0 + 1e-9


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ScriptError, match="no words"):
        ScriptFollower("— … \n")
    with pytest.raises(ScriptError, match="in parts"):
        ScriptFollower("a" * 2_000_001)


def test_sentences_begin_after_full_stops_and_at_lines() -> None:
    script = SpokenScript.read("“Well.” She went\non, “yes?” Pâté — 21st")
    assert script.words == ("well", "she", "went", "on", "yes", "pate", "twenty", "first")
    assert [script.words[start] for start in script.starts] == ["well", "she", "on", "pate"]
    assert script.owners == (0, 1, 2, 3, 4, 5, 7, 7)
    assert script.lines == (0, 0, 0, 1, 1, 1, 1, 1)


def edit_distance(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    return min(
        edit_distance(one[1:], other) + 1,
        edit_distance(one, other[1:]) + 1,
        edit_distance(one[1:], other[1:]) + (one[0] != other[0]),
    )


@settings(max_examples=60)
@given(words=st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=4), asked=st.text("abc", max_size=5))
def test_likeness_is_edit_distance_by_its_definition(words: list[str], asked: str) -> None:
    expected = [1 - edit_distance(asked, word) / max(len(asked), len(word)) for word in words]
    assert WordLikeness(words).to(asked).tolist() == pytest.approx(expected)
