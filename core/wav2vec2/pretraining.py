"""`Wav2Vec2ForPreTraining`: learning from speech without text (wav2vec 2.0, Baevski et al. 2020, section 3)."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.head import HeadedModel
from core.wav2vec2.outputs import ModelOutput, Wav2Vec2ForPreTrainingOutput


class GumbelQuantizer(nn.Module):
    """Product quantisation: each group picks a codevector, in training by a Gumbel softmax (Jang et al. 2016)."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        self.groups, self.entries = config.num_codevector_groups, config.num_codevectors_per_group
        width = config.codevector_dim // self.groups
        self.codevectors = nn.Parameter(torch.empty(1, self.groups * self.entries, width))
        self.weight_proj = nn.Linear(config.conv_dim[-1], self.groups * self.entries)
        # Lowered step by step in training.
        self.temperature = 2.0

    def forward(self, features: Tensor, masked: Tensor | None) -> tuple[Tensor, Tensor]:
        """(batch, frames, conv_dim[-1]) → codevectors (batch, frames, codevector_dim), perplexity of their use.

        The perplexity counts the frames where `masked` (batch, frames) is true; all frames for None.
        """
        scores = self.weight_proj(features).unflatten(-1, (self.groups, self.entries))
        if self.training:
            chosen = functional.gumbel_softmax(scores.float(), tau=self.temperature, hard=True).type_as(scores)
            spread = scores.float().softmax(-1)
        else:
            chosen = functional.one_hot(scores.argmax(-1), self.entries).type_as(scores)
            spread = chosen
        table = self.codevectors.view(self.groups, self.entries, -1)
        codevectors = torch.einsum("btge,gec->btgc", chosen, table).flatten(2)
        used = (spread.flatten(0, 1) if masked is None else spread[masked]).mean(0)
        return codevectors, torch.exp(-torch.xlogy(used, used).sum(-1)).sum()


class Wav2Vec2ForPreTraining(HeadedModel):
    """Tell the quantised features of a masked frame from those of other masked frames."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__(config)
        self.dropout_features = nn.Dropout(config.feat_quantizer_dropout)
        self.quantizer = GumbelQuantizer(config)
        self.project_hid = nn.Linear(config.hidden_size, config.proj_codevector_dim)
        self.project_q = nn.Linear(config.codevector_dim, config.proj_codevector_dim)
        self.post_init()

    def set_gumbel_temperature(self, temperature: float) -> None:
        """How soft the choice of codevectors is in training."""
        self.quantizer.temperature = temperature

    @staticmethod
    def compute_contrastive_logits(
        target_features: Tensor, negative_features: Tensor, predicted_features: Tensor, temperature: float = 0.1
    ) -> Tensor:
        """Cosines of (batch, frames, width) predictions with the target (1, …) and negatives (K, …): (1 + K, …)."""
        candidates = torch.cat([target_features, negative_features])
        cosines = functional.cosine_similarity(predicted_features.float(), candidates.float(), dim=-1)
        return cosines.type_as(candidates) / temperature

    def forward(
        self,
        input_values: Tensor,
        attention_mask: Tensor | None = None,
        mask_time_indices: Tensor | None = None,
        sampled_negative_indices: Tensor | None = None,
        output_attentions: bool | None = None,
        output_hidden_states: bool | None = None,
        return_dict: bool | None = None,
    ) -> Any:
        """`mask_time_indices` (batch, frames); `sampled_negative_indices` (batch, frames, negatives) give the losses.

        Raises ValueError for negatives without a mask.
        """
        if sampled_negative_indices is not None and mask_time_indices is None:
            raise ValueError("sampled_negative_indices need mask_time_indices")
        masked = None if mask_time_indices is None else mask_time_indices.bool()
        base = self.wav2vec2(
            input_values, attention_mask, masked, output_attentions, output_hidden_states, return_dict=True
        )
        states = self.project_hid(base.last_hidden_state)
        codevectors, perplexity = self.quantizer(self.dropout_features(base.extract_features), masked)
        quantized = self.project_q(codevectors)
        output = Wav2Vec2ForPreTrainingOutput(None, states, quantized, perplexity, base.hidden_states, base.attentions)
        if masked is not None and sampled_negative_indices is not None:
            contrastive = self._contrastive_loss(states, quantized, masked, sampled_negative_indices)
            entries = self.config.num_codevectors_per_group * self.config.num_codevector_groups
            diversity = (entries - perplexity) / entries * masked.sum()
            output.loss = contrastive + self.config.diversity_loss_weight * diversity
            output.contrastive_loss, output.diversity_loss = contrastive, diversity
        return self.returned(output, return_dict)

    def _contrastive_loss(self, states: Tensor, quantized: Tensor, masked: Tensor, negative_indices: Tensor) -> Tensor:
        """Equation 3, summed over the masked frames."""
        negatives = quantized.flatten(0, 1)[negative_indices.long()].permute(2, 0, 1, 3)
        logits = self.compute_contrastive_logits(
            quantized[None], negatives, states, self.config.contrastive_logits_temperature
        )
        # A negative that is the same codevector as the target cannot be told from it: it does not count.
        same = (quantized == negatives).all(-1)
        logits = torch.cat([logits[:1], logits[1:].masked_fill(same, -torch.inf)])
        logits = logits[:, masked].T.float()
        target = torch.zeros(len(logits), dtype=torch.long, device=logits.device)
        return functional.cross_entropy(logits, target, reduction="sum")

    def returned(self, output: ModelOutput, return_dict: bool | None) -> Any:
        """The tuple form leaves out the two parts of the loss, as Hugging Face's does."""
        given = super().returned(output, return_dict)
        return output.to_tuple(("contrastive_loss", "diversity_loss")) if isinstance(given, tuple) else given

    def _init_weights(self, module: nn.Module) -> None:
        super()._init_weights(module)
        if isinstance(module, GumbelQuantizer):
            nn.init.normal_(module.weight_proj.weight, 0.0, 1.0)
            nn.init.zeros_(module.weight_proj.bias)
            nn.init.uniform_(module.codevectors)
        elif module is self:
            self.project_hid.reset_parameters()
            self.project_q.reset_parameters()
