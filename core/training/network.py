"""The network as it is trained: a Wav2Vec2ForCTC, two auxiliary heads inside it, and the sum of their losses.

An intermediate CTC head (Lee and Watanabe 2021) and a phone classifier lower down (multi-task training, Toshniwal et
al.
2017) give the lower layers something to learn while the CTC loss still sits on its plateau of blanks. Neither is
exported.
Owned by the trainer, on its thread.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.training.masks import Masking, draw_masking
from core.training.objective import Losses, Objective, TrainingBatch
from core.training.phone_targets import NO_TARGET, PHONES
from core.training.recipe import LossOptions, MaskOptions
from core.wav2vec2 import Wav2Vec2ForCTC
from core.wav2vec2.convolution import ConvolutionBlock, FeatureEncoder

_SHORT_FRAMES = 1000


class TrainingNetwork(Objective):
    """`model` with its auxiliary heads. CTC losses are per character, the phone loss is per frame."""

    loss_names = ("ctc", "intermediate", "phone")
    model: Wav2Vec2ForCTC

    def __init__(self, model: Wav2Vec2ForCTC, options: LossOptions, masks: MaskOptions) -> None:
        super().__init__()
        layers = len(model.wav2vec2.encoder.layers)
        if not (1 <= options.intermediate_layer <= layers and 1 <= options.phone_layer <= layers):
            raise ValueError(f"the auxiliary heads need layers between 1 and {layers}")
        self.model = model
        self.options = options
        self.masks = masks
        width = model.config.hidden_size
        self.intermediate_head = nn.Linear(width, model.config.vocab_size)
        self.phone_head = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, len(PHONES)))

    def forward(self, samples: Tensor, frames: Tensor, masking: Masking) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (batch, frames, …) of the last layer, of the intermediate head and of the phone head."""
        base = self.model.wav2vec2
        hidden, _ = base.feature_projection(front_features(base.feature_extractor, samples))
        hidden = torch.where(masking.hidden[..., None], base.masked_spec_embed.to(hidden.dtype), hidden)
        if masking.channels is not None:
            hidden = hidden.masked_fill(masking.channels[:, None], 0.0)
        bias = masking.bias.to(hidden.dtype)
        real = torch.arange(hidden.shape[1], device=frames.device) < frames[:, None]
        encoder = base.encoder
        hidden = hidden.masked_fill(~real[..., None], 0.0)
        hidden = hidden + encoder.pos_conv_embed(hidden)
        if not encoder.pre_norm:
            hidden = encoder.layer_norm(hidden)
        hidden = encoder.dropout(hidden)
        tapped: dict[int, Tensor] = {}
        # Forward and backward through the plain products are faster than the fused kernel where utterances are short.
        plain = hidden.shape[1] <= _SHORT_FRAMES and hidden.device.type == "cpu"
        for number, layer in enumerate(encoder.layers, start=1):
            hidden, _ = layer(hidden, bias, plain)
            tapped[number] = hidden
        if encoder.pre_norm:
            hidden = encoder.layer_norm(hidden)
        logits = self.model.lm_head(self.model.dropout(hidden))
        intermediate = self.intermediate_head(tapped[self.options.intermediate_layer])
        return logits, intermediate, self.phone_head(tapped[self.options.phone_layer])

    def heads(self) -> list[nn.Module]:
        """See `Objective.heads`."""
        return [self.model.lm_head, self.intermediate_head, self.phone_head]

    def losses(self, batch: TrainingBatch, random: np.random.Generator, progress: float) -> Losses:
        """See `Objective.losses`."""
        shape = (batch.phones.shape[1], self.model.config.hidden_size)
        masking = draw_masking(batch.frames, shape, random, self.masks).to(batch.samples.device)
        logits, intermediate_logits, phone_logits = self(batch.samples, batch.frames, masking)
        ctc = self._ctc(logits, batch)
        intermediate = self._ctc(intermediate_logits, batch)
        phone = _phone_loss(phone_logits, batch.phones)
        options = self.options
        phone_weight = options.phone_weight_start + progress * (options.phone_weight_end - options.phone_weight_start)
        total = ctc + options.intermediate_weight * intermediate + phone_weight * phone
        return Losses(total, (ctc.item(), intermediate.item(), phone.item()))

    def _ctc(self, logits: Tensor, batch: TrainingBatch) -> Tensor:
        log_probs = functional.log_softmax(logits, dim=-1, dtype=torch.float32).transpose(0, 1)
        blank = self.model.config.pad_token_id
        loss = functional.ctc_loss(
            log_probs,
            batch.labels,
            batch.frames,
            batch.label_lengths,
            blank=blank,
            reduction="sum",
            zero_infinity=True,
        )
        return loss / batch.label_lengths.sum()


def front_features(front: FeatureEncoder, samples: Tensor) -> Tensor:
    """(batch, samples) → (batch, frames, channels), as the front gives them.

    A layer-norm front is computed as products over (time, channels), which spares the transposes that its norms need
    otherwise; the first layer's backward pass alone is several times faster so.
    """
    if any(not isinstance(block.layer_norm, nn.LayerNorm) for block in front.conv_layers):
        return front(samples).transpose(1, 2)
    features = samples[..., None]
    for block in front.conv_layers:
        assert isinstance(block, ConvolutionBlock)
        assert block.layer_norm is not None
        convolution = block.conv
        patches = features.unfold(1, convolution.kernel_size[0], convolution.stride[0]).flatten(2)
        features = functional.linear(patches, convolution.weight.flatten(1), convolution.bias)
        features = block.activation(block.layer_norm(features))
    return features


def _phone_loss(logits: Tensor, phones: Tensor) -> Tensor:
    """Mean cross-entropy over frames that have a target; 0 where none has."""
    summed = functional.cross_entropy(
        logits.float().flatten(0, 1), phones.flatten(), ignore_index=NO_TARGET, reduction="sum"
    )
    return summed / (phones != NO_TARGET).sum().clamp(min=1)
