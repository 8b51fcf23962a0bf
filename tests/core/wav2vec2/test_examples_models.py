"""The examples of the specification's model classes, with the same calls, on tiny weights and real speech."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import transformers
from safetensors.torch import load_file, save_file

import core.wav2vec2 as family
from core.wav2vec2 import (
    Wav2Vec2Config,
    Wav2Vec2FeatureExtractor,
    Wav2Vec2ForAudioFrameClassification,
    Wav2Vec2ForCTC,
    Wav2Vec2ForPreTraining,
    Wav2Vec2ForSequenceClassification,
    Wav2Vec2ForXVector,
    Wav2Vec2Model,
    Wav2Vec2Processor,
)
from core.wav2vec2 import compute_mask_indices as _compute_mask_indices
from core.wav2vec2 import sample_negative_indices as _sample_negative_indices
from tests.core.wav2vec2.parity import CLASSES, MMS, TINY, assert_equal, audio, pair

ORACLE = Path(__file__).resolve().parents[2] / "data" / "oracle_4_37"
LETTERS = ["<pad>", "<s>", "</s>", "<unk>", "|", *"EIMRST"]
SPEECH = np.sin(np.cumsum(np.linspace(0.01, 0.4, 5000))).astype(np.float32)


@pytest.fixture
def checkpoint(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A checkpoint of the class that the test names, saved by transformers, with a processor's files."""
    name, settings = request.param
    _, theirs = pair(name, **{**TINY, **settings})
    theirs.save_pretrained(tmp_path)
    (tmp_path / "vocab.json").write_text(json.dumps({letter: place for place, letter in enumerate(LETTERS)}))
    transformers.Wav2Vec2CTCTokenizer(tmp_path / "vocab.json").save_pretrained(tmp_path)
    transformers.Wav2Vec2FeatureExtractor(return_attention_mask=True).save_pretrained(tmp_path)
    return tmp_path


def of(name: str, **settings: Any) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("checkpoint", [(name, settings)], indirect=True, ids=[name])


def test_configuration() -> None:
    configuration = Wav2Vec2Config()
    with torch.device("meta"):
        model = Wav2Vec2Model(configuration)
    assert model.config is configuration


@of("Wav2Vec2Model")
def test_model(checkpoint: Path) -> None:
    processor = Wav2Vec2Processor.from_pretrained(checkpoint)
    model = Wav2Vec2Model.from_pretrained(checkpoint)
    inputs = processor(SPEECH, sampling_rate=16_000, return_tensors="pt")
    with torch.no_grad():
        outputs = model(**inputs)
    assert list(outputs.last_hidden_state.shape) == [1, model.frame_lengths(5000).item(), 16]
    assert_equal("example", outputs.last_hidden_state, _theirs("Wav2Vec2Model", checkpoint, inputs).last_hidden_state)


def _theirs(name: str, checkpoint: Path, inputs: Any) -> Any:
    model = getattr(transformers, name).from_pretrained(checkpoint).eval()
    with torch.no_grad():
        return model(**{key: value.clone() for key, value in inputs.items()})


@of("Wav2Vec2ForCTC")
def test_recognition(checkpoint: Path) -> None:
    processor = Wav2Vec2Processor.from_pretrained(checkpoint)
    model = Wav2Vec2ForCTC.from_pretrained(checkpoint)
    inputs = processor(SPEECH, sampling_rate=16_000, return_tensors="pt")
    with torch.no_grad():
        logits = model(**inputs).logits
    predicted_ids = torch.argmax(logits, dim=-1)
    transcription = processor.batch_decode(predicted_ids)
    their_processor = transformers.Wav2Vec2Processor.from_pretrained(checkpoint)
    assert transcription == their_processor.batch_decode(predicted_ids)
    inputs["labels"] = processor(text="MISTER TIMES", return_tensors="pt").input_ids
    loss = model(**inputs).loss
    assert_equal("example", loss, _theirs("Wav2Vec2ForCTC", checkpoint, inputs).loss)


