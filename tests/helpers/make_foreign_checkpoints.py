"""Makes tests/data/foreign: tiny random TensorFlow and Flax checkpoints with what those frameworks answer.

Run once, by hand, in an environment of its own (Python 3.11), from the project's root; the tests only read the results:

    python3.11 -m venv /tmp/foreign
    /tmp/foreign/bin/pip install "transformers==4.37.2" "tensorflow-cpu==2.15.*" "jax[cpu]==0.4.23" "flax==0.8.0" \
        "numpy<2" "scipy<1.13" "torch" safetensors
    /tmp/foreign/bin/python tests/helpers/make_foreign_checkpoints.py

Every weight gets noise, so that none of them is at a value (zero, one) that would hide a wrong mapping.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import jax
import numpy as np
import tensorflow as tf
from safetensors.numpy import save_file
from transformers import (
    FlaxWav2Vec2ForCTC,
    FlaxWav2Vec2ForPreTraining,
    FlaxWav2Vec2Model,
    TFWav2Vec2ForCTC,
    TFWav2Vec2ForSequenceClassification,
    TFWav2Vec2Model,
    Wav2Vec2Config,
)

FOLDER = Path(__file__).resolve().parents[1] / "data" / "foreign"
SMALL: dict[str, Any] = {
    "vocab_size": 11,
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 24,
    "conv_dim": (12, 12),
    "conv_kernel": (10, 3),
    "conv_stride": (5, 2),
    "num_conv_pos_embeddings": 6,
    "num_conv_pos_embedding_groups": 2,
    "classifier_proj_size": 6,
    "num_codevectors_per_group": 5,
    "num_codevector_groups": 2,
    "codevector_dim": 8,
    "proj_codevector_dim": 7,
    "mask_time_prob": 0.1,
    "mask_time_length": 2,
}
LAYER = {**SMALL, "feat_extract_norm": "layer", "do_stable_layer_norm": True, "conv_bias": True}
GROUP = {**SMALL, "feat_extract_norm": "group", "do_stable_layer_norm": False}
SAMPLES, REAL_SAMPLES = 400, 310


def main() -> None:
    """Make every checkpoint anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    _tensorflow("tf_ctc_layer", TFWav2Vec2ForCTC, LAYER, masked=True)
    _tensorflow("tf_ctc_group", TFWav2Vec2ForCTC, GROUP, masked=False)
    _tensorflow("tf_base_layer", TFWav2Vec2Model, LAYER, masked=False)
    weighted = {**GROUP, "use_weighted_layer_sum": True, "num_labels": 3}
    _tensorflow("tf_sequence_classification", TFWav2Vec2ForSequenceClassification, weighted, masked=False)
    _flax("flax_ctc", FlaxWav2Vec2ForCTC, LAYER)
    adapter = {"add_adapter": True, "num_adapter_layers": 1, "output_hidden_size": 10}
    _flax("flax_base_adapter", FlaxWav2Vec2Model, {**LAYER, **adapter})
    _flax("flax_pretraining", FlaxWav2Vec2ForPreTraining, LAYER)


def _inputs(masked: bool) -> dict[str, np.ndarray]:
    values = np.random.default_rng(5).normal(size=(2, SAMPLES)).astype(np.float32)
    if not masked:
        return {"input_values": values}
    mask = np.ones((2, SAMPLES), np.int32)
    mask[1, REAL_SAMPLES:] = 0
    values[1, REAL_SAMPLES:] = 0
    return {"input_values": values, "attention_mask": mask}


def _noisy(random: np.random.Generator, value: Any) -> np.ndarray:
    array = np.asarray(value)
    return (array + random.normal(scale=0.1, size=array.shape)).astype(array.dtype)


def _tensorflow(name: str, kind: Any, settings: dict[str, Any], masked: bool) -> None:
    model = kind(Wav2Vec2Config(**settings))
    inputs = _inputs(masked)
    model(**{key: tf.constant(value) for key, value in inputs.items()})
    random = np.random.default_rng(6)
    for weight in model.weights:
        weight.assign(_noisy(random, weight.numpy()))
    output = model(**{key: tf.constant(value) for key, value in inputs.items()}, training=False)
    model.save_pretrained(FOLDER / name)
    _expect(name, inputs, output, ("logits", "last_hidden_state"))


def _flax(name: str, kind: Any, settings: dict[str, Any]) -> None:
    model = kind(Wav2Vec2Config(**settings), input_shape=(1, SAMPLES), seed=7)
    random = np.random.default_rng(8)
    model.params = jax.tree_util.tree_map(lambda value: _noisy(random, value), model.params)
    inputs = _inputs(masked=True)
    output = model(**inputs, train=False)
    model.save_pretrained(FOLDER / name)
    _expect(name, inputs, output, ("logits", "last_hidden_state", "projected_states", "projected_quantized_states"))


def _expect(name: str, inputs: dict[str, np.ndarray], output: Any, names: tuple[str, ...]) -> None:
    answers = {key: np.ascontiguousarray(output[key]) for key in names if key in output}
    save_file({**inputs, **answers}, FOLDER / name / "expected.safetensors")


if __name__ == "__main__":
    main()
