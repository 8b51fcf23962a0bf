"""Makes tests/data/oracle_4_37/states_*: tiny CTC networks of transformers 4.37.2 with all that they return.

Newer releases return other hidden states. Run once, by hand, from the project's root, in the environment that
make_oracle_4_37.py describes; the tests only read the results.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from transformers import Wav2Vec2Config, Wav2Vec2ForCTC

FOLDER = Path(__file__).resolve().parents[1] / "data" / "oracle_4_37"
SMALL: dict[str, Any] = {
    "vocab_size": 11,
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 24,
    "conv_dim": (12, 12),
    "conv_kernel": (10, 3),
    "conv_stride": (5, 2),
    "num_conv_pos_embeddings": 7,
    "num_conv_pos_embedding_groups": 2,
}
LAYOUTS: dict[str, dict[str, Any]] = {
    "post": {},
    "pre": {"do_stable_layer_norm": True, "feat_extract_norm": "layer", "adapter_attn_dim": 4},
}


def main() -> None:
    """One folder for each layout."""
    for name, layout in LAYOUTS.items():
        torch.manual_seed(11)
        model = Wav2Vec2ForCTC(Wav2Vec2Config(**SMALL, **layout)).eval()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.add_(torch.randn_like(parameter) * 0.1)
        inputs = {
            "input_values": torch.randn(2, 400),
            "attention_mask": (torch.arange(400) < torch.tensor([[400], [310]])).long(),
            "labels": torch.tensor([[1, 2, 3], [4, 5, -100]]),
        }
        with torch.no_grad():
            output = model(**inputs, output_hidden_states=True, output_attentions=True)
        answers = {"loss": output.loss, "logits": output.logits}
        for field in ("hidden_states", "attentions"):
            answers |= {f"{field}.{place}": value.contiguous() for place, value in enumerate(output[field])}
        model.save_pretrained(FOLDER / f"states_{name}", safe_serialization=True)
        save_file({**inputs, **answers}, FOLDER / f"states_{name}" / "expected.safetensors")


if __name__ == "__main__":
    main()
