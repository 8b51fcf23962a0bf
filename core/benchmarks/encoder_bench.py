"""`wavescribe bench`: the encoder beside other engines, same weights, same samples, one run.

The engines take turns, so that whatever else the machine does meets all of them; the best of each is kept, which other
work disturbs least. Weights are random: the cost of a network does not depend on them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.utils.flop_counter import FlopCounterMode

from core.benchmarks.encoder_engines import EncoderEngine
from core.streaming.stopwatch import Timed, timed
from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2ForCTC
from core.wav2vec2.product import multiplies_bfloat16

SECONDS = 10
FRONTS: dict[str, dict[str, Any]] = {
    "group": {},
    "layer": {"feat_extract_norm": "layer", "do_stable_layer_norm": True, "conv_bias": True},
}
SIZES: dict[str, dict[str, Any]] = {
    "base": {},
    "large": {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096},
}
LIMIT_WIDTH = 2048
"""The matrix product that the machine's own limit is measured with."""


@dataclass(frozen=True, slots=True)
class EncoderRow:
    """One line of the table. `speedup`: against transformers in float32, or ours where that is not installed.

    `matmul_share`: how much of the time the network's multiplications would take at the speed of one large matrix
    product of the same number format in the same run; int8 is held against bfloat16's, or float32's where the processor
    does not multiply bfloat16.
    """

    engine: str
    dtype: str
    device: str
    seconds_per_10s: float
    speedup: float
    matmul_share: float
    processor_seconds_per_10s: float
    argmax_agreement: float


def write_checkpoint(folder: Path, config: Wav2Vec2Config) -> None:
    """A checkpoint of random weights (always the same) that every engine can read."""
    torch.manual_seed(0)
    Wav2Vec2ForCTC(config).save_pretrained(folder)
    labels = ["<pad>", "<s>", "</s>", "<unk>", "|", *"ETAONIHSRDLUMWCFGYPBVKXJQZ'"]
    files = {
        "vocab.json": {label: index for index, label in enumerate(labels)},
        "tokenizer_config.json": {"tokenizer_class": "Wav2Vec2CTCTokenizer", "word_delimiter_token": "|"},
        "preprocessor_config.json": {
            "feature_extractor_type": "Wav2Vec2FeatureExtractor",
            "do_normalize": True,
            "feature_size": 1,
            "sampling_rate": 16_000,
            "padding_value": 0.0,
            "return_attention_mask": False,
        },
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")


def multiplications(config: Wav2Vec2Config, samples: int = SECONDS * 16_000) -> int:
    """Floating point operations of the network's products and convolutions for so many samples."""
    with torch.device("meta"), FlopCounterMode(display=False) as counter:
        network = Wav2Vec2ForCTC(config).eval()
        with torch.no_grad():
            network(torch.empty(1, samples))
    return int(counter.get_total_flops())


def measure(
    engines: Sequence[EncoderEngine], config: Wav2Vec2Config, repeats: int, done: Callable[[int], None] | None = None
) -> list[EncoderRow]:
    """All engines and the machine's limits in turn, `repeats` times; `done` gets the number of finished rounds."""
    samples = np.random.default_rng(0).standard_normal(SECONDS * 16_000).astype(np.float32)
    limits = {dtype: _product(dtype, engines[0].device) for dtype in {_limit(engine) for engine in engines}}
    answers = [engine.logits(samples) for engine in engines]
    runs: dict[int, list[Timed]] = {place: [] for place in range(len(engines))}
    products: dict[str, list[float]] = {dtype: [] for dtype in limits}
    for product in limits.values():
        product()
    for turn in range(repeats):
        for dtype, product in limits.items():
            products[dtype].append(timed(product).wall)
        for place, engine in enumerate(engines):
            runs[place].append(timed(lambda engine=engine: engine.logits(samples)))  # type: ignore[misc]
        if done is not None:
            done(turn + 1)
    work = multiplications(config)
    rates = {dtype: 2 * LIMIT_WIDTH**3 / min(times) for dtype, times in products.items()}
    best = [min(run.wall for run in runs[place]) for place in range(len(engines))]
    reference = _reference(engines)
    return [
        EncoderRow(
            engine.name,
            engine.dtype,
            engine.device,
            round(best[place], 4),
            round(best[reference] / best[place], 2),
            round(work / rates[_limit(engine)] / best[place], 3),
            round(min(run.processor for run in runs[place]), 4),
            round(float(np.mean(answers[place].argmax(1) == answers[reference].argmax(1))), 4),
        )
        for place, engine in enumerate(engines)
    ]


def encoder_table(rows: Sequence[EncoderRow]) -> list[tuple[str, str]]:
    """What a person reads: engine, and its figures."""
    best = min((row.seconds_per_10s for row in rows if not row.engine.startswith("wavescribe")), default=None)
    lines = []
    for row in sorted(rows, key=lambda row: row.seconds_per_10s):
        beside = "" if best is None else f"  {best / row.seconds_per_10s:5.2f} x the best other"
        lines.append(
            (
                f"{row.engine} {row.dtype} {row.device}",
                f"{row.seconds_per_10s:7.3f} s ({row.processor_seconds_per_10s:.3f} s of processor)  "
                f"{row.speedup:5.2f} x  {100 * row.matmul_share:4.0f} % of the limit{beside}",
            )
        )
    return lines


def encoder_row(row: EncoderRow, size: str, front: str) -> dict[str, object]:
    """One line of `bench --json`."""
    return {"kind": "encoder", "size": size, "front": front, "threads": torch.get_num_threads(), **asdict(row)}


def _reference(engines: Sequence[EncoderEngine]) -> int:
    """Place of transformers float32, else of our float32, else the first."""
    for name in ("transformers", "wavescribe"):
        for place, engine in enumerate(engines):
            if (engine.name, engine.dtype) == (name, "float32"):
                return place
    return 0


def _limit(engine: EncoderEngine) -> str:
    if engine.dtype != "int8":
        return engine.dtype
    return "bfloat16" if multiplies_bfloat16() else "float32"


def _product(dtype: str, device: str) -> Callable[[], object]:
    """One large matrix product, waited for."""
    matrix = torch.randn(LIMIT_WIDTH, LIMIT_WIDTH, device=device).to(getattr(torch, dtype))

    def run() -> object:
        with torch.inference_mode():
            return (matrix @ matrix)[0, 0].item()

    return run
