"""Weights of the `TF*` and `Flax*` classes (`tf_model.h5`, `flax_model.msgpack`) under the names that ours have.

The libraries that read these files are the optional extra `foreign`; neither TensorFlow nor JAX is needed. Files are
read as data: nothing in them can name other files, grow when it is read, or be executed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.wav2vec2.hub import CheckpointError, HubOptions, find

TENSORFLOW = "tf_model.h5"
FLAX = "flax_model.msgpack"
# How Flax marks an array inside its file.
_FLAX_ARRAY = 1
_TYPES = {
    "float16": torch.float16,
    "bfloat16": torch.bfloat16,
    "float32": torch.float32,
    "float64": torch.float64,
}


def read_foreign_weights(name_or_folder: str | Path, options: HubOptions | None = None) -> dict[str, Tensor] | None:
    """All tensors of a TensorFlow or Flax checkpoint under PyTorch's names; None where there is neither file.

    Raises CheckpointError, also where the extra is not installed.
    """
    for filename, read in ((TENSORFLOW, read_tensorflow), (FLAX, read_flax)):
        path = find(name_or_folder, filename, options)
        if path is not None:
            return read(path)
    return None


def read_tensorflow(path: Path) -> dict[str, Tensor]:
    """The tensors of a `tf_model.h5`. Raises CheckpointError."""
    h5py = _library("h5py", path)
    try:
        with h5py.File(path, "r") as file:
            named = {name: _stored(path, dataset) for name, dataset in _datasets(h5py, file)}
    except (OSError, RuntimeError, ValueError, KeyError, TypeError, AttributeError) as failure:
        raise _damaged(path, failure) from failure
    # Keras names a weight by its layer and the model's name, then by its place in the network.
    return _renamed(path, {tuple(name.removesuffix(":0").split("/")[2:]): value for name, value in named.items()})


def read_flax(path: Path) -> dict[str, Tensor]:
    """The tensors of a `flax_model.msgpack`. Raises CheckpointError."""
    msgpack = _library("msgpack", path)
    try:
        content = path.read_bytes()
        tree = msgpack.unpackb(content, ext_hook=_array_reader(msgpack), strict_map_key=True)
        named = dict(_leaves(tree, ()))
    except (OSError, ValueError, TypeError, KeyError, RecursionError, msgpack.exceptions.UnpackException) as failure:
        raise _damaged(path, failure) from failure
    return _renamed(path, named)


def _library(name: str, path: Path) -> Any:
    try:
        return import_module(name)
    except ImportError as failure:
        raise CheckpointError(
            f"{path.name} is of another framework; to read it, install the extra: pip install 'wavescribe[foreign]'."
        ) from failure


def _damaged(path: Path, failure: Exception) -> CheckpointError:
    reason = " ".join(str(failure).split())[:160] or type(failure).__name__
    return CheckpointError(f"{path} is damaged ({reason}); copy or download it again.")


def _datasets(h5py: Any, group: Any, prefix: str = "", seen: set[int] | None = None) -> Iterator[tuple[str, Any]]:
    """Datasets that lie in the file itself: links, which could lead out of it or in circles, are not followed."""
    seen = set() if seen is None else seen
    for name in group:
        if not isinstance(group.get(name, getlink=True), h5py.HardLink):
            raise ValueError(f"{name} is a link")
        item = group[name]
        address = h5py.h5o.get_info(item.id).addr
        if address in seen:
            raise ValueError(f"{name} is a second name of something else")
        seen.add(address)
        if isinstance(item, h5py.Dataset):
            yield prefix + name, item
        else:
            yield from _datasets(h5py, item, f"{prefix}{name}/", seen)


def _stored(path: Path, dataset: Any) -> Tensor:
    """A dataset as tensor; only plain ones, which are as large in the file as they say."""
    plain = dataset.chunks is None and not dataset.external and not dataset.is_virtual
    if not plain or dataset.dtype.name not in _TYPES or dataset.id.get_storage_size() != dataset.nbytes:
        raise ValueError(f"{dataset.name} is not a plain table of numbers")
    if dataset.nbytes > path.stat().st_size:
        raise ValueError(f"{dataset.name} is larger than the file")
    return torch.from_numpy(np.ascontiguousarray(dataset[()])).reshape(dataset.shape)


def _array_reader(msgpack: Any) -> Callable[[int, bytes], Tensor]:
    def read(code: int, data: bytes) -> Tensor:
        if code != _FLAX_ARRAY:
            raise ValueError(f"an entry of the unknown kind {code}")
        shape, kind, content = msgpack.unpackb(data)
        if kind not in _TYPES:
            raise ValueError(f"numbers of the unknown kind {kind!r:.40}")
        if math.prod(shape) * _TYPES[kind].itemsize != len(content):
            raise ValueError(f"a table of shape {shape!r:.60} in {len(content)} bytes")
        if not content:
            return torch.empty(shape, dtype=_TYPES[kind])
        return torch.frombuffer(bytearray(content), dtype=_TYPES[kind]).reshape(shape)

    return read


def _leaves(tree: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Tensor]]:
    if isinstance(tree, Tensor):
        yield path, tree
    elif isinstance(tree, Mapping):
        for name, branch in tree.items():
            yield from _leaves(branch, (*path, str(name)))
    else:
        raise ValueError(f"{'.'.join(path) or 'the file'} holds {type(tree).__name__} in place of weights")


_WORDS = {"kernel": "weight", "gamma": "weight", "scale": "weight", "beta": "bias"}


def _renamed(path: Path, tensors: Mapping[tuple[str, ...], Tensor]) -> dict[str, Tensor]:
    """Names and axes as PyTorch has them: matrices are (out, in), convolutions (out, in, kernel)."""
    renamed: dict[str, Tensor] = {}
    for (*place, last), value in tensors.items():
        if last == "kernel":
            value = value.permute(*reversed(range(value.ndim)))  # noqa: PLW2901
        elif last == "weight_g":
            # One length for each place of the kernel; TensorFlow has it along another axis.
            value = value.reshape(1, 1, -1)  # noqa: PLW2901
        renamed[".".join([*place, _WORDS.get(last, last)])] = value.contiguous()
    if not renamed:
        raise CheckpointError(f"{path} holds no weights; copy or download it again.")
    return renamed
