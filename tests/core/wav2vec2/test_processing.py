"""`Wav2Vec2Processor`: both parts under one name, as the reference implementation joins them."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import Wav2Vec2Processor as Reference

from core.wav2vec2.feature_extraction import Wav2Vec2FeatureExtractor
from core.wav2vec2.hub import CheckpointError
from core.wav2vec2.processing import Wav2Vec2Processor
from core.wav2vec2.tokenization import Wav2Vec2CTCTokenizer
from tests.helpers.shared_data import shared

logging.getLogger("transformers").setLevel(logging.CRITICAL)


@pytest.fixture
def processor() -> Wav2Vec2Processor:
    return Wav2Vec2Processor.from_pretrained(shared("models/first"))


@pytest.fixture
def reference() -> Reference:
    return Reference.from_pretrained(shared("models/first"))


def _audio() -> list[np.ndarray]:
    random = np.random.default_rng(4)
    return [random.normal(size=length).astype(np.float32) for length in (900, 640)]


def test_audio_and_text_together(processor: Wav2Vec2Processor, reference: Reference) -> None:
    options = {"sampling_rate": 16_000, "padding": True, "return_tensors": "pt"}
    ours = processor(audio=_audio(), text=["HELLO THERE", "A"], **options)
    theirs = reference(audio=_audio(), text=["HELLO THERE", "A"], **options)
    assert set(ours) == set(theirs) == {"input_values", "attention_mask", "labels"}
    assert torch.allclose(ours.input_values, theirs.input_values, atol=1e-6)
    assert torch.equal(ours.attention_mask, theirs.attention_mask)
    assert torch.equal(ours.labels, theirs.labels)


def test_audio_alone_and_text_alone(processor: Wav2Vec2Processor) -> None:
    (first, _) = _audio()
    assert set(processor(first, sampling_rate=16_000)) == {"input_values", "attention_mask"}
    assert set(processor(raw_speech=first, sampling_rate=16_000)) == {"input_values", "attention_mask"}
    assert processor(text="AB").input_ids == processor.tokenizer("AB").input_ids
    assert processor(text="AB", return_tensors="pt").input_ids.shape == (1, 2)
    with pytest.raises(ValueError, match="audio, text or both"):
        processor()
    with pytest.raises(ValueError, match="16000 Hz"):
        processor(first, sampling_rate=44_100)
    with pytest.raises(TypeError, match="paddding"):
        processor(first, paddding=True)


def test_pads_inputs_and_labels_as_a_collating_function(processor: Wav2Vec2Processor, reference: Reference) -> None:
    inputs = [{"input_values": row} for row in _audio()]
    labels = [{"input_ids": processor(text=text).input_ids} for text in ("HELLO", "A")]
    ours = processor.pad(inputs, labels=labels, padding=True, return_tensors="pt")
    theirs = reference.pad(inputs, labels=labels, padding=True, return_tensors="pt")
    assert torch.equal(ours["input_values"], theirs["input_values"])
    assert torch.equal(ours["labels"], theirs["labels"])
    alone = processor.pad(labels=labels, return_tensors="pt")
    assert torch.equal(alone["input_ids"], theirs["labels"])


def test_the_older_way_to_make_labels(processor: Wav2Vec2Processor) -> None:
    with processor.as_target_processor():
        assert processor("AB").input_ids == processor.tokenizer("AB").input_ids
        assert processor.pad([{"input_ids": [5]}], return_tensors="pt")["input_ids"].tolist() == [[5]]
    assert "input_values" in processor(_audio()[0], sampling_rate=16_000)
    with pytest.raises(RuntimeError), processor.as_target_processor():
        raise RuntimeError
    assert "input_values" in processor(_audio()[0], sampling_rate=16_000)


def test_decodes_as_its_tokenizer(processor: Wav2Vec2Processor) -> None:
    assert processor.decode([11, 0, 11, 5]) == "HHE"
    assert processor.batch_decode(torch.tensor([[11, 5], [5, 5]])) == ["HE", "E"]
    assert processor.decode([11], output_word_offsets=True).word_offsets[0]["word"] == "H"


def test_what_is_written_loads_here_and_there(tmp_path: Path, processor: Wav2Vec2Processor) -> None:
    processor.save_pretrained(tmp_path)
    theirs = Reference.from_pretrained(tmp_path)
    again = Wav2Vec2Processor.from_pretrained(tmp_path, do_normalize=False)
    assert again.feature_extractor.do_normalize is False
    assert theirs(text="HELLO").input_ids == again(text="HELLO").input_ids
    theirs.save_pretrained(tmp_path / "theirs")
    assert Wav2Vec2Processor.from_pretrained(tmp_path / "theirs")(text="HELLO") == again(text="HELLO")


@pytest.mark.parametrize("missing", ["preprocessor_config.json", "processor_config.json"])
def test_either_file_of_the_extractor_is_enough(tmp_path: Path, missing: str) -> None:
    for name in ("preprocessor_config.json", "processor_config.json", "vocab.json", "tokenizer_config.json"):
        if name != missing:
            shutil.copyfile(shared("models/first") / name, tmp_path / name)
    assert Wav2Vec2Processor.from_pretrained(tmp_path).feature_extractor.return_attention_mask is True


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    Wav2Vec2FeatureExtractor().save_pretrained(tmp_path)
    with pytest.raises(CheckpointError, match=r"vocab\.json"):
        Wav2Vec2Processor.from_pretrained(tmp_path)
    with pytest.raises(CheckpointError, match=r"vocab\.json"):
        Wav2Vec2CTCTokenizer.from_pretrained(tmp_path)


def test_nothing_is_sent_to_the_hub(tmp_path: Path, processor: Wav2Vec2Processor) -> None:
    with pytest.raises(ValueError, match="hf upload"):
        processor.save_pretrained(tmp_path / "new", push_to_hub=True)
    assert not (tmp_path / "new").exists()
