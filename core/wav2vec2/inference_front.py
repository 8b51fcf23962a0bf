"""The convolutional front for inference: every convolution is one product over (time, channels), in tiles of time.

In memory laid out as (time, channels) the inputs of a kernel lie side by side, so that a convolution of kernel k and
stride s is a product with rows of k · channels numbers that begin s · channels apart: nothing is transposed. Tiles of
a few megabytes stay in the processor's cache from the first convolution to the last.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.activation import activation
from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.convolution import ConvolutionBlock, FeatureEncoder, PositionalConvolution
from core.wav2vec2.product import Product
from core.wav2vec2.recent_features import RecentFeatures

# What the widest layer of a tile may take.
TILE_BYTES = 4 << 20
# Within these, in the root mean square over its channels, a group norm takes other statistics for its own: the
# logarithm of the deviations, and the means in deviations.
SAME_DEVIATIONS = 0.05
SAME_MEANS = 0.02


class FirstProduct(Product):
    """That of the samples, in float32 whatever the others compute in.

    A loud tone next to a soft one leaves nothing of the latter in samples of eight bits of mantissa.
    """


class FrontStep(nn.Module):
    """One convolution block over (time, channels)."""

    def __init__(self, block: ConvolutionBlock, act: str, first: bool) -> None:
        super().__init__()
        self.kernel, self.stride = block.conv.kernel_size[0], block.conv.stride[0]
        weight = block.conv.weight.detach().transpose(1, 2).flatten(1)
        norm = block.layer_norm
        self.norm = norm if isinstance(norm, nn.LayerNorm) else None
        kind = FirstProduct if first else Product
        self.product = kind(weight, block.conv.bias, None if self.norm is not None else act)
        self.activation = activation(act)

    def forward(self, features: Tensor, number: torch.dtype) -> Tensor:
        """(time, channels) → (shorter time, width) in a number format."""
        product = self.product(patches(features, self.kernel, self.stride)).to(number)
        return product if self.norm is None else self.activation(self.norm(product))


def patches(features: Tensor, kernel: int, stride: int) -> Tensor:
    """(time, channels), contiguous → (shorter time, kernel · channels), a view."""
    time, channels = features.shape
    return features.as_strided(
        ((time - kernel) // stride + 1, kernel * channels), (stride * channels, 1), features.storage_offset()
    )


class GroupNormStep(nn.Module):
    """The first block of the "group" front: each channel is normalised over the whole recording.

    A convolution is linear, so the mean and variance of a channel follow from those of the samples' patches (kernel ×
    kernel numbers); the normalisation goes into the weights, and no pass over the features is left of it.
    """

    def __init__(self, block: ConvolutionBlock, act: str) -> None:
        super().__init__()
        assert isinstance(block.layer_norm, nn.GroupNorm)
        self.kernel, self.stride = block.conv.kernel_size[0], block.conv.stride[0]
        self.weight, self.bias, self.norm = block.conv.weight, block.conv.bias, block.layer_norm
        self.act = act

    def of(self, samples: Tensor, before: _Folded | None = None) -> _Folded:
        """The block for one recording (time, 1), float32, or the one `before` if that will do."""
        rows = patches(samples, self.kernel, self.stride).double()
        mean = rows.mean(0)
        centred = rows - mean
        weight = self.weight.double().flatten(1)
        # Of padding or silence alone rounding may leave less than nothing.
        variance = ((weight @ (centred.T @ centred / len(rows))) * weight).sum(1).clamp_min(0)
        deviations = (variance + self.norm.eps).sqrt()
        means = weight @ mean
        if before is not None and before.will_do(means, deviations):
            return before
        scale = self.norm.weight.double() / deviations
        bias = self.norm.bias.double() - scale * means
        product = Product((weight * scale[:, None]).float(), bias.float(), self.act)
        return _Folded(product, self, means, deviations)


class _Folded:
    """A group-norm block whose normalisation is in its weights. `means` and `deviations`: of its channels."""

    def __init__(self, product: Product, step: GroupNormStep, means: Tensor, deviations: Tensor) -> None:
        self._product, self._step = product, step
        self._means, self._deviations = means, deviations
        product.pack()

    def will_do(self, means: Tensor, deviations: Tensor) -> bool:
        """Whether the channels' statistics are about those of another recording."""
        wider = (deviations / self._deviations).log().square().mean().sqrt()
        shifted = ((means - self._means) / self._deviations).square().mean().sqrt()
        return bool(wider <= SAME_DEVIATIONS and shifted <= SAME_MEANS)

    def __call__(self, samples: Tensor, number: torch.dtype) -> Tensor:
        return self._product(patches(samples, self._step.kernel, self._step.stride)).to(number)


