"""What the heads share: the base model below them, what is frozen, and the weighted sum of its layers."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.model import Wav2Vec2Model
from core.wav2vec2.outputs import Wav2Vec2BaseModelOutput
from core.wav2vec2.pretrained import PreTrainedModel


class HeadedModel(PreTrainedModel):
    """A task's layers over `wav2vec2`."""

    layer_weights: nn.Parameter

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__(config)
        self.wav2vec2 = Wav2Vec2Model(config)

    def freeze_feature_encoder(self) -> None:
        """Keep the convolution front as it is during training."""
        self.wav2vec2.freeze_feature_encoder()

    def freeze_base_model(self) -> None:
        """Train the head only."""
        self.wav2vec2.requires_grad_(False)

    def add_layer_weights(self) -> None:
        """One learned weight for each layer's hidden states and the first layer's input, where the config says so."""
        if self.config.use_weighted_layer_sum:
            self.layer_weights = nn.Parameter(torch.empty(self.config.num_hidden_layers + 1))

    def _init_weights(self, module: nn.Module) -> None:
        super()._init_weights(module)
        if module is self and self.config.use_weighted_layer_sum and hasattr(self, "layer_weights"):
            nn.init.constant_(self.layer_weights, 1 / len(self.layer_weights))

    def run_base(
        self,
        input_values: Tensor,
        attention_mask: Tensor | None,
        output_attentions: bool | None,
        output_hidden_states: bool | None,
    ) -> tuple[Tensor, Wav2Vec2BaseModelOutput]:
        """What a classification head works on (batch, frames, hidden), and the base model's output."""
        weighted = self.config.use_weighted_layer_sum
        output: Wav2Vec2BaseModelOutput = self.wav2vec2(
            input_values,
            attention_mask,
            output_attentions=output_attentions,
            output_hidden_states=True if weighted else output_hidden_states,
            return_dict=True,
        )
        if not weighted:
            assert output.last_hidden_state is not None
            return output.last_hidden_state, output
        assert output.hidden_states is not None
        weights = self.layer_weights.softmax(-1)
        return torch.einsum("l,lbth->bth", weights, torch.stack(output.hidden_states)), output
