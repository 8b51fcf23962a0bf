"""`Wav2Vec2Model`: samples to hidden states, the part that all heads share."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.convolution import ConvolutionAdapter, FeatureEncoder, FeatureProjection
from core.wav2vec2.encoder import Encoder
from core.wav2vec2.masking import compute_mask_indices
from core.wav2vec2.outputs import Wav2Vec2BaseModelOutput
from core.wav2vec2.pretrained import PreTrainedModel


class Wav2Vec2Model(PreTrainedModel):
    """The bare network. `feature_extractor` is the convolution front; its name is the checkpoints'."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__(config)
        self.feature_extractor = FeatureEncoder(config)
        self.feature_projection = FeatureProjection(config)
        if config.mask_time_prob > 0 or config.mask_feature_prob > 0:
            self.masked_spec_embed = nn.Parameter(torch.empty(config.hidden_size).uniform_())
        self.encoder = Encoder(config)
        self.adapter = ConvolutionAdapter(config) if config.add_adapter else None
        self.post_init()

    def freeze_feature_encoder(self) -> None:
        """Keep the convolution front as it is during training."""
        self.feature_extractor.requires_grad_(False)

    def fold(self) -> None:
        """Compute the weight norm once and for all: for inference only."""
        self.encoder.pos_conv_embed.fold()

    def forward(
        self,
        input_values: Tensor,
        attention_mask: Tensor | None = None,
        mask_time_indices: Tensor | None = None,
        output_attentions: bool | None = None,
        output_hidden_states: bool | None = None,
        return_dict: bool | None = None,
    ) -> Any:
        """`input_values` (batch, samples), at least 400 samples; `attention_mask` (batch, samples), 1 where real.

        `mask_time_indices` (batch, frames) replaces frames by the mask vector. Returns `Wav2Vec2BaseModelOutput`, or
        its tuple form with `return_dict=False`. Raises ValueError for too short an input.
        """
        if input_values.shape[-1] < self.config.receptive_field:
            raise ValueError(f"{input_values.shape[-1]} samples are too few: {self.config.receptive_field} are needed")
        weights = self.config.output_attentions if output_attentions is None else output_attentions
        all_states = self.config.output_hidden_states if output_hidden_states is None else output_hidden_states
        features = self.feature_extractor(input_values).transpose(1, 2)
        frame_mask = None
        if attention_mask is not None:
            frame_mask = self.frame_mask(attention_mask, features.shape[1], adapted=False)
        hidden_states, features = self.feature_projection(features)
        hidden_states = self._mask(hidden_states, mask_time_indices, frame_mask)
        last, states, attentions = self.encoder(hidden_states, frame_mask, weights, all_states)
        if self.adapter is not None:
            last = self.adapter(last)
        return self.returned(Wav2Vec2BaseModelOutput(last, features, states, attentions), return_dict)

    def _mask(self, hidden_states: Tensor, given: Tensor | None, frame_mask: Tensor | None) -> Tensor:
        """SpecAugment over time (the mask vector) and over features (zeros); only in training, or where given."""
        config = self.config
        if not config.apply_spec_augment:
            return hidden_states
        batch, frames, width = hidden_states.shape
        if given is None and config.mask_time_prob > 0 and self.training:
            drawn = compute_mask_indices(
                (batch, frames), config.mask_time_prob, config.mask_time_length, frame_mask, config.mask_time_min_masks
            )
            given = torch.from_numpy(drawn).to(hidden_states.device)
        if given is not None:
            mask_vector = self.masked_spec_embed.to(hidden_states.dtype)
            hidden_states = torch.where(given.bool()[..., None], mask_vector, hidden_states)
        if config.mask_feature_prob > 0 and self.training:
            drawn = compute_mask_indices(
                (batch, width),
                config.mask_feature_prob,
                config.mask_feature_length,
                min_masks=config.mask_feature_min_masks,
            )
            hidden_states = hidden_states.masked_fill(torch.from_numpy(drawn).to(hidden_states.device)[:, None], 0.0)
        return hidden_states
