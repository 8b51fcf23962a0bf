"""A linear layer for inference in int8: oneDNN's quantised product, with a scale for every frame and every output.

Weights are quantised once, symmetrically, by the output; inputs as they come, by the frame, so that what a frame gives
depends on no other. Processors without a dot product of bytes add the products of two neighbouring inputs in 16 bits,
which end at 32,767: scales are such that no two neighbouring weights can reach it.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.frames import MOST_INPUT, NO_SCALE, Restoring, Rounded, quantise, restore
from core.wav2vec2.product import Product

MOST_WEIGHT = 127
MOST_PAIR = 32_767 // MOST_INPUT
SYMMETRIC = 128
HARDLY_NEGATIVE = 32
"""The byte that stands for 0. Behind a GELU or ReLU little lies below 0, and most near it: more bytes for what lies
above halve the error of these products, which is the largest."""
PARTS = 4
"""Stretches of a frame behind an activation, see `QuantisedFeedForward`."""


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
    scales = most.clamp_min(NO_SCALE)
    return (weight / scales[:, None]).round_().to(torch.int8), scales


def _largest_of_one_sign(weight: Tensor) -> Tensor:
    """(out, even) → (out): the largest sum of the positive or of the negative weights of a pair."""
    pairs = weight.reshape(len(weight), -1, 2)
    return torch.maximum(pairs.clamp_min(0).sum(2), -pairs.clamp_max(0).sum(2)).amax(1)


class QuantisedProduct(nn.Module):
    """In place of a `Product` in float32 on the processor that is not packed."""

    def __init__(self, product: Product, zero: int = SYMMETRIC, parts: int = 1) -> None:
        """`zero`: the byte that stands for an input of 0. `parts`: stretches of a frame with scales of their own."""
        super().__init__()
        stretches = product.weight.detach().chunk(parts, 1)
        rounded = [quantise_weight(stretch, adds_in_16_bits()) for stretch in stretches]
        self._packed = [torch.ops.onednn.qlinear_prepack(whole, None) for whole, _ in rounded]
        self._scales = [scales for _, scales in rounded]
        outputs = len(product.weight)
        self._zeros = torch.zeros(outputs, dtype=torch.int32)
        self.bias = torch.zeros(outputs) if product.bias is None else product.bias
        self.zero, self.parts, self.activation = zero, parts, product.activation

    @property
    def packed_bytes(self) -> int:
        """Memory of the weights, which are no parameter any more."""
        tensors = [*self._packed, *self._scales, self._zeros]
        return sum(tensor.numel() * tensor.element_size() for tensor in tensors)

    def forward(self, values: Tensor) -> Tensor:
        """(…, in) → (…, out), float32."""
        restored = self.of(quantise(values, self.zero, self.parts))
        return restored if self.activation is None else self.activation(restored)

    def of(self, rounded: Rounded) -> Tensor:
        """Frames in bytes → (…, out), float32, before the activation."""
        restored = restore(self.multiplied(rounded), rounded.scales, self.bias)
        return restored.view(*rounded.shape[:-1], -1)

    def multiplied(self, rounded: Rounded) -> list[Tensor]:
        """Frames in bytes → for each stretch (frames, out), float32, which the frames' scales are still to come to."""
        return [
            torch.ops.onednn.qlinear_pointwise(
                *(stretch, 1.0, self.zero, packed, scales, self._zeros, None),
                *(1.0, 0, torch.float32, "none", [], ""),
            )
            for stretch, packed, scales in zip(rounded.stretches, self._packed, self._scales, strict=True)
        ]


class QuantisedFeedForward(nn.Module):
    """Two products with the activation between; where that is GELU, what lies between is never written but as bytes.

    Behind the activation few outputs are large. The second product's frames are in parts with scales of their own,
    as its roundings would else cost more than all others'.
    """

    def __init__(self, inner: Product, outer: Product) -> None:
        """Both in float32 on the processor, not packed."""
        super().__init__()
        parts = PARTS if outer.weight.shape[1] % PARTS == 0 else 1
        self.inner, self.outer = QuantisedProduct(inner), QuantisedProduct(outer, HARDLY_NEGATIVE, parts)
        act = inner.activation
        self._fused = act is not None and act.name in {"gelu", "gelu_python"}

    def forward(self, values: Tensor) -> Tensor:
        """(…, in) → (…, out), float32."""
        if not self._fused:
            return self.outer(self.inner(values))
        rounded = quantise(values, self.inner.zero)
        (product,) = self.inner.multiplied(rounded)
        between = Restoring(rounded.scales[0], self.inner.bias, gelu=True)
        restored = self.outer.of(quantise(product, self.outer.zero, self.outer.parts, between))
        return restored.view(*values.shape[:-1], -1)
