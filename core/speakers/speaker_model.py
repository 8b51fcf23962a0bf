"""A Wav2Vec2ForXVector checkpoint as the speaker line sees it: samples in, one vector of unit length out.

Owned by one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.decoding.emission import SAMPLE_RATE
from core.streaming.acoustic_model import ModelError
from core.wav2vec2 import CheckpointError, Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2ForXVector
from core.wav2vec2.checkpoint import read_weights

FRONT = "wav2vec2.feature_extractor."
BASE = "base_model"
"""Field of a configuration: the weights are a head alone, and the front is that of this model."""
LEAST_SAMPLES = SAMPLE_RATE // 2


class SpeakerModel:
    """A loaded network; `SpeakerModel.load` makes it."""

    def __init__(self, network: Wav2Vec2ForXVector, feature_extractor: Wav2Vec2FeatureExtractor, name: str) -> None:
        self.name = name
        self._network = network
        self._feature_extractor = feature_extractor

    @classmethod
    def load(cls, name_or_folder: str, find: Callable[[str], str] = str) -> SpeakerModel:
        """Load a local folder or a hub name, on the processor. Raises ModelError with one sentence.

        `find`: from the name of a model to its folder, for a checkpoint that is a head alone and names the model whose
        convolutions it stands on.
        """
        try:
            config = Wav2Vec2Config.from_pretrained(name_or_folder)
            extractor = Wav2Vec2FeatureExtractor.from_pretrained(name_or_folder)
            if extractor.sampling_rate != SAMPLE_RATE:
                raise ModelError(f"{name_or_folder} does not take 16 kHz audio; choose another speaker model.")
            if BASE in config.extra:
                network = Wav2Vec2ForXVector.from_tensors(
                    config, _completed(name_or_folder, str(config.extra[BASE]), find)
                )
            else:
                network = Wav2Vec2ForXVector.from_pretrained(name_or_folder, config=config)
        except CheckpointError as failure:
            raise ModelError(str(failure)) from failure
        return cls(network.requires_grad_(False).eval(), extractor, str(name_or_folder))

    def vector(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """(samples,) of 16 kHz mono → (width,), of length 1. What is shorter than half a second is repeated."""
        found: NDArray[np.float32] = self.vectors([samples])[0]
        return found

    def vectors(self, stretches: list[NDArray[np.float32]]) -> NDArray[np.float32]:
        """One vector for each stretch, (stretches, width); each is normalised by its own statistics."""
        rows = []
        for samples in stretches:
            heard = np.resize(samples, max(len(samples), LEAST_SAMPLES))
            values = self._feature_extractor(heard, sampling_rate=SAMPLE_RATE)["input_values"][0]
            with torch.inference_mode():
                found = self._network(torch.from_numpy(np.asarray(values, np.float32))[None], return_dict=True)
            rows.append(np.asarray(found.embeddings[0].float().numpy(), np.float32))
        vectors = np.stack(rows)
        if not np.isfinite(vectors).all():
            raise ModelError(f"{self.name} gave numbers that are none; choose another speaker model.")
        unit: NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return unit


def _completed(name_or_folder: str, base: str, find: Callable[[str], str]) -> dict[str, torch.Tensor]:
    """A head's tensors with the front of its base model. Raises CheckpointError."""
    folder = find(base)
    if not Path(folder).is_dir():
        raise CheckpointError(
            f"{name_or_folder} stands on the model {base}, which is not on this machine; get that model, or choose a "
            "whole checkpoint."
        )
    front = {key: value for key, value in read_weights(folder).items() if key.startswith(FRONT)}
    return {**front, **read_weights(name_or_folder)}
