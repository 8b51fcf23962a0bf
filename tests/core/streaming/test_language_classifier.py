"""A checkpoint that tells languages apart: loaded, compared with transformers, refused where it is none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from core.streaming.acoustic_model import ModelError
from core.streaming.language_classifier import LanguageClassifier
from tests.helpers.tiny_mms_lid import speech, spoken


def test_it_tells_what_it_was_taught(mms_lid_folder: Path) -> None:
    classifier = LanguageClassifier.load(str(mms_lid_folder), "cpu")
    assert classifier.languages == ("fra", "eng", "deu")
    for language, row in (("eng", 1), ("deu", 2)):
        for start, end in ((1, 3), (5, 6), (10, 18)):
            found = classifier.probabilities(spoken(language, speech()[start * 16_000 : end * 16_000]))
            assert found.sum() == pytest.approx(1.0)
            assert found[row] > 0.8


def test_its_probabilities_are_those_of_transformers(mms_lid_folder: Path) -> None:
    from transformers import Wav2Vec2FeatureExtractor, Wav2Vec2ForSequenceClassification

    network = Wav2Vec2ForSequenceClassification.from_pretrained(mms_lid_folder).eval()
    extractor = Wav2Vec2FeatureExtractor.from_pretrained(mms_lid_folder)
    samples = speech()[16_000:30_000]
    with torch.no_grad():
        logits = network(extractor(samples, sampling_rate=16_000, return_tensors="pt").input_values).logits[0]
    expected = torch.softmax(logits.double(), -1).numpy()
    found = LanguageClassifier.load(str(mms_lid_folder), "cpu", "float32").probabilities(samples)
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_what_is_no_such_checkpoint_is_said(mms_lid_folder: Path, mms_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="classifier"):
        LanguageClassifier.load(str(mms_folder), "cpu")
    with pytest.raises(ModelError, match="nowhere"):
        LanguageClassifier.load(str(tmp_path / "nowhere"), "cpu")
    other = shutil.copytree(mms_lid_folder, tmp_path / "8 kHz")
    settings = json.loads((other / "preprocessor_config.json").read_text(encoding="utf-8"))
    (other / "preprocessor_config.json").write_text(json.dumps({**settings, "sampling_rate": 8000}), encoding="utf-8")
    with pytest.raises(ModelError, match="16 kHz"):
        LanguageClassifier.load(str(other), "cpu")


def test_numbers_that_are_none_are_said(mms_lid_folder: Path) -> None:
    classifier = LanguageClassifier.load(str(mms_lid_folder), "cpu")
    classifier._network.classifier.bias.data[0] = float("nan")
    with pytest.raises(ModelError, match="choose dtype float32"):
        classifier.probabilities(speech()[:16_000])
