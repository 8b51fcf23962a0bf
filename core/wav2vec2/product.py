"""A linear layer for inference: weights packed for the processor, the activation inside the product.

oneDNN's packed products are what torch's own compiler emits for frozen weights; torch is pinned, and where a build
lacks them, or is faster without, the same product runs unpacked.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.activation import activation

# Names of the activations that oneDNN computes inside a product, in its words (name, algorithm).
_FUSED = {
    "gelu": ("gelu", "none"),
    "gelu_python": ("gelu", "none"),
    "gelu_new": ("gelu", "tanh"),
    "gelu_fast": ("gelu", "tanh"),
    "gelu_pytorch_tanh": ("gelu", "tanh"),
    "relu": ("relu", ""),
    None: ("none", ""),
}


def can_pack(weight: Tensor) -> bool:
    """Whether this build of torch has packed products for such a weight."""
    ready: bool = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    ready = ready and hasattr(torch.ops.mkldnn, "_linear_pointwise")
    if not ready or weight.device.type != "cpu":
        return False
    return weight.dtype == torch.float32 or (weight.dtype == torch.bfloat16 and _has_bfloat16())


def packing_gains(weight: Tensor) -> bool:
    """Whether packed products are the faster ones: without AVX-512, MKL's own in float32 are, by a fifth."""
    able = torch.cpu.get_capabilities()
    has_mkl: bool = torch.backends.mkl.is_available()  # type: ignore[no-untyped-call]
    plain_is_faster = has_mkl and able.get("avx2") and not able.get("avx512_f")
    return weight.dtype != torch.float32 or not plain_is_faster


def _has_bfloat16() -> bool:
    supported: bool = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return supported


def multiplies_bfloat16() -> bool:
    """Whether this processor has instructions for bfloat16 products; elsewhere it is slower than float32."""
    able = torch.cpu.get_capabilities()
    return bool(able.get("amx_bf16") or able.get("avx512_bf16"))


class Product(nn.Module):
    """`act(x @ weight.T + bias)` over the last dimension. `pack` fixes it to the processor that it lies on."""

    def __init__(self, weight: Tensor, bias: Tensor | None, act: str | None = None) -> None:
        """`weight` (out, in) and `bias` (out) are kept as they are; `act` is a configuration's activation name."""
        super().__init__()
        self.weight = nn.Parameter(weight.detach(), requires_grad=False)
        self.bias = None if bias is None else nn.Parameter(bias.detach(), requires_grad=False)
        self._fused = _FUSED.get(act)
        self.activation = None if act is None else activation(act)
        self._packed: Tensor | None = None

    def pack(self) -> None:
        """Lay the weights out as oneDNN wants them, in place of the plain ones; nothing where that does not pay."""
        if self._packed is None and can_pack(self.weight) and packing_gains(self.weight):
            self._packed = torch.ops.mkldnn._reorder_linear_weight(self.weight.detach().contiguous(), None)
            self.weight = nn.Parameter(self.weight.new_empty(0), requires_grad=False)

    @property
    def packed_bytes(self) -> int:
        """Memory of the packed weights, which are no parameter any more; 0 where they are not packed."""
        return 0 if self._packed is None else self._packed.numel() * self._packed.element_size()

    def forward(self, values: Tensor) -> Tensor:
        """(…, in) → (…, out)."""
        if self._packed is None:
            product = functional.linear(values, self.weight, self.bias)
            return product if self.activation is None else self.activation(product)
        name, algorithm = self._fused or ("none", "")
        product = torch.ops.mkldnn._linear_pointwise(values, self._packed, self.bias, name, [], algorithm)
        return product if self._fused or self.activation is None else self.activation(product)
