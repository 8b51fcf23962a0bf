"""AdamW for a recipe: which parameters move, in which groups, and the learning rate of each step.

Owned by the trainer.
"""

from __future__ import annotations

import torch

from core.training.objective import Objective
from core.training.recipe import OptimiserOptions, Recipe, RecipeError
from core.wav2vec2.encoder import AttentionAdapter

_LOWEST = 2e-6


def learning_rate(step: int, options: OptimiserOptions) -> float:
    """Rate of step `step` (from 0): linear climb, plateau, linear fall to almost 0."""
    climb = min(1.0, (step + 1) / max(1, options.warm_up))
    remaining = 1 - step / options.steps
    fall = min(1.0, remaining / options.decay) if options.decay > 0 else 1.0
    return options.rate * climb * fall + _LOWEST


def choose_trainable(network: Objective, train: str) -> None:
    """Let only the parameters that `train` names move:

    "all", "encoder" (not the front), "head" or "adapter" (with the head).
    """
    model = network.model
    network.requires_grad_(train in ("all", "encoder"))
    if train == "encoder":
        model.freeze_feature_encoder()
    elif train in ("head", "adapter"):
        for head in network.heads():
            head.requires_grad_(True)
    if train == "adapter":
        adapters = [part for part in model.modules() if isinstance(part, AttentionAdapter)]
        if not adapters:
            raise RecipeError(
                "the model has no adapter layers: train the head, or choose an MMS checkpoint (adapter_attn_dim set)."
            )
        for adapter in adapters:
            adapter.requires_grad_(True)


def build_optimiser(network: Objective, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW over what moves. Vectors (biases, norms) and the convolution front are not decayed; `factor` scales
    each group's rate.
    """
    options = recipe.optimiser
    choose_trainable(network, recipe.train)
    front = {id(parameter) for parameter in network.model.wav2vec2.feature_extractor.parameters()}
    moving = [parameter for parameter in network.parameters() if parameter.requires_grad]
    groups = [
        ([p for p in moving if p.ndim > 1 and id(p) not in front], options.weight_decay, 1.0),
        ([p for p in moving if p.ndim <= 1 and id(p) not in front], 0.0, 1.0),
        ([p for p in moving if id(p) in front], 0.0, options.front_factor),
    ]
    return torch.optim.AdamW(
        [{"params": group, "weight_decay": decay, "factor": factor} for group, decay, factor in groups if group],
        lr=options.rate,
        betas=(options.beta1, options.beta2),
        eps=options.epsilon,
    )


def set_rate(optimiser: torch.optim.Optimizer, rate: float) -> None:
    """Give every group its share of the rate."""
    for group in optimiser.param_groups:
        group["lr"] = rate * group["factor"]
