"""Averaged weights: an exponential moving average of the parameters, which recognises better than the last step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

_CATCH_UP = 15  # early steps weigh less, so that the average soon leaves the first values behind


class AveragedWeights:
    """The average of those of `module`'s parameters that move; `decay` is its memory per step. Owned by the trainer."""

    def __init__(self, module: nn.Module, decay: float) -> None:
        self._parameters = [parameter for parameter in module.parameters() if parameter.requires_grad]
        self._decay = decay
        self.averages = [parameter.detach().clone() for parameter in self._parameters]

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Take in the parameters after `step` steps."""
        decay = min(self._decay, (step + 1) / (step + _CATCH_UP))
        torch._foreach_lerp_(self.averages, [parameter.detach() for parameter in self._parameters], 1 - decay)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """The module computes with the average inside the block."""
        self._swap()
        try:
            yield
        finally:
            self._swap()

    def load(self, averages: list[Tensor]) -> None:
        """Take over the averages of an interrupted run; raises ValueError where they belong to another network."""
        if [average.shape for average in averages] != [average.shape for average in self.averages]:
            raise ValueError("the averages belong to another network")
        self.averages = [average.clone() for average in averages]

    @torch.no_grad()
    def _swap(self) -> None:
        for parameter, average in zip(self._parameters, self.averages, strict=True):
            kept = parameter.detach().clone()
            parameter.copy_(average)
            average.copy_(kept)
