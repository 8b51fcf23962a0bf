"""What a trainer minimises: a network that computes its own losses from a batch.

Owned by the trainer, on its thread.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor, nn

from core.training.recipe import RecipeError
from core.wav2vec2.head import HeadedModel


@dataclass(frozen=True, slots=True)
class TrainingBatch:
    """`samples` (batch, samples) padded with zeros; `frames` (batch,) real frames; `labels` all transcripts one
    after another,
    `label_lengths` (batch,), both empty without transcripts; `phones` (batch, frames) or NO_TARGET."""

    samples: Tensor
    frames: Tensor
    labels: Tensor
    label_lengths: Tensor
    phones: Tensor

    def to(self, device: torch.device) -> TrainingBatch:
        """The same batch on another device."""
        return TrainingBatch(*(getattr(self, name).to(device) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Losses:
    """`total` is what is minimised; `parts` are the figures to report, in the order of `Objective.loss_names`."""

    total: Tensor
    parts: tuple[float, ...]


class Objective(nn.Module, ABC):
    """`model` with whatever its training needs around it; only `model` is exported."""

    loss_names: ClassVar[tuple[str, ...]]
    model: HeadedModel

    def heads(self) -> list[nn.Module]:
        """What a recipe's "head" and "adapter" move beside adapters. Raises `RecipeError` where there is nothing."""
        raise RecipeError("self-supervised training moves all or the encoder: set recipe.train to one of these.")

    @abstractmethod
    def losses(self, batch: TrainingBatch, random: np.random.Generator, progress: float) -> Losses:
        """Losses of a batch on the network's device.

        All chance comes from `random` and from torch's generator; `progress` from 0 to 1 says how far the run is.
        """
