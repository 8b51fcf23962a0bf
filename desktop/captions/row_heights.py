"""How high rows are and where each ends, in pixels: measured, or for the time being estimated. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Heights = Sequence[float] | NDArray[np.float64]


class RowHeights:
    """Rows one below the other from `top` on."""

    def __init__(self, top: float) -> None:
        self._top = top
        self._heights: NDArray[np.float64] = np.zeros(0)
        self._measured: NDArray[np.bool_] = np.zeros(0, bool)
        self._bottoms: NDArray[np.float64] | None = None
        # All rows before this one are measured.
        self._unmeasured_from = 0

    def __len__(self) -> int:
        return len(self._heights)

    def replace(
        self, first: int, count: int, heights: Sequence[float] | NDArray[np.float64], measured: bool = False
    ) -> None:
        """Other rows in the place of `count` rows from `first` on."""
        last = first + count
        self._heights = np.concatenate([self._heights[:first], heights, self._heights[last:]])
        marks = np.full(len(heights), measured)
        self._measured = np.concatenate([self._measured[:first], marks, self._measured[last:]])
        self._unmeasured_from = min(self._unmeasured_from, first)
        self._bottoms = None

    def append(self, height: float) -> None:
        """One more row, measured."""
        self.replace(len(self), 0, [height], measured=True)

    def measure(self, row: int, height: float) -> None:
        """The height of a row is known now."""
        if self._heights[row] != height:
            self._heights[row] = height
            self._bottoms = None
        self._measured[row] = True

    def measured(self, row: int) -> bool:
        """Whether a row's height is known."""
        return bool(self._measured[row])

    def next_unmeasured(self) -> int | None:
        """The first row whose height is estimated; None where all are known."""
        rest = self._measured[self._unmeasured_from :]
        if rest.all():
            self._unmeasured_from = len(self)
            return None
        self._unmeasured_from += int(rest.argmin())
        return self._unmeasured_from

    @property
    def bottoms(self) -> NDArray[np.float64]:
        """Where each row ends."""
        if self._bottoms is None:
            self._bottoms = self._top + np.cumsum(self._heights)
        return self._bottoms

    def top(self, row: int) -> float:
        """Where a row begins."""
        return float(self.bottoms[row - 1]) if row else self._top

    def bottom(self, row: int) -> float:
        """Where a row ends."""
        return float(self.bottoms[row])

    @property
    def end(self) -> float:
        """Where the last row ends."""
        return float(self.bottoms[-1]) if len(self) else self._top

    def row_at(self, y: float) -> int:
        """The row that ends below `y`; as many as there are, where none does."""
        return int(np.searchsorted(self.bottoms, y, side="right"))
