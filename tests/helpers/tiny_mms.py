"""A checkpoint of the MMS kind with random weights: small, complete, saved by transformers."""

from __future__ import annotations

import json
from pathlib import Path

import torch

UPPER = ["<pad>", "<s>", "</s>", "<unk>", "|", *"ABCDEFGH"]
LOWER = ["<pad>", "<s>", "</s>", "<unk>", "|", *"abcdefghijkl"]


def write_tiny_mms(folder: Path) -> Path:
    """Languages: eng (its own) and deu, each with its adapter; returns the folder."""
    from safetensors.torch import save_file
    from transformers import Wav2Vec2Config, Wav2Vec2CTCTokenizer, Wav2Vec2FeatureExtractor, Wav2Vec2ForCTC

    torch.manual_seed(5)
    config = Wav2Vec2Config(
        vocab_size=len(UPPER),
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
        adapter_attn_dim=8,
        initializer_range=0.3,
    )
    network = Wav2Vec2ForCTC(config).eval()
    with torch.no_grad():
        network.lm_head.weight.normal_(std=2.0)
    network.save_pretrained(folder)
    vocabulary = {
        "eng": {label: index for index, label in enumerate(UPPER)},
        "deu": {label: index for index, label in enumerate(LOWER)},
    }
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    Wav2Vec2CTCTokenizer(folder / "vocab.json", target_lang="eng").save_pretrained(folder)
    Wav2Vec2FeatureExtractor(do_normalize=True, return_attention_mask=True).save_pretrained(folder)
    for language, labels in (("eng", UPPER), ("deu", LOWER)):
        adapter = {key: value.detach().clone() for key, value in network._get_adapters().items()}
        if language == "deu":
            adapter |= {key: torch.randn_like(value) * 0.3 for key, value in adapter.items()}
            adapter["lm_head.weight"] = torch.randn(len(labels), config.hidden_size) * 2.0
            adapter["lm_head.bias"] = torch.zeros(len(labels))
        save_file(adapter, folder / f"adapter.{language}.safetensors", metadata={"format": "pt"})
    return folder
