"""`Wav2Vec2ForSequenceClassification`: one label for a whole recording (keywords, emotions)."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.head import HeadedModel
from core.wav2vec2.outputs import SequenceClassifierOutput


class Wav2Vec2ForSequenceClassification(HeadedModel):
    """Projection, mean over the real frames, linear layer."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__(config)
        if config.add_adapter:
            raise ValueError("a sequence classifier cannot stand on a convolution adapter: set add_adapter to False")
        self.add_layer_weights()
        self.projector = nn.Linear(config.hidden_size, config.classifier_proj_size)
        self.classifier = nn.Linear(config.classifier_proj_size, config.num_labels)
        self.post_init()

    def forward(
        self,
        input_values: Tensor,
        attention_mask: Tensor | None = None,
        output_attentions: bool | None = None,
        output_hidden_states: bool | None = None,
        return_dict: bool | None = None,
        labels: Tensor | None = None,
    ) -> Any:
        """`input_values` (batch, samples) → `SequenceClassifierOutput` with `logits` (batch, num_labels).

        `labels` (batch,) give the cross-entropy.
        """
        hidden, base = self.run_base(input_values, attention_mask, output_attentions, output_hidden_states)
        hidden = self.projector(hidden)
        if attention_mask is None:
            pooled = hidden.mean(1)
        else:
            real = self.frame_mask(attention_mask, hidden.shape[1], adapted=False)
            pooled = hidden.masked_fill(~real[..., None], 0.0).sum(1) / real.sum(1, keepdim=True)
        logits = self.classifier(pooled)
        loss = None if labels is None else functional.cross_entropy(logits, labels.view(-1))
        output = SequenceClassifierOutput(loss, logits, base.hidden_states, base.attentions)
        return self.returned(output, return_dict)
