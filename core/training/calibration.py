"""Fits the confidence of words and letters to how often they are right, and says how well that holds.

    python -m core.training.calibration MANIFEST --output confidence.json

Speakers of the dev split are parted into folds: each fold's words are judged by a fit on the others' speakers. The fit
that is written uses all of them. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.decoding.calibration import Calibration, features_of, letters_of
from core.decoding.decoder import Decoder
from core.decoding.emission import FRAME_SECONDS
from core.decoding.hypothesis import Word
from core.decoding.spoken_text import TranscriptError, fold_transcript
from core.training.evaluation import EmissionSource
from core.training.fitting import fitted, folds, reliability
from core.training.letter_calibration import JudgedLetter, judge_letters, letters_row
from core.training.manifest import Utterance


@dataclass(frozen=True, slots=True)
class JudgedWord:
    """A recognised word, whether it was said, and by whom."""

    raw: float
    frames: int
    letters: int
    right: bool
    speaker: str


def judge(words: Sequence[Word], reference: str, speaker: str) -> list[JudgedWord]:
    """Which recognised words stand in the reference, by the alignment with the fewest errors."""
    import jiwer

    right = [False] * len(words)
    if words and reference:
        aligned = jiwer.process_words(reference, " ".join(word.text for word in words)).alignments[0]
        for chunk in aligned:
            if chunk.type == "equal":
                right[chunk.hyp_start_idx : chunk.hyp_end_idx] = [True] * (chunk.hyp_end_idx - chunk.hyp_start_idx)
    return [
        JudgedWord(w.confidence, round((w.end - w.start) / FRAME_SECONDS), len(w.text), said, speaker)
        for w, said in zip(words, right, strict=True)
    ]


def fit(words: Sequence[JudgedWord]) -> Calibration:
    """Logistic regression by Newton's method. Raises ValueError where all or none of the words are right."""
    if len({word.right for word in words}) < 2:
        raise ValueError("all or none of the words are right: there is nothing to fit")
    weights, bias = fitted([features_of(w.raw, w.frames, w.letters) for w in words], [w.right for w in words])
    return Calibration(weights, bias)


def cross_validated(words: Sequence[JudgedWord]) -> list[float]:
    """Each word's confidence by a fit on the words of other speakers only."""
    fold = folds([word.speaker for word in words])
    fits = {number: fit([word for word in words if fold[word.speaker] != number]) for number in set(fold.values())}
    return [fits[fold[w.speaker]].confidence(w.raw, w.frames, w.letters) for w in words]


def judged(
    utterances: Sequence[Utterance], model: EmissionSource, decoder: Decoder
) -> tuple[list[JudgedWord], list[JudgedLetter]]:
    """Recognise recordings, each as one segment, and judge their words and letters."""
    from core.audio.media import read_media

    words: list[JudgedWord] = []
    letters: list[JudgedLetter] = []
    for utterance in utterances:
        try:
            reference = fold_transcript(utterance.text, decoder.vocabulary.spoken)
        except TranscriptError:
            continue
        emission = model.emission(read_media(utterance.path))
        heard = decoder.decode(emission).words
        words += judge(heard, reference, utterance.speaker)
        spelled = [letters_of(word, emission, decoder.vocabulary) for word in heard]
        letters += judge_letters(heard, spelled, reference, utterance.speaker)
    return words, letters


def main() -> int:
    """Fit, print the reliability before and after, write the file."""
    from core.decoding.beam_search import BeamDecoder
    from core.decoding.language_model import LanguageModel
    from core.decoding.sounds.lexicon import language_model_weights
    from core.models.catalogue import DEFAULT_MODEL, language_model_of, resolve
    from core.streaming.speech_model import SpeechModel
    from core.training.jobs import first_of_each_source
    from core.training.manifest import read_manifest

    parser = argparse.ArgumentParser(description="Fit the confidence of words to how often they are right.")
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=300, help="recordings of each source (default: 300)")
    arguments = parser.parse_args()
    model = SpeechModel.load(resolve(arguments.model))
    folder = language_model_of(arguments.model)
    weights = language_model_weights(Path(resolve(arguments.model)))
    language_model = LanguageModel.load(folder, *weights) if folder else None
    decoder = BeamDecoder(model.vocabulary, language_model)
    utterances = read_manifest(arguments.manifest, lambda u: u.split == "dev" and u.language == "en")
    words, letters = judged(first_of_each_source(utterances, arguments.limit), model, decoder)
    right = [word.right for word in words]
    before, after = reliability([word.raw for word in words], right), reliability(cross_validated(words), right)
    calibration = fit(words)
    values: dict[str, Any] = {
        "weights": calibration.weights,
        "bias": calibration.bias,
        "words": len(words),
        "expected_calibration_error": {"raw": before.error, "speakers_held_out": after.error},
        "reliability": {"raw": before.bins, "speakers_held_out": after.bins},
        "letters": letters_row(letters),
    }
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(values["expected_calibration_error"]) + f" of {len(words)} words\n")
    sys.stdout.write(json.dumps(values["letters"]["expected_calibration_error"]) + f" of {len(letters)} letters\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
