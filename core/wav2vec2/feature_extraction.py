"""`Wav2Vec2FeatureExtractor`: from samples to a padded, normalised batch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from core.wav2vec2.hub import CheckpointError, HubOptions, find, read_json

PREPROCESSOR_FILE = "preprocessor_config.json"
PROCESSOR_FILE = "processor_config.json"
VARIANCE_FLOOR = 1e-7


class Wav2Vec2FeatureExtractor:
    """Zero mean and unit variance a recording, zeros behind the shorter ones, and a mask of what is real."""

    def __init__(
        self,
        feature_size: int = 1,
        sampling_rate: int = 16_000,
        padding_value: float = 0.0,
        return_attention_mask: bool = False,
        do_normalize: bool = True,
    ) -> None:
        self.feature_size = feature_size
        self.sampling_rate = sampling_rate
        self.padding_value = padding_value
        self.return_attention_mask = return_attention_mask
        self.do_normalize = do_normalize

    @classmethod
    def from_pretrained(cls, name_or_folder: str | Path, options: HubOptions | None = None) -> Wav2Vec2FeatureExtractor:
        """Read `preprocessor_config.json`, or the newer `processor_config.json` that holds the same in a section."""
        path = find(name_or_folder, PREPROCESSOR_FILE, options)
        values = read_json(path) if path else None
        if values is None:
            path = find(name_or_folder, PROCESSOR_FILE, options)
            values = read_json(path).get("feature_extractor") if path else None
        if not isinstance(values, dict):
            raise CheckpointError(
                f"{name_or_folder} has neither {PREPROCESSOR_FILE} nor {PROCESSOR_FILE}; copy the whole checkpoint."
            )
        known = {name: values[name] for name in _FIELDS if name in values}
        if known.get("sampling_rate", 16_000) != 16_000:
            raise CheckpointError(f"{path} asks for {known['sampling_rate']} Hz; only 16000 Hz models are supported.")
        return cls(**known)

    def __call__(
        self,
        raw_speech: Any,
        padding: bool | str = False,
        sampling_rate: int | None = None,
        return_attention_mask: bool | None = None,
        return_tensors: str | None = None,
    ) -> dict[str, Any]:
        """One recording (samples,) or several → `{"input_values", "attention_mask"}`, float32.

        `padding` True or "longest" fills the shorter ones up. `return_tensors` "np" or "pt". Raises ValueError for
        another sampling rate than the model's.
        """
        if sampling_rate is not None and sampling_rate != self.sampling_rate:
            raise ValueError(
                f"the model was trained at {self.sampling_rate} Hz; resample from {sampling_rate} Hz first"
            )
        recordings = self._recordings(raw_speech)
        lengths = [len(recording) for recording in recordings]
        if self.do_normalize:
            recordings = [self.normalize(recording) for recording in recordings]
        mask = [np.ones(length, np.int32) for length in lengths]
        if padding:
            longest = max(lengths)
            recordings = [
                np.pad(recording, (0, longest - len(recording)), constant_values=self.padding_value)
                for recording in recordings
            ]
            mask = [np.pad(row, (0, longest - len(row))) for row in mask]
        wanted = self.return_attention_mask if return_attention_mask is None else return_attention_mask
        batch = {"input_values": recordings} | ({"attention_mask": mask} if wanted else {})
        return {name: _tensor(rows, return_tensors) for name, rows in batch.items()}

    @staticmethod
    def normalize(samples: NDArray[np.float32], statistics: tuple[float, float] | None = None) -> NDArray[np.float32]:
        """(x - mean) / sqrt(variance + 1e-7); `statistics` are the mean and variance to use instead of the samples'."""
        mean, variance = statistics or (samples.mean(), samples.var())
        return ((samples - mean) / np.sqrt(variance + VARIANCE_FLOOR)).astype(np.float32)

    def save_pretrained(self, folder: str | Path) -> None:
        """Write `preprocessor_config.json`."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        values = {name: getattr(self, name) for name in _FIELDS}
        values |= {"feature_extractor_type": type(self).__name__, "padding_side": "right"}
        (Path(folder) / PREPROCESSOR_FILE).write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")

    @staticmethod
    def _recordings(raw_speech: Any) -> list[NDArray[np.float32]]:
        several = isinstance(raw_speech, list | tuple) and isinstance(
            raw_speech[0], Sequence | np.ndarray | torch.Tensor
        )
        several = several or (isinstance(raw_speech, np.ndarray | torch.Tensor) and raw_speech.ndim > 1)
        rows = raw_speech if several else [raw_speech]
        recordings = [np.asarray(row, dtype=np.float32) for row in rows]
        if any(recording.ndim != 1 for recording in recordings):
            raise ValueError("recordings must be mono: one dimension each")
        return recordings


_FIELDS = ("feature_size", "sampling_rate", "padding_value", "return_attention_mask", "do_normalize")


def _tensor(rows: list[NDArray[Any]], kind: str | None) -> Any:
    if kind == "pt":
        return torch.from_numpy(np.stack(rows))
    return np.stack(rows) if kind == "np" else rows
