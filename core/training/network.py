"""The network as it is trained: a Wav2Vec2ForCTC, two auxiliary heads inside it, and the sum of their losses.

An intermediate CTC head (Lee and Watanabe 2021) and a phone classifier lower down (multi-task training, Toshniwal et
al.
2017) give the lower layers something to learn while the CTC loss still sits on its plateau of blanks. Neither is
exported.
Owned by the trainer, on its thread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from core.training.phone_targets import NO_TARGET, PHONES
from core.training.recipe import LossOptions, MaskOptions
from core.wav2vec2 import Wav2Vec2ForCTC
from core.wav2vec2.convolution import FeatureEncoder

_SHORT_FRAMES = 400


@dataclass(frozen=True, slots=True)
class TrainingBatch:
    """`samples` (batch, samples) padded with zeros; `frames` (batch,) real frames; `labels` all transcripts one
    after another,
    `label_lengths` (batch,); `phones` (batch, frames) or NO_TARGET."""

    samples: Tensor
    frames: Tensor
    labels: Tensor
    label_lengths: Tensor
    phones: Tensor

    def to(self, device: torch.device) -> TrainingBatch:
        """The same batch on another device."""
        return TrainingBatch(*(getattr(self, name).to(device) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Masking:
    """`hidden` (batch, frames): frames replaced by the mask vector; `bias` (batch or 1, 1, frames, frames):

    0 or lowest.
    """

    hidden: Tensor
    bias: Tensor

    def to(self, device: torch.device) -> Masking:
        """The same masks on another device."""
        return Masking(self.hidden.to(device), self.bias.to(device))


@dataclass(frozen=True, slots=True)
class Losses:
    """CTC losses per character, phone loss per frame; `total` is what is minimised."""

    total: Tensor
    ctc: float
    intermediate: float
    phone: float


class TrainingNetwork(nn.Module):
    """`model` with its auxiliary heads."""

    def __init__(self, model: Wav2Vec2ForCTC, options: LossOptions) -> None:
        super().__init__()
        layers = len(model.wav2vec2.encoder.layers)
        if not (1 <= options.intermediate_layer <= layers and 1 <= options.phone_layer <= layers):
            raise ValueError(f"the auxiliary heads need layers between 1 and {layers}")
        self.model = model
        self.options = options
        width = model.config.hidden_size
        self.intermediate_head = nn.Linear(width, model.config.vocab_size)
        self.phone_head = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, len(PHONES)))

    def forward(self, samples: Tensor, frames: Tensor, masking: Masking) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (batch, frames, …) of the last layer, of the intermediate head and of the phone head."""
        base = self.model.wav2vec2
        hidden, _ = base.feature_projection(front_features(base.feature_extractor, samples))
        hidden = torch.where(masking.hidden[..., None], base.masked_spec_embed.to(hidden.dtype), hidden)
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

    def losses(self, batch: TrainingBatch, masking: Masking, progress: float) -> Losses:
        """Losses of a batch; `progress` from 0 to 1 says how far the run is."""
        logits, intermediate_logits, phone_logits = self(batch.samples, batch.frames, masking)
        ctc = self._ctc(logits, batch)
        intermediate = self._ctc(intermediate_logits, batch)
        phone = _phone_loss(phone_logits, batch.phones)
        options = self.options
        phone_weight = options.phone_weight_start + progress * (options.phone_weight_end - options.phone_weight_start)
        total = ctc + options.intermediate_weight * intermediate + phone_weight * phone
        return Losses(total, ctc.item(), intermediate.item(), phone.item())

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
        convolution = block.conv
        patches = features.unfold(1, convolution.kernel_size[0], convolution.stride[0]).flatten(2)
        features = functional.linear(patches, convolution.weight.flatten(1), convolution.bias)
        features = block.activation(block.layer_norm(features))
    return features


def draw_masking(frames: Tensor, longest: int, random: np.random.Generator, options: MaskOptions) -> Masking:
    """Random time masks and, by chance, limited context for a batch whose padded length is `longest` frames."""
    hidden = np.zeros((len(frames), longest), dtype=bool)
    for row, count in zip(hidden, frames.tolist(), strict=True):
        mean_span = (options.shortest_span + options.longest_span) / 2
        for _ in range(int(count * options.time_share / mean_span + random.random())):
            start = int(random.integers(max(1, count - options.shortest_span)))
            row[start : start + int(random.integers(options.shortest_span, options.longest_span + 1))] = True
    visible = _visible(longest, random, options) if random.random() < options.context_chance else None
    return Masking(torch.from_numpy(hidden), attention_bias(frames, longest, visible))


def attention_bias(frames: Tensor, longest: int, visible: NDArray[np.bool_] | None = None) -> Tensor:
    """(batch, 1, frames or 1, frames) float32:

    0 where a frame may look, the lowest number at padding and where `visible` is false.
    """
    allowed = (torch.arange(longest) < frames[:, None])[:, None, None, :]
    if visible is not None:
        allowed = allowed & torch.from_numpy(visible)
    # Rows of padding see nothing real in a limited context; the lowest finite number keeps them from becoming NaN.
    return torch.zeros(allowed.shape).masked_fill(~allowed, torch.finfo(torch.bfloat16).min)


def _visible(longest: int, random: np.random.Generator, options: MaskOptions) -> NDArray[np.bool_]:
    """(frames, frames): what each frame sees when the stream is cut into chunks with context on both sides."""
    chunk, left, right = (int(random.choice(choices)) for choices in (options.chunks, options.left, options.right))
    frame = np.arange(longest)
    start = (frame // chunk) * chunk
    return (frame >= (start - left)[:, None]) & (frame < (start + chunk + right)[:, None])


def _phone_loss(logits: Tensor, phones: Tensor) -> Tensor:
    """Mean cross-entropy over frames that have a target; 0 where none has."""
    summed = functional.cross_entropy(
        logits.float().flatten(0, 1), phones.flatten(), ignore_index=NO_TARGET, reduction="sum"
    )
    return summed / (phones != NO_TARGET).sum().clamp(min=1)