@of("Wav2Vec2ForCTC", **MMS)
def test_language_adapters(checkpoint: Path) -> None:
    main = Wav2Vec2ForCTC.from_pretrained(checkpoint)
    for language in ("eng", "spa"):
        state = {key: value.detach() + len(language) for key, value in main.adapter_state().items()}
        save_file(state, checkpoint / f"adapter.{language}.safetensors")
    letters = {letter: place for place, letter in enumerate(LETTERS)}
    (checkpoint / "vocab.json").write_text(json.dumps({"eng": letters, "spa": letters}))

    processor = Wav2Vec2Processor.from_pretrained(checkpoint, target_lang="eng")
    model = Wav2Vec2ForCTC.from_pretrained(checkpoint, target_lang="eng")
    processor.tokenizer.set_target_lang("spa")
    model.load_adapter("spa")
    assert model.target_lang == processor.tokenizer.target_lang == "spa"


@of("Wav2Vec2ForSequenceClassification", id2label={0: "_unknown_", 1: "down", 2: "up"})
def test_sequence_classification(checkpoint: Path) -> None:
    feature_extractor = Wav2Vec2FeatureExtractor.from_pretrained(checkpoint)
    model = Wav2Vec2ForSequenceClassification.from_pretrained(checkpoint)
    inputs = feature_extractor(SPEECH, sampling_rate=16_000, return_tensors="pt")
    with torch.no_grad():
        logits = model(**inputs).logits
    predicted_class_ids = torch.argmax(logits, dim=-1).item()
    assert model.config.id2label[predicted_class_ids] in ("_unknown_", "down", "up")
    target_label = model.config.id2label[0]
    inputs["labels"] = torch.tensor([model.config.label2id[target_label]])
    loss = model(**inputs).loss
    assert_equal("example", loss, _theirs("Wav2Vec2ForSequenceClassification", checkpoint, inputs).loss)


@of("Wav2Vec2ForAudioFrameClassification")
def test_frame_classification(checkpoint: Path) -> None:
    feature_extractor = Wav2Vec2FeatureExtractor.from_pretrained(checkpoint)
    model = Wav2Vec2ForAudioFrameClassification.from_pretrained(checkpoint)
    inputs = feature_extractor(SPEECH, return_tensors="pt", sampling_rate=16_000)
    with torch.no_grad():
        logits = model(**inputs).logits
    probabilities = torch.sigmoid(logits[0])
    labels = (probabilities > 0.5).long()
    assert len(labels[0].tolist()) == 2
    assert_equal("example", logits, _theirs("Wav2Vec2ForAudioFrameClassification", checkpoint, inputs).logits)


@of("Wav2Vec2ForXVector")
def test_speaker_vectors(checkpoint: Path) -> None:
    feature_extractor = Wav2Vec2FeatureExtractor.from_pretrained(checkpoint)
    model = Wav2Vec2ForXVector.from_pretrained(checkpoint)
    inputs = feature_extractor([SPEECH, SPEECH[:3000]], sampling_rate=16_000, return_tensors="pt", padding=True)
    with torch.no_grad():
        embeddings = model(**inputs).embeddings
    assert_equal("example", embeddings, _theirs("Wav2Vec2ForXVector", checkpoint, inputs).embeddings)
    embeddings = torch.nn.functional.normalize(embeddings, dim=-1).cpu()
    cosine_sim = torch.nn.CosineSimilarity(dim=-1)
    assert -1 <= cosine_sim(embeddings[0], embeddings[1]) <= 1


@of("Wav2Vec2ForPreTraining")
def test_pre_training(checkpoint: Path) -> None:
    feature_extractor = Wav2Vec2FeatureExtractor.from_pretrained(checkpoint)
    model = Wav2Vec2ForPreTraining.from_pretrained(checkpoint)
    input_values = feature_extractor(SPEECH, return_tensors="pt", sampling_rate=16_000).input_values
    batch_size, raw_sequence_length = input_values.shape
    sequence_length = model._get_feat_extract_output_lengths(raw_sequence_length).item()
    mask_time_indices = _compute_mask_indices(shape=(batch_size, sequence_length), mask_prob=0.2, mask_length=2)
    sampled_negative_indices = _sample_negative_indices(
        features_shape=(batch_size, sequence_length),
        num_negatives=model.config.num_negatives,
        mask_time_indices=mask_time_indices,
    )
    mask_time_indices = torch.tensor(data=mask_time_indices, device=input_values.device, dtype=torch.long)
    sampled_negative_indices = torch.tensor(data=sampled_negative_indices, device=input_values.device, dtype=torch.long)
    with torch.no_grad():
        outputs = model(input_values, mask_time_indices=mask_time_indices)
    cosine_sim = torch.cosine_similarity(outputs.projected_states, outputs.projected_quantized_states, dim=-1)
    assert cosine_sim[mask_time_indices.to(torch.bool)].isfinite().all()
    model = model.train()
    loss = model(
        input_values, mask_time_indices=mask_time_indices, sampled_negative_indices=sampled_negative_indices
    ).loss
    loss.backward()
    assert loss.isfinite()


