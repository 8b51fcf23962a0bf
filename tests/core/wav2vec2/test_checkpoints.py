"""Checkpoints both ways with transformers, in every form; what does not fit, or is hostile, gives one clear error."""

from __future__ import annotations

import json
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from safetensors.torch import load_file, save_file
from torch import Tensor

import core.wav2vec2 as family
from core.wav2vec2 import CheckpointError, Wav2Vec2Config, Wav2Vec2ForCTC, Wav2Vec2Model
from tests.core.wav2vec2.parity import CLASSES, MMS, TINY, audio, pair


def _same(ours: torch.nn.Module, theirs: torch.nn.Module) -> None:
    expected = theirs.state_dict()
    assert ours.state_dict().keys() == expected.keys()
    for key, value in ours.state_dict().items():
        assert torch.equal(value, expected[key]), key


@pytest.mark.parametrize("layout", [{}, MMS], ids=["post-norm", "pre-norm"])
@pytest.mark.parametrize("name", CLASSES)
def test_transformers_reads_ours_and_ours_reads_transformers(tmp_path: Path, name: str, layout: dict[str, Any]) -> None:
    ours, theirs = pair(name, **{**TINY, **layout, "use_weighted_layer_sum": name in CLASSES[2:5]})
    theirs.save_pretrained(tmp_path / "theirs")
    _same(getattr(family, name).from_pretrained(tmp_path / "theirs"), theirs)
    ours.save_pretrained(tmp_path / "ours")
    _same(ours, getattr(transformers, name).from_pretrained(tmp_path / "ours"))


@pytest.mark.parametrize("safe", [True, False], ids=["safetensors", "bin"])
@pytest.mark.parametrize("size", ["5GB", 4000], ids=["whole", "shards"])
def test_every_form_on_disk(tmp_path: Path, safe: bool, size: int | str) -> None:
    ours, _ = pair("Wav2Vec2ForCTC", **TINY)
    ours.save_pretrained(tmp_path, safe_serialization=safe, max_shard_size=size)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert ("index" in "".join(files)) == (size != "5GB")
    assert all((".bin" in name) != safe for name in files if name != "config.json")
    _same(Wav2Vec2ForCTC.from_pretrained(tmp_path), ours)
    if safe:
        _same(transformers.Wav2Vec2ForCTC.from_pretrained(tmp_path), ours)


def test_the_older_spelling_of_weight_norm_and_the_older_pickle(tmp_path: Path) -> None:
    ours, _ = pair("Wav2Vec2ForCTC", **TINY)
    ours.config.save_pretrained(tmp_path)
    spelling = {"parametrizations.weight.original0": "weight_g", "parametrizations.weight.original1": "weight_v"}
    tensors = {}
    for key, value in ours.state_dict().items():
        new = next((new for new in spelling if new in key), "")
        tensors[key.replace(new, spelling[new]) if new else key] = value
    assert any(key.endswith("conv.weight_g") for key in tensors)
    torch.save(tensors, tmp_path / "pytorch_model.bin", _use_new_zipfile_serialization=False)
    _same(Wav2Vec2ForCTC.from_pretrained(tmp_path), ours)


def test_a_folded_model_is_saved_in_two_parts_again(tmp_path: Path) -> None:
    ours, _ = pair("Wav2Vec2ForCTC", **TINY)
    values, _ = audio((500,))
    with torch.no_grad():
        before = ours(values).logits
        ours.wav2vec2.fold()
        ours.save_pretrained(tmp_path)
        for loaded in (Wav2Vec2ForCTC, transformers.Wav2Vec2ForCTC):
            assert (loaded.from_pretrained(tmp_path).eval()(values).logits - before).abs().max() < 1e-5


