"""The rows of a column as one text, a row a line, as screen readers count it. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Change(NamedTuple):
    """From `position` on, `removed` has become `inserted`."""

    position: int
    removed: str
    inserted: str


class ReadText:
    """Rows joined by line ends. Positions are in UTF-16 units, as Qt and screen readers count."""

    def __init__(self, rows: Iterable[str]) -> None:
        self._rows = [_units(row) for row in rows]
        self._starts: list[int] | None = None

    def __len__(self) -> int:
        return self._row_starts()[-1] - 1 if self._rows else 0

    def replace(self, first: int, count: int, rows: Iterable[str]) -> Change:
        """Other rows in the place of `count` rows from `first` on."""
        before = self._rows[first : first + count]
        now = [_units(row) for row in rows]
        last, all_new_or_gone = first + count == len(self._rows), not (before and now)
        # The line end that parts the rows from their neighbours comes and goes with them.
        lead = "\n" if all_new_or_gone and last and first else ""
        tail = "\n" if all_new_or_gone and not last else ""
        position = self.offset(first, 0) - len(lead)
        self._rows[first : first + count] = now
        self._starts = None
        removed, inserted = (lead + _text(_joined(some)) + tail if some else "" for some in (before, now))
        return Change(position, removed, inserted)

    def offset(self, row: int, position: int) -> int:
        """Where a position of a row is in the whole text."""
        return self._row_starts()[row] + position

    def place(self, offset: int) -> tuple[int, int]:
        """The row of a position of the whole text, and where in the row it is."""
        starts = self._row_starts()
        row = max(0, min(bisect_right(starts, offset) - 1, len(self._rows) - 1))
        return row, max(0, offset - starts[row])

    def text(self, start: int, end: int) -> str:
        """What stands between two positions of the whole text."""
        end = min(end, len(self))
        start = max(0, start)
        if start >= end:
            return ""
        first, inside = self.place(start)
        last, _ = self.place(end)
        return _text(_joined(self._rows[first : last + 1])[2 * inside : 2 * (inside + end - start)])

    def _row_starts(self) -> list[int]:
        """Where each row begins, and where one more would."""
        if self._starts is None:
            self._starts = list(accumulate((len(row) // 2 + 1 for row in self._rows), initial=0))
        return self._starts


def _units(text: str) -> bytes:
    return text.encode("utf-16-le")


def _joined(rows: list[bytes]) -> bytes:
    return _units("\n").join(rows)


def _text(units: bytes) -> str:
    # A program may ask for half of a character.
    return units.decode("utf-16-le", errors="replace")