def test_pre_training_answers_as_4_37_2_did() -> None:
    folder = ORACLE / "pretraining"
    model = Wav2Vec2ForPreTraining.from_pretrained(folder)
    expected = load_file(folder / "expected.safetensors")
    names = ("input_values", "attention_mask", "mask_time_indices", "sampled_negative_indices")
    with torch.no_grad():
        outputs = model(**{name: expected.pop(name) for name in names})
    for name, value in expected.items():
        assert_equal("4.37.2 pre-training", outputs[name].reshape(value.shape), value)


@pytest.mark.parametrize("layout", ["post", "pre"])
def test_hidden_states_and_attentions_as_4_37_2_gave_them(layout: str) -> None:
    folder = ORACLE / f"states_{layout}"
    model = Wav2Vec2ForCTC.from_pretrained(folder)
    expected = load_file(folder / "expected.safetensors")
    inputs = {name: expected.pop(name) for name in ("input_values", "attention_mask", "labels")}
    with torch.no_grad():
        outputs = model(**inputs, output_hidden_states=True, output_attentions=True)
    assert_equal("4.37.2 loss", outputs.loss, expected.pop("loss"))
    assert_equal("4.37.2 logits", outputs.logits, expected.pop("logits"))
    assert len(expected) == len(outputs.hidden_states) + len(outputs.attentions)
    for name, value in expected.items():
        field, place = name.rsplit(".", 1)
        assert_equal(f"4.37.2 {field}", outputs[field][int(place)], value)


@pytest.mark.parametrize("name", [*CLASSES])
def test_forward_has_the_documented_signature(name: str) -> None:
    documented = json.loads((ORACLE / "signatures.json").read_text(encoding="utf-8"))[f"{name}.forward"]
    parameters = dict(inspect.signature(getattr(family, name).forward).parameters)
    del parameters["self"]
    empty = inspect.Parameter.empty
    assert {key: "" if item.default is empty else repr(item.default) for key, item in parameters.items()} == documented


def test_outputs_can_be_indexed_unpacked_and_named() -> None:
    model, _ = pair("Wav2Vec2ForCTC", **TINY)
    values, labels = audio((500,))[0], torch.tensor([[1, 2]])
    named = model(values, labels=labels, output_hidden_states=True)
    assert list(named.keys()) == ["loss", "logits", "hidden_states"]
    loss, logits, states = named
    assert loss is named[0] is named["loss"] is named.loss
    assert named[:2] == (loss, logits)
    assert len(named) == 3
    assert (named.attentions, len(states)) == (None, 3)
    with pytest.raises(KeyError):
        named["attentions"]
    as_tuple = model(values, labels=labels, output_hidden_states=True, return_dict=False)
    assert isinstance(as_tuple, tuple)
    assert torch.equal(as_tuple[1], logits)


def test_pre_training_leaves_the_parts_of_the_loss_out_of_the_tuple() -> None:
    model, _ = pair("Wav2Vec2ForPreTraining", **TINY)
    values, frames = audio((500,))[0], model.frame_lengths(500).item()
    masked = _compute_mask_indices((1, frames), 0.5, 2, min_masks=2)
    negatives = torch.from_numpy(_sample_negative_indices((1, frames), 3, masked))
    options = {"mask_time_indices": torch.from_numpy(masked), "sampled_negative_indices": negatives}
    named, as_tuple = model(values, **options), model(values, **options, return_dict=False)
    assert list(named.keys())[-2:] == ["contrastive_loss", "diversity_loss"]
    assert len(as_tuple) == len(named) - 2 == 4
    with pytest.raises(ValueError, match="need mask_time_indices"):
        model(values, sampled_negative_indices=negatives)


def test_a_label_outside_the_vocabulary_is_refused() -> None:
    model, _ = pair("Wav2Vec2ForCTC", **TINY)
    with pytest.raises(ValueError, match="below the vocabulary's size, 11"):
        model(audio((500,))[0], labels=torch.tensor([[11]]))
