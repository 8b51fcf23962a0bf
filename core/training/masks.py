"""What a network in training may not see: spans of time, channels (SpecAugment, Park et al. 2019), distant context.

Pure functions, any thread; all chance comes from the generator that is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.training.recipe import MaskOptions


@dataclass(frozen=True, slots=True)
class Masking:
    """`hidden` (batch, frames): frames replaced by the mask vector; `channels` (batch, width): channels set to zero, or
    None; `bias` (batch or 1, 1, frames or 1, frames): 0 or lowest, added to the attention's scores.
    """

    hidden: Tensor
    channels: Tensor | None
    bias: Tensor

    def to(self, device: torch.device) -> Masking:
        """The same masks on another device."""
        channels = None if self.channels is None else self.channels.to(device)
        return Masking(self.hidden.to(device), channels, self.bias.to(device))


def draw_masking(frames: Tensor, shape: tuple[int, int], random: np.random.Generator, options: MaskOptions) -> Masking:
    """Masks of a batch with `frames` (batch,) real frames, padded to `shape` (frames, width)."""
    longest, width = shape
    hidden = np.zeros((len(frames), longest), dtype=bool)
    for row, count in zip(hidden, frames.tolist(), strict=True):
        mean_span = (options.shortest_span + options.longest_span) / 2
        for _ in range(int(count * options.time_share / mean_span + random.random())):
            start = int(random.integers(max(1, count - options.shortest_span)))
            row[start : start + int(random.integers(options.shortest_span, options.longest_span + 1))] = True
    visible = _visible(longest, random, options) if random.random() < options.context_chance else None
    channels = None
    if options.channel_share > 0:
        channels = torch.from_numpy(_channels((len(frames), width), random, options))
    return Masking(torch.from_numpy(hidden), channels, attention_bias(frames.cpu(), longest, visible))


def attention_bias(frames: Tensor, longest: int, visible: NDArray[np.bool_] | None = None) -> Tensor:
    """(batch, 1, frames or 1, frames) float32:

    0 where a frame may look, the lowest number at padding and where `visible` is false.
    """
    allowed = (torch.arange(longest) < frames[:, None])[:, None, None, :]
    if visible is not None:
        allowed = allowed & torch.from_numpy(visible)
    # Rows of padding see nothing real in a limited context; the lowest finite number keeps them from becoming NaN.
    return torch.zeros(allowed.shape).masked_fill(~allowed, torch.finfo(torch.bfloat16).min)


def _channels(shape: tuple[int, int], random: np.random.Generator, options: MaskOptions) -> NDArray[np.bool_]:
    """(batch, width): one span of neighbouring channels a row, `channel_share` of all on average."""
    masked = np.zeros(shape, dtype=bool)
    for row in masked:
        span = round(float(random.uniform(0, 2 * options.channel_share)) * shape[1])
        start = int(random.integers(shape[1]))
        row[start : start + span] = True
    return masked


def _visible(longest: int, random: np.random.Generator, options: MaskOptions) -> NDArray[np.bool_]:
    """(frames, frames): what each frame sees when the stream is cut into chunks with context on both sides."""
    chunk, left, right = (int(random.choice(choices)) for choices in (options.chunks, options.left, options.right))
    frame = np.arange(longest)
    start = (frame // chunk) * chunk
    return (frame >= (start - left)[:, None]) & (frame < (start + chunk + right)[:, None])
