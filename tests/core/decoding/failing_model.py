"""A language model that breaks, and what a search has to do from then on."""

from __future__ import annotations

from typing import Any

import pytest

CALLS = {
    "feed": lambda search, rows: search.feed(rows),
    "look_ahead": lambda search, rows: search.look_ahead(rows, 3),
    "peek": lambda search, rows: search.peek(3),
}


class Failing:
    """A KenLM model that answers `left` questions less one, and none from then on."""

    def __init__(self, model: Any, left: int = 10**9) -> None:
        self._model = model
        self.left = left

    def BaseScore(self, state, word, following):  # noqa: N802 - KenLM's name
        self.left -= 1
        if self.left <= 0:
            raise RuntimeError("the model is gone")
        return self._model.BaseScore(state, word, following)

    def __getattr__(self, name):
        return getattr(self._model, name)

    def __contains__(self, word):
        return word in self._model


def assert_refused_after_failing(search, model: Failing, call: str, rows) -> None:
    """What the model raises in one of `CALLS` comes out, and all further use is refused."""
    model.left = 1 if call == "peek" else 5
    with pytest.raises(RuntimeError, match="the model is gone"):
        CALLS[call](search, rows)
    for again in CALLS.values():
        with pytest.raises(RuntimeError, match="failed before"):
            again(search, rows)
