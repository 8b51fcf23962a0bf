"""Language adapters of MMS checkpoints: files `adapter.<lang>.safetensors|bin` with adapter layers and a head.

"Scaling Speech Technology to 1,000+ Languages" (Pratap et al. 2023), section 3.2.
"""

from __future__ import annotations

import re
from pathlib import Path

import torch
from torch import Tensor, nn

from core.wav2vec2.checkpoint import read_tensor_file
from core.wav2vec2.encoder import AttentionAdapter
from core.wav2vec2.hub import CheckpointError, HubOptions, find

ADAPTER_FILE = re.compile(r"adapter\.([A-Za-z0-9][A-Za-z0-9_-]{0,63})\.(safetensors|bin)")


def adapter_filenames(language: str) -> tuple[str, str]:
    """The two names that a language's adapter may have. Raises CheckpointError for what is no language code."""
    names = (f"adapter.{language}.safetensors", f"adapter.{language}.bin")
    if not ADAPTER_FILE.fullmatch(names[0]):
        raise CheckpointError(f"{language!r} is no language code; give one such as eng or deu.")
    return names


def adapters_in(folder: Path) -> tuple[str, ...]:
    """Codes of the adapters that lie in a local folder, sorted."""
    found = (ADAPTER_FILE.fullmatch(path.name) for path in folder.iterdir() if path.is_file())
    return tuple(sorted({match[1] for match in found if match}))


def read_adapter(
    name_or_folder: str | Path, language: str, options: HubOptions, use_safetensors: bool | None = None
) -> dict[str, Tensor]:
    """An adapter's tensors; `use_safetensors` None takes either form. Raises CheckpointError where there is none."""
    for filename in adapter_filenames(language):
        if use_safetensors is not None and filename.endswith(".safetensors") != use_safetensors:
            continue
        path = find(name_or_folder, filename, options)
        if path is not None:
            return read_tensor_file(path)
    folder = Path(name_or_folder)
    there = ", ".join(adapters_in(folder)) if folder.is_dir() else ""
    hint = f"it has {there}" if there else "it has none"
    raise CheckpointError(f"{name_or_folder} has no adapter for the language {language!r}; {hint}.")


def adapter_state(model: nn.Module) -> dict[str, Tensor]:
    """Parameters that belong to a language, by checkpoint key."""
    state: dict[str, Tensor] = {
        f"{name}.{key}": parameter
        for name, module in model.named_modules()
        if isinstance(module, AttentionAdapter)
        for key, parameter in module.named_parameters()
    }
    head = model.get_submodule("lm_head")
    return state | {f"lm_head.{key}": parameter for key, parameter in head.named_parameters()}


def put_adapter(model: nn.Module, tensors: dict[str, Tensor]) -> None:
    """Copy an adapter into a model with an `lm_head`, which takes the adapter's vocabulary size.

    Everything is checked before anything changes. Raises CheckpointError.
    """
    state = adapter_state(model)
    missing, surplus = sorted(set(state) - set(tensors)), sorted(set(tensors) - set(state))
    if missing or surplus:
        wrong = f"lacks {missing[0]}" if missing else f"has {surplus[0]} too many"
        raise CheckpointError(f"the adapter does not fit the model: it {wrong}; take both from one checkpoint.")
    if tensors["lm_head.weight"].ndim != 2:
        raise CheckpointError("the adapter's lm_head.weight is no matrix; copy the adapter again.")
    size = len(tensors["lm_head.weight"])
    for key, parameter in state.items():
        wanted = (size, *parameter.shape[1:]) if key.startswith("lm_head.") else tuple(parameter.shape)
        if tuple(tensors[key].shape) != wanted or not torch.is_floating_point(tensors[key]):
            raise CheckpointError(
                f"the adapter's {key} has the shape {tuple(tensors[key].shape)}, the model needs {wanted}; "
                "take both from one checkpoint."
            )
    head = model.get_submodule("lm_head")
    assert isinstance(head, nn.Linear)
    if head.out_features != size:
        # A head that computes in its own number format stays one.
        new = type(head)(head.in_features, size).to(head.weight)
        new.train(head.training).requires_grad_(head.weight.requires_grad)
        model.set_submodule("lm_head", new)
        model.config.vocab_size = size  # type: ignore[union-attr]
        state = adapter_state(model)
    with torch.no_grad():
        for key, parameter in state.items():
            parameter.copy_(tensors[key])
