"""Calibration of confidence: its file, and a fit that finds the truth it was made from."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from core.decoding.beam_search import BeamDecoder
from core.decoding.calibration import CalibratedDecoder, Calibration, CalibrationError, features_of, load_calibration
from core.decoding.emission import Emission
from core.decoding.hypothesis import Word
from core.training.calibration import JudgedWord, cross_validated, fit, judge, reliability
from tests.core.streaming.scripted import LABELS, LANGUAGES


def write(folder: Path, content: str) -> Path:
    (folder / "confidence.json").write_text(content)
    return folder


def test_a_model_without_the_file_has_no_calibration(tmp_path: Path) -> None:
    assert load_calibration(tmp_path) is None


def test_the_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, json.dumps({"weights": [1, 0, 0], "bias": 0, "words": 7}))
    assert load_calibration(tmp_path) == Calibration((1.0, 0.0, 0.0), 0.0)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"weights": [1, 2], "bias": 0}',
        '{"weights": [1, 2, "3"], "bias": 0}',
        '{"weights": [1, 2, NaN], "bias": 0}',
        '{"weights": [1, 2, 3], "bias": null}',
        " " * 200_000,
    ],
)
def test_a_damaged_file_is_said(tmp_path: Path, content: str) -> None:
    with pytest.raises(CalibrationError, match=r"confidence\.json"):
        load_calibration(write(tmp_path, content))


def test_log_odds_alone_change_nothing_between_the_limits() -> None:
    same = Calibration((1.0, 0.0, 0.0), 0.0)
    for raw in (0.001, 0.25, 0.5, 0.999):
        assert same.confidence(raw, 10, 3) == pytest.approx(raw)
    assert 0 < same.confidence(0.0, 0, 0) < same.confidence(1.0, 0, 0) < 1


def test_a_decoder_gives_calibrated_confidence_and_the_same_words() -> None:
    log_probs = np.full((8, len(LABELS)), -6.0, np.float32)
    for frame, letter in enumerate(["A", "A", "<pad>", "B", "B", "<pad>", "|", "<pad>"]):
        log_probs[frame, LABELS.index(letter)] = -0.2
    emission = Emission(0, log_probs)
    raw = BeamDecoder(LANGUAGES["upper"]).decode(emission).words
    calibration = Calibration((0.0, 0.0, 1.0), -1.0)
    known = CalibratedDecoder(BeamDecoder(LANGUAGES["upper"]), calibration).decode(emission).words
    assert [(w.text, w.start, w.end) for w in raw] == [(w.text, w.start, w.end) for w in known]
    assert raw[0].text == "AB"
    assert raw[0].confidence != known[0].confidence
    assert known[0].confidence == pytest.approx(1 / (1 + np.exp(1 - np.log(2))))


def drawn(count: int, truth: Calibration) -> list[JudgedWord]:
    chance = random.Random(4)
    words = []
    for number in range(count):
        raw, frames, letters = chance.random(), chance.randint(2, 60), chance.randint(1, 12)
        right = chance.random() < truth.confidence(raw, frames, letters)
        words.append(JudgedWord(raw, frames, letters, right, f"speaker {number % 11}"))
    return words


def test_a_fit_finds_the_truth_that_the_words_were_drawn_from() -> None:
    truth = Calibration((0.8, -0.5, 0.9), 0.3)
    found = fit(drawn(40_000, truth))
    assert (*found.weights, found.bias) == pytest.approx((*truth.weights, truth.bias), abs=0.1)


def test_a_fit_for_other_speakers_is_calibrated_where_the_raw_confidence_is_not() -> None:
    words = drawn(5_000, Calibration((0.4, -0.5, 0.9), -1.0))
    right = [word.right for word in words]
    assert reliability([word.raw for word in words], right).error > 0.1
    assert reliability(cross_validated(words), right).error < 0.03


def test_reliability_by_hand() -> None:
    found = reliability([0.15, 0.15, 0.95, 1.0], [False, True, True, True])
    assert found.bins == ((0.15, 0.5, 2), (0.975, 1.0, 2))
    assert found.error == pytest.approx(0.5 * 0.35 + 0.5 * 0.025)


def test_words_are_judged_by_the_best_alignment() -> None:
    words = [Word(text, n, n + 0.5, 0.5) for n, text in enumerate(["THE", "CAT", "SAT", "DOWN"])]
    judged = judge(words, "THE BAT SAT", "ls-1")
    assert [word.right for word in judged] == [True, False, True, False]
    assert (judged[0].frames, judged[0].letters, judged[0].speaker) == (25, 3, "ls-1")
    assert judge([], "THE", "x") == []
    assert features_of(0.5, 25, 3)[0] == 0.0
    with pytest.raises(ValueError, match="nothing to fit"):
        fit([word for word in judged if word.right])
