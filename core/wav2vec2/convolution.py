"""The convolutional front: from samples to features, and the convolution that stands for positions.

wav2vec 2.0 (Baevski et al. 2020), section 2 and appendix B. Parameter names equal the checkpoints' keys.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.activation import activation
from core.wav2vec2.configuration import Wav2Vec2Config


class ConvolutionBlock(nn.Module):
    """Convolution, normalisation of one of three kinds, activation.

    "layer": layer norm over the channels. "group": each channel over time, which only the first block of the "group"
    front has. "none": the other blocks of that front.
    """

    def __init__(self, config: Wav2Vec2Config, index: int) -> None:
        super().__init__()
        width = config.conv_dim[index]
        before = config.conv_dim[index - 1] if index else 1
        self.conv = nn.Conv1d(
            before, width, config.conv_kernel[index], config.conv_stride[index], bias=config.conv_bias
        )
        self.layer_norm: nn.Module | None = None
        self._over_channels = config.feat_extract_norm == "layer"
        if self._over_channels:
            self.layer_norm = nn.LayerNorm(width)
        elif index == 0:
            self.layer_norm = nn.GroupNorm(width, width)
        self.activation = activation(config.feat_extract_activation)

    def forward(self, features: Tensor) -> Tensor:
        """(batch, channels, time) → (batch, channels, shorter time)."""
        features = self.conv(features)
        if self.layer_norm is None:
            return self.activation(features)
        if self._over_channels:
            features = self.layer_norm(features.transpose(1, 2)).transpose(1, 2)
        else:
            features = self.layer_norm(features)
        return self.activation(features)


class FeatureEncoder(nn.Module):
    """Samples (batch, time) → features (batch, conv_dim[-1], frames)."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        self.conv_layers = nn.ModuleList(ConvolutionBlock(config, index) for index in range(len(config.conv_dim)))

    def forward(self, input_values: Tensor) -> Tensor:
        """Run all blocks; the input is shorter than the receptive field at the caller's peril."""
        features = input_values[:, None]
        for layer in self.conv_layers:
            features = layer(features)
        return features


class FeatureProjection(nn.Module):
    """Features (batch, frames, conv_dim[-1]) → (hidden states (batch, frames, hidden), normalised features)."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        self.layer_norm = nn.LayerNorm(config.conv_dim[-1], eps=config.layer_norm_eps)
        self.projection = nn.Linear(config.conv_dim[-1], config.hidden_size)
        self.dropout = nn.Dropout(config.feat_proj_dropout)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """The normalised features are what the quantiser of pre-training learns from."""
        normalised = self.layer_norm(features)
        return self.dropout(self.projection(normalised)), normalised


class WeightNorm(nn.Module):
    """A weight (out, in, kernel) as its direction and a length for each place of the kernel (Salimans and Kingma 2016).

    What `torch.nn.utils.parametrizations.weight_norm` computes, and under its names. But that measures a weight on the
    meta device too, for which torch loads its compiler: a second and 68 MiB whenever a model is loaded.
    """

    def forward(self, length: Tensor, direction: Tensor) -> Tensor:
        """The weight."""
        return torch._weight_norm(direction, length, 2)

    def right_inverse(self, weight: Tensor) -> tuple[Tensor, Tensor]:
        """Length and direction."""
        if weight.is_meta:
            return weight.new_empty(1, 1, weight.shape[2]), weight
        length: Tensor = torch.norm_except_dim(weight, 2, 2)
        return length, weight


class PositionalConvolution(nn.Module):
    """Grouped convolution over time with weight norm: what an encoder knows of positions.

    Checkpoints spell weight norm in two ways; `core.wav2vec2.checkpoint` reads both, this is the newer.
    """

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        kernel = config.num_conv_pos_embeddings
        convolution = nn.Conv1d(
            config.hidden_size,
            config.hidden_size,
            kernel,
            padding=kernel // 2,
            groups=config.num_conv_pos_embedding_groups,
        )
        nn.utils.parametrize.register_parametrization(convolution, "weight", WeightNorm(), unsafe=True)
        self.conv = convolution
        self.activation = activation(config.feat_extract_activation)

    def forward(self, hidden_states: Tensor) -> Tensor:
        """(batch, frames, hidden) → the same shape."""
        frames = hidden_states.shape[1]
        # An even kernel gives one frame too many.
        positions = self.conv(hidden_states.transpose(1, 2))[:, :, :frames]
        return self.activation(positions).transpose(1, 2)

    def fold(self) -> None:
        """Compute the weight once and for all: for inference only."""
        if nn.utils.parametrize.is_parametrized(self.conv):
            nn.utils.parametrize.remove_parametrizations(self.conv, "weight")


class ConvolutionAdapter(nn.Module):
    """Strided convolutions with gates over the encoder's output (`add_adapter`): fewer frames for a text decoder."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        assert config.output_hidden_size is not None
        width = config.output_hidden_size
        self.proj = self.proj_layer_norm = None
        if width != config.hidden_size:
            self.proj = nn.Linear(config.hidden_size, width)
            self.proj_layer_norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(GatedConvolution(config, width) for _ in range(config.num_adapter_layers))
        self.layerdrop = config.layerdrop

    def forward(self, hidden_states: Tensor) -> Tensor:
        """(batch, frames, hidden) → (batch, fewer frames, output_hidden_size)."""
        if self.proj is not None and self.proj_layer_norm is not None:
            hidden_states = self.proj_layer_norm(self.proj(hidden_states))
        hidden_states = hidden_states.transpose(1, 2)
        for layer in self.layers:
            if not (self.training and torch.rand(()).item() < self.layerdrop):
                hidden_states = layer(hidden_states)
        return hidden_states.transpose(1, 2)


class GatedConvolution(nn.Module):
    """A convolution of which one half of the channels gates the other (Dauphin et al. 2017)."""

    def __init__(self, config: Wav2Vec2Config, width: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(width, 2 * width, config.adapter_kernel_size, config.adapter_stride, padding=1)

    def forward(self, hidden_states: Tensor) -> Tensor:
        """(batch, width, time) → (batch, width, shorter time)."""
        return functional.glu(self.conv(hidden_states), dim=1)


def output_lengths(lengths: Tensor, config: Wav2Vec2Config, adapted: bool) -> Tensor:
    """Frames for each number of samples, never below 0; `adapted`: behind the convolution adapter."""
    steps = list(zip(config.conv_kernel, config.conv_stride, strict=True))
    if adapted:
        # As the reference counts: kernel 3 and padding 1 on both sides act like a kernel of 1.
        steps += [(1, config.adapter_stride)] * config.num_adapter_layers
    for kernel, stride in steps:
        lengths = torch.div(lengths - kernel, stride, rounding_mode="floor") + 1
    return lengths.clamp_min(0)
