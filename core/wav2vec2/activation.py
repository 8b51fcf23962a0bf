"""Activation functions by the names that checkpoints use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from torch import Tensor, nn
from torch.nn import functional


class Activation(nn.Module):
    """A named activation; has no parameters."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._function = _FUNCTIONS[name]

    def forward(self, values: Tensor) -> Tensor:
        """Any shape."""
        return self._function(values)

    def extra_repr(self) -> str:
        """The name, in the module's printed form."""
        return self.name


_TANH_GELU = partial(functional.gelu, approximate="tanh")
_FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "gelu": functional.gelu,
    "gelu_python": functional.gelu,
    "gelu_new": _TANH_GELU,
    "gelu_fast": _TANH_GELU,
    "gelu_pytorch_tanh": _TANH_GELU,
    "relu": functional.relu,
    "selu": functional.selu,
    "silu": functional.silu,
    "swish": functional.silu,
}


def activation(name: str) -> Activation:
    """The activation of a configuration's `hidden_act` or `feat_extract_activation`."""
    return Activation(name)
