"""By which statistics the windows of an open segment are normalised."""

from __future__ import annotations

import pytest

from core.streaming.partials import steady


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        (None, (0.1, 4.0), True),
        ((0.0, 4.0), (0.0, 4.0), False),
        ((0.0, 4.0), (0.0, 4.8), False),
        ((0.0, 4.0), (0.0, 4.9), True),
        ((0.0, 4.0), (0.0, 3.3), False),
        ((0.0, 4.0), (0.0, 3.2), True),
        ((0.0, 4.0), (0.03, 4.0), False),
        ((0.0, 4.0), (-0.05, 4.0), True),
        # Silence, and then a sound.
        ((0.0, 0.0), (0.0, 0.0), False),
        ((0.0, 0.0), (0.0, 1e-9), True),
    ],
)
def test_they_stay_while_they_are_about_the_same(
    before: tuple[float, float] | None, now: tuple[float, float], changes: bool
) -> None:
    assert steady(before, now) == (now if changes else before)
