"""The engines that `wavescribe bench` sets side by side: ours, and those of others that happen to be installed.

None of the others is a dependency: each is imported where it is found, and named as missing where it is not. All
compute the same network with the same weights from one checkpoint folder.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from core.streaming.compute import dtype_name
from core.wav2vec2 import Wav2Vec2ForCTC
from core.wav2vec2.inference import prepare_for_inference
from core.wav2vec2.product import multiplies_bfloat16
from core.wav2vec2.quantised_product import can_quantise
from core.wav2vec2.repeated_windows import RECORDERS, RepeatedWindows

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EncoderEngine:
    """One network in one engine. `logits` takes (samples) float32 and gives (frames, labels)."""

    name: str
    dtype: str
    device: str
    logits: Callable[[Samples], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Missing:
    """An engine that cannot run here, and why in a few words."""

    name: str
    reason: str


def ours(folder: Path, device: torch.device) -> Iterator[EncoderEngine]:
    """Wavescribe's inference form, int8 on processors too; on a GPU each pass as it is, and replayed."""
    for dtype in number_formats(device):
        network = Wav2Vec2ForCTC.from_pretrained(folder)
        prepare_for_inference(network, device, dtype)
        name = dtype_name(dtype)
        plain = _torch_logits(_plain(network), device, torch.float32)
        yield EncoderEngine("wavescribe", name, str(device), plain)
        if device.type in RECORDERS:
            replayed = _torch_logits(RepeatedWindows(network).logits, device, torch.float32)
            yield EncoderEngine("wavescribe, replayed", name, str(device), replayed)


def number_formats(device: torch.device) -> tuple[torch.dtype, ...]:
    """Those in which ours is fast on the device; int8 on processors alone."""
    quantised = (torch.int8,) if device.type == "cpu" and can_quantise() else ()
    return *_floating(device), *quantised


def _floating(device: torch.device) -> tuple[torch.dtype, ...]:
    """float32, and the short format that the device multiplies; a processor that only imitates one takes minutes."""
    if device.type == "cpu":
        return (torch.float32, torch.bfloat16) if multiplies_bfloat16() else (torch.float32,)
    return torch.float32, torch.float16 if device.type == "cuda" else torch.bfloat16


def transformers(folder: Path, device: torch.device) -> Iterator[EncoderEngine]:
    """Hugging Face's own implementation."""
    library = import_module("transformers")
    library.logging.disable_progress_bar()
    for dtype in _floating(device):
        network = library.Wav2Vec2ForCTC.from_pretrained(folder, dtype=dtype).eval().to(device)
        logits = _torch_logits(_plain(network), device, dtype)
        yield EncoderEngine("transformers", dtype_name(dtype), str(device), logits)


def onnxruntime(folder: Path, device: torch.device) -> Iterator[EncoderEngine]:
    """The network exported to ONNX; int8 by its own dynamic quantisation of matrix products, its fastest form here."""
    runtime, quantization = import_module("onnxruntime"), import_module("onnxruntime.quantization")
    exported, quantised = folder / "model.onnx", folder / "model.int8.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Logits(Wav2Vec2ForCTC.from_pretrained(folder)),
            (torch.zeros(1, 16_000),),
            str(exported),
            dynamo=False,
            opset_version=17,
            input_names=["samples"],
            output_names=["logits"],
            dynamic_axes={"samples": {1: "time"}},
        )
    quantization.quantize_dynamic(exported, quantised, op_types_to_quantize=["MatMul"])
    for dtype, path in (("float32", exported), ("int8", quantised)):
        options = runtime.SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

        def logits(samples: Samples, session: Any = session) -> NDArray[np.float32]:
            found: NDArray[np.float32] = session.run(None, {"samples": samples[None]})[0][0]
            return found

        yield EncoderEngine("onnxruntime", dtype, "cpu", logits)


def ctranslate2(folder: Path, device: torch.device) -> Iterator[EncoderEngine]:
    """CTranslate2, whose converter takes only the layer-norm front."""
    library = import_module("ctranslate2")
    target = folder / "ctranslate2"
    library.converters.TransformersConverter(str(folder)).convert(str(target))
    for dtype in ("float32", "int8"):
        model = library.models.Wav2Vec2(str(target), compute_type=dtype, intra_threads=torch.get_num_threads())

        def logits(samples: Samples, model: Any = model) -> NDArray[np.float32]:
            values = library.StorageView.from_array(np.ascontiguousarray(samples[None, None]))
            found: NDArray[np.float32] = np.array(model.encode(values, to_cpu=True))
            return found.reshape(-1, found.shape[-1])

        yield EncoderEngine("ctranslate2", dtype, "cpu", logits)


# Engine → what builds it, and the packages that it needs.
ENGINES: dict[str, tuple[Callable[[Path, torch.device], Iterator[EncoderEngine]], tuple[str, ...]]] = {
    "wavescribe": (ours, ()),
    "transformers": (transformers, ("transformers",)),
    "onnxruntime": (onnxruntime, ("onnxruntime", "onnx")),
    "ctranslate2": (ctranslate2, ("ctranslate2", "transformers")),
}


def engines(names: tuple[str, ...], folder: Path, device: torch.device) -> tuple[list[EncoderEngine], list[Missing]]:
    """Those of `names` that run here with the weights of `folder`, into which files are written, and the others."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    found: list[EncoderEngine] = []
    missing: list[Missing] = []
    for name in names:
        build, packages = ENGINES[name]
        absent = [package for package in packages if find_spec(package) is None]
        if absent:
            missing.append(Missing(name, f"needs the package {absent[0]}, which is not installed"))
            continue
        try:
            found += build(folder, device)
        except Exception as failure:  # noqa: BLE001 - whatever another's engine does, the others are still measured
            missing.append(Missing(name, " ".join(f"{type(failure).__name__}: {failure}".split())[:160]))
    return found, missing


class _Logits(torch.nn.Module):
    """Samples to logits, without the named output, for the export."""

    def __init__(self, network: Wav2Vec2ForCTC) -> None:
        super().__init__()
        self.network = network

    def forward(self, samples: torch.Tensor) -> torch.Tensor:
        """(1, samples) → (1, frames, labels)."""
        logits: torch.Tensor = self.network(samples, return_dict=True).logits
        return logits


def _plain(network: Any) -> Callable[[torch.Tensor], torch.Tensor]:
    def logits(values: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = network(values).logits
        return found

    return logits


def _torch_logits(
    network: Callable[[torch.Tensor], torch.Tensor], device: torch.device, dtype: torch.dtype
) -> Callable[[Samples], NDArray[np.float32]]:
    def logits(samples: Samples) -> NDArray[np.float32]:
        with torch.inference_mode():
            values = torch.from_numpy(samples)[None].to(device=device, dtype=dtype)
            found: NDArray[np.float32] = network(values)[0].float().cpu().numpy()
            return found

    return logits
