"""A small new model whose front starts as a filter bank instead of noise.

The front has three layers: 64 band-pass filters on a mel scale (four phases each, 15 ms long, every 5 ms), a layer
that joins three of them into one frame every 20 ms (receptive field 400, stride 320 as all of the family), and one more
of kernel 1. Layer norm and GELU make squared magnitudes of opposite phases, the rest is learned. It costs a fraction of
the seven-layer front, so the whole network can be trained from the waveform on a CPU. Pure, any thread.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2ForCTC

FRONT_DIMENSIONS = (256, 256, 256)
FRONT_KERNELS = (240, 3, 1)
FRONT_STRIDES = (80, 4, 1)

_BANDS = 64
_LOWEST, _HIGHEST = 100.0, 7600.0
_SAMPLE_RATE = 16_000
_DROPOUTS = (
    "hidden_dropout",
    "attention_dropout",
    "activation_dropout",
    "final_dropout",
    "feat_proj_dropout",
    "layerdrop",
)


def new_model(like: Path, seed: int) -> Wav2Vec2ForCTC:
    """A model with the filter-bank front and a fresh encoder, in the shape of the checkpoint `like`.

    Dropout is off: on few hours and few steps, masks regularise better and cost nothing.
    """
    config = Wav2Vec2Config.from_pretrained(like)
    _shape_front(config)
    torch.manual_seed(seed)
    model = Wav2Vec2ForCTC(config)
    fill_front(model)
    return model


def adopt_encoder(like: Path, seed: int) -> Wav2Vec2ForCTC:
    """The same with the weights of `like`'s encoder and head."""
    donor = Wav2Vec2ForCTC.from_pretrained(like)
    model = new_model(like, seed)
    model.wav2vec2.encoder.load_state_dict(donor.wav2vec2.encoder.state_dict())
    model.lm_head.load_state_dict(donor.lm_head.state_dict())
    return model


def fill_front(model: Wav2Vec2ForCTC) -> None:
    """Put the filter bank into the first layer and He-normal weights into the others."""
    layers = model.wav2vec2.feature_extractor.conv_layers
    with torch.no_grad():
        layers[0].conv.weight.copy_(torch.from_numpy(filter_bank(FRONT_KERNELS[0]))[:, None])
        layers[0].conv.bias.zero_()
        layers[0].layer_norm.weight.fill_(1.5)
        for layer in list(layers)[1:]:
            nn.init.kaiming_normal_(layer.conv.weight, nonlinearity="relu")
            layer.conv.bias.zero_()


def filter_bank(length: int) -> NDArray[np.float32]:
    """(256, length): cosine and sine of 64 bands, each with its negative, under windows as long as the band is narrow.

    High bands are raised by 0.75 of 6 dB an octave, about as much as speech falls.
    """
    centres = _hertz(np.linspace(_mel(_LOWEST), _mel(_HIGHEST), _BANDS))
    time = np.arange(length) - (length - 1) / 2
    rows = []
    for centre in centres.tolist():
        step = _mel(_HIGHEST) / _BANDS
        width = max(90.0, float(_hertz(_mel(centre) + step) - _hertz(_mel(centre) - step)))
        spread = min(length / 5, 1.2 * _SAMPLE_RATE / (2 * math.pi * width))
        window = np.exp(-0.5 * (time / spread) ** 2) * np.hanning(length) ** 0.25
        for wave in (np.cos, np.sin):
            row = window * wave(2 * np.pi * centre * time / _SAMPLE_RATE)
            row = row - row.mean()
            row = row / np.sqrt((row**2).sum()) * min(8.0, math.sqrt(centre / 300) ** 1.5)
            rows += [row, -row]
    return np.array(rows, dtype=np.float32)


def adopt_projection(model: Wav2Vec2ForCTC, donor: Wav2Vec2ForCTC, recordings: list[NDArray[np.float32]]) -> float:
    """Fit the model's feature projection to what the donor's front and projection give.

    Least squares over all frames of `recordings` (normalised, 16 kHz); the donor's encoder then understands the front.
    Returns the share of variance explained.
    """
    inputs, targets = [], []
    with torch.inference_mode():
        for recording in recordings:
            samples = torch.from_numpy(recording)[None]
            targets.append(_projected(donor, samples)[0])
            features = model.wav2vec2.feature_extractor(samples).transpose(1, 2)
            inputs.append(model.wav2vec2.feature_projection.layer_norm(features)[0])
    design = torch.cat([torch.cat(inputs), torch.ones(sum(map(len, inputs)), 1)], dim=1)
    wanted = torch.cat(targets)
    ridge = 1e-4 * len(design) * torch.eye(design.shape[1])
    solution = torch.linalg.solve(design.T @ design + ridge, design.T @ wanted)
    projection = model.wav2vec2.feature_projection.projection
    with torch.no_grad():
        projection.weight.copy_(solution[:-1].T)
        projection.bias.copy_(solution[-1])
    residual = (wanted - design @ solution).square().mean() / wanted.var(dim=0).mean()
    return 1 - residual.item()


def _projected(model: Wav2Vec2ForCTC, samples: torch.Tensor) -> torch.Tensor:
    features = model.wav2vec2.feature_extractor(samples).transpose(1, 2)
    projected: torch.Tensor = model.wav2vec2.feature_projection(features)[0]
    return projected


def _shape_front(config: Wav2Vec2Config) -> None:
    config.conv_dim, config.conv_kernel, config.conv_stride = FRONT_DIMENSIONS, FRONT_KERNELS, FRONT_STRIDES
    config.conv_bias, config.feat_extract_norm = True, "layer"
    for name in _DROPOUTS:
        setattr(config, name, 0.0)


def _mel(hertz: float) -> float:
    return 2595 * math.log10(1 + hertz / 700)


def _hertz(mel: NDArray[np.float64] | float) -> NDArray[np.float64]:
    return 700 * (10 ** (np.asarray(mel) / 2595) - 1)
