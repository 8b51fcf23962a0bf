"""The state of an interrupted run on disk: everything that the next step depends on, replaced atomically.

Tensors only (`torch.load(weights_only=True)`): a run folder may come from someone else.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from torch import Tensor


class TrainingStateError(Exception):
    """A run cannot be resumed; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class TrainingState:
    """After `step` steps; the next batch is `number` of `epoch`.

    `best` is the lowest development character error rate so far.
    """

    step: int
    epoch: int
    number: int
    seen_seconds: float
    best: float
    network: dict[str, Tensor]
    averages: list[Tensor]
    optimiser: dict[str, Any]


def save_state(state: TrainingState, path: Path) -> None:
    """Write beside, then rename: a kill leaves the old state or the new one, never half of one."""
    partial = path.with_suffix(".partial")
    torch.save({name: getattr(state, name) for name in state.__slots__}, partial)
    os.replace(partial, path)


def load_state(path: Path) -> TrainingState:
    """Read a state. Raises `TrainingStateError`."""
    try:
        values = torch.load(path, map_location="cpu", weights_only=True)
        return TrainingState(**values)
    except (OSError, RuntimeError, ValueError, TypeError, KeyError, EOFError, UnpicklingError) as failure:
        raise TrainingStateError(
            f"{path} cannot be resumed from ({failure}). Start the run in a new folder."
        ) from failure
