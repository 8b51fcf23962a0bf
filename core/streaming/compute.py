"""Where and in what precision a model runs: the one place that turns "auto" into a choice.

Pure apart from asking torch what the machine has.
"""

from __future__ import annotations

import torch

from core.streaming.acoustic_model import ModelError
from core.wav2vec2.product import multiplies_bfloat16
from core.wav2vec2.quantised_product import can_quantise

WIDE = 512
"""Hidden size from which bfloat16 pays: a network of 256 is as fast in float32, which is exact."""
_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16, "int8": torch.int8}


def choose_device(name: str) -> torch.device:
    """`auto` is the first of cuda, mps and cpu that is there. Raises ModelError for a device that is not."""
    available = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if name == "auto":
        return torch.device(next(kind for kind, there in available.items() if there))
    kind = name.partition(":")[0]
    if kind not in available:
        raise ModelError(f"There is no device called {name!r}; choose auto, cpu, cuda or mps.")
    if not available[kind]:
        raise ModelError(f"This computer has no usable {name} device; choose auto or cpu.")
    return torch.device(name)


def choose_dtype(name: str, device: torch.device, width: int = 0) -> torch.dtype:
    """`auto` is float16 on cuda, bfloat16 on a processor that multiplies it for a network wide enough, else float32.

    int8 is never chosen by itself. `width` is the network's hidden size. Raises ModelError for a name that is none, and
    for int8 where there are no products in it.
    """
    if name == "auto":
        if device.type == "cuda":
            return torch.float16
        gains = device.type == "cpu" and width >= WIDE and multiplies_bfloat16()
        return torch.bfloat16 if gains else torch.float32
    if name not in _DTYPES:
        raise ModelError(f"There is no number format {name!r}; choose auto, float32, bfloat16, float16 or int8.")
    if name == "int8" and not (device.type == "cpu" and can_quantise()):
        raise ModelError(f"int8 runs on x86 processors with AVX2 only, not on this {device.type}; choose dtype auto.")
    return _DTYPES[name]


def dtype_name(dtype: torch.dtype) -> str:
    """float32, bfloat16, float16, int8: as `choose_dtype` takes it."""
    return str(dtype).removeprefix("torch.")
