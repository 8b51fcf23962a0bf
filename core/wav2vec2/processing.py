"""`Wav2Vec2Processor`: a feature extractor and a tokenizer under one name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.wav2vec2.feature_extraction import Wav2Vec2FeatureExtractor
from core.wav2vec2.hub import HubOptions
from core.wav2vec2.tokenization import Wav2Vec2CTCTokenizer


class Wav2Vec2Processor:
    """Samples in (`processor(audio)`), labels in (`processor(text=…)`), texts out (`decode`, `batch_decode`)."""

    def __init__(self, feature_extractor: Wav2Vec2FeatureExtractor, tokenizer: Wav2Vec2CTCTokenizer) -> None:
        self.feature_extractor = feature_extractor
        self.tokenizer = tokenizer

    @classmethod
    def from_pretrained(cls, name_or_folder: str | Path, **options: Any) -> Wav2Vec2Processor:
        """Both parts of a folder or hub checkpoint. Raises CheckpointError."""
        hub = HubOptions(**options)
        return cls(
            Wav2Vec2FeatureExtractor.from_pretrained(name_or_folder, hub),
            Wav2Vec2CTCTokenizer.from_pretrained(name_or_folder, hub),
        )

    def __call__(self, audio: Any = None, text: str | None = None, **options: Any) -> Any:
        """A batch of `audio`; label indices of `text`; or the batch with `labels` where both are given."""
        if audio is None and text is None:
            raise ValueError("give audio, text or both")
        if audio is None:
            assert text is not None
            return {"input_ids": self.tokenizer(text)}
        batch = self.feature_extractor(audio, **options)
        return batch if text is None else batch | {"labels": self.tokenizer(text)}

    def decode(self, *arguments: Any, **options: Any) -> Any:
        """See `Wav2Vec2CTCTokenizer.decode`."""
        return self.tokenizer.decode(*arguments, **options)

    def batch_decode(self, *arguments: Any, **options: Any) -> list[Any]:
        """See `Wav2Vec2CTCTokenizer.batch_decode`."""
        return self.tokenizer.batch_decode(*arguments, **options)

    def save_pretrained(self, folder: str | Path) -> None:
        """Write both parts into a folder."""
        self.feature_extractor.save_pretrained(folder)
        self.tokenizer.save_vocabulary(folder)
