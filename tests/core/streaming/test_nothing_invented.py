from __future__ import annotations

import numpy as np
import pytest

from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.hypothesis import Word
from core.streaming.acoustic_model import AcousticModel
from core.streaming.captions import FinalCaption
from core.streaming.finals import is_invented
from core.streaming.recogniser import Recogniser, RecogniserOptions
from tests.core.streaming.scripted import LABELS, LANGUAGES, ScriptedModel, ScriptedVoice, encode, silence

VOCABULARY = LANGUAGES["upper"]


def emission(probability: float, label: str) -> Emission:
    """Blanks, and one frame in which a label has this probability."""
    probabilities = np.full((20, len(LABELS)), 1e-6, np.float32)
    probabilities[:, VOCABULARY.blank] = 1.0
    probabilities[7, VOCABULARY.blank] = 1.0 - probability
    probabilities[7, LABELS.index(label)] = probability
    return Emission(0, np.log(probabilities + 1e-9))


@pytest.mark.parametrize(
    ("probability", "label", "confidences", "expected"),
    [
        (0.89, "A", [0.85, 0.1], True),
        (0.91, "A", [0.85, 0.1], False),
        (0.89, "A", [0.1, 0.89], False),
        # That words are parted is no sign of speech.
        (0.99, "|", [0.85], True),
        (0.1, "A", [], True),
    ],
)
def test_words_without_a_likely_letter_and_a_likely_word_are_invented(
    probability: float, label: str, confidences: list[float], expected: bool
) -> None:
    words = tuple(Word("A", 0.0, 0.1, confidence) for confidence in confidences)
    assert is_invented(words, emission(probability, label), VOCABULARY) is expected


class Mumbling(ScriptedModel):
    """Is never surer of a letter than `certainty`."""

    def __init__(self, certainty: float) -> None:
        super().__init__()
        self._certainty = certainty

    def emission(self, samples: np.ndarray, statistics: tuple[float, float] | None = None) -> Emission:
        heard = super().emission(samples, statistics).log_probs
        return Emission(0, np.where(heard > -1.0, np.float32(np.log(self._certainty)), heard))


@pytest.mark.parametrize(("certainty", "expected"), [(0.6, ""), (0.9, "ABC")])
def test_a_segment_of_guesses_has_no_words_live_as_from_a_file(certainty: float, expected: str) -> None:
    samples = np.concatenate((encode("ABC"), silence(1.0)))
    for partials, sizes in ((False, [len(samples)]), (True, [320] * (len(samples) // 320))):
        model: AcousticModel = Mumbling(certainty)
        line = Recogniser(
            model, GreedyDecoder(VOCABULARY), ScriptedVoice(), RecogniserOptions(partials=partials, keep_emissions=True)
        )
        captions, start = [], 0
        for size in sizes:
            captions += line.feed(samples[start : start + size])
            start += size
        captions += line.flush()
        (final,) = [caption for caption in captions if isinstance(caption, FinalCaption)]
        assert final.text == expected
        # What was heard is kept: it can be decoded again.
        assert final.emission is not None
