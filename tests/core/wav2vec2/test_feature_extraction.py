"""`Wav2Vec2FeatureExtractor` against the reference implementation, and the rules it must keep."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import Wav2Vec2FeatureExtractor as Reference

from core.wav2vec2.feature_extraction import Wav2Vec2FeatureExtractor
from core.wav2vec2.hub import CheckpointError
from tests.helpers.shared_data import shared

logging.getLogger("transformers").setLevel(logging.ERROR)
TOLERANCE = 1e-6


def _noise(lengths: list[int], seed: int) -> list[np.ndarray]:
    random = np.random.default_rng(seed)
    return [random.normal(0.3, 0.7, length).astype(np.float32) for length in lengths]


@settings(max_examples=150)
@given(
    lengths=st.lists(st.integers(1, 700), min_size=1, max_size=4),
    padding=st.sampled_from([False, True, "longest", "max_length", "do_not_pad"]),
    truncation=st.booleans(),
    max_length=st.integers(1, 800),
    multiple=st.sampled_from([None, 1, 7, 128]),
    mask=st.sampled_from([None, True, False]),
    normalize=st.booleans(),
    masked=st.booleans(),
)
def test_equals_the_reference(  # noqa: PLR0917
    lengths: list[int],
    padding: bool | str,
    truncation: bool,
    max_length: int,
    multiple: int | None,
    mask: bool | None,
    normalize: bool,
    masked: bool,
) -> None:
    recordings = _noise(lengths, sum(lengths))
    if padding == "max_length" and not truncation:
        # The reference fails where one recording stays longer than the others.
        max_length = max(max_length, *lengths)
    options = {
        "padding": padding,
        "truncation": truncation,
        "max_length": max_length if truncation or padding == "max_length" else None,
        "pad_to_multiple_of": multiple,
        "return_attention_mask": mask,
        "sampling_rate": 16_000,
    }
    chosen = {"do_normalize": normalize, "return_attention_mask": masked, "padding_value": 0.25}
    ours = Wav2Vec2FeatureExtractor(**chosen)(recordings, **options)
    theirs = Reference(**chosen)(recordings, **options)
    assert set(ours) == set(theirs)
    for name in ours:
        assert len(ours[name]) == len(theirs[name])
        for mine, other in zip(ours[name], theirs[name], strict=True):
            assert mine.dtype == other.dtype
            np.testing.assert_allclose(mine, other, atol=TOLERANCE, rtol=0)


@pytest.mark.parametrize("kind", ["np", "pt"])
@pytest.mark.parametrize("form", ["array", "list", "tuples", "tensor", "matrix", "doubles"])
def test_takes_every_form_and_gives_tensors(kind: str, form: str) -> None:
    first, second = _noise([500, 500], 1)
    forms = {
        "array": first,
        "list": first.tolist(),
        "tuples": [tuple(first.tolist()), tuple(second.tolist())],
        "tensor": torch.from_numpy(first),
        "matrix": np.stack([first, second]),
        "doubles": [first.astype(np.float64), second.astype(np.float64)],
    }
    given_form = forms[form]
    ours = Wav2Vec2FeatureExtractor()(given_form, sampling_rate=16_000, return_tensors=kind)
    plain = first if form == "tensor" else given_form
    theirs = Reference()(plain, sampling_rate=16_000, return_tensors=kind)
    assert type(ours.input_values) is type(theirs.input_values)
    assert ours.input_values.dtype == theirs.input_values.dtype
    np.testing.assert_allclose(ours.input_values, theirs.input_values, atol=TOLERANCE)


@pytest.mark.parametrize("multiple", [None, 64])
def test_pads_prepared_inputs_as_the_reference_does(multiple: int | None) -> None:
    rows = [{"input_values": row} for row in _noise([300, 450], 2)]
    options = {"padding": True, "pad_to_multiple_of": multiple, "return_attention_mask": True, "return_tensors": "pt"}
    ours = Wav2Vec2FeatureExtractor().pad([dict(row) for row in rows], **options)
    theirs = Reference().pad([dict(row) for row in rows], **options)
    assert torch.equal(ours.input_values, theirs.input_values)
    assert torch.equal(ours.attention_mask, theirs.attention_mask)
    tensors = [{"input_values": torch.from_numpy(row["input_values"])} for row in rows]
    assert isinstance(Wav2Vec2FeatureExtractor().pad(tensors)["input_values"], torch.Tensor)


def test_a_given_mask_is_padded_with_its_recording() -> None:
    extractor = Wav2Vec2FeatureExtractor(return_attention_mask=False)
    rows = [extractor(row, sampling_rate=16_000, return_attention_mask=True) for row in _noise([300, 450], 2)]
    flat = [{name: value[0] for name, value in row.items()} for row in rows]
    batch = extractor.pad(flat, return_tensors="pt")
    assert batch.attention_mask.sum(-1).tolist() == [300, 450]
    assert batch.attention_mask.shape == batch.input_values.shape == (2, 450)


def test_mean_and_variance_are_those_of_the_real_samples() -> None:
    recordings = _noise([400, 1000], 3)
    extractor = Wav2Vec2FeatureExtractor(return_attention_mask=True)
    for side in ("right", "left"):
        extractor.padding_side = side
        batch = extractor(recordings, padding=True, sampling_rate=16_000)
        real = batch.input_values[0][batch.attention_mask[0].astype(bool)]
        assert batch.attention_mask[0].sum() == 400
        assert abs(real.mean()) < 1e-5
        assert abs(real.var() - 1) < 1e-4
        np.testing.assert_array_equal(real, extractor(recordings[0], sampling_rate=16_000).input_values[0])
        assert not batch.input_values[0][~batch.attention_mask[0].astype(bool)].any()


def test_silence_stays_silence() -> None:
    values = Wav2Vec2FeatureExtractor()(np.zeros(800, np.float32), sampling_rate=16_000).input_values[0]
    assert not values.any()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({"raw_speech": np.zeros(9), "sampling_rate": 8_000}, "resample the recording from 8000 Hz"),
        ({"raw_speech": np.zeros((2, 2, 9)), "sampling_rate": 16_000}, "mono"),
        ({"raw_speech": np.zeros(9), "padding": "max_length"}, "max_length"),
        ({"raw_speech": np.zeros(9), "truncation": True}, "max_length"),
        ({"raw_speech": np.zeros(9), "padding": "widest"}, "longest"),
        ({"raw_speech": np.zeros(9), "return_tensors": "tf"}, "'pt'"),
        ({"raw_speech": [np.zeros(9), np.zeros(8)], "return_tensors": "pt"}, "padding=True"),
    ],
)
def test_wrong_calls_say_what_to_do(call: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Wav2Vec2FeatureExtractor()(**call)


@pytest.mark.parametrize("kept", ["preprocessor_config.json", "processor_config.json"])
def test_each_form_of_the_file_loads_alone(tmp_path: Path, kept: str) -> None:
    (tmp_path / kept).write_text((shared("models/first") / kept).read_text())
    extractor = Wav2Vec2FeatureExtractor.from_pretrained(tmp_path)
    assert extractor.return_attention_mask is True
    assert extractor.do_normalize is True
    assert Wav2Vec2FeatureExtractor.from_pretrained(tmp_path, do_normalize=False).do_normalize is False


def test_what_is_written_loads_here_and_there(tmp_path: Path) -> None:
    given_settings = {"do_normalize": False, "return_attention_mask": True, "padding_value": 0.5, "note": "kept"}
    ours = Wav2Vec2FeatureExtractor(**given_settings)
    ours.save_pretrained(tmp_path / "ours")
    theirs = Reference.from_pretrained(tmp_path / "ours")
    assert (theirs.do_normalize, theirs.return_attention_mask, theirs.padding_value) == (False, True, 0.5)
    theirs.save_pretrained(tmp_path / "theirs")
    again = Wav2Vec2FeatureExtractor.from_pretrained(tmp_path / "theirs")
    assert again.to_dict()["note"] == "kept"
    assert {name: again.to_dict()[name] for name in ours.to_dict()} == ours.to_dict()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"sampling_rate": "fast"}',
        '{"sampling_rate": 1e99}',
        '{"padding_side": "up"}',
        '{"padding_value": []}',
    ],
)
def test_damaged_files_give_one_clear_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "preprocessor_config.json").write_text(content)
    with pytest.raises(CheckpointError, match=r"preprocessor_config\.json"):
        Wav2Vec2FeatureExtractor.from_pretrained(tmp_path)


def test_a_folder_without_either_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "processor_config.json").write_text(json.dumps({"feature_extractor": 3}))
    with pytest.raises(CheckpointError, match="copy the whole checkpoint"):
        Wav2Vec2FeatureExtractor.from_pretrained(tmp_path)