def _step(block: nn.Module, act: str, first: bool) -> FrontStep | GroupNormStep:
    assert isinstance(block, ConvolutionBlock)
    return GroupNormStep(block, act) if isinstance(block.layer_norm, nn.GroupNorm) else FrontStep(block, act, first)


class InferenceFront(nn.Module):
    """In place of `FeatureEncoder`: (batch, samples) → (batch, conv_dim[-1], frames), a transposed view.

    While `reuses` is set, an input (a batch of one) takes over what the one before it has in common with it; a "group"
    front, which looks at all of it, does where the statistics of its channels have hardly changed. On the processor
    only: elsewhere comparing costs more than computing.
    """

    def __init__(self, front: FeatureEncoder, config: Wav2Vec2Config) -> None:
        super().__init__()
        act = config.feat_extract_activation
        self.steps = nn.ModuleList(_step(block, act, not index) for index, block in enumerate(front.conv_layers))
        # What it computes in, but for the first product, and what it gives.
        self.number = self.gives = torch.float32
        self.field, self.stride = config.receptive_field, config.inputs_to_logits_ratio
        self.reuses = False
        self._recent = RecentFeatures(self.stride, self.field)
        self._last: FrontStep | _Folded | None = None
        rows = [1]
        for stride in config.conv_stride[:0:-1]:
            rows.append(rows[-1] * stride)
        self._widest = max(count * width for count, width in zip(reversed(rows), config.conv_dim, strict=True))

    def forward(self, input_values: Tensor) -> Tensor:
        """The rows of a batch one after the other."""
        alone = len(input_values) == 1 and input_values.device.type == "cpu"
        row = self._with_recent if self.reuses and alone else self._row
        return torch.stack([row(samples) for samples in input_values.float()]).to(self.gives).transpose(1, 2)

    def _with_recent(self, samples: Tensor) -> Tensor:
        """(time) → (frames, width), the beginning from the last input where that had it."""
        features = self._recent.beginning(samples)
        first = self._first(samples, None if features is None else self._last)
        if features is None or first is not self._last:
            features = self._row(samples, first)
        elif len(features) < (len(samples) - self.field) // self.stride + 1:
            features = torch.cat((features, self._row(samples[len(features) * self.stride :], first)))
        self._last = first
        self._recent.keep(samples, features)
        return features

    def _first(self, samples: Tensor, before: FrontStep | _Folded | None = None) -> FrontStep | _Folded:
        """The first block for a recording (time), or the one before it where that will do."""
        step = self.steps[0]
        if isinstance(step, FrontStep):
            return step
        assert isinstance(step, GroupNormStep)
        return step.of(samples[:, None], before if isinstance(before, _Folded) else None)

    def _row(self, samples: Tensor, first: FrontStep | _Folded | None = None) -> Tensor:
        """(time) → (frames, width)."""
        samples = samples.contiguous()
        steps = [first or self._first(samples), *self.steps[1:]]
        frames = (len(samples) - self.field) // self.stride + 1
        tile = max(1, TILE_BYTES // (self._widest * self.number.itemsize)) if samples.device.type == "cpu" else frames
        tiles = []
        for start in range(0, frames, tile):
            count = min(tile, frames - start)
            features = samples[start * self.stride : (start + count - 1) * self.stride + self.field, None]
            for step in steps:
                features = step(features, self.number)
            tiles.append(features)
        return tiles[0] if len(tiles) == 1 else torch.cat(tiles)


class InferencePositions(nn.Module):
    """In place of `PositionalConvolution`: the grouped convolution with channels last, as processors like it."""

    def __init__(self, positions: PositionalConvolution) -> None:
        super().__init__()
        self.groups, self.padding = positions.conv.groups, positions.conv.kernel_size[0] // 2
        self.weight = nn.Parameter(
            positions.conv.weight.detach()[:, :, None].contiguous(memory_format=torch.channels_last),
            requires_grad=False,
        )
        self.bias, self.activation = positions.conv.bias, positions.activation

    def forward(self, hidden_states: Tensor) -> Tensor:
        """(batch, frames, hidden) → the same shape."""
        frames, number = hidden_states.shape[1], hidden_states.dtype
        columns = hidden_states.to(self.weight.dtype).transpose(1, 2)[:, :, None]
        convolved = functional.conv2d(
            columns.contiguous(memory_format=torch.channels_last),
            self.weight,
            self.bias,
            padding=(0, self.padding),
            groups=self.groups,
        )
        return self.activation(convolved[:, :, 0, :frames].transpose(1, 2)).to(number)
