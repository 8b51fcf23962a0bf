"""A tiny network and a few made-up recordings, so that training can be watched to the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.decoding.vocabulary import Vocabulary
from core.training.augmentation import Background
from core.training.manifest import Utterance
from core.training.network import TrainingNetwork
from core.training.packed_audio import pack
from core.training.phone_targets import Alignment
from core.training.recipe import Recipe, parse_recipe
from core.training.trainer import Trainer
from core.training.training_set import Sources, TrainingSet
from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2ForCTC

LABELS = ("<pad>", "<s>", "</s>", "<unk>", "|", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ'")
VOCABULARY = Vocabulary(LABELS, 0, 4, frozenset({1, 2, 3}))
LOSS = {"intermediate_layer": 1, "phone_layer": 1}
SHAPE: dict[str, object] = {
    "vocab_size": len(LABELS),
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "conv_dim": (16, 16, 16),
    "conv_kernel": (240, 3, 1),
    "conv_stride": (80, 4, 1),
    "conv_bias": True,
    "feat_extract_norm": "layer",
    "do_stable_layer_norm": True,
    "num_conv_pos_embeddings": 16,
    "num_conv_pos_embedding_groups": 2,
    "layerdrop": 0.0,
}


def tiny_model(**changes: object) -> Wav2Vec2ForCTC:
    torch.manual_seed(3)
    return Wav2Vec2ForCTC(Wav2Vec2Config(**{**SHAPE, **changes}))  # type: ignore[arg-type]


def tones(path: Path) -> NDArray[np.float32]:
    """A recording made from its name: each letter is 0.2 s of its own two tones."""
    time = np.arange(3200) / 16_000
    parts = []
    for letter in path.stem:
        number = ord(letter) - ord("A")
        parts.append(
            0.5 * np.sin(2 * np.pi * (200 + 40 * number) * time) + 0.3 * np.sin(2 * np.pi * (3000 - 70 * number) * time)
        )
    return np.concatenate(parts).astype(np.float32)


def utterances(words: Sequence[str]) -> list[Utterance]:
    return [
        Utterance(
            word, Path(f"{word}.wav"), word, 0.2 * len(word), f"speaker-{word[0]}", "tones", "none", "train", "en"
        )
        for word in words
    ]


def tiny_recipe(**changes: object) -> Recipe:
    return parse_recipe({"loss": LOSS, "data": {"batch_seconds": 3.0, "passes": 1.0}, **changes})


def tiny_trainer(
    folder: Path, recipe: Recipe, words: Sequence[str], read: Callable[[Path], NDArray[np.float32]] = tones
) -> Trainer:
    items = utterances(words)
    alignments = {word: Alignment((1, 2), (0.0, 0.2), (0.2, 0.4)) for word in words[:2]}
    noise = np.random.default_rng(1).standard_normal(4000).astype(np.float32)
    sources = Sources(pack(items, folder, read), alignments, Background((noise,), ()))
    data = TrainingSet(items, sources, VOCABULARY, recipe)
    torch.manual_seed(5)
    return Trainer(TrainingNetwork(tiny_model(), recipe.loss, recipe.masks), data, recipe)
