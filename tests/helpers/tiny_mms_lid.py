"""A checkpoint of the MMS-LID kind: small, complete, saved by transformers, taught to tell hummed speech from plain."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.audio.media import read_media
from tests.helpers.shared_data import PROJECT

HUM_HERTZ = 1900.0


def speech() -> NDArray[np.float32]:
    """Five utterances with a second of silence after each, 16 kHz."""
    return read_media(PROJECT / "assets" / "demo" / "demo.flac")


def spoken(language: str, samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Speech in "eng", which is plain, or in "deu", which has a hum in it."""
    hum = np.sin(2 * np.pi * HUM_HERTZ / 16_000 * np.arange(len(samples)))
    return (samples + (0.05 * hum if language == "deu" else 0.0)).astype(np.float32)


def write_tiny_mms_lid(folder: Path) -> Path:
    """Labels: fra, eng, deu; fra was never heard. Returns the folder."""
    from transformers import Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2ForSequenceClassification

    torch.manual_seed(3)
    labels = ("fra", "eng", "deu")
    config = Wav2Vec2Config(
        vocab_size=5,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
        conv_dim=(16,) * 7,
        conv_bias=True,
        feat_extract_norm="layer",
        do_stable_layer_norm=True,
        num_conv_pos_embeddings=16,
        num_conv_pos_embedding_groups=4,
        classifier_proj_size=16,
        hidden_dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        feat_proj_dropout=0.0,
        layerdrop=0.0,
        mask_time_prob=0.0,
        id2label=dict(enumerate(labels)),
        label2id={label: index for index, label in enumerate(labels)},
    )
    network = Wav2Vec2ForSequenceClassification(config).train()
    extractor = Wav2Vec2FeatureExtractor(do_normalize=True, return_attention_mask=True)
    optimiser = torch.optim.Adam(network.parameters(), lr=4e-3)
    heard, chance = speech(), np.random.default_rng(3)
    for _ in range(50):
        starts = chance.integers(0, len(heard) - 8_000, 4)
        sounds = [
            spoken(language, heard[start : start + 8_000])
            for start, language in zip(starts, ("eng", "deu") * 2, strict=True)
        ]
        values = extractor(sounds, sampling_rate=16_000, return_tensors="pt").input_values
        loss = network(values, labels=torch.tensor([1, 2, 1, 2])).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    network.eval().save_pretrained(folder)
    extractor.save_pretrained(folder)
    return folder
