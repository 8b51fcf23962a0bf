"""Weights on disk: safetensors or `pytorch_model.bin`, whole or in shards; read as data, never executed."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Mapping
from pathlib import Path

import torch
from huggingface_hub import save_torch_state_dict
from safetensors.torch import load_file
from torch import Tensor, nn

from core.wav2vec2.foreign_checkpoint import read_foreign_weights
from core.wav2vec2.hub import CheckpointError, HubOptions, find, locate, read_json

SAFETENSORS = "model.safetensors"
PYTORCH = "pytorch_model.bin"
NAMED_KEYS = 5
BASE_PREFIX = "wav2vec2."
# The heads of all tasks: a checkpoint may have one that the task at hand does not need.
HEAD_PARTS = (
    "lm_head.",
    "quantizer.",
    "project_hid.",
    "project_q.",
    "projector.",
    "classifier.",
    "layer_weights",
    "tdnn.",
    "feature_extractor.weight",
    "feature_extractor.bias",
    "objective.",
)


def read_weights(name_or_folder: str | Path, options: HubOptions | None = None) -> dict[str, Tensor]:
    """All tensors of a checkpoint: safetensors, then PyTorch's form, then other frameworks'. Raises CheckpointError."""
    for filename in (SAFETENSORS, PYTORCH):
        path = find(name_or_folder, filename, options)
        if path is not None:
            return read_tensor_file(path)
        index = find(name_or_folder, f"{filename}.index.json", options)
        if index is not None:
            return _read_shards(name_or_folder, index, options)
    foreign = read_foreign_weights(name_or_folder, options)
    if foreign is not None:
        return foreign
    raise CheckpointError(
        f"{name_or_folder} has no weights ({SAFETENSORS} or {PYTORCH}); copy the whole checkpoint folder."
    )


def read_tensor_file(path: Path) -> dict[str, Tensor]:
    """The tensors of one file; memory-mapped where the form allows it. Raises CheckpointError."""
    try:
        if path.suffix == ".safetensors":
            return load_file(path)
        state = torch.load(path, map_location="cpu", weights_only=True, mmap=_is_archive(path))
    except pickle.UnpicklingError as failure:
        raise CheckpointError(f"{path} holds more than weights and is not opened; use a safetensors file.") from failure
    except Exception as failure:
        reason = " ".join(str(failure).split())[:160] or type(failure).__name__
        raise CheckpointError(f"{path} is damaged ({reason}); copy or download it again.") from failure
    if not isinstance(state, dict) or not all(_is_weight(*item) for item in state.items()):
        raise CheckpointError(f"{path} does not hold a plain table of weights; use a safetensors file.")
    return state


def _is_archive(path: Path) -> bool:
    """Whether it is PyTorch's newer form, a zip archive. Raises ValueError for one that grows when it is read."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        if any(item.compress_type != zipfile.ZIP_STORED for item in archive.infolist()):
            raise ValueError("compressed, as PyTorch never does")
    return True


def _is_weight(key: object, value: object) -> bool:
    """A dense tensor under a name, as large in the file as it says."""
    if not isinstance(key, str) or not isinstance(value, Tensor) or value.layout != torch.strided:
        return False
    return value.numel() * value.element_size() <= value.untyped_storage().nbytes()


def _read_shards(name_or_folder: str | Path, index: Path, options: HubOptions | None) -> dict[str, Tensor]:
    table = read_json(index).get("weight_map")
    if not isinstance(table, dict) or not all(isinstance(name, str) for name in table.values()):
        raise CheckpointError(f"{index} has no weight_map; copy the checkpoint again.")
    tensors: dict[str, Tensor] = {}
    for filename in sorted(set(table.values())):
        # A shard's name comes from a file: it must not lead out of the checkpoint.
        if Path(filename).name != filename:
            raise CheckpointError(f"{index} names {filename!r}, which is no file of the checkpoint; do not use it.")
        tensors.update(read_tensor_file(locate(name_or_folder, filename, options)))
    missing = sorted(set(table) - set(tensors))
    if missing:
        raise CheckpointError(f"{index} promises {_names(missing)}, which no shard holds; copy the checkpoint again.")
    return tensors


