"""Confidence that means what it says: of words with 0.8, eight in ten are right. A small JSON beside the model.

Logistic regression (Platt 1999) over what is known of a word without any other: its raw confidence, its length in
frames and in letters. It is applied to what leaves the line; inside, decisions go by the raw confidence. Pure; any
thread.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.decoding.confidence import letter_confidences, word_confidence
from core.decoding.emission import FRAME_SECONDS, Emission
from core.decoding.hypothesis import Word
from core.decoding.sounds.letter_pieces import Cut
from core.decoding.vocabulary import Speller, Vocabulary

FILE_NAME = "confidence.json"
MAXIMUM_BYTES = 100_000
# Further from sure than this nothing more is told apart.
SUREST = 1e-4


Letters = tuple[tuple[str, float], ...]
"""The letters of a word, each with its confidence, 0 to 1."""


class CalibrationError(ValueError):
    """A calibration cannot be read; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class LetterCalibration:
    """`weights` of a letter's features (`letter_features_of`) and what is added to them."""

    weights: tuple[float, ...]
    bias: float

    def confidence(self, raw: float, word_raw: float, letters: int) -> float:
        """Probability that a letter is right, 0 to 1: its raw confidence, its word's, the letters of its word."""
        return _probability(self.weights, self.bias, letter_features_of(raw, word_raw, letters))


@dataclass(frozen=True, slots=True)
class Calibration:
    """`weights` of the features (`features_of`) and what is added to them; `letters`: the same for single letters."""

    weights: tuple[float, ...]
    bias: float
    letters: LetterCalibration | None = None

    def confidence(self, raw: float, frames: int, letters: int) -> float:
        """Probability that a word is right, 0 to 1, from its raw confidence and its length."""
        return _probability(self.weights, self.bias, features_of(raw, frames, letters))

    def words(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The same words, their raw confidence replaced."""
        return tuple(
            replace(
                word,
                confidence=self.confidence(
                    word.confidence, round((word.end - word.start) / FRAME_SECONDS), len(word.text)
                ),
            )
            for word in words
        )


def features_of(raw: float, frames: int, letters: int) -> tuple[float, float, float]:
    """Log odds of the raw confidence, and logarithms of the lengths."""
    return _log_odds(raw), math.log(max(frames, 1)), math.log(max(letters, 1))


def letter_features_of(raw: float, word_raw: float, letters: int) -> tuple[float, float, float]:
    """Log odds of the raw confidences of a letter and of its word, and the logarithm of the word's length."""
    return _log_odds(raw), _log_odds(word_raw), math.log(max(letters, 1))


def letters_of(
    word: Word, emission: Emission, vocabulary: Vocabulary, calibration: Calibration | None = None
) -> Letters:
    """The labels that spell a word decoded from `emission`, each with its confidence, 0 to 1.

    With a calibration that covers letters it is the probability that the letter is right; else the geometric mean of
    its probability in its own frames. Where labels are sounds, the letters that stand for each sound of the likeliest
    pronunciation, together: with a calibration the probability that all of them are right.
    """
    first = round(word.start / FRAME_SECONDS) - emission.start_frame
    rows = emission.log_probs[max(first, 0) : round(word.end / FRAME_SECONDS) - emission.start_frame]
    ways = Speller(vocabulary).ways(word.text)
    labels = max(ways, key=lambda way: word_confidence(rows, way, vocabulary.blank)) if len(ways) > 1 else ways[0]
    raw = letter_confidences(rows, labels, vocabulary.blank)
    spelled = [vocabulary.labels[label] for label in labels]
    letters = tuple(zip(spelled, raw, strict=True))
    if vocabulary.lexicon is not None:
        pieces = vocabulary.lexicon.pieces(word.text, "".join(spelled))
        if pieces is None:
            return ((word.text, word.confidence),)
        letters = _of_pieces(pieces, raw)
    if calibration is None or calibration.letters is None:
        return letters
    whole = word_confidence(rows, labels, vocabulary.blank)
    return tuple((text, calibration.letters.confidence(sure, whole, len(letters))) for text, sure in letters)


def _of_pieces(pieces: Cut, raw: Sequence[float]) -> Letters:
    """Sounds without letters are as sure as the letters before them make them, the first ones' as those after."""
    found: list[tuple[str, float]] = []
    early = 1.0
    for (letters, _), sure in zip(pieces, raw, strict=True):
        if letters:
            found.append((letters, min(sure, early)))
            early = 1.0
        elif found:
            found[-1] = found[-1][0], min(found[-1][1], sure)
        else:
            early = min(early, sure)
    return tuple(found)


def _log_odds(raw: float) -> float:
    sure = min(max(raw, SUREST), 1.0 - SUREST)
    return math.log(sure / (1.0 - sure))


def _probability(weights: Sequence[float], bias: float, features: Sequence[float]) -> float:
    score = bias + sum(w * x for w, x in zip(weights, features, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, score))))


def load_calibration(folder: Path) -> Calibration | None:
    """The calibration in a model's folder; None where there is none. Raises CalibrationError."""
    file = folder / FILE_NAME
    if not file.is_file():
        return None
    try:
        if file.stat().st_size > MAXIMUM_BYTES:
            raise ValueError("too large")
        values = json.loads(file.read_text(encoding="utf-8"))
        weights, bias = _weights_and_bias(values)
        letters = LetterCalibration(*_weights_and_bias(values["letters"])) if "letters" in values else None
    except (OSError, ValueError, TypeError, KeyError) as failure:
        raise CalibrationError(f"{file} cannot be read ({failure}); make it again or remove it.") from failure
    return Calibration(weights, bias, letters)


def _weights_and_bias(values: dict[str, Any]) -> tuple[tuple[float, ...], float]:
    weights, (bias,) = _finite(values["weights"]), _finite([values["bias"]])
    if len(weights) != len(features_of(0.5, 1, 1)):
        raise ValueError(f"{len(weights)} weights")
    return weights, bias


def _finite(values: Sequence[object]) -> tuple[float, ...]:
    if not all(isinstance(value, int | float) and math.isfinite(value) for value in values):
        raise ValueError("not finite numbers")
    return tuple(float(value) for value in values)  # type: ignore[arg-type]
