"""Whether a search that asks a language model can still be used: one that failed in the middle cannot. Its search's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Attempts:
    """All of a search's work is done in an `attempt`; after one that raised, there is no other."""

    def __init__(self) -> None:
        self._broken = False

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What it raises leaves a state that is neither that before nor that after.

        Raises RuntimeError where an earlier one failed.
        """
        if self._broken:
            raise RuntimeError("the search failed before and cannot go on; begin another")
        self._broken = True
        yield
        self._broken = False
