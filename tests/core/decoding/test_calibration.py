"""Calibration of confidence: its file, and a fit that finds the truth it was made from."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from core.decoding.beam_search import BeamDecoder
from core.decoding.calibration import (
    Calibration,
    CalibrationError,
    LetterCalibration,
    features_of,
    letters_of,
    load_calibration,
)
from core.decoding.emission import Emission
from core.decoding.hypothesis import Word
from core.decoding.sounds.letter_to_sound import LetterToSound
from core.decoding.sounds.lexicon import Lexicon
from core.decoding.vocabulary import Vocabulary
from core.streaming.finals import FinalDecoder
from core.training.calibration import JudgedWord, cross_validated, fit, judge
from core.training.fitting import reliability
from core.training.letter_calibration import fit_letters, judge_letters
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
        '{"weights": [1, 2, 3], "bias": 0, "letters": {"weights": [1], "bias": 0}}',
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
    known = FinalDecoder(BeamDecoder(LANGUAGES["upper"]), calibration, gated=False).decode(emission).words
    assert [(w.text, w.start, w.end) for w in raw] == [(w.text, w.start, w.end) for w in known]
    assert raw[0].text == "AB"
    assert raw[0].confidence != known[0].confidence
    assert known[0].confidence == pytest.approx(1 / (1 + np.exp(1 - np.log(2))))


def test_letters_have_their_own_calibration(tmp_path: Path) -> None:
    log_probs = np.full((8, len(LABELS)), -9.0, np.float32)
    for frame, (letter, score) in enumerate([("A", -0.2), ("A", -0.4), ("<pad>", -0.1), ("B", -1.0), ("<pad>", -0.1)]):
        log_probs[frame, LABELS.index(letter)] = score
    log_probs[5:, LABELS.index("<pad>")] = -0.1
    emission = Emission(100, log_probs)
    (word,) = BeamDecoder(LANGUAGES["upper"]).decode(emission).words
    raw = letters_of(word, emission, LANGUAGES["upper"])
    assert [letter for letter, _ in raw] == ["A", "B"]
    assert [confidence for _, confidence in raw] == pytest.approx([np.exp(-0.3), np.exp(-1.0)])
    content = {"weights": [1, 0, 0], "bias": 0, "letters": {"weights": [0, 1, 0], "bias": 0}}
    calibration = load_calibration(write(tmp_path, json.dumps(content)))
    assert calibration is not None
    # By these weights a letter is as sure as its word.
    assert [c for _, c in letters_of(word, emission, LANGUAGES["upper"], calibration)] == pytest.approx(
        [word.confidence] * 2, abs=1e-6
    )
    assert letters_of(word, emission, LANGUAGES["upper"], Calibration((1.0, 0.0, 0.0), 0.0)) == raw


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        # The second way to say it was heard.
        ("SHOX", "Saks", [("SH", 0.9), ("O", 0.8), ("X", 0.6)]),
        ("SHOX", "sa", [("SH", 0.9), ("OX", 0.8)]),
        ("XA", "zksa", [("X", 0.7), ("A", 0.6)]),
        # More letters than its sounds can have, and a word that nothing says: as sure as the word.
        ("EIGHTY", "a", [("EIGHTY", 0.25)]),
        ("QQ", "a", [("QQ", 0.25)]),
    ],
)
def test_letters_are_as_sure_as_the_sounds_that_they_stand_for(
    text: str, said: str, expected: list[tuple[str, float]]
) -> None:
    pieces = {"SH": {"S": -0.1, "s": -2.0}, "O": {"a": -0.1}, "OX": {"a": -4.0}, "X": {"k": -0.1, "z": -1.0}}
    pieces |= {"A": {"a": -0.1}}
    listed = {"SHOX": ("Saks", "sa"), "XA": ("zksa",), "EIGHTY": ("a",)}
    lexicon = Lexicon(listed, LetterToSound(pieces))
    sounds = Vocabulary(("<pad>", *"Ssakzb"), 0, None, frozenset(), lexicon)
    sure = [0.9, 0.8, 0.7, 0.6]
    rows = np.full((2 * len(said), len(sounds.labels)), np.log(0.01), np.float32)
    for place, sound in enumerate(said):
        rows[2 * place, sounds.labels.index(sound)] = np.log(sure[place])
        rows[2 * place + 1, 0] = np.log(0.95)
    found = letters_of(Word(text, 0.0, len(rows) * 0.02, 0.25), Emission(0, rows), sounds)
    assert [letters for letters, _ in found] == [letters for letters, _ in expected]
    assert [confidence for _, confidence in found] == pytest.approx([confidence for _, confidence in expected])


def test_letters_that_stand_for_one_sound_are_calibrated_together() -> None:
    lexicon = Lexicon({"SHOX": ("Sa",)}, LetterToSound({"SH": {"S": -0.1}, "OX": {"a": -0.1}}))
    sounds = Vocabulary(("<pad>", *"Sa"), 0, None, frozenset(), lexicon)
    rows = np.log(np.array([[0.05, 0.9, 0.05], [0.1, 0.3, 0.6]], np.float32))
    word, emission = Word("SHOX", 0.0, 0.04, 0.25), Emission(0, rows)
    raw = letters_of(word, emission, sounds)
    assert [letters for letters, _ in raw] == ["SH", "OX"]
    fitted = LetterCalibration((0.7, 0.2, -0.4), 0.1)
    whole = (0.9 * 0.6) ** 0.5
    expected = [(letters, fitted.confidence(sure, whole, 2)) for letters, sure in raw]
    found = letters_of(word, emission, sounds, Calibration((1.0, 0.0, 0.0), 0.0, fitted))
    assert [letters for letters, _ in found] == ["SH", "OX"]
    assert [sure for _, sure in found] == pytest.approx([sure for _, sure in expected], abs=1e-5)
    assert found != raw


def test_letters_that_stand_for_one_sound_are_right_where_all_of_them_are() -> None:
    words = [Word("SHOX", 0.0, 0.5, 0.7), Word("QUEUE", 0.5, 1.0, 0.6)]
    spelled = [[("SH", 0.9), ("OX", 0.4)], [("QUEUE", 0.6)]]
    judged = judge_letters(words, spelled, "SHOP QUEUE", "ls-1")
    assert [(one.raw, one.letters, one.right) for one in judged] == [(0.9, 2, True), (0.4, 2, False), (0.6, 1, True)]


def test_letters_are_judged_by_the_best_alignment() -> None:
    words = [Word("CAT", 0.0, 0.5, 0.7), Word("SAT", 0.5, 1.0, 0.6)]
    spelled = [[(letter, 0.5) for letter in word.text] for word in words]
    judged = judge_letters(words, spelled, "BAT SIT", "ls-1")
    assert [letter.right for letter in judged] == [False, True, True, True, False, True]
    assert {letter.word_raw for letter in judged[3:]} == {0.6}
    assert judge_letters(words, [spelled[0], []], "BAT SIT", "ls-1") == judged[:3]
    found = fit_letters(judged * 3)
    assert 0 < found.confidence(0.5, 0.7, 3) < 1
    with pytest.raises(ValueError, match="nothing to fit"):
        fit_letters(judged[1:4])


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
