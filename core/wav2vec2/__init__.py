"""The Wav2Vec2 family in plain PyTorch, under Hugging Face's names; loads and saves its checkpoints.

Pure computation; owned by whoever loads a model. Names are imported on first use, so that looking at a tokenizer
does not load torch's networks.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "BatchEncoding": "batch_encoding",
    "BatchFeature": "batch_encoding",
    "CausalLMOutput": "outputs",
    "CheckpointError": "hub",
    "HubOptions": "hub",
    "SequenceClassifierOutput": "outputs",
    "TokenClassifierOutput": "outputs",
    "Wav2Vec2BaseModelOutput": "outputs",
    "Wav2Vec2CTCTokenizer": "tokenization",
    "Wav2Vec2CTCTokenizerOutput": "tokenization",
    "Wav2Vec2Config": "configuration",
    "Wav2Vec2DecoderWithLMOutput": "processing_with_lm",
    "Wav2Vec2FeatureExtractor": "feature_extraction",
    "Wav2Vec2ForAudioFrameClassification": "audio_frame_classification",
    "Wav2Vec2ForCTC": "ctc",
    "Wav2Vec2ForPreTraining": "pretraining",
    "Wav2Vec2ForPreTrainingOutput": "outputs",
    "Wav2Vec2ForSequenceClassification": "sequence_classification",
    "Wav2Vec2ForXVector": "xvector",
    "Wav2Vec2Model": "model",
    "Wav2Vec2Processor": "processing",
    "Wav2Vec2ProcessorWithLM": "processing_with_lm",
    "XVectorOutput": "outputs",
    "compute_mask_indices": "masking",
    "sample_negative_indices": "masking",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    """Import a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
