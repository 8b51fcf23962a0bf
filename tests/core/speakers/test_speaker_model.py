"""The speaker model that comes with Wavescribe, and others: real weights, real speech."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from core.models.catalogue import BUNDLED, resolve
from core.session.speakers import HEAD_FOLDER, SpeakerOptions, load_voices
from core.speakers.speaker_model import SpeakerModel
from core.streaming.acoustic_model import ModelError
from core.training.speaker_features import statistics
from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2ForCTC, Wav2Vec2ForXVector

HEAD = Path(resolve(BUNDLED)) / HEAD_FOLDER


def sound(seconds: float, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.1, round(seconds * 16_000)).astype(np.float32)


def test_the_head_is_small_and_holds_no_front() -> None:
    assert (HEAD / "model.safetensors").stat().st_size < 1_000_000
    from safetensors import safe_open

    with safe_open(HEAD / "model.safetensors", "pt") as file:
        assert not [key for key in file.keys() if key.startswith("wav2vec2.feature_extractor.")]  # noqa: SIM118


def test_vectors_have_length_one_and_short_sounds_have_one_too() -> None:
    voices = load_voices(SpeakerOptions())
    vectors = voices.vectors([sound(2.0), sound(0.01), np.zeros(16_000, np.float32)])
    assert vectors.shape == (3, 128)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    # Another volume is the same voice.
    assert voices.vector(sound(2.0) * 0.1) @ vectors[0] == pytest.approx(1.0, abs=1e-3)


def test_the_head_computes_what_its_recipe_says() -> None:
    """Its layers pass the front's features through: what is left is one linear layer over their statistics."""
    samples = sound(2.0)
    front = Wav2Vec2ForCTC.from_pretrained(resolve(BUNDLED)).wav2vec2.feature_extractor
    network = load_voices(SpeakerOptions())._network
    values = Wav2Vec2FeatureExtractor()(samples, sampling_rate=16_000)["input_values"][0]
    with torch.inference_mode():
        found = network(torch.from_numpy(np.asarray(values, np.float32))[None]).embeddings[0].double().numpy()
    expected = statistics(front, samples)
    expected[: len(expected) // 2] += 4.0
    layer = network.feature_extractor
    weight, bias = layer.weight.double().numpy(), layer.bias.double().numpy()
    assert found == pytest.approx(weight @ expected + bias, abs=0.1)


def test_a_whole_checkpoint_of_any_shape_is_taken(tmp_path: Path) -> None:
    config = Wav2Vec2Config(
        conv_dim=(8, 8), conv_kernel=(10, 3), conv_stride=(5, 2), hidden_size=16, num_hidden_layers=1,
        num_attention_heads=2, intermediate_size=16, num_conv_pos_embeddings=4, num_conv_pos_embedding_groups=2,
        tdnn_dim=(8, 8), tdnn_kernel=(3, 1), tdnn_dilation=(1, 1), xvector_output_dim=6, num_labels=40,
    )  # fmt: skip
    Wav2Vec2ForXVector(config).save_pretrained(tmp_path)
    Wav2Vec2FeatureExtractor().save_pretrained(tmp_path)
    assert load_voices(SpeakerOptions(model=str(tmp_path))).vector(sound(1.0)).shape == (6,)


def test_a_head_in_any_folder_finds_the_model_it_stands_on(tmp_path: Path) -> None:
    shutil.copytree(HEAD, tmp_path / "head")
    samples = sound(2.0)
    expected = load_voices(SpeakerOptions()).vector(samples)
    assert np.array_equal(load_voices(SpeakerOptions(model=str(tmp_path / "head"))).vector(samples), expected)
    config = json.loads((HEAD / "config.json").read_text())
    # A model that is named by its folder.
    (tmp_path / "head" / "config.json").write_text(json.dumps({**config, "base_model": resolve(BUNDLED)}))
    assert np.array_equal(load_voices(SpeakerOptions(model=str(tmp_path / "head"))).vector(samples), expected)
    for nowhere in ("nobody/nowhere", "../..", "", None, 3):
        (tmp_path / "head" / "config.json").write_text(json.dumps({**config, "base_model": nowhere}))
        with pytest.raises(ModelError, match="; "):
            load_voices(SpeakerOptions(model=str(tmp_path / "head")))


def test_what_cannot_be_loaded_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"choose|check"):
        load_voices(SpeakerOptions(model=str(tmp_path)))
    with pytest.raises(
        ModelError, match="stands on the model bundled-en, which is not on this machine; get that model"
    ):
        SpeakerModel.load(str(HEAD))
    (tmp_path / "config.json").write_text((HEAD / "config.json").read_text())
    (tmp_path / "preprocessor_config.json").write_text(json.dumps({"sampling_rate": 8000}))
    with pytest.raises(ModelError, match="16 kHz"):
        SpeakerModel.load(str(tmp_path), resolve)
