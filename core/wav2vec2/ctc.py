"""`Wav2Vec2ForCTC`: the recognition head, with language adapters."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.adapters import adapter_state, put_adapter, read_adapter
from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.encoder import AttentionAdapter
from core.wav2vec2.head import HeadedModel
from core.wav2vec2.hub import CheckpointError
from core.wav2vec2.loading_keywords import part_keywords
from core.wav2vec2.outputs import CausalLMOutput


class Wav2Vec2ForCTC(HeadedModel):
    """Base model and a linear layer to the vocabulary. `target_lang` names the adapter that is in place."""

    def __init__(self, config: Wav2Vec2Config, target_lang: str | None = None) -> None:
        super().__init__(config)
        width = config.output_hidden_size if config.add_adapter else config.hidden_size
        assert width is not None
        self.dropout = nn.Dropout(config.final_dropout)
        self.lm_head = nn.Linear(width, config.vocab_size)
        self.target_lang = target_lang
        self._resident: dict[str, dict[str, Tensor]] = {}
        self.post_init()

    @classmethod
    def from_pretrained(cls, name_or_folder: str | Path, *, target_lang: str | None = None, **keywords: Any) -> Self:
        """As `PreTrainedModel.from_pretrained`; then the adapter of `target_lang`, if one is asked for.

        Its vocabulary may be of another size than the checkpoint's: the head takes the adapter's.
        """
        if target_lang is None:
            return super().from_pretrained(name_or_folder, **keywords)
        model = super().from_pretrained(name_or_folder, new_head=True, **keywords)
        model.load_adapter(target_lang)
        return model

    def load_adapter(self, target_lang: str, force_load: bool = True, **keywords: Any) -> None:
        """Read a language's adapter and head and put them in place; on failure nothing has changed.

        Without `force_load`, nothing happens where the language is in place already. `keywords`: those of `HubOptions`
        and `use_safetensors` (None: either form, True or False: only that one). Raises CheckpointError.
        """
        if target_lang == self.target_lang and not force_load:
            return
        self._resident[target_lang] = self._read_adapter(target_lang, **keywords)
        self.set_adapter(target_lang)

    def prepare_adapter(self, target_lang: str) -> None:
        """Read an adapter into memory, so that `set_adapter` is a copy. Raises CheckpointError.

        Touches neither the network nor the adapter in place: any thread may call it.
        """
        if target_lang not in self._resident:
            self._resident[target_lang] = self._read_adapter(target_lang)

    def set_adapter(self, target_lang: str) -> None:
        """Put a language in place, from memory where it has been read; on failure (CheckpointError) nothing changed."""
        self.prepare_adapter(target_lang)
        put_adapter(self, self._resident[target_lang])
        self.target_lang = target_lang

    def _read_adapter(
        self, target_lang: str, use_safetensors: bool | None = None, **keywords: Any
    ) -> dict[str, Tensor]:
        if self.config.adapter_attn_dim is None:
            raise CheckpointError("this checkpoint has no language adapters; choose an MMS checkpoint for languages.")
        if self.origin is None:
            raise CheckpointError(f"the model was not loaded from a checkpoint: there is no adapter {target_lang!r}.")
        name_or_folder, options = self.origin
        hub, unknown = part_keywords(keywords, options)
        if unknown:
            raise TypeError(f"unknown options: {', '.join(sorted(unknown))}")
        return read_adapter(name_or_folder, target_lang, hub, use_safetensors)

    def init_adapter_layers(self) -> None:
        """Give adapters and head first values, to train them for a new language (the MMS recipe)."""
        parts = (module for module in self.modules() if isinstance(module, AttentionAdapter))
        for part in (*parts, self.lm_head):
            part.apply(self._init_weights)

    def adapter_state(self) -> dict[str, Tensor]:
        """The tensors that an adapter file holds: adapter layers and head."""
        return adapter_state(self)

    def forward(
        self,
        input_values: Tensor,
        attention_mask: Tensor | None = None,
        output_attentions: bool | None = None,
        output_hidden_states: bool | None = None,
        return_dict: bool | None = None,
        labels: Tensor | None = None,
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
        return self.returned(CausalLMOutput(loss, logits, base.hidden_states, base.attentions), return_dict)

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
