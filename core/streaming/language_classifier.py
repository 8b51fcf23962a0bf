"""A Wav2Vec2ForSequenceClassification checkpoint whose labels are languages (MMS-LID): samples in, probabilities out.

Owned by one thread at a time.
"""

from __future__ import annotations

import logging

import numpy as np
import torch
from numpy.typing import NDArray

from core.decoding.emission import SAMPLE_RATE
from core.streaming.acoustic_model import ModelError
from core.streaming.compute import choose_device, choose_dtype
from core.wav2vec2 import (
    CheckpointError,
    Wav2Vec2Config,
    Wav2Vec2FeatureExtractor,
    Wav2Vec2ForSequenceClassification,
)
from core.wav2vec2.inference import move, prepare_for_inference

_log = logging.getLogger(__name__)


class LanguageClassifier:
    """A loaded network; `LanguageClassifier.load` makes it. Satisfies `LanguageIdentifier`."""

    def __init__(
        self, network: Wav2Vec2ForSequenceClassification, feature_extractor: Wav2Vec2FeatureExtractor, name: str
    ) -> None:
        """Of a network in its inference form."""
        self.name = name
        self._network = network
        self._feature_extractor = feature_extractor
        labels = network.config.id2label
        self.languages = tuple(labels[index] for index in range(len(labels)))

    @classmethod
    def load(cls, name_or_folder: str, device: str = "auto", dtype: str = "auto") -> LanguageClassifier:
        """Load a local folder or a hub name; `device` and `dtype` as for `SpeechModel`. Raises ModelError."""
        place = choose_device(device)
        try:
            config = Wav2Vec2Config.from_pretrained(name_or_folder)
            extractor = Wav2Vec2FeatureExtractor.from_pretrained(name_or_folder)
            if extractor.sampling_rate != SAMPLE_RATE:
                raise ModelError(f"{name_or_folder} does not take 16 kHz audio; choose another model for languages.")
            network = Wav2Vec2ForSequenceClassification.from_pretrained(name_or_folder, config=config)
            prepare_for_inference(network, place, choose_dtype(dtype, place, config.hidden_size))
        except CheckpointError as failure:
            raise ModelError(str(failure)) from failure
        except RuntimeError as failure:
            raise ModelError(f"{name_or_folder} does not fit on {place}; choose device cpu.") from failure
        return cls(network, extractor, str(name_or_folder))

    def probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float64]:
        """See `LanguageIdentifier`; normalised as the checkpoint's feature extractor says. Raises ModelError."""
        values = self._feature_extractor(samples, sampling_rate=SAMPLE_RATE)["input_values"][0]
        tensor = torch.from_numpy(np.asarray(values, np.float32))[None]
        try:
            logits = self._logits(tensor)
        except (torch.OutOfMemoryError, torch.AcceleratorError) as failure:
            _log.warning("%s goes on on the processor: %s", self.name, failure)
            processor = torch.device("cpu")
            move(self._network, processor, choose_dtype("auto", processor, self._network.config.hidden_size))
            logits = self._logits(tensor)
        found: NDArray[np.float64] = torch.softmax(logits, dim=-1).cpu().numpy()
        if not np.isfinite(found).all():
            raise ModelError(f"{self.name} gave numbers that are none; choose dtype float32.")
        return found

    def _logits(self, values: torch.Tensor) -> torch.Tensor:
        device = self._network.classifier.weight.device
        with torch.inference_mode():
            values = values.to(device=device)
            logits: torch.Tensor = self._network(values, return_dict=True).logits[0].double()
        return logits