def test_types_of_numbers(tmp_path: Path) -> None:
    ours, _ = pair("Wav2Vec2ForCTC", **TINY)
    ours.half().save_pretrained(tmp_path)
    assert json.loads((tmp_path / "config.json").read_text())["dtype"] == "float16"
    assert transformers.Wav2Vec2ForCTC.from_pretrained(tmp_path).dtype == torch.float16
    for asked, found in ((None, torch.float32), ("auto", torch.float16), ("bfloat16", torch.bfloat16)):
        assert Wav2Vec2ForCTC.from_pretrained(tmp_path, dtype=asked).lm_head.weight.dtype == found
    assert Wav2Vec2ForCTC.from_pretrained(tmp_path, torch_dtype=torch.float64).lm_head.weight.dtype == torch.float64
    with pytest.raises(CheckpointError, match="choose one of float32"):
        Wav2Vec2ForCTC.from_pretrained(tmp_path, dtype="int8")


def test_the_base_model_of_a_task_and_a_task_over_the_base_model(tmp_path: Path) -> None:
    ours, _ = pair("Wav2Vec2ForCTC", **TINY)
    ours.save_pretrained(tmp_path / "task")
    base = Wav2Vec2Model.from_pretrained(tmp_path / "task")
    _same(base, ours.wav2vec2)
    base.save_pretrained(tmp_path / "base")
    with pytest.raises(CheckpointError, match=r"lacks lm_head\.weight, lm_head\.bias; .*new_head=True"):
        Wav2Vec2ForCTC.from_pretrained(tmp_path / "base")
    task = Wav2Vec2ForCTC.from_pretrained(tmp_path / "base", new_head=True, vocab_size=20, ctc_loss_reduction="mean")
    _same(task.wav2vec2, base)
    assert task.lm_head.weight.shape == (20, 16)
    assert 0.01 < task.lm_head.weight.std() < 0.03
    assert not task.lm_head.bias.any()


@pytest.mark.parametrize("name", CLASSES[1:])
def test_pre_training_is_where_every_task_can_start(tmp_path: Path, name: str) -> None:
    ours, _ = pair("Wav2Vec2ForPreTraining", **{**TINY, "do_stable_layer_norm": True})
    ours.save_pretrained(tmp_path)
    new = getattr(family, name).from_pretrained(
        tmp_path, new_head=True, adapter_attn_dim=4, use_weighted_layer_sum=True
    )
    for key, value in new.state_dict().items():
        assert value.isfinite().all(), key
        if key in ours.state_dict():
            assert torch.equal(value, ours.state_dict()[key]), key
    if hasattr(new, "layer_weights"):
        assert torch.allclose(new.layer_weights, torch.tensor(1 / 3))


def _damage(folder: Path, change: Callable[[dict[str, Tensor]], Any]) -> None:
    path = folder / "model.safetensors"
    tensors = load_file(path)
    change(tensors)
    save_file(tensors, path, metadata={"format": "pt"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ours, _ = pair("Wav2Vec2ForCTC", **TINY)
    ours.save_pretrained(tmp_path)
    return tmp_path


def _refused(folder: Path, message: str) -> None:
    with pytest.raises(CheckpointError, match=message) as caught:
        Wav2Vec2ForCTC.from_pretrained(folder)
    assert "\n" not in str(caught.value)


def test_missing_surplus_and_misshapen_keys(folder: Path) -> None:
    _damage(folder, lambda tensors: tensors.pop("wav2vec2.encoder.layers.1.attention.q_proj.weight"))
    _refused(folder, r"lacks wav2vec2\.encoder\.layers\.1\.attention\.q_proj\.weight")
    pair("Wav2Vec2ForCTC", **TINY)[0].save_pretrained(folder)
    _damage(folder, lambda tensors: tensors.update({"wav2vec2.encoder.layers.2.dropout.weight": torch.ones(1)}))
    _refused(folder, r"has wav2vec2\.encoder\.layers\.2\.dropout\.weight, for which config\.json has no place")
    pair("Wav2Vec2ForCTC", **TINY)[0].save_pretrained(folder)
    _damage(folder, lambda tensors: tensors.update({"lm_head.weight": torch.ones(12, 16)}))
    _refused(folder, r"lm_head\.weight has the shape \(12, 16\), config\.json asks for \(11, 16\)")


def test_a_mask_vector_may_be_missing_or_too_many(folder: Path) -> None:
    _damage(folder, lambda tensors: tensors.pop("wav2vec2.masked_spec_embed"))
    assert Wav2Vec2ForCTC.from_pretrained(folder).wav2vec2.masked_spec_embed.isfinite().all()
    _damage(folder, lambda tensors: tensors.update({"wav2vec2.masked_spec_embed": torch.ones(16)}))
    still = Wav2Vec2ForCTC.from_pretrained(folder, mask_time_prob=0.0)
    assert not hasattr(still.wav2vec2, "masked_spec_embed")


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.999])
def test_a_truncated_file(folder: Path, share: float) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    _refused(folder, "is damaged")


