"""What the models return: named fields that can also be indexed and unpacked, as Hugging Face's outputs can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from torch import Tensor


@dataclass
class ModelOutput:
    """Fields that are None take no place in the tuple form: `output[0]`, `loss, logits = output`."""

    def to_tuple(self) -> tuple[Any, ...]:
        """The fields that are there, in order."""
        return tuple(value for value in (getattr(self, item.name) for item in fields(self)) if value is not None)

    def keys(self) -> list[str]:
        """Names of the fields that are there, in order."""
        return [item.name for item in fields(self) if getattr(self, item.name) is not None]

    def __getitem__(self, key: int | slice | str) -> Any:
        if isinstance(key, str):
            if key not in self.keys():
                raise KeyError(key)
            return getattr(self, key)
        return self.to_tuple()[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.to_tuple())

    def __len__(self) -> int:
        return len(self.to_tuple())


@dataclass
class Wav2Vec2BaseModelOutput(ModelOutput):
    """`last_hidden_state` (batch, frames, hidden); `extract_features` (batch, frames, conv_dim[-1])."""

    last_hidden_state: Tensor | None = None
    extract_features: Tensor | None = None
    hidden_states: tuple[Tensor, ...] | None = None
    attentions: tuple[Tensor, ...] | None = None


@dataclass
class CausalLMOutput(ModelOutput):
    """CTC head: `loss` when labels were given; `logits` (batch, frames, vocabulary)."""

    loss: Tensor | None = None
    logits: Tensor | None = None
    hidden_states: tuple[Tensor, ...] | None = None
    attentions: tuple[Tensor, ...] | None = None
