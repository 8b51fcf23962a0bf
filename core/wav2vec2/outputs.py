"""What the models return: named fields that can also be indexed and unpacked, as Hugging Face's outputs can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from torch import Tensor


@dataclass
class ModelOutput:
    """Fields that are None take no place in the tuple form: `output[0]`, `loss, logits = output`."""

    def to_tuple(self, without: tuple[str, ...] = ()) -> tuple[Any, ...]:
        """The fields that are there, in order, `without` some."""
        return tuple(getattr(self, name) for name in self.keys() if name not in without)

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


@dataclass
class SequenceClassifierOutput(CausalLMOutput):
    """One label for each row: `logits` (batch, num_labels)."""


@dataclass
class TokenClassifierOutput(CausalLMOutput):
    """Labels for each frame: `logits` (batch, frames, num_labels)."""


@dataclass
class XVectorOutput(ModelOutput):
    """`logits` and `embeddings` (batch, xvector_output_dim): the classification and the speaker vector before it."""

    loss: Tensor | None = None
    logits: Tensor | None = None
    embeddings: Tensor | None = None
    hidden_states: tuple[Tensor, ...] | None = None
    attentions: tuple[Tensor, ...] | None = None


@dataclass
class Wav2Vec2ForPreTrainingOutput(ModelOutput):
    """`projected_states`, `projected_quantized_states` (batch, frames, proj_codevector_dim); `loss` is the sum of
    `contrastive_loss` and the weighted `diversity_loss`, and like them there when negatives were given.
    """

    loss: Tensor | None = None
    projected_states: Tensor | None = None
    projected_quantized_states: Tensor | None = None
    codevector_perplexity: Tensor | None = None
    hidden_states: tuple[Tensor, ...] | None = None
    attentions: tuple[Tensor, ...] | None = None
    contrastive_loss: Tensor | None = None
    diversity_loss: Tensor | None = None
