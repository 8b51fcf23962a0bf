from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hypothesis import Word
from core.streaming.reading import Reading
from core.streaming.stability import LEVELS, MOST_RISK, Agreement, Stability, risk

# No word below is old enough to be shown for its age alone.
NOW = 3.0
WINDOWS = (
    "THE",
    "THE CA",
    "THE CAP IS",
    "THE CAT IS ON",
    "THE CAT IS ON A",
    "THE CAT IS ON A M",
    "THE CAT IS ON A",
)


def reading(text: str, confidence: float = 1.0, share: float = 1.0, settled: int = 0) -> Reading:
    spoken = tuple(Word(one, float(place), place + 0.5, confidence) for place, one in enumerate(text.split()))
    return Reading(spoken, (share,) * len(spoken), settled)


def texts(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("stability", "expected"),
    [
        # M is not taken back by a reading that only lacks it.
        ("fast", [*WINDOWS[:-1], "THE CAT IS ON A M"]),
        ("balanced", ["THE", "THE", "THE", "THE", "THE CAT IS ON", "THE CAT IS ON A", "THE CAT IS ON A"]),
        ("calm", ["", "", "THE", "THE", "THE", "THE CAT IS ON", "THE CAT IS ON A"]),
    ],
)
def test_levels_show_what_their_windows_agree_on(stability: Stability, expected: list[str]) -> None:
    agreement = Agreement(stability)
    assert [texts(agreement.shown(reading(text), NOW)) for text in WINDOWS] == expected


@pytest.mark.parametrize(("stability", "expected"), [("fast", "A B C"), ("balanced", "A B"), ("calm", "A B")])
def test_what_nothing_can_change_shows_at_once(stability: Stability, expected: str) -> None:
    assert texts(Agreement(stability).shown(reading("A B C", settled=2), NOW)) == expected


def test_a_doubt_takes_nothing_back_and_a_sure_reading_does() -> None:
    agreement = Agreement("balanced")
    shown = [
        texts(agreement.shown(one, NOW))
        for one in (
            reading("A CAP"),
            reading("A CAP"),
            reading("A CAT", confidence=0.3),
            reading("A CAT", confidence=0.3),
            reading("A", confidence=0.3),
            reading("A CAT ON"),
            reading("A CAT ON"),
        )
    ]
    assert shown == ["A", "A CAP", "A CAP", "A CAP", "A CAP", "A CAP", "A CAT ON"]


def test_a_reading_that_is_sure_of_its_beginning_alone_takes_nothing_back() -> None:
    """Nobody loses a line of words for the correction of its first ones; when all may be shown again, it comes."""
    spoken = reading("A MIKE AND LOOSELY BE CALLED").words
    half_sure = Reading(spoken, (1.0, 1.0, 1.0, 0.2, 0.2, 0.2), 0)
    agreement = Agreement("balanced")
    heard = (reading("A MY CAN LOOSELY BE CALLED"),) * 2 + (half_sure,) * 2 + (Reading(spoken, (1.0,) * 6, 0),)
    shown = [texts(agreement.shown(one, NOW)) for one in heard]
    assert shown[1:4] == ["A MY CAN LOOSELY BE CALLED"] * 3
    assert shown[4] == "A MIKE AND LOOSELY BE CALLED"


def test_sure_words_pay_for_a_doubtful_one() -> None:
    """0.20 + 0.05 is more than 0.1 for each of two words, 0.20 + 0.05 + 0.05 is less for each of three."""
    doubtful, sure = Word("A", 0.0, 0.2, 0.485), (Word("B", 0.3, 0.5, 0.97), Word("C", 0.6, 0.8, 0.97))
    for count, expected in ((2, "X"), (3, "A B C")):
        agreement = Agreement("balanced")
        for _ in range(2):
            agreement.shown(reading("X"), NOW)
        found = Reading((doubtful, *sure)[:count], (1.0,) * count, 0)
        shown = [agreement.shown(found, NOW) for _ in range(2)]
        assert texts(shown[-1]) == expected


