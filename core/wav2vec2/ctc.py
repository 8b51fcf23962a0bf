"""`Wav2Vec2ForCTC`: the recognition head, with language adapters."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.adapters import adapter_state, put_adapter, read_adapter
from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.hub import CheckpointError, HubOptions
from core.wav2vec2.model import Wav2Vec2Model
from core.wav2vec2.outputs import CausalLMOutput
from core.wav2vec2.pretrained import PreTrainedModel


class Wav2Vec2ForCTC(PreTrainedModel):
    """Base model and a linear layer to the vocabulary. `target_lang` names the adapter that is in place."""

    def __init__(self, config: Wav2Vec2Config, target_lang: str | None = None) -> None:
        super().__init__(config)
        self.wav2vec2 = Wav2Vec2Model(config)
        self.dropout = nn.Dropout(config.final_dropout)
        self.lm_head = nn.Linear(config.hidden_size, config.vocab_size)
        self.target_lang = target_lang
        self._origin: tuple[str | Path, HubOptions] | None = None
        self._resident: dict[str, dict[str, Tensor]] = {}
        self.post_init()

    @classmethod
    def from_pretrained(cls, name_or_folder: str | Path, *, target_lang: str | None = None, **options: Any) -> Self:
        """As `PreTrainedModel.from_pretrained`; then the adapter of `target_lang`, if one is asked for."""
        model = super().from_pretrained(name_or_folder, **options)
        if target_lang is not None:
            model.load_adapter(target_lang)
        return model

    def loaded_from(self, name_or_folder: str | Path, options: HubOptions) -> None:
        """Remember where adapters are to be found."""
        self._origin = (name_or_folder, options)

    def freeze_feature_encoder(self) -> None:
        """Keep the convolution front as it is during training."""
        self.wav2vec2.freeze_feature_encoder()

    def freeze_base_model(self) -> None:
        """Train the head only."""
        self.wav2vec2.requires_grad_(False)

    def prepare_adapter(self, target_lang: str) -> None:
        """Read an adapter into memory, so that `load_adapter` is a copy. Raises CheckpointError.

        Touches neither the network nor the adapter in place: any thread may call it.
        """
        if target_lang in self._resident:
            return
        if self.config.adapter_attn_dim is None:
            raise CheckpointError("this checkpoint has no language adapters; choose an MMS checkpoint for languages.")
        if self._origin is None:
            raise CheckpointError(f"the model was not loaded from a checkpoint: there is no adapter {target_lang!r}.")
        name_or_folder, options = self._origin
        self._resident[target_lang] = read_adapter(name_or_folder, target_lang, options)

    def load_adapter(self, target_lang: str, force_load: bool = False) -> None:
        """Put another language's adapter and head in place; on failure (CheckpointError) nothing has changed.

        Read adapters stay in memory. `force_load` puts it in place again even if it is there already.
        """
        if target_lang == self.target_lang and not force_load:
            return
        self.prepare_adapter(target_lang)
        put_adapter(self, self._resident[target_lang])
        self.target_lang = target_lang

    def adapter_state(self) -> dict[str, Tensor]:
        """The tensors that an adapter file holds: adapter layers and head."""
        return adapter_state(self)

    def forward(
        self,
        input_values: Tensor,
        attention_mask: Tensor | None = None,
        labels: Tensor | None = None,
        output_attentions: bool | None = None,
        output_hidden_states: bool | None = None,
        return_dict: bool | None = None,
    ) -> Any:
        """`input_values` (batch, samples) → `CausalLMOutput` with `logits` (batch, frames, vocabulary).

        `labels` (batch, length), -100 where there is none, give the CTC loss. Raises ValueError for a label that the
        vocabulary does not have.
        """
        if labels is not None and labels.max() >= self.config.vocab_size:
            raise ValueError(f"labels must be below the vocabulary's size, {self.config.vocab_size}")
        base = self.wav2vec2(
            input_values,
            attention_mask,
            output_attentions=output_attentions,
            output_hidden_states=output_hidden_states,
            return_dict=True,
        )
        logits = self.lm_head(self.dropout(base.last_hidden_state))
        loss = None if labels is None else self._loss(logits, labels, input_values, attention_mask)
        output = CausalLMOutput(loss, logits, base.hidden_states, base.attentions)
        as_tuple = not (self.config.return_dict if return_dict is None else return_dict)
        return output.to_tuple() if as_tuple else output

    def _loss(self, logits: Tensor, labels: Tensor, input_values: Tensor, attention_mask: Tensor | None) -> Tensor:
        """Connectionist temporal classification (Graves et al. 2006), computed in float32."""
        if attention_mask is None:
            samples = torch.full((len(input_values),), input_values.shape[-1], device=logits.device)
        else:
            samples = attention_mask.sum(-1)
        real = labels >= 0
        return functional.ctc_loss(
            functional.log_softmax(logits, dim=-1, dtype=torch.float32).transpose(0, 1),
            labels.masked_select(real),
            self.frame_lengths(samples),
            real.sum(-1),
            blank=self.config.pad_token_id,
            reduction=self.config.ctc_loss_reduction,
            zero_infinity=self.config.ctc_zero_infinity,
        )
