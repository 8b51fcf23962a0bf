from __future__ import annotations

import pytest

from core.decoding.hypothesis import Word
from core.streaming.reading import Reading
from core.streaming.stability import Agreement, Stability

WINDOWS = (
    "THE",
    "THE CA",
    "THE CAP IS",
    "THE CAT IS ON",
    "THE CAT IS ON A",
    "THE CAT IS ON A M",
    "THE CAT IS ON A",
)


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(one, 0.0, 0.1, 1.0) for one in text.split())


@pytest.mark.parametrize(
    ("stability", "expected"),
    [
        ("fast", list(WINDOWS)),
        (
            "balanced",
            ["", "THE", "THE", "THE", "THE CAT IS ON", "THE CAT IS ON A", "THE CAT IS ON A"],
        ),
        ("calm", ["", "", "THE", "THE", "THE", "THE CAT IS ON", "THE CAT IS ON"]),
    ],
)
def test_levels_show_what_the_last_windows_agree_on(stability: Stability, expected: list[str]) -> None:
    agreement = Agreement(stability)
    shown = [" ".join(word.text for word in agreement.shown(Reading(words(text), 0))) for text in WINDOWS]
    assert shown == expected


@pytest.mark.parametrize(("stability", "expected"), [("fast", "A B C"), ("balanced", "A B"), ("calm", "A B")])
def test_what_nothing_can_change_shows_at_once(stability: Stability, expected: str) -> None:
    shown = Agreement(stability).shown(Reading(words("A B C"), settled=2))
    assert " ".join(word.text for word in shown) == expected
