"""`Wav2Vec2FeatureExtractor`: from samples to a padded, normalised batch. Holds settings only; any thread may call."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict, Unpack

import numpy as np
import torch
from numpy.typing import NDArray

from core.wav2vec2.batch_encoding import BatchFeature, check_tensor_type
from core.wav2vec2.hub import CheckpointError, HubOptions, find, read_json
from core.wav2vec2.loading_keywords import part_keywords
from core.wav2vec2.text_encoding import collate, padding_name, round_up

PREPROCESSOR_FILE = "preprocessor_config.json"
PROCESSOR_FILE = "processor_config.json"
VARIANCE_FLOOR = 1e-7
_log = logging.getLogger(__name__)

Samples = NDArray[np.float32]


class PaddingKeywords(TypedDict, total=False):
    """Keyword arguments of `Wav2Vec2FeatureExtractor.__call__` and `.pad`; `PaddingOptions` says what they mean."""

    max_length: int | None
    truncation: bool
    pad_to_multiple_of: int | None
    return_attention_mask: bool | None
    return_tensors: str | None


@dataclass(frozen=True, slots=True)
class PaddingOptions:
    """Options of one call; lengths in samples.

    `padding`: True or "longest", "max_length", False or "do_not_pad". `truncation` cuts what is longer than
    `max_length` (rounded up to `pad_to_multiple_of`). `return_attention_mask` None: as the checkpoint says.
    """

    padding: bool | str = False
    max_length: int | None = None
    truncation: bool = False
    pad_to_multiple_of: int | None = None
    return_attention_mask: bool | None = None
    return_tensors: str | None = None


class Wav2Vec2FeatureExtractor:
    """Hugging Face's feature extractor of the same name: cuts, pads, and scales to zero mean and unit variance.

    The group-norm rule: checkpoints with `feat_extract_norm == "group"` (base-960h) were trained without attention
    mask, so `return_attention_mask` is False for them and shorter recordings are followed by zeros. Without a mask the
    mean and variance are those of the padded recording, as there; with one, of the real samples only.
    """

    model_input_names = ("input_values", "attention_mask")

    def __init__(
        self,
        feature_size: int = 1,
        sampling_rate: int = 16_000,
        padding_value: float = 0.0,
        return_attention_mask: bool = False,
        do_normalize: bool = True,
        **extra: Any,
    ) -> None:
        """`extra`: `padding_side` ("right" or "left"), and settings of a file that are kept and written back."""
        self.feature_size = _whole("feature_size", feature_size)
        self.sampling_rate = _whole("sampling_rate", sampling_rate)
        self.padding_value = _finite("padding_value", padding_value)
        self.return_attention_mask = bool(return_attention_mask)
        self.do_normalize = bool(do_normalize)
        self.padding_side = extra.pop("padding_side", "right")
        if self.padding_side not in ("right", "left"):
            raise ValueError(f"padding_side={self.padding_side!r} does not exist; use 'right' or 'left'.")
        self._extra = extra

    @classmethod
    def from_pretrained(
        cls, name_or_folder: str | Path, options: HubOptions | None = None, **keywords: Any
    ) -> Wav2Vec2FeatureExtractor:
        """Read `preprocessor_config.json`, or the newer `processor_config.json` that holds the same in a section.

        `keywords`: those of `HubOptions`, and those of the constructor, which win over the file.
        Raises CheckpointError.
        """
        options, given = part_keywords(keywords, options)
        path = find(name_or_folder, PREPROCESSOR_FILE, options)
        values: Any = read_json(path) if path else None
        if values is None:
            path = find(name_or_folder, PROCESSOR_FILE, options)
            values = read_json(path).get("feature_extractor") if path else None
        if not isinstance(values, dict):
            raise CheckpointError(
                f"{name_or_folder} has neither {PREPROCESSOR_FILE} nor a feature extractor in {PROCESSOR_FILE}; "
                "copy the whole checkpoint."
            )
        kept = {name: value for name, value in values.items() if name not in _ABOUT_THE_FILE}
        try:
            return cls(**{**kept, **given})
        except (TypeError, ValueError) as failure:
            raise CheckpointError(f"{path} cannot be used: {failure}") from failure

    def __call__(
        self,
        raw_speech: Any,
        padding: bool | str = False,
        *,
        sampling_rate: int | None = None,
        **options: Unpack[PaddingKeywords],
    ) -> BatchFeature:
        """One mono recording (samples,), or several, to `input_values` (recordings, samples) and `attention_mask`.

        Takes arrays, tensors and lists of numbers; gives lists of float32 arrays, or what `return_tensors` says
        ("np", "pt"). `sampling_rate` is that of the recordings: pass it. Raises ValueError where it is not the
        model's, for more than one channel, and for options that do not go together.
        """
        self._check_rate(sampling_rate)
        chosen = PaddingOptions(padding, **options)
        check_tensor_type(chosen.return_tensors)
        batch = self._pad({"input_values": _recordings(raw_speech)}, chosen)
        if self.do_normalize:
            masks = batch.get("attention_mask", [None] * len(batch["input_values"]))
            batch["input_values"] = [
                self._normalize_real(*pair) for pair in zip(batch["input_values"], masks, strict=True)
            ]
        return _finish(batch, chosen.return_tensors)

    def pad(
        self, processed_features: Any, padding: bool | str = True, **options: Unpack[PaddingKeywords]
    ) -> BatchFeature:
        """Pad what a call returned: a batch, or a list of dictionaries (as a collating function). Does not normalise.

        Tensors in, tensors out, arrays otherwise. Raises ValueError without `input_values`.
        """
        entries = collate(processed_features)
        if "input_values" not in entries:
            raise ValueError(f"there are no input_values to pad, only {', '.join(entries) or 'nothing'}")
        chosen = PaddingOptions(padding, **options)
        check_tensor_type(chosen.return_tensors)
        values = entries["input_values"]
        tensors = isinstance(values, torch.Tensor) or (len(values) > 0 and isinstance(values[0], torch.Tensor))
        rows: dict[str, list[Any]] = {"input_values": _recordings(values)}
        for name in entries.keys() - rows.keys():
            rows[name] = [np.asarray(row) for row in entries[name]]
        if any(len(column) != len(rows["input_values"]) for column in rows.values()):
            raise ValueError("the entries to pad have different numbers of recordings; give each one every entry.")
        return _finish(self._pad(rows, chosen), chosen.return_tensors or ("pt" if tensors else "np"))

    @staticmethod
    def normalize(samples: Samples, statistics: tuple[float, float] | None = None) -> Samples:
        """(x - mean) / sqrt(variance + 1e-7); `statistics` are the mean and variance to use instead of the samples'."""
        if statistics is None and not len(samples):
            return samples
        mean, variance = statistics or (samples.mean(), samples.var())
        return ((samples - mean) / np.sqrt(variance + VARIANCE_FLOOR)).astype(np.float32)

    def to_dict(self) -> dict[str, Any]:
        """The form of `preprocessor_config.json`."""
        return {
            **self._extra,
            **{name: getattr(self, name) for name in _FIELDS},
            "feature_extractor_type": "Wav2Vec2FeatureExtractor",
        }

    def save_pretrained(self, save_directory: str | Path) -> list[str]:
        """Write `preprocessor_config.json` into a folder, which is made if need be; returns its path."""
        folder = Path(save_directory)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / PREPROCESSOR_FILE
        path.write_text(json.dumps(self.to_dict(), indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return [str(path)]

    def _check_rate(self, sampling_rate: int | None) -> None:
        if sampling_rate is None:
            _log.info("no sampling_rate was given; taking the recording to have %d Hz", self.sampling_rate)
        elif sampling_rate != self.sampling_rate:
            raise ValueError(
                f"the model was trained at {self.sampling_rate} Hz; "
                f"resample the recording from {sampling_rate} Hz first"
            )

    def _normalize_real(self, samples: Samples, mask: NDArray[np.int32] | None) -> Samples:
        """Statistics of the samples under the mask; what is not under it becomes the padding value."""
        if mask is None or mask.all():
            return self.normalize(samples)
        real = mask.astype(bool)
        normalised = np.full_like(samples, self.padding_value)
        normalised[real] = self.normalize(samples[real])
        return normalised

    def _pad(self, rows: dict[str, list[Any]], options: PaddingOptions) -> dict[str, list[Any]]:
        limit = None if options.max_length is None else round_up(options.max_length, options.pad_to_multiple_of)
        padding = padding_name(options.padding)
        if limit is None and (options.truncation or padding == "max_length"):
            raise ValueError("padding='max_length' and truncation=True need max_length; give it in samples.")
        if options.truncation:
            cut = {"input_values", "attention_mask"} & rows.keys()
            rows = rows | {name: [row[:limit] for row in rows[name]] for name in cut}
        lengths = [len(row) for row in rows["input_values"]]
        longest = round_up(max(lengths, default=0), options.pad_to_multiple_of)
        target = {"longest": longest, "max_length": limit, "do_not_pad": 0}[padding] or 0
        wanted = options.return_attention_mask
        # A mask that was given is kept as long as its recording, asked for or not.
        if "attention_mask" in rows or (self.return_attention_mask if wanted is None else wanted):
            masks = rows.get("attention_mask") or [np.ones(length, np.int32) for length in lengths]
            rows = rows | {"attention_mask": [self._lengthen(row.astype(np.int32), target, 0) for row in masks]}
        values = [self._lengthen(row, target, self.padding_value) for row in rows["input_values"]]
        return rows | {"input_values": values}

    def _lengthen(self, row: NDArray[Any], length: int, filling: float) -> NDArray[Any]:
        missing = max(0, length - len(row))
        return np.pad(row, (missing, 0) if self.padding_side == "left" else (0, missing), constant_values=filling)


_FIELDS = ("feature_size", "sampling_rate", "padding_value", "return_attention_mask", "do_normalize", "padding_side")
# Said about the file, not about the extractor; written anew.
_ABOUT_THE_FILE = frozenset({"feature_extractor_type", "processor_class", "image_processor_type", "auto_map"})


def _recordings(raw_speech: Any) -> list[Samples]:
    """One recording or several as a list of float32 arrays. Raises ValueError for more than one channel."""
    if isinstance(raw_speech, np.ndarray | torch.Tensor):
        several = raw_speech.ndim > 1
    else:
        several = bool(raw_speech) and isinstance(raw_speech[0], Sequence | np.ndarray | torch.Tensor)
        several = several and not (isinstance(raw_speech[0], np.ndarray | torch.Tensor) and raw_speech[0].ndim == 0)
    rows = raw_speech if several else [raw_speech]
    recordings = [
        np.asarray(row.detach().cpu().float() if isinstance(row, torch.Tensor) else row, np.float32) for row in rows
    ]
    if any(recording.ndim != 1 for recording in recordings):
        raise ValueError("only mono audio can be recognised; give recordings of one dimension, (samples,).")
    return recordings


def _finish(batch: Mapping[str, list[Any]], tensor_type: str | None) -> BatchFeature:
    return BatchFeature(batch).convert_to_tensors(tensor_type)


def _whole(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= 768_000:
        raise ValueError(f"{name} must be a whole number above 0, not {value!r:.40}.")
    return value


def _finite(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{name} must be a number, not {value!r:.40}.")
    return float(value)
