"""`Wav2Vec2Processor`: a feature extractor and a tokenizer under one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from core.wav2vec2.batch_encoding import BatchEncoding
from core.wav2vec2.feature_extraction import PaddingKeywords, Wav2Vec2FeatureExtractor
from core.wav2vec2.hub import HubOptions
from core.wav2vec2.loading_keywords import part_keywords
from core.wav2vec2.text_encoding import EncodingKeywords
from core.wav2vec2.tokenization import Wav2Vec2CTCTokenizer

_FOR_AUDIO = frozenset(PaddingKeywords.__annotations__) | {"padding"}
_FOR_TEXT = frozenset(EncodingKeywords.__annotations__)


class Wav2Vec2Processor:
    """Samples in (`processor(audio)`), labels in (`processor(text=…)`), texts out (`decode`, `batch_decode`)."""

    def __init__(self, feature_extractor: Wav2Vec2FeatureExtractor, tokenizer: Wav2Vec2CTCTokenizer) -> None:
        self.feature_extractor = feature_extractor
        self.tokenizer = tokenizer
        self._for_targets = False

    @classmethod
    def from_pretrained(cls, name_or_folder: str | Path, options: HubOptions | None = None, **keywords: Any) -> Self:
        """Both parts of a folder or hub checkpoint.

        `keywords`: those of `HubOptions`, of the feature extractor and of the tokenizer (`target_lang`).
        Raises CheckpointError.
        """
        return cls(*cls._read_parts(name_or_folder, options, keywords))

    @staticmethod
    def _read_parts(
        name_or_folder: str | Path, options: HubOptions | None, keywords: Mapping[str, Any]
    ) -> tuple[Wav2Vec2FeatureExtractor, Wav2Vec2CTCTokenizer]:
        options, given = part_keywords(keywords, options)
        for_audio = {name: given.pop(name) for name in _OF_THE_EXTRACTOR & given.keys()}
        return (
            Wav2Vec2FeatureExtractor.from_pretrained(name_or_folder, options, **for_audio),
            Wav2Vec2CTCTokenizer.from_pretrained(name_or_folder, options, **given),
        )

    def __call__(self, audio: Any = None, **options: Any) -> BatchEncoding:
        """`audio` to `input_values`; `text=` to `input_ids`; both to `input_values` with the text as `labels`.

        `sampling_rate` is that of the audio; other options are those of the part, or of both parts (`padding`), that
        know them. Raises ValueError without audio and text, TypeError for an option that neither knows.
        """
        if self._for_targets:
            return self.tokenizer(audio, **options)
        audio = options.pop("raw_speech", None) if audio is None else audio
        text, sampling_rate = options.pop("text", None), options.pop("sampling_rate", None)
        if audio is None and text is None:
            raise ValueError("give audio, text or both")
        _check(options, _FOR_AUDIO | _FOR_TEXT)
        encoded = None if text is None else self.tokenizer(text, **_only(options, _FOR_TEXT))
        if audio is None:
            assert encoded is not None
            return encoded
        batch = self.feature_extractor(audio, sampling_rate=sampling_rate, **_only(options, _FOR_AUDIO))
        if encoded is not None:
            batch["labels"] = encoded["input_ids"]
        return batch

    def pad(self, input_features: Any = None, labels: Any = None, **options: Any) -> BatchEncoding | None:
        """Pad batches of input values, of labels (dictionaries with `input_ids`), or both, as a collating function."""
        if self._for_targets:
            return self.tokenizer.pad(input_features, **options)
        _check(options, _FOR_AUDIO | _FOR_TEXT)
        padded = None if labels is None else self.tokenizer.pad(labels, **_only(options, _FOR_TEXT - {"truncation"}))
        if input_features is None:
            return padded
        batch = self.feature_extractor.pad(input_features, **_only(options, _FOR_AUDIO))
        if padded is not None:
            batch["labels"] = padded["input_ids"]
        return batch

    def decode(self, *arguments: Any, **options: Any) -> Any:
        """See `Wav2Vec2CTCTokenizer.decode`."""
        return self.tokenizer.decode(*arguments, **options)

    def batch_decode(self, *arguments: Any, **options: Any) -> Any:
        """See `Wav2Vec2CTCTokenizer.batch_decode`."""
        return self.tokenizer.batch_decode(*arguments, **options)

    @contextmanager
    def as_target_processor(self) -> Iterator[None]:
        """Within the block, calls and `pad` go to the tokenizer (the older way to make labels; newer: `text=`)."""
        self._for_targets = True
        try:
            yield
        finally:
            self._for_targets = False

    def save_pretrained(self, save_directory: str | Path, push_to_hub: bool = False) -> None:
        """Write both parts into a folder, which is made if need be. Raises ValueError for `push_to_hub`."""
        if push_to_hub:
            raise ValueError(
                f"nothing is sent from here; save, then upload with: hf upload OWNER/NAME {save_directory}"
            )
        self.feature_extractor.save_pretrained(save_directory)
        self.tokenizer.save_pretrained(save_directory)


_OF_THE_EXTRACTOR = frozenset(
    {"feature_size", "sampling_rate", "padding_value", "return_attention_mask", "do_normalize"}
)


def _check(options: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = options.keys() - known
    if unknown:
        raise TypeError(f"unknown options: {', '.join(sorted(unknown))}")


def _only(options: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name in names}
