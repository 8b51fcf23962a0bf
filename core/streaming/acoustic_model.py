"""What the streaming line asks of a model and of a voice-activity network, and what may go wrong in a model.

Protocols only: `core.streaming.speech_model.SpeechModel` and `core.audio.voice_activity.VoiceActivity`
satisfy them, and so does a scripted model in a test. Everything here is called on the recogniser's thread
alone.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import Emission
from core.decoding.vocabulary import Vocabulary

VOICE_BLOCK = 512
"""Samples of one speech probability; blocks are counted from the stream's start."""


class ModelError(Exception):
    """A model cannot be loaded, used or switched; the message is one sentence that says what to do."""


class HeardByAnother(ModelError):
    """What was kept of a session can't be read: the model that heard it is gone, or is another now."""


class AcousticModel(Protocol):
    """Turns samples into an emission, in one language at a time."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Labels of the current language."""

    @property
    def language(self) -> str | None:
        """Code of the current language; None for a model that has only one."""

    def emission(self, samples: NDArray[np.float32], statistics: tuple[float, float] | None = None) -> Emission:
        """Log-probabilities of 16 kHz mono samples, `frame_count(len(samples))` rows, `start_frame` 0.

        `statistics` are the mean and variance to normalise with; None means those of the samples themselves.
        Raises ModelError.
        """

    def use_language(self, code: str) -> None:
        """Change the language; on failure raise ModelError and leave the old one in place."""


class SpeechProbabilities(Protocol):
    """Speech probability of each block of `VOICE_BLOCK` samples, counted from the stream's start."""

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities of the blocks that these samples complete."""

    def flush(self) -> NDArray[np.float32]:
        """Probability of the last, incomplete block; empty where the stream ended on a block's border."""

    def reset(self) -> None:
        """Begin a new stream."""
