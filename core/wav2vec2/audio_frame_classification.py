"""`Wav2Vec2ForAudioFrameClassification`: labels for each frame (who speaks when)."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.head import HeadedModel
from core.wav2vec2.outputs import TokenClassifierOutput


class Wav2Vec2ForAudioFrameClassification(HeadedModel):
    """A linear layer over each frame."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__(config)
        if config.add_adapter:
            raise ValueError("a frame classifier cannot stand on a convolution adapter: set add_adapter to False")
        self.add_layer_weights()
        self.classifier = nn.Linear(config.hidden_size, config.num_labels)
        self.post_init()

    def forward(
        self,
        input_values: Tensor,
        attention_mask: Tensor | None = None,
        labels: Tensor | None = None,
        output_attentions: bool | None = None,
        output_hidden_states: bool | None = None,
        return_dict: bool | None = None,
    ) -> Any:
        """`input_values` (batch, samples) → `TokenClassifierOutput` with `logits` (batch, frames, num_labels).

        `labels` (batch, frames, num_labels), one-hot, give the cross-entropy.
        """
        hidden, base = self.run_base(input_values, attention_mask, output_attentions, output_hidden_states)
        logits = self.classifier(hidden)
        loss = None
        if labels is not None:
            loss = functional.cross_entropy(logits.flatten(0, 1), labels.view(-1, self.config.num_labels).argmax(1))
        return self.returned(TokenClassifierOutput(loss, logits, base.hidden_states, base.attentions), return_dict)
