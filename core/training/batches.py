"""Length-bucketed batches, the same for the same seed and epoch wherever training is resumed. Pure, any thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_LENGTH_JITTER = 0.15  # so that neighbours in length differ from epoch to epoch


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """`seconds`: padded audio a batch holds at most (a single longer utterance stands alone); `passes`:

    Below one, an epoch is a draw.
    """

    seconds: float = 64.0
    passes: float = 1.0
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Batch:
    """Indices of the utterances of one step, and which step it is: `epoch` and `number` within it, both from 0."""

    epoch: int
    number: int
    indices: tuple[int, ...]


class BucketedBatches:
    """Batches of utterances of like length.

    `seconds[i]` is the length of utterance i; `shares[i]` how often it is seen per pass on average (0.5: every other
    pass, 1.5: once or twice).
    """

    def __init__(self, seconds: Sequence[float], shares: Sequence[float], options: BatchOptions) -> None:
        if len(seconds) != len(shares):
            raise ValueError(f"{len(seconds)} lengths, but {len(shares)} shares")
        if not any(share > 0 for share in shares):
            raise ValueError("no utterance has a share above 0")
        self._seconds = np.asarray(seconds, dtype=np.float64)
        self._shares = np.asarray(shares, dtype=np.float64) * options.passes
        self._options = options

    def epoch(self, epoch: int) -> list[Batch]:
        """All batches of one epoch, shuffled."""
        random = np.random.default_rng([self._options.seed, epoch])
        whole = np.floor(self._shares)
        repeats = (whole + (random.random(len(whole)) < self._shares - whole)).astype(np.int64)
        drawn = np.repeat(np.arange(len(whole)), repeats)
        jitter = 1.0 + _LENGTH_JITTER * random.random(len(drawn))
        drawn = drawn[np.argsort(self._seconds[drawn] * jitter, kind="stable")]
        groups = self._cut(drawn)
        order = random.permutation(len(groups))
        return [Batch(epoch, number, groups[index]) for number, index in enumerate(order)]

    def starting_at(self, epoch: int, number: int) -> Iterator[Batch]:
        """Batches for ever, from batch `number` of `epoch` on."""
        while True:
            yield from self.epoch(epoch)[number:]
            epoch, number = epoch + 1, 0

    def _cut(self, drawn: NDArray[np.int64]) -> list[tuple[int, ...]]:
        groups: list[tuple[int, ...]] = []
        current: list[int] = []
        longest = 0.0
        for index in drawn.tolist():
            length = float(self._seconds[index])
            if current and (len(current) + 1) * max(longest, length) > self._options.seconds:
                groups.append(tuple(current))
                current, longest = [], 0.0
            current.append(index)
            longest = max(longest, length)
        if current:
            groups.append(tuple(current))
        return groups
