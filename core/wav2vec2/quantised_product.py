"""A linear layer for inference in int8: oneDNN's quantised product, with a scale for every frame and every output.

Weights are quantised once, symmetrically, by the output; inputs as they come, by the frame, so that what a frame gives
depends on no other. Processors without a dot product of bytes add the products of two neighbouring inputs in 16 bits,
which end at 32,767: scales are such that no two neighbouring weights can reach it.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.product import Product

MOST_INPUT, MOST_WEIGHT = 255, 127
MOST_PAIR = 32_767 // MOST_INPUT
SYMMETRIC = 128
HARDLY_NEGATIVE = 32
"""The byte that stands for 0. Behind a GELU or ReLU little lies below 0, and most near it: more bytes for what lies
above halve the error of these products, which is the largest."""
_NO_SCALE = 1e-12


def can_quantise() -> bool:
    """Whether this processor and this build of torch have quantised products that are faster than float32's."""
    able = torch.cpu.get_capabilities()
    return bool(able.get("architecture") == "x86_64" and able.get("avx2")) and hasattr(
        torch.ops.onednn, "qlinear_pointwise"
    )


def adds_in_16_bits() -> bool:
    """Whether this processor has no dot product of bytes."""
    able = torch.cpu.get_capabilities()
    return not (able.get("avx512_vnni") or able.get("avx_vnni"))


def quantise_weight(weight: Tensor, pairs: bool) -> tuple[Tensor, Tensor]:
    """(out, in) → whole numbers of at most 127 as int8, and scales (out).

    `pairs`: neighbours (0 and 1, 2 and 3, …) of one sign make at most 128 together.
    """
    most = weight.abs().amax(1) / MOST_WEIGHT
    if pairs:
        even = functional.pad(weight, (0, weight.shape[1] % 2))
        # Rounding may lift both of them by a half.
        most = torch.maximum(most, _largest_of_one_sign(even) / (MOST_PAIR - 1))
    scales = most.clamp_min(_NO_SCALE)
    return (weight / scales[:, None]).round_().to(torch.int8), scales


def _largest_of_one_sign(weight: Tensor) -> Tensor:
    """(out, even) → (out): the largest sum of the positive or of the negative weights of a pair."""
    pairs = weight.reshape(len(weight), -1, 2)
    return torch.maximum(pairs.clamp_min(0).sum(2), -pairs.clamp_max(0).sum(2)).amax(1)


class QuantisedProduct(nn.Module):
    """In place of a `Product` in float32 on the processor that is not packed."""

    def __init__(self, product: Product, zero: int = SYMMETRIC) -> None:
        """`zero`: the byte that stands for an input of 0."""
        super().__init__()
        rounded, scales = quantise_weight(product.weight.detach(), adds_in_16_bits())
        self._packed = torch.ops.onednn.qlinear_prepack(rounded, None)
        self._scales, self._zeros = scales, torch.zeros(len(scales), dtype=torch.int32)
        self._zero = zero
        self.bias, self._activation = product.bias, product.activation

    @property
    def packed_bytes(self) -> int:
        """Memory of the weights, which are no parameter any more."""
        return self._packed.numel() * self._packed.element_size() + self._scales.numel() * 8

    def forward(self, values: Tensor) -> Tensor:
        """(…, in) → (…, out), float32."""
        rounded, scales = quantise_frames(values, self._zero)
        product = torch.ops.onednn.qlinear_pointwise(
            *(rounded, 1.0, self._zero, self._packed, self._scales, self._zeros, None),
            *(1.0, 0, torch.float32, "none", [], ""),
        )
        product = product.mul_(scales) if self.bias is None else torch.addcmul(self.bias, product, scales)
        return product if self._activation is None else self._activation(product)


def quantise_frames(values: Tensor, zero: int) -> tuple[Tensor, Tensor]:
    """(…, in) → bytes of the same shape, and scales (…, 1): a value is about (byte - zero) · scale, and 0 exactly."""
    # Two passes: the one that finds both, `aminmax`, uses no wide registers along the last dimension.
    lowest, highest = values.amin(-1, keepdim=True), values.amax(-1, keepdim=True)
    scales = torch.maximum(highest / (MOST_INPUT - zero), lowest / -zero).clamp_min_(_NO_SCALE)
    return (values / scales).add_(zero).round_().to(torch.uint8), scales
