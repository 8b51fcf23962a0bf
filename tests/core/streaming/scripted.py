"""A model and a voice-activity network that read what was written into the samples: exact and fast."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import FRAME_SAMPLES, Emission, frame_count
from core.decoding.vocabulary import Vocabulary
from core.streaming.acoustic_model import VOICE_BLOCK, ModelError

LABELS = ("<pad>", "|", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
STEP = 0.02
LANGUAGES = {
    "upper": Vocabulary(LABELS, 0, 1, frozenset()),
    "lower": Vocabulary(tuple(label.lower() for label in LABELS), 0, 1, frozenset()),
}


def encode(text: str) -> NDArray[np.float32]:
    """Speech: three frames for each letter (a space is the delimiter), one blank frame after it."""
    labels: list[int] = []
    for letter in text.upper():
        label = 1 if letter == " " else LABELS.index(letter)
        labels += [label, label, label, 0]
    return np.repeat((np.array(labels, np.float32) + 1) * STEP, FRAME_SAMPLES).astype(np.float32)


def silence(seconds: float) -> NDArray[np.float32]:
    return np.zeros(round(seconds * 16_000), np.float32)


class ScriptedModel:
    """Reads `encode`'s samples back. Each frame's certainty depends on every sample of the input.

    So a segment that lacked or gained a single sample gives another emission, and a test that compares
    emissions to the last bit sees it. `refuses` are languages that cannot be taken up.
    """

    def __init__(self, language: str = "upper", refuses: Sequence[str] = ()) -> None:
        self.language: str | None = language
        self.inputs: list[int] = []
        self._refuses = refuses

    @property
    def vocabulary(self) -> Vocabulary:
        return LANGUAGES[self.language or "upper"]

    def emission(self, samples: NDArray[np.float32], statistics: tuple[float, float] | None = None) -> Emission:
        self.inputs.append(len(samples))
        frames = frame_count(len(samples))
        labels = np.clip(np.rint(samples[::FRAME_SAMPLES][:frames] / STEP).astype(int) - 1, 0, len(LABELS) - 1)
        log_probs = np.full((frames, len(LABELS)), -12.0, np.float32)
        whole = float(np.sum(samples, dtype=np.float64)) + len(samples)
        log_probs[np.arange(frames), labels] = -0.01 - 0.001 * (whole % 1.0)
        return Emission(0, log_probs)

    def use_language(self, code: str) -> None:
        if code in self._refuses:
            raise ModelError(f"Language {code} cannot be loaded; choose another.")
        self.language = code


class ScriptedVoice:
    """Probability 0.95 for a block whose mean magnitude reaches a blank frame's, else 0.05."""

    def __init__(self) -> None:
        self._rest = np.empty(0, np.float32)

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        joined = np.concatenate((self._rest, samples))
        whole = len(joined) // VOICE_BLOCK * VOICE_BLOCK
        self._rest = joined[whole:]
        return self._probabilities(joined[:whole])

    def flush(self) -> NDArray[np.float32]:
        if not len(self._rest):
            return np.empty(0, np.float32)
        return self._probabilities(np.pad(self._rest, (0, VOICE_BLOCK - len(self._rest))))

    def reset(self) -> None:
        self._rest = np.empty(0, np.float32)

    def _probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        loud = np.abs(samples).reshape(-1, VOICE_BLOCK).mean(axis=1) > STEP / 2
        return np.where(loud, np.float32(0.95), np.float32(0.05))


class HalfOfTheAlphabet:
    """Tells "upper" from "lower": the former has the letters before N, the latter those from N on; "other" neither.

    `heard` are the lengths of what it was asked about.
    """

    languages = ("other", "upper", "lower")

    def __init__(self) -> None:
        self.heard: list[int] = []

    def probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float64]:
        self.heard.append(len(samples))
        labels = np.rint(samples[::FRAME_SAMPLES] / STEP).astype(int) - 1
        letters = labels[labels >= 2]
        share = float(np.mean(letters >= LABELS.index("N"))) if len(letters) else 0.5
        return np.array([0.0, 1.0 - share, share])
