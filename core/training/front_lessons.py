"""Two minutes in which a new front learns to predict log-mel bands, before anything else is trained.

Bands of a short-time spectrum are what recognisers start from; a front that holds them gives the encoder a start that
noise does not. Owned by `wavescribe train new`, on its thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.decoding.emission import FRAME_SAMPLES, RECEPTIVE_FIELD, SAMPLE_RATE
from core.training.augmentation import normalise
from core.wav2vec2 import Wav2Vec2ForCTC

_BANDS = 80
_TRANSFORM = 512
_FLOOR = 1e-3
_RATE = 2.5e-3
_WARM_UP = 50
_LOWEST, _HIGHEST = 60.0, 7800.0


class LogMel:
    """Log-mel bands on the model's own frame grid: Hann windows of 400 samples every 320."""

    def __init__(self) -> None:
        lowest, highest = (2595 * math.log10(1 + hertz / 700) for hertz in (_LOWEST, _HIGHEST))
        edges = 700 * (10 ** (np.linspace(lowest, highest, _BANDS + 2) / 2595) - 1)
        bins = np.arange(_TRANSFORM // 2 + 1) * SAMPLE_RATE / _TRANSFORM
        rising = (bins[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
        falling = (edges[2:] - bins[:, None]) / (edges[2:] - edges[1:-1])
        self._triangles = torch.from_numpy(np.maximum(0, np.minimum(rising, falling)).astype(np.float32))
        self._window = torch.hann_window(RECEPTIVE_FIELD)

    def __call__(self, samples: Tensor) -> Tensor:
        """(batch, samples) → (batch, frames, 80)."""
        frames = samples.unfold(-1, RECEPTIVE_FIELD, FRAME_SAMPLES) * self._window
        power = torch.fft.rfft(frames, _TRANSFORM).abs() ** 2
        return torch.log(power @ self._triangles + _FLOOR)


def teach_front(
    model: Wav2Vec2ForCTC, draw: Callable[[np.random.Generator], list[NDArray[np.float32]]], steps: int, seed: int
) -> float:
    """Train only the front; `draw` gives a batch of equally long excerpts. Returns the last mean squared error."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    bands = LogMel()
    front = model.wav2vec2.feature_extractor
    head = nn.Sequential(nn.LayerNorm(model.config.conv_dim[-1]), nn.Linear(model.config.conv_dim[-1], _BANDS))
    optimiser = torch.optim.AdamW([*front.parameters(), *head.parameters()], lr=_RATE, betas=(0.9, 0.98))
    error = float("nan")
    mean: Tensor | None = None
    for step in range(steps):
        samples = torch.from_numpy(np.stack([normalise(excerpt) for excerpt in draw(random)]))
        wanted = bands(samples)
        mean = wanted.mean(dim=(0, 1)) if mean is None else mean
        for group in optimiser.param_groups:
            group["lr"] = _RATE * min(1.0, (step + 1) / _WARM_UP) * (1 - step / steps) + 1e-6
        with torch.autocast("cpu", dtype=torch.bfloat16):
            predicted = head(front(samples).transpose(1, 2))
        loss = nn.functional.mse_loss(predicted.float(), wanted - mean)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_([*front.parameters(), *head.parameters()], 1.0)
        optimiser.step()
        error = loss.item()
    return error
