"""What all models share: loading and saving in Hugging Face form, first values, lengths."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Self

import torch
from torch import Tensor, nn

from core.wav2vec2.checkpoint import HEAD_PARTS, fit, read_weights, save_weights
from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.convolution import FeatureProjection, PositionalConvolution, output_lengths
from core.wav2vec2.encoder import Encoder
from core.wav2vec2.hub import CheckpointError, HubOptions
from core.wav2vec2.loading_keywords import part_keywords
from core.wav2vec2.outputs import ModelOutput

# What a new task brings: the heads and the two kinds of adapters.
NEW_PARTS = (*HEAD_PARTS, "wav2vec2.adapter.", "adapter.", "adapter_layer.")
DTYPES = ("float32", "float16", "bfloat16", "float64")


class PreTrainedModel(nn.Module):
    """A network with a `config` that can be read from, and written to, a checkpoint."""

    # Parameters that belong to no language and no task, yet may be missing: old checkpoints lack the mask vector.
    optional_keys: ClassVar[tuple[str, ...]] = ("masked_spec_embed",)

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        self.config = config
        # Where adapters are to be found, once it is loaded.
        self.origin: tuple[str | Path, HubOptions] | None = None

    @classmethod
    def from_pretrained(
        cls,
        name_or_folder: str | Path,
        *,
        config: Wav2Vec2Config | None = None,
        dtype: torch.dtype | str | None = None,
        new_head: bool = False,
        **keywords: Any,
    ) -> Self:
        """Load a folder or a model of the hub, in evaluation mode.

        `dtype` (also under its older name `torch_dtype`): None keeps float32, "auto" takes what the weights were saved
        in. `new_head` gives first values to the task's layers, and to adapters, that the checkpoint lacks or has in
        another shape (also under the name `ignore_mismatched_sizes`): to train a base model for a task.
        Other keywords are those of `HubOptions`, or fields of the configuration. Raises CheckpointError.
        """
        dtype = keywords.pop("torch_dtype", dtype)
        new_head = keywords.pop("ignore_mismatched_sizes", False) or new_head
        hub, changes = part_keywords(keywords)
        config = config or Wav2Vec2Config.from_pretrained(name_or_folder, hub, **changes)
        return cls._load(name_or_folder, config, hub, cls._number(dtype, config), NEW_PARTS if new_head else ())

    @classmethod
    def _load(
        cls,
        name_or_folder: str | Path,
        config: Wav2Vec2Config,
        hub: HubOptions,
        dtype: torch.dtype,
        replaceable: tuple[str, ...],
    ) -> Self:
        """`replaceable`: beginnings of keys, of the model or of one of its parts, that need not fit."""
        try:
            model = cls.from_tensors(config, read_weights(name_or_folder, hub), dtype, replaceable)
        except (RuntimeError, MemoryError) as failure:
            raise CheckpointError(f"{name_or_folder} does not fit into memory; choose a smaller model.") from failure
        model.origin = (name_or_folder, hub)
        return model

    @classmethod
    def from_tensors(
        cls,
        config: Wav2Vec2Config,
        weights: Mapping[str, Tensor],
        dtype: torch.dtype = torch.float32,
        replaceable: tuple[str, ...] = (),
    ) -> Self:
        """A network in evaluation mode with these weights, which may come from several files.

        Raises CheckpointError for what does not fit; `replaceable` as in `_load`.
        """
        with torch.device("meta"):
            model = cls(config)
        tensors = fit(model.state_dict(), weights, cls.optional_keys, replaceable)
        model = model.to_empty(device="cpu").to(dtype)
        model.load_state_dict(tensors, strict=False)
        model.fill({name for name, _ in model.named_parameters()} - tensors.keys())
        return model.eval()

    @staticmethod
    def _number(dtype: torch.dtype | str | None, config: Wav2Vec2Config) -> torch.dtype:
        if isinstance(dtype, torch.dtype):
            return dtype
        name = config.dtype if dtype == "auto" else dtype
        if name is not None and name.removeprefix("torch.") not in DTYPES:
            raise CheckpointError(f"{name!r} is no type of weights; choose one of {', '.join(DTYPES)}.")
        number: torch.dtype = getattr(torch, (name or "float32").removeprefix("torch."))
        return number

    @torch.no_grad()
    def fill(self, missing: set[str]) -> None:
        """Give first values to the modules that own the parameters `missing`."""
        for name, module in self.named_modules():
            own = {f"{name}.{key}".lstrip(".") for key, _ in module.named_parameters(recurse=False)}
            if own & missing:
                if isinstance(module, nn.LayerNorm):
                    module.reset_parameters()
                self._init_weights(module)

    def save_pretrained(
        self, folder: str | Path, safe_serialization: bool = True, max_shard_size: int | str = "5GB"
    ) -> None:
        """Write `config.json` and `model.safetensors` (or `pytorch_model.bin`), in shards where it is larger."""
        self.config.architectures = (type(self).__name__,)
        self.config.extra.pop("torch_dtype", None)
        self.config.extra["dtype"] = str(next(self.parameters()).dtype).removeprefix("torch.")
        self.config.save_pretrained(folder)
        save_weights(self, Path(folder), safe_serialization, max_shard_size)

    def gradient_checkpointing_enable(self, enabled: bool = True) -> None:
        """In training, compute layers again rather than keep what is in them: less memory, more time."""
        for module in self.modules():
            if isinstance(module, Encoder):
                module.gradient_checkpointing = enabled

    def returned(self, output: ModelOutput, return_dict: bool | None) -> Any:
        """An output in the form that the caller, or else the configuration, asks for: named or a tuple."""
        named = self.config.return_dict if return_dict is None else return_dict
        return output if named else output.to_tuple()

    def post_init(self) -> None:
        """First values of all weights, as the reference implementation draws them; none for weights without numbers."""
        # Also because torch would load its compiler for those on the meta device: a second, 68 MiB.
        if not next(self.parameters()).is_meta:
            self.apply(self._init_weights)

    def _init_weights(self, module: nn.Module) -> None:
        """First values of what a module owns itself."""
        spread = self.config.initializer_range
        if isinstance(mask_vector := getattr(module, "masked_spec_embed", None), nn.Parameter):
            nn.init.uniform_(mask_vector)
        elif isinstance(module, PositionalConvolution):
            convolution = module.conv
            fan = convolution.kernel_size[0] * convolution.in_channels
            with torch.no_grad():
                convolution.weight = nn.init.normal_(convolution.weight, 0.0, 2 * math.sqrt(1 / fan))
            assert convolution.bias is not None
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

    def frame_lengths(self, sample_lengths: Tensor | int, adapted: bool | None = None) -> Tensor:
        """Frames of the last hidden states (not `adapted`: of the encoder) for each number of samples."""
        adapted = self.config.add_adapter if adapted is None else adapted
        return output_lengths(torch.as_tensor(sample_lengths), self.config, adapted)

    # The documentation's example of pre-training calls it by this name.
    _get_feat_extract_output_lengths = frame_lengths

    def frame_mask(self, attention_mask: Tensor, frames: int, adapted: bool | None = None) -> Tensor:
        """(batch, samples), 1 where real → (batch, frames), true where real."""
        lengths = self.frame_lengths(attention_mask.sum(-1), adapted)
        return torch.arange(frames, device=lengths.device) < lengths[:, None]