def _safetensors(header: dict[str, Any] | bytes, size: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if size is None else size) + text


@pytest.mark.parametrize(
    "content",
    [
        _safetensors(b"{", size=2**62),
        _safetensors(b"not json"),
        _safetensors({"lm_head.weight": {"dtype": "F32", "shape": [2**40, 2**20], "data_offsets": [0, 4]}}),
        _safetensors({"lm_head.weight": {"dtype": "F32", "shape": [1], "data_offsets": [0, 2**50]}}),
        b"",
    ],
)
def test_huge_declared_sizes_in_safetensors(folder: Path, content: bytes) -> None:
    (folder / "model.safetensors").write_bytes(content)
    _refused(folder, "is damaged")


class _Trap:
    """A pickle that makes a file when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return (os.mkdir, (str(self.path),))


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("plain", [True, False])
def test_a_pickle_that_executes(folder: Path, zipped: bool, plain: bool) -> None:
    (folder / "model.safetensors").unlink()
    sprung, path = folder / "sprung", folder / "pytorch_model.bin"
    content = {"lm_head.weight": _Trap(sprung)}
    if plain:
        path.write_bytes(pickle.dumps(content))
    else:
        torch.save(content, path, _use_new_zipfile_serialization=zipped)
    _refused(folder, "holds more than weights|is damaged")
    assert not sprung.exists()


def test_a_pickle_of_other_things(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    for content in ([1, 2], {"lm_head.weight": 3}, {1: torch.ones(1)}, {"lm_head.weight": torch.eye(2).to_sparse()}):
        torch.save(content, folder / "pytorch_model.bin")
        _refused(folder, "does not hold a plain table of weights")


def test_a_tensor_that_says_it_is_larger_than_its_file(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    torch.save({"lm_head.weight": torch.ones(1).expand(10**9, 10**3)}, folder / "pytorch_model.bin")
    _refused(folder, "does not hold a plain table of weights")


def test_an_archive_that_grows_when_it_is_read(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    with zipfile.ZipFile(folder / "pytorch_model.bin", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", bytes(10**6))
    _refused(folder, "is damaged .compressed")


@pytest.mark.parametrize("name", ["../model.safetensors", "/etc/passwd", "..", "other/x.safetensors"])
def test_a_shard_outside_the_checkpoint(folder: Path, name: str) -> None:
    (folder / "model.safetensors").unlink()
    index = {"weight_map": {"lm_head.weight": name}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    _refused(folder, "no file of the checkpoint|has no ")


def test_shards_that_lack_what_the_index_promises(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "model-1.safetensors")
    index = {"weight_map": {"lm_head.weight": "model-1.safetensors", "lm_head.more": "model-1.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    _refused(folder, r"promises lm_head\.more, which no shard holds")
    (folder / "model-1.safetensors").unlink()
    _refused(folder, r"has no model-1\.safetensors")


def test_a_configuration_far_larger_than_the_weights_allocates_nothing(folder: Path) -> None:
    config = Wav2Vec2Config.from_pretrained(folder)
    config.hidden_size = config.output_hidden_size = 2**19
    config.intermediate_size = 2**19
    config.save_pretrained(folder)
    _refused(folder, "the two files do not belong together")


def test_no_weights_at_all(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    _refused(folder, "has no weights")
    (folder / "config.json").unlink()
    _refused(folder, r"has no config\.json")
