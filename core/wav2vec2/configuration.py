"""`Wav2Vec2Config`: the shape of a network and how it is trained, as `config.json` has it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from core.wav2vec2.hub import CheckpointError, HubOptions, locate, read_json

CONFIG_FILE = "config.json"
ACTIVATIONS = ("gelu", "relu", "selu", "gelu_new", "gelu_python", "gelu_fast", "gelu_pytorch_tanh", "silu", "swish")


@dataclass
class Wav2Vec2Config:
    """Fields and defaults of the Hugging Face class (its defaults are the base-960h architecture).

    Unknown fields of a `config.json` are kept in `extra` and written back. Raises CheckpointError for values that
    make no network, naming the field.
    """

    vocab_size: int = 32
    hidden_size: int = 768
    num_hidden_layers: int = 12
    num_attention_heads: int = 12
    intermediate_size: int = 3072
    hidden_act: str = "gelu"
    hidden_dropout: float = 0.1
    activation_dropout: float = 0.1
    attention_dropout: float = 0.1
    feat_proj_dropout: float = 0.0
    feat_quantizer_dropout: float = 0.0
    final_dropout: float = 0.1
    layerdrop: float = 0.1
    initializer_range: float = 0.02
    layer_norm_eps: float = 1e-5
    feat_extract_norm: str = "group"
    feat_extract_activation: str = "gelu"
    conv_dim: tuple[int, ...] = (512, 512, 512, 512, 512, 512, 512)
    conv_stride: tuple[int, ...] = (5, 2, 2, 2, 2, 2, 2)
    conv_kernel: tuple[int, ...] = (10, 3, 3, 3, 3, 2, 2)
    conv_bias: bool = False
    num_conv_pos_embeddings: int = 128
    num_conv_pos_embedding_groups: int = 16
    do_stable_layer_norm: bool = False
    apply_spec_augment: bool = True
    mask_time_prob: float = 0.05
    mask_time_length: int = 10
    mask_time_min_masks: int = 2
    mask_feature_prob: float = 0.0
    mask_feature_length: int = 10
    mask_feature_min_masks: int = 0
    num_codevectors_per_group: int = 320
    num_codevector_groups: int = 2
    contrastive_logits_temperature: float = 0.1
    num_negatives: int = 100
    codevector_dim: int = 256
    proj_codevector_dim: int = 256
    diversity_loss_weight: float = 0.1
    ctc_loss_reduction: str = "sum"
    ctc_zero_infinity: bool = False
    use_weighted_layer_sum: bool = False
    classifier_proj_size: int = 256
    tdnn_dim: tuple[int, ...] = (512, 512, 512, 512, 1500)
    tdnn_kernel: tuple[int, ...] = (5, 3, 3, 1, 1)
    tdnn_dilation: tuple[int, ...] = (1, 2, 3, 1, 1)
    xvector_output_dim: int = 512
    pad_token_id: int = 0
    bos_token_id: int = 1
    eos_token_id: int = 2
    add_adapter: bool = False
    adapter_kernel_size: int = 3
    adapter_stride: int = 2
    num_adapter_layers: int = 3
    output_hidden_size: int | None = None
    adapter_attn_dim: int | None = None
    output_attentions: bool = False
    output_hidden_states: bool = False
    return_dict: bool = True
    num_labels: int = 2
    architectures: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Fill in what follows from other fields, then check."""
        if self.output_hidden_size is None:
            self.output_hidden_size = self.hidden_size
        self._check()

    @property
    def num_feat_extract_layers(self) -> int:
        """Number of convolution layers."""
        return len(self.conv_dim)

    @property
    def inputs_to_logits_ratio(self) -> int:
        """Samples between two frames: the product of the strides."""
        return math.prod(self.conv_stride)

    @property
    def receptive_field(self) -> int:
        """Samples that one frame sees, and the fewest that the network takes."""
        samples = 1
        for kernel, stride in zip(reversed(self.conv_kernel), reversed(self.conv_stride), strict=True):
            samples = (samples - 1) * stride + kernel
        return samples

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Wav2Vec2Config:
        """From the parsed form of `config.json`; lists become tuples, fields unknown here go to `extra`."""
        known = {item.name for item in fields(cls)} - {"extra"}
        given: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for name, value in values.items():
            if name not in known:
                extra[name] = value
            elif not (name == "architectures" and value is None):
                given[name] = tuple(value) if isinstance(value, list) else value
        for derived in ("num_feat_extract_layers",):
            extra.pop(derived, None)
        if "num_labels" not in given and isinstance(extra.get("id2label"), dict):
            given["num_labels"] = len(extra["id2label"])
        return cls(**given, extra=extra)

    @classmethod
    def from_pretrained(cls, name_or_folder: str | Path, options: HubOptions | None = None) -> Wav2Vec2Config:
        """Read `config.json` of a folder or of a model on the hub. Raises CheckpointError."""
        path = locate(name_or_folder, CONFIG_FILE, options)
        values = read_json(path)
        if values.get("model_type", "wav2vec2") != "wav2vec2":
            raise CheckpointError(f"{path} describes a {values['model_type']!r} model; choose a Wav2Vec2 checkpoint.")
        return cls.from_dict(values)

    def to_dict(self) -> dict[str, Any]:
        """The form that is written to `config.json`."""
        values = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "extra"}
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
        del plain["num_labels"]
        labels = self.num_labels
        if "id2label" not in self.extra:
            plain["id2label"] = {str(index): f"LABEL_{index}" for index in range(labels)}
            plain["label2id"] = {f"LABEL_{index}": index for index in range(labels)}
        derived = {"num_feat_extract_layers": self.num_feat_extract_layers, "model_type": "wav2vec2"}
        return {**self.extra, **plain, **derived}

    def save_pretrained(self, folder: str | Path) -> None:
        """Write `config.json` into a folder, which is made if need be."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.to_dict(), indent=2, sort_keys=True) + "\n"
        (Path(folder) / CONFIG_FILE).write_text(text, encoding="utf-8")

    def _check(self) -> None:
        self._check_kinds()
        layers = (self.conv_dim, self.conv_kernel, self.conv_stride)
        if not self.conv_dim or len({len(layer) for layer in layers}) != 1:
            self._refuse("conv_dim", "conv_dim, conv_kernel and conv_stride must have the same length, at least 1")
        for name in ("conv_dim", "conv_kernel", "conv_stride", "tdnn_dim", "tdnn_kernel", "tdnn_dilation"):
            if not all(isinstance(n, int) and 0 < n <= 65536 for n in getattr(self, name)):
                self._refuse(name, "whole numbers above 0 are needed")
        if len({len(self.tdnn_dim), len(self.tdnn_kernel), len(self.tdnn_dilation)}) != 1:
            self._refuse("tdnn_dim", "tdnn_dim, tdnn_kernel and tdnn_dilation must have the same length")
        if self.hidden_size % self.num_attention_heads:
            self._refuse("num_attention_heads", f"{self.hidden_size} is not divisible by it")
        if self.hidden_size % self.num_conv_pos_embedding_groups:
            self._refuse("num_conv_pos_embedding_groups", f"{self.hidden_size} is not divisible by it")
        choices = {
            "feat_extract_norm": ("group", "layer"),
            "ctc_loss_reduction": ("sum", "mean", "none"),
            "hidden_act": ACTIVATIONS,
            "feat_extract_activation": ACTIVATIONS,
        }
        for name, allowed in choices.items():
            if getattr(self, name) not in allowed:
                self._refuse(name, f"choose one of {', '.join(allowed)}")

    def _check_kinds(self) -> None:
        """Numbers of sensible size where numbers belong: the file may come from anywhere."""
        for item in fields(self):
            value = getattr(self, item.name)
            if item.type in ("int", "int | None") and value is not None:
                zero_allowed = item.name.endswith(("_token_id", "_min_masks", "num_adapter_layers", "num_labels"))
                whole = isinstance(value, int) and not isinstance(value, bool)
                if not whole or not (0 if zero_allowed else 1) <= value <= 1_000_000:
                    self._refuse(item.name, "a whole number above 0 is needed")
            elif item.type == "float" and not (isinstance(value, int | float) and math.isfinite(value) and value >= 0):
                self._refuse(item.name, "a number of at least 0 is needed")
            elif item.type == "tuple[int, ...]" and not isinstance(value, tuple | list):
                self._refuse(item.name, "a list of whole numbers is needed")

    def _refuse(self, name: str, why: str) -> None:
        raise CheckpointError(f"configuration field {name} = {getattr(self, name)!r}: {why}.")
