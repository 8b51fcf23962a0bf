"""The speaker head of the bundled model: an x-vector network over its frozen front, computed in closed form.

The front's features are normalised in each frame; their mean and deviation over time go through a linear layer that
discriminates speakers best (linear discriminant analysis): no gradient, no chance, a minute of work. All layers before
it pass the features through, so that the head is an ordinary Wav2Vec2ForXVector.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import nn

from core.models.catalogue import resolve
from core.speakers.speaker_model import BASE, FRONT
from core.training.jobs import read_background, training_progress
from core.training.manifest import Utterance, read_manifest
from core.training.speaker_features import Crops, clips_by_speaker, is_held_out, measure_crops
from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2ForCTC, Wav2Vec2ForXVector
from core.wav2vec2.inference import prepare_for_inference

VECTOR = 128
# Added before a ReLU, which then takes nothing away: of normalised features hardly any is lower.
LIFT = 4.0


def discriminants(
    crops: Crops, width: int = VECTOR, ridge: float = 0.1
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(weight (width, statistics), bias (width,)) of the linear layer: within a speaker the vectors vary by one in each
    direction, between speakers as much as can be. `ridge` is added to the variance within, in units of the whole."""
    mean, spread = crops.statistics.mean(0), crops.statistics.std(0) + 1e-6
    rows = (crops.statistics - mean) / spread
    numbers, members = np.unique(crops.speakers, return_inverse=True)
    means = np.stack([rows[members == index].mean(0) for index in range(len(numbers))])
    away = rows - means[members]
    within = away.T @ away / len(rows) + ridge * np.eye(rows.shape[1])
    between = means.T @ means / len(means)
    values, axes = np.linalg.eigh(within)
    whitening = axes / np.sqrt(values)
    _, directions = np.linalg.eigh(whitening.T @ between @ whitening)
    weight = (whitening @ directions[:, ::-1][:, :width]).T / spread
    return weight, -weight @ mean


def build_head(base: Wav2Vec2Config, crops: Crops) -> Wav2Vec2ForXVector:
    """The network without its front's weights."""
    weight, bias = discriminants(crops)
    mean = crops.statistics.mean(0)
    channels = base.conv_dim[-1]
    config = Wav2Vec2Config(
        conv_dim=base.conv_dim,
        conv_kernel=base.conv_kernel,
        conv_stride=base.conv_stride,
        conv_bias=base.conv_bias,
        feat_extract_norm=base.feat_extract_norm,
        feat_extract_activation=base.feat_extract_activation,
        num_feat_extract_layers=len(base.conv_dim),
        do_stable_layer_norm=True,
        hidden_size=channels,
        intermediate_size=channels,
        num_attention_heads=4,
        # Deeper layers know words, and ever less of voices.
        num_hidden_layers=0,
        num_conv_pos_embeddings=1,
        num_conv_pos_embedding_groups=channels,
        mask_time_prob=0.0,
        tdnn_dim=(channels,),
        tdnn_kernel=(1,),
        tdnn_dilation=(1,),
        xvector_output_dim=len(bias),
    )
    network = Wav2Vec2ForXVector(config).eval()
    with torch.no_grad():
        for layer in (network.wav2vec2.feature_projection.projection, network.projector, network.classifier):
            nn.init.eye_(layer.weight)
            nn.init.zeros_(layer.bias)
        first = network.tdnn[0]
        nn.init.eye_(first.kernel.weight)
        nn.init.constant_(first.kernel.bias, LIFT)
        convolution = network.wav2vec2.encoder.pos_conv_embed.conv
        convolution.weight = torch.full_like(convolution.weight, 1e-6)
        nn.init.zeros_(convolution.bias)
        # What is rounded here is what the bias, which stays in float32, has to undo.
        rounded = weight.astype(np.float16).astype(np.float64)
        lifted = bias + (weight - rounded) @ mean - rounded[:, :channels].sum(1) * LIFT
        network.feature_extractor.weight.copy_(torch.from_numpy(rounded))
        network.feature_extractor.bias.copy_(torch.from_numpy(lifted))
    return network


def train_speaker_head(data: Path, base_name: str, output: Path, seconds: float) -> tuple[int, int]:
    """The whole recipe: `seconds` of each training speaker in `data` (speech/, noise/) into a head in `output`.

    Returns how many crops it learned from, and of how many speakers (each slower one counts as well).
    """
    base = Path(resolve(base_name))
    network = Wav2Vec2ForCTC.from_pretrained(base)
    prepare_for_inference(network, torch.device("cpu"), torch.float32)

    def keep(utterance: Utterance) -> bool:
        return utterance.split in ("train", "untranscribed") and not is_held_out(utterance)

    speakers = clips_by_speaker(read_manifest(data / "speech" / "manifest.jsonl", keep), seconds)
    background = read_background(data / "noise" / "manifest.jsonl")
    with training_progress() as progress:
        task = progress.add_task("listening", total=len(speakers), note="speakers")
        front = network.wav2vec2.feature_extractor
        crops = measure_crops(speakers, front, background, lambda done: progress.update(task, completed=done))
    save_head(build_head(network.config, crops), base_name, output)
    return len(crops.speakers), len(np.unique(crops.speakers))


def save_head(network: Wav2Vec2ForXVector, base_name: str, folder: Path) -> None:
    """Write the head alone, in float16, with a configuration that says on which model's front it stands."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        key: (value if key == "feature_extractor.bias" else value.half()).contiguous()
        for key, value in network.state_dict().items()
        if not key.startswith((FRONT, "objective."))
    }
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    network.config.architectures = ("Wav2Vec2ForXVector",)
    network.config.extra |= {BASE: base_name, "dtype": "float16"}
    network.config.save_pretrained(folder)
    Wav2Vec2FeatureExtractor().save_pretrained(folder)
