"""What all models share: loading and saving in Hugging Face form, first values, lengths."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, ClassVar, Self

import torch
from torch import Tensor, nn

from core.wav2vec2.checkpoint import load_into, read_weights, save_weights
from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.convolution import FeatureProjection, PositionalConvolution, output_lengths
from core.wav2vec2.hub import HubOptions

BASE_PREFIX = "wav2vec2."


class PreTrainedModel(nn.Module):
    """A network with a `config` that can be read from, and written to, a checkpoint."""

    # Parameters that a checkpoint of the base model, or an older one, may lack.
    optional_keys: ClassVar[tuple[str, ...]] = ("masked_spec_embed", "wav2vec2.masked_spec_embed")

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        self.config = config

    @classmethod
    def from_pretrained(
        cls, name_or_folder: str | Path, *, config: Wav2Vec2Config | None = None, dtype: Any = None, **options: Any
    ) -> Self:
        """Load a folder or a model of the hub, in evaluation mode.

        `dtype` None keeps float32. `options` are those of `HubOptions`. Raises CheckpointError.
        """
        hub = HubOptions(**options)
        config = config or Wav2Vec2Config.from_pretrained(name_or_folder, hub)
        with torch.device("meta"):
            model = cls(config)
        model = model.to_empty(device="cpu")
        model.fill_optional()
        load_into(model, read_weights(name_or_folder, hub), BASE_PREFIX, cls.optional_keys)
        model.loaded_from(name_or_folder, hub)
        return model.to(dtype=dtype or torch.float32).eval()

    def loaded_from(self, name_or_folder: str | Path, options: HubOptions) -> None:
        """What a class does once its weights are there."""

    def fill_optional(self) -> None:
        """Give first values to what a checkpoint may lack."""
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                if name.startswith(self.optional_keys):
                    parameter.uniform_() if parameter.ndim == 1 else nn.init.normal_(parameter, std=0.02)

    def save_pretrained(self, folder: str | Path) -> None:
        """Write `config.json` and `model.safetensors`."""
        self.config.architectures = (type(self).__name__,)
        self.config.save_pretrained(folder)
        save_weights(self, Path(folder))

    def post_init(self) -> None:
        """First values of all weights, as the reference implementation draws them."""
        self.apply(self._init_weights)

    def _init_weights(self, module: nn.Module) -> None:
        spread = self.config.initializer_range
        if isinstance(module, PositionalConvolution):
            convolution = module.conv
            fan = convolution.kernel_size[0] * convolution.in_channels
            with torch.no_grad():
                convolution.weight = nn.init.normal_(convolution.weight, 0.0, 2 * math.sqrt(1 / fan))
            nn.init.zeros_(convolution.bias)
        elif isinstance(module, FeatureProjection):
            bound = math.sqrt(1 / module.projection.in_features)
            nn.init.uniform_(module.projection.weight, -bound, bound)
            nn.init.uniform_(module.projection.bias, -bound, bound)
        elif isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, 0.0, spread)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Conv1d) and not nn.utils.parametrize.is_parametrized(module):
            nn.init.kaiming_normal_(module.weight)
            if module.bias is not None:
                bound = math.sqrt(module.groups / (module.in_channels * module.kernel_size[0]))
                nn.init.uniform_(module.bias, -bound, bound)

    def frame_lengths(self, sample_lengths: Tensor) -> Tensor:
        """Frames of the convolution front for each number of samples (batch,)."""
        return output_lengths(sample_lengths, self.config)
