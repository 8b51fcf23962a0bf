"""What stands between the products of a prepared network, frame by frame: bytes for them, what they mean, softmax.

Each exists twice: in torch, which is read and serves everywhere, and in C++ (`native/`), which makes one pass of many
where it was built and the numbers lie on a processor with AVX2. No frame's numbers depend on another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

MOST_INPUT = 255
NO_SCALE = 1e-12

try:
    extension: Any = import_module("core.wav2vec2.native._frames")
except ImportError:
    extension = None


@dataclass(frozen=True, slots=True)
class Rounded:
    """Frames in bytes. A stretch of a frame has a scale of its own: a value is about (byte - zero) · scale.

    `stretches`: (parts, frames, in / parts), uint8. `scales`: (parts, frames). `shape`: (…, in), the values'.
    """

    stretches: Tensor
    scales: Tensor
    shape: torch.Size


@dataclass(frozen=True, slots=True)
class Restoring:
    """What a product of rounded frames is to become: times `scales` (frames), plus `bias` (out), and then GELU."""

    scales: Tensor
    bias: Tensor
    gelu: bool


def has_native(values: Tensor) -> bool:
    """Whether the C++ forms serve for these."""
    return extension is not None and values.device.type == "cpu" and _has_avx2()


@cache
def _has_avx2() -> bool:
    return bool(torch.cpu.get_capabilities().get("avx2"))


def quantise(values: Tensor, zero: int, parts: int = 1, before: Restoring | None = None) -> Rounded:
    """(…, in) to bytes, `zero` standing for 0 exactly; `before`: of what the products `values` become by it."""
    frames = values.float().flatten(0, -2).contiguous()
    if has_native(frames):
        stretches = torch.empty(parts, len(frames), frames.shape[1] // parts, dtype=torch.uint8)
        scales = torch.empty(parts, len(frames))
        first = None if before is None else (_array(before.scales), _array(before.bias), before.gelu)
        extension.quantise(_array(frames), first, zero, _array(stretches), _array(scales))
        return Rounded(stretches, scales, values.shape)
    if before is not None:
        frames = torch.addcmul(before.bias, frames, before.scales[:, None])
        frames = functional.gelu(frames) if before.gelu else frames
    apart = frames.view(len(frames), parts, -1).transpose(0, 1)
    # Two passes: the one that finds both, `aminmax`, uses no wide registers along the last dimension.
    lowest, highest = apart.amin(-1), apart.amax(-1)
    scales = torch.maximum(highest / (MOST_INPUT - zero), lowest / -zero).clamp_min_(NO_SCALE)
    rounded = (apart * scales.reciprocal()[..., None]).add_(zero).round_().to(torch.uint8)
    return Rounded(rounded.contiguous(), scales, values.shape)


def restore(products: list[Tensor], scales: Tensor, bias: Tensor) -> Tensor:
    """Products (frames, out) of stretches, their scales (parts, frames), bias (out) → (frames, out), float32."""
    if has_native(bias):
        values = torch.empty_like(products[0])
        extension.restore([_array(product) for product in products], _array(scales), _array(bias), _array(values))
        return values
    values = torch.addcmul(bias, products[0], scales[0, :, None])
    for product, scale in zip(products[1:], scales[1:], strict=True):
        values.addcmul_(product, scale[:, None])
    return values


def softmax(scores: Tensor) -> Tensor:
    """Of the last dimension; `scores` (contiguous) are not to be used any more."""
    if not scores.numel() or not has_native(scores):
        return scores.softmax(-1)
    rows = scores.flatten(0, -2)
    if scores.dtype == torch.bfloat16:
        extension.softmax_bfloat16(_array(rows.view(torch.uint16)))
    elif scores.dtype == torch.float32:
        extension.softmax_float32(_array(rows))
    else:
        return scores.softmax(-1)
    return scores


def _array(tensor: Tensor) -> NDArray[np.generic]:
    """The same memory."""
    array: NDArray[np.generic] = tensor.detach().numpy()
    return array
