"""`Wav2Vec2ForXVector`: speaker vectors (Snyder et al. 2018) and additive-margin softmax (Wang et al. 2018)."""

from __future__ import annotations

from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.head import HeadedModel
from core.wav2vec2.outputs import XVectorOutput


class TimeDelayLayer(nn.Module):
    """A dilated convolution whose weight checkpoints keep as that of a linear layer, `kernel`."""

    def __init__(self, config: Wav2Vec2Config, index: int) -> None:
        super().__init__()
        self.before = config.tdnn_dim[max(index - 1, 0)]
        self.dilation = config.tdnn_dilation[index]
        self.kernel = nn.Linear(self.before * config.tdnn_kernel[index], config.tdnn_dim[index])
        self.activation = nn.ReLU()

    def forward(self, features: Tensor) -> Tensor:
        """(batch, channels, time) → (batch, channels, shorter time)."""
        weight = self.kernel.weight.view(len(self.kernel.weight), -1, self.before).transpose(1, 2)
        return self.activation(functional.conv1d(features, weight, self.kernel.bias, dilation=self.dilation))


class AdditiveMarginSoftmax(nn.Module):
    """Cross-entropy of scaled cosines, where the right class must win by a margin."""

    SCALE = 30.0
    MARGIN = 0.4

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(width, classes))

    def forward(self, vectors: Tensor, labels: Tensor) -> Tensor:
        """`vectors` (batch, width), `labels` (batch,) → the mean loss."""
        cosines = functional.normalize(vectors, dim=1) @ functional.normalize(self.weight, dim=0)
        right = functional.one_hot(labels.flatten(), cosines.shape[1])
        return functional.cross_entropy(self.SCALE * (cosines - self.MARGIN * right), labels.flatten())


class Wav2Vec2ForXVector(HeadedModel):
    """Time-delay layers, mean and standard deviation over time, speaker vector, classifier."""

    # The speakers of the training, whom nobody needs for a vector.
    optional_keys: ClassVar[tuple[str, ...]] = (*HeadedModel.optional_keys, "objective.weight")

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__(config)
        self.add_layer_weights()
        self.projector = nn.Linear(config.hidden_size, config.tdnn_dim[0])
        self.tdnn = nn.ModuleList(TimeDelayLayer(config, index) for index in range(len(config.tdnn_dim)))
        self.feature_extractor = nn.Linear(config.tdnn_dim[-1] * 2, config.xvector_output_dim)
        self.classifier = nn.Linear(config.xvector_output_dim, config.xvector_output_dim)
        self.objective = AdditiveMarginSoftmax(config.xvector_output_dim, config.num_labels)
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
        """`input_values` (batch, samples) → `XVectorOutput`; `labels` (batch,) give the loss."""
        hidden, base = self.run_base(input_values, attention_mask, output_attentions, output_hidden_states)
        features = self.projector(hidden).transpose(1, 2)
        for layer in self.tdnn:
            features = layer(features)
        embeddings = self.feature_extractor(self._statistics(features, attention_mask))
        logits = self.classifier(embeddings)
        loss = None if labels is None else self.objective(logits, labels)
        return self.returned(XVectorOutput(loss, logits, embeddings, base.hidden_states, base.attentions), return_dict)

    def _statistics(self, features: Tensor, attention_mask: Tensor | None) -> Tensor:
        """(batch, channels, time) → (batch, 2 · channels): mean and deviation of the real frames."""
        if attention_mask is None:
            return torch.cat([features.mean(-1), features.std(-1)], -1)
        lengths = self.frame_lengths(attention_mask.sum(1))
        # The reference counts as if the kernels were not dilated: the slice may reach into the padding a little.
        lengths = lengths - sum(kernel - 1 for kernel in self.config.tdnn_kernel)
        rows = [row[:, :length] for row, length in zip(features, lengths.tolist(), strict=True)]
        return torch.stack([torch.cat([row.mean(-1), row.std(-1)]) for row in rows])

    def _init_weights(self, module: nn.Module) -> None:
        super()._init_weights(module)
        if isinstance(module, AdditiveMarginSoftmax):
            nn.init.normal_(module.weight)
