"""Everything that decides what a training run does, as one JSON file that the run copies beside its results."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.training.augmentation import AugmentationOptions

TRAINABLE = ("all", "encoder", "head", "adapter")


class RecipeError(Exception):
    """A recipe cannot be followed; the sentence names the field and says what to do."""


@dataclass(frozen=True, slots=True)
class DataOptions:
    """`shares`: how often utterances of a source are seen per pass (source "*": all not named).

    `seconds` bound lengths; `language` "*" takes all.
    """

    shares: dict[str, float] = field(default_factory=lambda: {"*": 1.0})
    passes: float = 0.5
    batch_seconds: float = 64.0
    shortest_seconds: float = 0.2
    longest_seconds: float = 20.0
    language: str = "en"


@dataclass(frozen=True, slots=True)
class OptimiserOptions:
    """AdamW (Loshchilov and Hutter 2019); the rate climbs over `warm_up`, stays, and falls to 0 over the last
    `decay` of all steps.
    """

    steps: int = 5000
    rate: float = 1.4e-3
    front_factor: float = 0.4
    warm_up: int = 100
    decay: float = 0.75
    weight_decay: float = 0.02
    beta1: float = 0.9
    beta2: float = 0.98
    epsilon: float = 1e-6
    clip_norm: float = 2.0
    accumulate: int = 1
    average: float = 0.997


@dataclass(frozen=True, slots=True)
class LossOptions:
    """Weights beside the CTC loss of the last layer; layers count from 1.

    The phone weight falls evenly from start to end.
    """

    intermediate_layer: int = 4
    intermediate_weight: float = 0.3
    phone_layer: int = 3
    phone_weight_start: float = 1.15
    phone_weight_end: float = 0.15


@dataclass(frozen=True, slots=True)
class MaskOptions:
    """Masks over projected features, and limited context.

    Time: share of frames, shortest and longest span in frames. Channels: the share that one span a
    clip hides on average.

    With `context_chance` a batch sees only chunks with so many frames to their left and right, so that windows of a
    live stream agree with whole segments.
    """

    time_share: float = 0.09
    shortest_span: int = 3
    longest_span: int = 12
    channel_share: float = 0.0
    context_chance: float = 0.35
    chunks: tuple[int, ...] = (16, 32, 48, 64)
    left: tuple[int, ...] = (100, 160, 250, 400)
    right: tuple[int, ...] = (8, 16, 16, 25, 40)


@dataclass(frozen=True, slots=True)
class PretrainingOptions:
    """Self-supervised learning: share of frames masked in spans of `span`, distractors a frame, Gumbel temperature.

    The temperature falls evenly on a logarithmic scale from `warmest` to `coolest` over the run.
    """

    masked_share: float = 0.65
    span: int = 10
    negatives: int = 100
    warmest: float = 2.0
    coolest: float = 0.5


@dataclass(frozen=True, slots=True)
class Recipe:
    """`train`: which parameters move; `seed` decides every random choice of the run."""

    train: str = "all"
    seed: int = 7
    data: DataOptions = field(default_factory=DataOptions)
    optimiser: OptimiserOptions = field(default_factory=OptimiserOptions)
    loss: LossOptions = field(default_factory=LossOptions)
    pretraining: PretrainingOptions = field(default_factory=PretrainingOptions)
    masks: MaskOptions = field(default_factory=MaskOptions)
    augmentation: AugmentationOptions = field(default_factory=AugmentationOptions)

    def share(self, source: str) -> float:
        """How often an utterance of `source` is seen per pass."""
        return self.data.shares.get(source, self.data.shares.get("*", 0.0))


def read_recipe(path: Path) -> Recipe:
    """Parse a recipe; fields left out keep their defaults. Raises `RecipeError` for unknown fields and wrong kinds."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as failure:
        raise RecipeError(f"{path} cannot be read as a recipe ({failure}). Give a JSON file.") from failure
    return parse_recipe(values)


def parse_recipe(values: Any) -> Recipe:
    """A recipe from parsed JSON."""
    recipe: Recipe = _parse(Recipe(), values, "recipe")
    if recipe.train not in TRAINABLE:
        raise RecipeError(f"recipe.train is {recipe.train!r}: choose one of {', '.join(TRAINABLE)}.")
    if recipe.optimiser.steps < 1 or recipe.optimiser.accumulate < 1:
        raise RecipeError("recipe.optimiser: steps and accumulate must be at least 1.")
    return recipe


def recipe_values(recipe: Recipe) -> dict[str, Any]:
    """The JSON form of a recipe."""
    return dataclasses.asdict(recipe)


def _parse(default: Any, values: Any, where: str) -> Any:
    if not isinstance(values, dict):
        raise RecipeError(f"{where} must be an object.")
    fields = {item.name for item in dataclasses.fields(default)}
    unknown = sorted(set(values) - fields)
    if unknown:
        raise RecipeError(f"{where} has no field {unknown[0]!r}: choose from {', '.join(sorted(fields))}.")
    changes = {name: _value(getattr(default, name), value, f"{where}.{name}") for name, value in values.items()}
    return dataclasses.replace(default, **changes)


def _value(default: Any, value: Any, where: str) -> Any:
    if dataclasses.is_dataclass(default):
        return _parse(default, value, where)
    if isinstance(default, dict):
        if not isinstance(value, dict) or not all(_is_number(share) and share >= 0 for share in value.values()):
            raise RecipeError(f"{where} must be an object of numbers of at least 0.")
        return {str(name): float(share) for name, share in value.items()}
    if isinstance(default, tuple):
        if not isinstance(value, list) or not value or not all(isinstance(item, int) for item in value):
            raise RecipeError(f"{where} must be a list of whole numbers.")
        return tuple(value)
    if isinstance(default, str):
        if not isinstance(value, str):
            raise RecipeError(f"{where} must be text.")
        return value
    if not _is_number(value) or (isinstance(default, int) and not isinstance(value, int)):
        raise RecipeError(f"{where} must be a {'whole ' if isinstance(default, int) else ''}number, not {value!r}.")
    return type(default)(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
