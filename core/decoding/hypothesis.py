"""What a decoder returns: words with their times and confidence, and the scores they won by."""

from __future__ import annotations

from dataclasses import dataclass

# Below this confidence a word is shown as doubtful: where it is calibrated, the word is more likely wrong than right.
DOUBTFUL = 0.5


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `start` and `end` in seconds from the stream's start; `confidence` 0 to 1.

    The confidence is the geometric mean of the probabilities of the word's own labels along their best path through
    the emission: 1 where the model saw nothing else; of a model with a calibration (`core.decoding.calibration`), the
    probability that the word is right.
    """

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of an emission. Scores are natural logarithms; `lm_score` is that of language model and hotwords."""

    words: tuple[Word, ...]
    logit_score: float
    lm_score: float

    @property
    def text(self) -> str:
        """The words, separated by single spaces."""
        return " ".join(word.text for word in self.words)
