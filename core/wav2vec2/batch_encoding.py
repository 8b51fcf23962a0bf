"""What tokenizer and feature extractor return: a dictionary whose entries are also attributes.

Owned by the caller; no thread of its own.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import torch

TENSOR_TYPES = ("pt", "np")


class BatchEncoding(dict[str, Any]):
    """Entries by name: `encoding["input_ids"]` and `encoding.input_ids`; can be passed on as `model(**encoding)`."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def to(self, device: torch.device | str | int) -> Self:
        """Move the tensors to a device; other entries stay as they are. Returns itself."""
        for name, value in self.items():
            if isinstance(value, torch.Tensor):
                self[name] = value.to(device)
        return self

    def convert_to_tensors(self, tensor_type: str | None = None, prepend_batch_axis: bool = False) -> Self:
        """Turn lists into tensors: "pt" for PyTorch, "np" for NumPy, None for nothing. Returns itself.

        Raises ValueError for sequences of different lengths, and for frameworks other than these two.
        """
        if tensor_type is None:
            return self
        check_tensor_type(tensor_type)
        for name, value in self.items():
            self[name] = _as_tensor(name, [value] if prepend_batch_axis else value, tensor_type)
        return self


class BatchFeature(BatchEncoding):
    """The feature extractor's form: `input_values`, and `attention_mask` where it is asked for."""


def check_tensor_type(tensor_type: str | None) -> None:
    """Raises ValueError for a kind of tensor that is not made here."""
    if tensor_type is not None and tensor_type not in TENSOR_TYPES:
        raise ValueError(f"return_tensors={tensor_type!r} is not available; use 'pt' (PyTorch) or 'np' (NumPy).")


def to_lists(value: Any) -> Any:
    """Tensors and arrays, alone or inside lists, tuples and dictionaries, as plain Python numbers and lists."""
    if isinstance(value, torch.Tensor):
        return value.detach().cpu().tolist()
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [to_lists(item) for item in value]
    if isinstance(value, dict):
        return {name: to_lists(item) for name, item in value.items()}
    return value


def _as_tensor(name: str, value: Any, tensor_type: str) -> Any:
    if isinstance(value, torch.Tensor):
        return value if tensor_type == "pt" else value.detach().cpu().numpy()
    try:
        if isinstance(value, list | tuple) and any(isinstance(item, torch.Tensor) for item in value):
            value = torch.stack([torch.as_tensor(item) for item in value]).numpy()
        array = np.asarray(value)
    except (ValueError, RuntimeError):
        array = None
    if array is None or array.dtype == object:
        raise ValueError(f"{name} has sequences of different lengths; ask for padding=True (and truncation=True).")
    if tensor_type == "np":
        return array
    return torch.from_numpy(np.ascontiguousarray(array)).reshape(array.shape)
