"""TensorFlow's and Flax's checkpoints give what those frameworks gave (tests/helpers/make_foreign_checkpoints.py)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import transformers
from safetensors.torch import load_file

import core.wav2vec2 as family
from core.wav2vec2.foreign_checkpoint import read_flax, read_foreign_weights, read_tensorflow
from core.wav2vec2.hub import CheckpointError

FOLDER = Path(__file__).resolve().parents[2] / "data" / "foreign"
TOLERANCE = 1e-5
h5py = pytest.importorskip("h5py", reason="the extra 'foreign' is not installed")
msgpack = pytest.importorskip("msgpack", reason="the extra 'foreign' is not installed")

CHECKPOINTS = [
    ("tf_ctc_layer", "Wav2Vec2ForCTC"),
    ("tf_ctc_group", "Wav2Vec2ForCTC"),
    ("tf_base_layer", "Wav2Vec2Model"),
    ("tf_sequence_classification", "Wav2Vec2ForSequenceClassification"),
    ("flax_ctc", "Wav2Vec2ForCTC"),
    ("flax_base_adapter", "Wav2Vec2Model"),
    ("flax_pretraining", "Wav2Vec2ForPreTraining"),
]


@pytest.mark.parametrize(("name", "kind"), CHECKPOINTS)
def test_answers_as_its_own_framework_did(name: str, kind: str) -> None:
    model = getattr(family, kind).from_pretrained(FOLDER / name)
    _assert_answers(model, name)


def _assert_answers(model: torch.nn.Module, name: str) -> None:
    expected = load_file(FOLDER / name / "expected.safetensors")
    inputs = {key: expected.pop(key) for key in ("input_values", "attention_mask") if key in expected}
    with torch.no_grad():
        output = model(**inputs)
    differences = {key: float((output[key] - value).abs().max()) for key, value in expected.items()}
    print(name, differences)  # noqa: T201
    assert max(differences.values()) < TOLERANCE


@pytest.mark.parametrize(("name", "kind"), CHECKPOINTS)
def test_every_weight_finds_its_place(name: str, kind: str) -> None:
    """In the reference implementation's network, which then answers as the other framework did."""
    network = getattr(transformers, kind)(transformers.Wav2Vec2Config.from_pretrained(FOLDER / name)).eval()
    weights = read_foreign_weights(FOLDER / name)
    assert weights is not None
    spelling = {"weight_g": "parametrizations.weight.original0", "weight_v": "parametrizations.weight.original1"}
    for old, new in spelling.items():
        weights = {key.replace(old, new): value for key, value in weights.items()}
    if kind == "Wav2Vec2Model":
        weights = {key.removeprefix("wav2vec2."): value for key, value in weights.items()}
    network.load_state_dict(weights)
    _assert_answers(network, name)


def test_a_folder_without_such_files_gives_none(tmp_path: Path) -> None:
    assert read_foreign_weights(tmp_path) is None


@pytest.mark.parametrize(("library", "name"), [("h5py", "tf_ctc_layer"), ("msgpack", "flax_ctc")])
def test_an_absent_extra_is_named(monkeypatch: pytest.MonkeyPatch, library: str, name: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(CheckpointError, match=r"wavescribe\[foreign\]"):
        read_foreign_weights(FOLDER / name)


@pytest.mark.parametrize("name", ["tf_ctc_layer/tf_model.h5", "flax_ctc/flax_model.msgpack"])
def test_cut_short_files_give_one_clear_error(tmp_path: Path, name: str) -> None:
    content = (FOLDER / name).read_bytes()
    read = read_tensorflow if name.endswith("h5") else read_flax
    random = np.random.default_rng(9)
    for length in (0, 1, 8, 100, *random.integers(0, len(content), 20)):
        path = tmp_path / Path(name).name
        path.write_bytes(content[:length])
        with pytest.raises(CheckpointError, match=r"damaged|holds no weights"):
            read(path)


def _packed(value: Any) -> bytes:
    return msgpack.packb(value)


def _array(shape: list[int], kind: str, content: bytes) -> Any:
    return msgpack.ExtType(1, msgpack.packb((shape, kind, content)))


@pytest.mark.parametrize(
    "tree",
    [
        [],
        {},
        {"a": 3},
        {"a": {"b": "text"}},
        {"a": _array([1 << 40], "float32", b"1234")},
        {"a": _array([1], "float32", b"12345")},
        {"a": _array([-1], "float32", b"1234")},
        {"a": _array([1], "object", b"12345678")},
        {"a": msgpack.ExtType(2, b"c")},
        {"a": msgpack.ExtType(1, b"\xc1")},
    ],
)
def test_hostile_flax_files_give_one_clear_error(tmp_path: Path, tree: Any) -> None:
    path = tmp_path / "flax_model.msgpack"
    path.write_bytes(_packed(tree))
    with pytest.raises(CheckpointError):
        read_flax(path)


def test_deeply_nested_flax_files_give_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "flax_model.msgpack"
    path.write_bytes(b"\x81\xa1a" * 100_000 + b"\xc0")
    with pytest.raises(CheckpointError):
        read_flax(path)


def _make(kind: str, path: Path) -> None:
    secret = path.parent / "secret.raw"
    secret.write_bytes(b"\0" * 64)
    with h5py.File(path, "w") as file:
        group = file.create_group("layer/model/dense")
        if kind == "external storage":
            group.create_dataset("kernel:0", (16,), "f4", external=[(os.fspath(secret), 0, 64)])
        elif kind == "external link":
            group["kernel:0"] = h5py.ExternalLink("/etc/passwd", "/")
        elif kind == "soft link":
            group["kernel:0"] = h5py.SoftLink("/layer")
        elif kind == "circle":
            group["again"] = file["layer"]
        elif kind == "huge":
            group.create_dataset("kernel:0", (1 << 40,), "f4", chunks=(1024,), compression="gzip")
        elif kind == "unwritten":
            group.create_dataset("kernel:0", (1 << 30,), "f4")
        elif kind == "text":
            group.create_dataset("kernel:0", data="hello")
        elif kind == "integers":
            group.create_dataset("kernel:0", data=np.arange(4))


@pytest.mark.parametrize(
    "kind",
    ["external storage", "external link", "soft link", "circle", "huge", "unwritten", "text", "integers", "nothing"],
)
def test_hostile_tensorflow_files_give_one_clear_error(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "tf_model.h5"
    _make(kind, path)
    with pytest.raises(CheckpointError):
        read_tensorflow(path)
