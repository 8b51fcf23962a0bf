from __future__ import annotations

import numpy as np
import pytest

from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.hypothesis import Word
from core.streaming.acoustic_model import AcousticModel
from core.streaming.captions import FinalCaption, PartialCaption
from core.streaming.invented import is_invented
from core.streaming.recogniser import Recogniser, RecogniserOptions
from tests.core.decoding.sounds.lexicons import vocabulary
from tests.core.streaming.scripted import LABELS, LANGUAGES, ScriptedModel, ScriptedVoice, encode, silence

VOCABULARY = LANGUAGES["upper"]
OF_SOUNDS = vocabulary(delimiter=True)


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


def sounds(likeliest: float, entropy: float) -> Emission:
    """Frames that have this mean entropy, and one sound with this probability in one of them."""
    labels = len(OF_SOUNDS.labels)
    rows = np.zeros((400, labels))
    rows[:, OF_SOUNDS.blank] = 1.0
    rows[7] = (1.0 - likeliest) / (labels - 1)
    rows[7, OF_SOUNDS.labels.index("a")] = likeliest
    # The other frames waver between two labels that are no sounds.
    wavering = round(400 * entropy / np.log(2))
    rows[20 : 20 + wavering] = 0.0
    rows[20 : 20 + wavering, [OF_SOUNDS.blank, OF_SOUNDS.delimiter]] = 0.5
    with np.errstate(divide="ignore"):
        return Emission(0, np.log(rows).astype(np.float32))


@pytest.mark.parametrize(
    ("entropy", "likeliest", "confidences", "expected"),
    [
        # A digit said quickly, of which no sound is sure and the word neither.
        (0.25, 0.6, [0.6], False),
        (0.5, 0.95, [0.55, 0.2], False),
        (0.5, 0.95, [0.4, 0.2], True),
        (0.5, 0.8, [0.9], True),
        (0.5, 0.9, [0.9], False),
        (0.0, 0.9, [], True),
    ],
)
def test_of_sounds_what_is_uncertain_beside_its_surest_word_is_invented(
    entropy: float, likeliest: float, confidences: list[float], expected: bool
) -> None:
    words = tuple(Word("A", 0.0, 0.1, confidence) for confidence in confidences)
    assert is_invented(words, sounds(likeliest, entropy), OF_SOUNDS) is expected


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
        shown = [caption for caption in captions if isinstance(caption, PartialCaption) and caption.words]
        assert bool(shown) == (partials and expected != "")
        # What was heard is kept: it can be decoded again.
        assert final.emission is not None
