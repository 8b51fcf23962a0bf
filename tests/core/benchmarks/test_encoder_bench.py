from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from core.benchmarks import encoder_bench, encoder_engines
from core.benchmarks.encoder_bench import encoder_row, encoder_table, measure, multiplications, write_checkpoint
from core.benchmarks.encoder_engines import EncoderEngine, engines
from core.cli import main
from core.streaming.stopwatch import Timed
from core.wav2vec2 import Wav2Vec2Config
from core.wav2vec2.product import multiplies_bfloat16
from core.wav2vec2.quantised_product import can_quantise
from tests.core.wav2vec2.parity import STILL, TINY

SMALL = Wav2Vec2Config(**{**TINY, **STILL, "vocab_size": 32})


def test_multiplications_of_base_are_those_of_its_layers() -> None:
    frames = [31_999, 15_999, 7_999, 3_999, 1_999, 999, 499]
    front = frames[0] * 10 * 512 + sum(count * 3 * 512 * 512 for count in frames[1:5])
    front += sum(count * 2 * 512 * 512 for count in frames[5:])
    # The convolution over positions gives one frame more than is used.
    positions = 500 * 128 * 48 * 768
    layer = 499 * (4 * 768 * 768 + 2 * 768 * 3072) + 2 * 499 * 499 * 768
    rest = 499 * 512 * 768 + 499 * 768 * 32
    assert multiplications(Wav2Vec2Config()) == 2 * (front + positions + 12 * layer + rest)


def test_ours_and_transformers_compute_the_same_network(tmp_path: Path) -> None:
    write_checkpoint(tmp_path, SMALL)
    found, missing = engines(("wavescribe", "transformers"), tmp_path, torch.device("cpu"))
    assert missing == []
    # What a processor only imitates is not measured.
    short = ["bfloat16"] if multiplies_bfloat16() else []
    quantised = ["int8"] if can_quantise() else []
    expected = [("wavescribe", dtype) for dtype in ("float32", *short, *quantised)]
    assert [(engine.name, engine.dtype) for engine in found] == [
        *expected,
        *(("transformers", dtype) for dtype in ("float32", *short)),
    ]
    samples = np.random.default_rng(1).standard_normal(2000).astype(np.float32)
    theirs = found[len(expected)].logits(samples)
    np.testing.assert_allclose(found[0].logits(samples), theirs, atol=1e-5)
    if can_quantise():
        ours = found[len(expected) - 1].logits(samples)
        assert 0 < np.abs(ours - theirs).max() < 0.05 * np.abs(theirs).max()


def test_engines_that_are_not_installed_or_break_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path, device: torch.device) -> None:
        raise RuntimeError(f"cannot read\n{folder.name}")

    monkeypatch.setitem(encoder_engines.ENGINES, "onnxruntime", (broken, ("no_such_package",)))
    monkeypatch.setitem(encoder_engines.ENGINES, "ctranslate2", (broken, ()))
    found, missing = engines(("onnxruntime", "ctranslate2"), tmp_path, torch.device("cpu"))
    assert found == []
    assert [(one.name, one.reason) for one in missing] == [
        ("onnxruntime", "needs the package no_such_package, which is not installed"),
        ("ctranslate2", f"RuntimeError: cannot read {tmp_path.name}"),
    ]


def test_engines_take_turns_and_rows_are_relative_to_transformers(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    seconds = {"wavescribe": 0.5, "transformers": 2.0, "int": 1.0, "product": 0.25}
    monkeypatch.setattr(encoder_bench, "timed", lambda work: Timed(seconds[work()], 0.1, 0.1))
    monkeypatch.setattr(encoder_bench, "_product", lambda dtype, device: lambda: "product")

    class Named(str):
        def argmax(self, axis: int) -> NDArray[np.int64]:
            return np.array([1, 1, 1, 1 if self == "transformers" else 0])

    def engine(name: str, dtype: str) -> EncoderEngine:
        def logits(samples: NDArray[np.float32]) -> Named:
            assert samples.shape == (160_000,)
            calls.append(name)
            return Named(name)

        return EncoderEngine(name, dtype, "cpu", logits)  # type: ignore[arg-type]

    monkeypatch.setattr(encoder_bench, "multiplies_bfloat16", lambda: True)
    rows = measure(
        [engine("wavescribe", "bfloat16"), engine("transformers", "float32"), engine("int", "int8")], SMALL, 2
    )
    assert calls == ["wavescribe", "transformers", "int"] * 3
    assert [(row.seconds_per_10s, row.speedup, row.argmax_agreement) for row in rows] == [
        (0.5, 4.0, 0.75),
        (2.0, 1.0, 1.0),
        (1.0, 2.0, 0.75),
    ]
    share = multiplications(SMALL) / (2 * 2048**3 / 0.25)
    assert [row.matmul_share for row in rows] == [round(share / taken, 3) for taken in (0.5, 2.0, 1.0)]
    keys = {"engine", "dtype", "device", "seconds_per_10s", "speedup", "matmul_share"}
    assert keys <= encoder_row(rows[0], "base", "group").keys()
    labels = [label for label, _ in encoder_table(rows)]
    assert labels == ["wavescribe bfloat16 cpu", "int int8 cpu", "transformers float32 cpu"]
    assert "2.00 x the best other" in encoder_table(rows)[0][1]


def test_the_command_prints_a_row_for_each_number_format(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(encoder_bench.SIZES, "base", {**TINY, **STILL, "vocab_size": 32})
    assert main(["bench", "--engines", "wavescribe", "--repeats", "1", "--device", "cpu", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["engine"], row["dtype"], row["device"]) for row in rows] == [
        ("wavescribe", dtype, "cpu")
        for dtype, here in (("float32", True), ("bfloat16", multiplies_bfloat16()), ("int8", can_quantise()))
        if here
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--engines", "wavescribe,tensorrt"], "no engine is called 'tensorrt'"),
        (["--repeats", "0"], "count from 1"),
        (["--plot", "x.html"], "--plot draws live captions"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", *words]) == 2
    assert message in capsys.readouterr().err
