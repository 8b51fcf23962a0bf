"""How a network in training is judged on development recordings. Owned by the run, on its thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from core.decoding.emission import SAMPLE_RATE, Emission
from core.decoding.vocabulary import Vocabulary
from core.training.augmentation import normalise
from core.training.error_rates import rates_by
from core.training.evaluation import evaluate, greedy
from core.training.manifest import Utterance
from core.training.objective import Objective, TrainingBatch
from core.training.phone_targets import NO_TARGET
from core.wav2vec2 import Wav2Vec2ForCTC

Read = Callable[[Path], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Findings:
    """`rows`: measures by source; `score`: the one number by which models are compared, lower is better."""

    rows: dict[str, dict[str, float]]
    score: float


class Examination(Protocol):
    """Judges an objective in evaluation mode."""

    def __call__(self, network: Objective) -> Findings:
        """Measures of the network as it is."""


class NetworkEmissions:
    """The emission of a network under training, on its own device; the last computed weights are not copied."""

    def __init__(self, model: Wav2Vec2ForCTC) -> None:
        self._model = model

    def emission(self, samples: NDArray[np.float32]) -> Emission:
        """(frames, labels) of at least 400 samples of 16 kHz mono."""
        device = self._model.lm_head.weight.device
        values = torch.from_numpy(normalise(samples))[None].to(device)
        with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
            logits = self._model(values).logits[0]
        return Emission(0, torch.log_softmax(logits.float(), dim=-1).cpu().numpy())


class RecognitionExamination:
    """Greedy word and character error rates; the score is the mean character error rate of the sources.

    Where the labels are sounds, characters are sounds, and words are right whose every sound is.
    """

    def __init__(self, development: Sequence[Utterance], read: Read, vocabulary: Vocabulary) -> None:
        self._development = development
        self._read = read
        self._decoder, self._sounds = greedy(vocabulary)

    def __call__(self, network: Objective) -> Findings:
        """See `Examination`."""
        assert isinstance(network.model, Wav2Vec2ForCTC)
        result = evaluate(
            self._development, self._read, NetworkEmissions(network.model), self._decoder, sounds=self._sounds
        )
        rates = rates_by(result.scored, "source")
        rows = {
            source: {"word_error_rate": found.words.rate, "character_error_rate": found.characters.rate}
            for source, found in rates.items()
        }
        return Findings(rows, sum(found.characters.rate for found in rates.values()) / max(1, len(rates)))


class LossExamination:
    """The objective's own losses, with the same masks each time; the score is the mean of the first loss."""

    def __init__(self, development: Sequence[Utterance], read: Read, seed: int) -> None:
        self._development = development
        self._read = read
        self._seed = seed

    def __call__(self, network: Objective) -> Findings:
        """See `Examination`."""
        found: dict[str, list[tuple[float, ...]]] = {}
        device = next(network.parameters()).device
        for number, utterance in enumerate(self._development):
            batch = _single(self._read(utterance.path), network).to(device)
            with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
                losses = network.losses(batch, np.random.default_rng([self._seed, number]), 1.0)
            found.setdefault(utterance.source, []).append(losses.parts)
        means = {source: np.mean(parts, axis=0) for source, parts in found.items()}
        rows = {
            source: {name: float(value) for name, value in zip(network.loss_names, mean, strict=True)}
            for source, mean in means.items()
        }
        return Findings(rows, float(np.mean([mean[0] for mean in means.values()])))


def _single(samples: NDArray[np.float32], network: Objective) -> TrainingBatch:
    """One recording of at most 20 s without a transcript."""
    values = torch.from_numpy(normalise(samples[: 20 * SAMPLE_RATE]))[None]
    frames = network.model.frame_lengths(torch.tensor([values.shape[1]]), adapted=False)
    empty = torch.zeros(0, dtype=torch.long)
    return TrainingBatch(values, frames, empty, empty, torch.full((1, int(frames)), NO_TARGET))
