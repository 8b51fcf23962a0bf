"""Which recognised letters are right, and the fit that makes their confidence a probability. See `calibration`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.decoding.calibration import LetterCalibration, letter_features_of
from core.decoding.hypothesis import Word
from core.training.fitting import fitted, folds, reliability


@dataclass(frozen=True, slots=True)
class JudgedLetter:
    """A recognised letter of a word of `letters`, whether it was said, and by whom.

    Of a model of sounds: the letters that stand for one sound.
    """

    raw: float
    word_raw: float
    letters: int
    right: bool
    speaker: str


def judge_letters(
    words: Sequence[Word], spelled: Sequence[Sequence[tuple[str, float]]], reference: str, speaker: str
) -> list[JudgedLetter]:
    """Which letters of the words stand in the reference, by the alignment of characters with the fewest errors.

    `spelled`: of each word its letters with their raw confidences, where labels are sounds those of each sound
    together, which are right where all are; words that these do not spell are left out.
    """
    import jiwer

    text = " ".join(word.text for word in words)
    right = [False] * len(text)
    if text and reference:
        for chunk in jiwer.process_characters(reference, text).alignments[0]:
            if chunk.type == "equal":
                right[chunk.hyp_start_idx : chunk.hyp_end_idx] = [True] * (chunk.hyp_end_idx - chunk.hyp_start_idx)
    found: list[JudgedLetter] = []
    place = 0
    for word, letters in zip(words, spelled, strict=True):
        if "".join(text for text, _ in letters) == word.text:
            begin = place
            for text, raw in letters:
                said = all(right[begin : begin + len(text)])
                found.append(JudgedLetter(raw, word.confidence, len(letters), said, speaker))
                begin += len(text)
        place += len(word.text) + 1
    return found


def fit_letters(letters: Sequence[JudgedLetter]) -> LetterCalibration:
    """Raises ValueError where all or none of the letters are right."""
    if len({letter.right for letter in letters}) < 2:
        raise ValueError("all or none of the letters are right: there is nothing to fit")
    features = [letter_features_of(letter.raw, letter.word_raw, letter.letters) for letter in letters]
    return LetterCalibration(*fitted(features, [letter.right for letter in letters]))


def cross_validated_letters(letters: Sequence[JudgedLetter]) -> list[float]:
    """Each letter's confidence by a fit on the letters of other speakers only."""
    fold = folds([letter.speaker for letter in letters])
    fits = {
        number: fit_letters([letter for letter in letters if fold[letter.speaker] != number])
        for number in set(fold.values())
    }
    return [fits[fold[one.speaker]].confidence(one.raw, one.word_raw, one.letters) for one in letters]


def letters_row(letters: Sequence[JudgedLetter]) -> dict[str, Any]:
    """What `confidence.json` holds of letters."""
    calibration = fit_letters(letters)
    right = [letter.right for letter in letters]
    before = reliability([letter.raw for letter in letters], right)
    after = reliability(cross_validated_letters(letters), right)
    return {
        "weights": calibration.weights,
        "bias": calibration.bias,
        "letters": len(letters),
        "expected_calibration_error": {"raw": before.error, "speakers_held_out": after.error},
        "reliability": {"raw": before.bins, "speakers_held_out": after.bins},
    }