def fit(
    wanted: Mapping[str, Tensor],
    tensors: Mapping[str, Tensor],
    optional: tuple[str, ...],
    replaceable: tuple[str, ...],
) -> dict[str, Tensor]:
    """Those of `tensors` that go into a module whose state is `wanted` (its tensors may be on the meta device).

    `wav2vec2.` is added to, or taken from, the keys where either side is the bare base model. What ends with one of
    `optional` may be missing. A key of which the model's part begins with one of `replaceable` may also have another
    shape, and is left out then. Heads of other tasks are left out. Raises CheckpointError that names what does not fit.
    """
    tensors = _rebase(_respell(tensors), based=any(key.startswith(BASE_PREFIX) for key in wanted))
    free = tuple(key for key in wanted if any(key.startswith(part) or f".{part}" in key for part in replaceable))
    missing = [key for key in wanted if key not in tensors and not key.endswith(optional) and key not in free]
    if missing:
        raise CheckpointError(
            f"the checkpoint lacks {_names(missing)}; choose one of this architecture and task "
            "(or pass new_head=True to train a new head)."
        )
    surplus = [key for key in tensors if key not in wanted and not key.startswith(HEAD_PARTS)]
    surplus = [key for key in surplus if not key.endswith(optional)]
    if surplus:
        raise CheckpointError(f"the checkpoint has {_names(surplus)}, for which config.json has no place.")
    for key in wanted:
        if key in tensors and key not in free and wanted[key].shape != tensors[key].shape:
            raise CheckpointError(
                f"the checkpoint's {key} has the shape {tuple(tensors[key].shape)}, config.json asks for "
                f"{tuple(wanted[key].shape)}; the two files do not belong together."
            )
    return {key: tensors[key] for key in wanted if key in tensors and wanted[key].shape == tensors[key].shape}


def _rebase(tensors: Mapping[str, Tensor], based: bool) -> dict[str, Tensor]:
    """Keys as a model with (`based`) or without a base model of its own has them."""
    has_base = any(key.startswith(BASE_PREFIX) for key in tensors)
    if based and not has_base:
        return {BASE_PREFIX + key: value for key, value in tensors.items()}
    if has_base and not based:
        inner = {key: value for key, value in tensors.items() if key.startswith(BASE_PREFIX)}
        return {key.removeprefix(BASE_PREFIX): value for key, value in inner.items()}
    return dict(tensors)


# Weight norm's two tensors, the length and the direction, in the older and the newer spelling.
_SPELLINGS = {
    "pos_conv_embed.conv.weight_g": "pos_conv_embed.conv.parametrizations.weight.original0",
    "pos_conv_embed.conv.weight_v": "pos_conv_embed.conv.parametrizations.weight.original1",
}
_FOLDED = "pos_conv_embed.conv.weight"


def _respell(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The older spelling of weight norm in the newer's words."""
    respelt = {}
    for key, value in tensors.items():
        old = next((old for old in _SPELLINGS if key.endswith(old)), "")
        respelt[key.removesuffix(old) + _SPELLINGS.get(old, "")] = value
    return respelt


def save_weights(module: nn.Module, folder: Path, safe: bool, max_shard_size: int | str) -> None:
    """Write `model.safetensors` or `pytorch_model.bin`, readable by Hugging Face's libraries."""
    tensors: dict[str, Tensor] = {}
    for key, value in module.state_dict().items():
        if key.endswith(_FOLDED):
            # Folded for inference; on disk it is in two parts again.
            length, direction = (key.removesuffix(_FOLDED) + new for new in _SPELLINGS.values())
            tensors |= {length: value.norm(dim=(0, 1), keepdim=True), direction: value}
        else:
            tensors[key] = value
    tensors = {key: value.detach().contiguous() for key, value in tensors.items()}
    save_torch_state_dict(tensors, folder, max_shard_size=max_shard_size, safe_serialization=safe)


def _names(keys: list[str]) -> str:
    rest = f" and {len(keys) - NAMED_KEYS} more" if len(keys) > NAMED_KEYS else ""
    return ", ".join(keys[:NAMED_KEYS]) + rest
