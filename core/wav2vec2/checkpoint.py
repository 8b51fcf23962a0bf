"""Weights on disk: safetensors or `pytorch_model.bin`, whole or in shards; read as data, never executed."""

from __future__ import annotations

import pickle
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from core.wav2vec2.foreign_checkpoint import read_foreign_weights
from core.wav2vec2.hub import CheckpointError, HubOptions, find, locate, read_json

SAFETENSORS = "model.safetensors"
PYTORCH = "pytorch_model.bin"
NAMED_KEYS = 5


def read_weights(name_or_folder: str | Path, options: HubOptions | None = None) -> dict[str, Tensor]:
    """All tensors of a checkpoint, PyTorch's forms before TensorFlow's and Flax's. Raises CheckpointError."""
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
        state = torch.load(path, map_location="cpu", weights_only=True, mmap=_is_zip(path))
    except pickle.UnpicklingError as failure:
        raise CheckpointError(f"{path} holds more than weights and is not opened; use a safetensors file.") from failure
    except (SafetensorError, RuntimeError, OSError, EOFError, ValueError, KeyError, TypeError) as failure:
        reason = " ".join(str(failure).split())[:160]
        raise CheckpointError(f"{path} is damaged ({reason}); copy or download it again.") from failure
    if not isinstance(state, dict) or not all(isinstance(value, Tensor) for value in state.values()):
        raise CheckpointError(f"{path} does not hold a plain table of weights; use a safetensors file.")
    return state


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


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


def load_into(module: nn.Module, tensors: dict[str, Tensor], prefix: str, optional: tuple[str, ...] = ()) -> None:
    """Copy tensors into a module; each key must fit. Raises CheckpointError that names what does not.

    `prefix` ("wav2vec2.") is added to, or taken from, the keys where the checkpoint is of the bare base model or the
    module is. Keys that begin with one of `optional` may be missing; surplus heads are left out, as they belong to
    another task, but a surplus key of the base model is an error.
    """
    wanted = module.state_dict()
    tensors = _respell(tensors)
    based = any(key.startswith(prefix) for key in wanted)
    if based and not any(key.startswith(prefix) for key in tensors):
        tensors = {prefix + key: value for key, value in tensors.items()}
    elif not based:
        tensors = {key[len(prefix) :] if key.startswith(prefix) else key: value for key, value in tensors.items()}
    missing = [key for key in wanted if key not in tensors and not key.startswith(optional)]
    if missing:
        raise CheckpointError(f"the checkpoint lacks {_names(missing)}; it is of another architecture or incomplete.")
    surplus = [key for key in tensors if key not in wanted and (not based or key.startswith(prefix))]
    surplus = [key for key in surplus if based or "encoder." in key or "feature_" in key]
    if surplus:
        raise CheckpointError(f"the checkpoint has {_names(surplus)}, for which config.json has no place.")
    for key, value in tensors.items():
        if key in wanted and wanted[key].shape != value.shape:
            raise CheckpointError(
                f"the checkpoint's {key} has the shape {tuple(value.shape)}, config.json asks for "
                f"{tuple(wanted[key].shape)}; the two files do not belong together."
            )
    module.load_state_dict({key: value for key, value in tensors.items() if key in wanted}, strict=False)


def _respell(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """The older spelling of weight norm in the newer's words."""
    spelling = {"conv.weight_g": "conv.parametrizations.weight.original0"}
    spelling["conv.weight_v"] = "conv.parametrizations.weight.original1"
    respelt = {}
    for key, value in tensors.items():
        for old, new in spelling.items():
            if key.endswith("pos_conv_embed." + old):
                key = key[: -len(old)] + new  # noqa: PLW2901
        respelt[key] = value
    return respelt


def save_weights(module: nn.Module, folder: Path) -> None:
    """Write `model.safetensors`, readable by Hugging Face's libraries."""
    tensors = {key: value.detach().contiguous() for key, value in module.state_dict().items()}
    save_file(tensors, folder / SAFETENSORS, metadata={"format": "pt"})


def _names(keys: list[str]) -> str:
    rest = f" and {len(keys) - NAMED_KEYS} more" if len(keys) > NAMED_KEYS else ""
    return ", ".join(keys[:NAMED_KEYS]) + rest
