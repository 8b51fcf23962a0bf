"""`Wav2Vec2Config`: the documented defaults, JSON both ways, unknown fields, refused values."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import transformers

from core.wav2vec2 import CheckpointError, Wav2Vec2Config

ORACLE = Path(__file__).resolve().parents[2] / "data" / "oracle_4_37" / "config_default.json"


def test_the_defaults_are_those_of_4_37_2() -> None:
    documented = json.loads(ORACLE.read_text(encoding="utf-8"))
    ours = json.loads(json.dumps(Wav2Vec2Config().to_dict()))
    assert ours.pop("architectures") == []
    assert ours == {name: documented[name] for name in ours}


def test_derived_values() -> None:
    config = Wav2Vec2Config()
    assert (config.inputs_to_logits_ratio, config.receptive_field, config.num_feat_extract_layers) == (320, 400, 7)
    assert config.output_hidden_size == config.hidden_size == 768


def test_json_both_ways_keeps_every_field_and_the_unknown(tmp_path: Path) -> None:
    config = Wav2Vec2Config(conv_dim=[8, 8], conv_kernel=[10, 3], conv_stride=[5, 2], id2label={"0": "no", "1": "yes"})
    config.extra["made_by"] = {"someone": [1, 2]}
    config.save_pretrained(tmp_path)
    again = Wav2Vec2Config.from_pretrained(tmp_path)
    assert again == config
    assert (again.id2label, again.label2id, again.num_labels) == ({0: "no", 1: "yes"}, {"no": 0, "yes": 1}, 2)
    assert again.extra == {"made_by": {"someone": [1, 2]}}


def test_transformers_reads_ours_and_ours_reads_transformers(tmp_path: Path) -> None:
    changes: dict[str, Any] = {"hidden_size": 48, "conv_bias": True, "adapter_attn_dim": 3, "num_labels": 4}
    ours, theirs = Wav2Vec2Config(**changes), transformers.Wav2Vec2Config(**changes)
    ours.save_pretrained(tmp_path / "ours")
    theirs.save_pretrained(tmp_path / "theirs")
    from_ours = transformers.Wav2Vec2Config.from_pretrained(tmp_path / "ours")
    from_theirs = Wav2Vec2Config.from_pretrained(tmp_path / "theirs")
    for item in fields(ours):
        if item.name not in ("extra", "architectures"):
            mine, other = getattr(ours, item.name), getattr(from_ours, item.name)
            assert mine == (tuple(other) if isinstance(other, list) else other), item.name
            assert getattr(from_theirs, item.name) == mine, item.name


def test_changes_are_laid_over_a_checkpoint(tmp_path: Path) -> None:
    Wav2Vec2Config().save_pretrained(tmp_path)
    config = Wav2Vec2Config.from_pretrained(tmp_path, ctc_loss_reduction="mean", num_labels=5)
    assert (config.ctc_loss_reduction, config.num_labels) == ("mean", 5)


@pytest.mark.parametrize("spelling", ["dtype", "torch_dtype"])
def test_both_spellings_of_the_weights_type(spelling: str) -> None:
    assert Wav2Vec2Config(**{spelling: "float16"}).dtype == "float16"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hidden_size", 0),
        ("hidden_size", "768"),
        ("hidden_size", True),
        ("hidden_size", 10**12),
        ("num_hidden_layers", 100_000),
        ("num_attention_heads", 7),
        ("num_conv_pos_embedding_groups", 5),
        ("hidden_act", "exec"),
        ("feat_extract_norm", "batch"),
        ("hidden_dropout", 1.5),
        ("layer_norm_eps", float("nan")),
        ("do_stable_layer_norm", "yes"),
        ("ctc_loss_reduction", None),
        ("conv_dim", (512,)),
        ("conv_kernel", (10, 3, 3, 3, 3, 2, -2)),
        ("conv_stride", 5),
        ("tdnn_dilation", (1,)),
        ("codevector_dim", 3),
        ("num_labels", -1),
    ],
)
def test_a_value_that_makes_no_network_is_named(field: str, value: Any) -> None:
    with pytest.raises(CheckpointError, match=f"configuration field {field[:4]}"):
        Wav2Vec2Config(**{field: value})


@pytest.mark.parametrize("labels", [[1], {"a": "b"}, {"0": "x", "label": "y"}])
def test_a_table_of_labels_that_is_none_is_refused(labels: Any) -> None:
    with pytest.raises(CheckpointError, match="id2label"):
        Wav2Vec2Config(id2label=labels)


def test_another_family_and_a_damaged_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_text('{"model_type": "whisper"}', encoding="utf-8")
    with pytest.raises(CheckpointError, match="describes a 'whisper' model"):
        Wav2Vec2Config.from_pretrained(tmp_path)
    path.write_text('{"model_type": ', encoding="utf-8")
    with pytest.raises(CheckpointError, match="cannot be read"):
        Wav2Vec2Config.from_pretrained(tmp_path)
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(CheckpointError, match="cannot be read"):
        Wav2Vec2Config.from_pretrained(tmp_path)
