"""The training loop: one thread, no clock in anything it computes, resumable to the exact step.

All chance of a step (augmentation, masks, dropout) comes from generators seeded with the recipe's seed and the step's
number, so a run that was killed and resumed ends with the same weights as one that was not. Owned by `wavescribe
train`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from core.decoding.emission import FRAME_SECONDS
from core.training.averaging import AveragedWeights
from core.training.batches import Batch
from core.training.objective import Objective
from core.training.optimiser import build_optimiser, learning_rate, set_rate
from core.training.recipe import Recipe
from core.training.training_set import TrainingSet
from core.training.training_state import TrainingState, TrainingStateError, load_state, save_state

STATE_FILE = "state.pt"


@dataclass(frozen=True, slots=True)
class StepReport:
    """What one optimiser step did. `losses` by name, averaged over accumulated batches; `seconds` of audio in it."""

    step: int
    rate: float
    losses: dict[str, float]
    gradient_norm: float
    seconds: float
    seen_seconds: float


class Trainer:
    """A network, its optimiser and the place in the data. `network.model` always holds the last step's weights."""

    def __init__(self, network: Objective, data: TrainingSet, recipe: Recipe) -> None:
        self.network = network
        self.recipe = recipe
        self.best = float("inf")
        self.step = 0
        self.seen_seconds = 0.0
        self._data = data
        self._optimiser = build_optimiser(network, recipe)
        self.average = AveragedWeights(network, recipe.optimiser.average)
        self._place = (0, 0)
        self._device = next(network.parameters()).device

    def train(self, after_step: Callable[[StepReport], None]) -> None:
        """Run to the recipe's last step; `after_step` is called after each and may save, evaluate or raise to stop."""
        self.network.train()
        batches = self._data.batches().starting_at(*self._place)
        while self.step < self.recipe.optimiser.steps:
            after_step(self._take_step([next(batches) for _ in range(self.recipe.optimiser.accumulate)]))

    def save(self, folder: Path) -> None:
        """Write what `resume` needs."""
        epoch, number = self._place
        state = TrainingState(
            step=self.step,
            epoch=epoch,
            number=number,
            seen_seconds=self.seen_seconds,
            best=self.best,
            network=self._moving(),
            averages=self.average.averages,
            optimiser=self._optimiser.state_dict(),
        )
        save_state(state, folder / STATE_FILE)

    def resume(self, folder: Path) -> None:
        """Continue where `save` left off. Raises `TrainingStateError` where the state belongs to another run."""
        state = load_state(folder / STATE_FILE)
        try:
            if not self._moving().keys() <= state.network.keys():
                raise KeyError("other parameters moved")
            self.network.load_state_dict(state.network, strict=False)
            self.average.load(state.averages)
            self._optimiser.load_state_dict(state.optimiser)
        except (RuntimeError, ValueError, KeyError) as failure:
            raise TrainingStateError(
                f"{folder} holds a run of another network or recipe. Start this one in a new folder."
            ) from failure
        self.step, self.seen_seconds, self.best = state.step, state.seen_seconds, state.best
        self._place = (state.epoch, state.number)

    def _moving(self) -> dict[str, Tensor]:
        """What a step changes; of a large model with adapters that is a small part."""
        return {name: value.detach() for name, value in self.network.named_parameters() if value.requires_grad}

    def _take_step(self, batches: list[Batch]) -> StepReport:
        options = self.recipe.optimiser
        rate = learning_rate(self.step, options)
        set_rate(self._optimiser, rate)
        self._optimiser.zero_grad(set_to_none=True)
        names = self.network.loss_names
        sums = np.zeros(len(names) + 1)
        for turn, batch in enumerate(batches):
            sums += self._backward(batch, turn)
        moving = [parameter for parameter in self.network.parameters() if parameter.requires_grad]
        norm = float(nn.utils.clip_grad_norm_(moving, options.clip_norm))
        if np.isfinite(norm):
            self._optimiser.step()
        self.step += 1
        self.average.update(self.step)
        last = batches[-1]
        self._place = (last.epoch, last.number + 1)
        seconds = float(sums[-1])
        self.seen_seconds += seconds
        losses = {name: float(value) / len(batches) for name, value in zip(names, sums[:-1], strict=True)}
        return StepReport(self.step, rate, losses, norm, seconds, self.seen_seconds)

    def _backward(self, batch: Batch, turn: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Gradients of one batch; returns its losses and its seconds."""
        random = np.random.default_rng([self.recipe.seed, self.step, turn])
        torch.manual_seed(int(random.integers(2**31)))
        assembled = self._data.assemble(batch.indices, random)
        progress = self.step / self.recipe.optimiser.steps
        # bfloat16 needs no loss scaling; the losses themselves are computed in float32.
        with torch.autocast(self._device.type, dtype=torch.bfloat16):
            losses = self.network.losses(assembled.to(self._device), random, progress)
        torch.autograd.backward(losses.total / self.recipe.optimiser.accumulate)
        seconds = float(assembled.frames.sum()) * FRAME_SECONDS
        return np.array([*losses.parts, seconds])