def test_a_doubtful_word_opens_a_caption_and_does_not_replace_one() -> None:
    """Alone it is riskier than the share of one word."""
    doubtful = reading("A", confidence=0.6, share=0.6)
    assert LEVELS["balanced"].risk < risk(doubtful.words[0], 0.6) < LEVELS["balanced"].opening
    agreement = Agreement("balanced")
    assert texts(agreement.shown(doubtful, NOW)) == "A"
    agreement = Agreement("balanced")
    heard = (reading("X Y"), reading("X Y"), doubtful, doubtful)
    assert [texts(agreement.shown(one, NOW)) for one in heard] == ["X", "X Y", "X Y", "X Y"]


@pytest.mark.parametrize(("stability", "windows"), [("balanced", 1), ("calm", 3)])
def test_a_caption_opens_when_so_many_windows_agree(stability: Stability, windows: int) -> None:
    agreement = Agreement(stability)
    shown = [texts(agreement.shown(reading("A B", confidence=0.8), NOW)) for _ in range(windows)]
    assert shown == [""] * (windows - 1) + ["A"]


def test_a_word_more_likely_to_go_than_to_stay_is_not_shown() -> None:
    words = tuple(Word(text, place, place + 0.5, 0.99) for place, text in enumerate("ABCDEFGHIJKL"))
    unsure = Word("M", 12.0, 12.5, 0.05)
    agreement = Agreement("balanced")
    shares = (1.0,) * 12 + (0.7,)
    assert risk(unsure, 0.7) + 12 * risk(words[0], 1.0) < 13 * LEVELS["balanced"].risk
    shown = [texts(agreement.shown(Reading((*words, unsure), shares, 0), NOW)) for _ in range(2)]
    assert shown == ["A", "A B C D E F G H I J K L"]


@pytest.mark.parametrize(("stability", "patience"), [("balanced", 8.0), ("calm", 12.0)])
def test_an_old_word_shows_however_doubtful(stability: Stability, patience: float) -> None:
    agreement = Agreement(stability)
    doubtful = reading("A B C", confidence=0.1, share=0.2)
    # B ends at 1.5 s.
    shown = [texts(agreement.shown(doubtful, now)) for now in (1.0, 1.2, 1.4, 1.49 + patience, 1.5 + patience)]
    assert shown == ["", "", "", "A", "A B"]


@pytest.mark.parametrize(
    ("confidence", "share", "expected"), [(1.0, 1.0, 0.041), (0.5, 1.0, 0.190), (1.0, 0.5, 0.104), (0.1, 0.2, 0.819)]
)
def test_risk_falls_with_confidence_and_agreement(confidence: float, share: float, expected: float) -> None:
    assert risk(Word("A", 0.0, 0.1, confidence), share) == pytest.approx(expected, abs=5e-4)


def test_words_out_of_sight_are_not_kept() -> None:
    agreement = Agreement("fast")
    agreement.shown(reading("A B C D"), NOW)
    later = Reading(reading("A B C D E").words[2:], (1.0,) * 3, 0)
    assert texts(agreement.shown(later, NOW, since=1.5)) == "C D E"


@given(
    st.sampled_from(["fast", "balanced", "calm"]),
    st.lists(
        st.tuples(st.lists(st.sampled_from(["A", "B"]), max_size=5), st.floats(0.0, 1.0), st.floats(0.0, 1.0)),
        max_size=12,
    ),
)
def test_what_is_shown_changes_only_for_a_reading_that_may_be_shown(
    stability: Stability, windows: list[tuple[list[str], float, float]]
) -> None:
    agreement = Agreement(stability)
    before: tuple[str, ...] = ()
    for spoken, confidence, share in windows:
        new = reading(" ".join(spoken), confidence, share)
        after = tuple(word.text for word in agreement.shown(new, NOW))
        if after[: len(before)] != before:
            # Something was taken back: all that is shown comes from this reading, and none of it is too risky.
            assert after == tuple(spoken)[: len(after)]
            risks = [risk(word, share) for word in new.words[: len(after)]]
            assert sum(risks) <= LEVELS[stability].risk * len(risks) + 1e-9
            assert stability == "fast" or max(risks) <= MOST_RISK
        before = after
