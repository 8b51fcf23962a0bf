"""`Wav2Vec2Config`: the shape of a network and how it is trained, as `config.json` has it."""

from __future__ import annotations

import json
import math
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from core.wav2vec2.hub import CheckpointError, HubOptions, locate, read_json
from core.wav2vec2.loading_keywords import part_keywords

CONFIG_FILE = "config.json"
ACTIVATIONS = ("gelu", "relu", "selu", "gelu_new", "gelu_python", "gelu_fast", "gelu_pytorch_tanh", "silu", "swish")
# More layers than any published model has; a file that asks for a million must not keep us building.
MAXIMUM_LAYERS = 1000


@dataclass(init=False)
class Wav2Vec2Config:
    """Fields and defaults of the Hugging Face class (its defaults are the base-960h architecture).

    Unknown fields of a `config.json` are kept in `extra` and written back. `num_labels` may be given in place of
    `id2label`. Raises CheckpointError for values that make no network, naming the field.
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
    bos_token_id: int | None = 1
    eos_token_id: int | None = 2
    add_adapter: bool = False
    adapter_kernel_size: int = 3
    adapter_stride: int = 2
    num_adapter_layers: int = 3
    output_hidden_size: int | None = None
    adapter_attn_dim: int | None = None
    output_attentions: bool = False
    output_hidden_states: bool = False
    return_dict: bool = True
    architectures: tuple[str, ...] = ()
    id2label: dict[int, str] = field(default_factory=dict)
    label2id: dict[str, int] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    def __init__(self, /, **values: Any) -> None:
        """Fields by name, as `config.json` has them: lists become tuples, what is no field goes to `extra`."""
        self.id2label, self.label2id = _labels(values)
        extra = values.pop("extra", {})
        for item in fields(self):
            if item.default is not MISSING:
                value = values.pop(item.name, item.default)
                setattr(self, item.name, tuple(value) if isinstance(value, list) else value)
        self.architectures = self.architectures or ()
        if self.output_hidden_size is None:
            self.output_hidden_size = self.hidden_size
        for derived in ("model_type", "num_feat_extract_layers"):
            values.pop(derived, None)
        self.extra = {**extra, **values}
        self._check()

    @property
    def num_labels(self) -> int:
        """Classes of a classification head."""
        return len(self.id2label)

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
        """From the parsed form of `config.json`."""
        return cls(**values)

    @classmethod
    def from_pretrained(
        cls, name_or_folder: str | Path, options: HubOptions | None = None, **changes: Any
    ) -> Wav2Vec2Config:
        """Read `config.json` of a folder or of a model on the hub, with `changes` laid over it.

        Raises CheckpointError.
        """
        hub, changes = part_keywords(changes, options)
        path = locate(name_or_folder, CONFIG_FILE, hub)
        values = read_json(path)
        if values.get("model_type", "wav2vec2") != "wav2vec2":
            raise CheckpointError(f"{path} describes a {values['model_type']!r} model; choose a Wav2Vec2 checkpoint.")
        return cls(**(values | changes))

    def to_dict(self) -> dict[str, Any]:
        """The form that is written to `config.json`."""
        values = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "extra"}
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
        plain["id2label"] = {str(index): label for index, label in self.id2label.items()}
        derived = {"num_feat_extract_layers": self.num_feat_extract_layers, "model_type": "wav2vec2"}
        return {**self.extra, **plain, **derived}

    @property
    def dtype(self) -> str | None:
        """What the weights were saved in ("float16"); transformers 5 says `dtype`, 4 says `torch_dtype`."""
        said = self.extra.get("dtype", self.extra.get("torch_dtype"))
        return said if isinstance(said, str) else None

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
        for name in ("conv_dim", "tdnn_dim"):
            if len(getattr(self, name)) > MAXIMUM_LAYERS:
                self._refuse(name, f"at most {MAXIMUM_LAYERS} layers are possible")
        if self.codevector_dim % self.num_codevector_groups:
            self._refuse(
                "codevector_dim", f"it is not divisible by num_codevector_groups, {self.num_codevector_groups}"
            )
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
            value, kind = getattr(self, item.name), item.type
            if kind == "int" or (kind == "int | None" and value is not None):
                self._check_whole(item.name, value)
            elif kind == "float":
                share = item.name.endswith(("dropout", "layerdrop", "_prob"))
                number = isinstance(value, int | float) and math.isfinite(value)
                if not number or not 0 <= value <= (1 if share else math.inf):
                    self._refuse(
                        item.name, "a number from 0 to 1 is needed" if share else "a positive number is needed"
                    )
            elif kind == "bool" and not isinstance(value, bool):
                self._refuse(item.name, "true or false is needed")
            elif kind == "str" and not isinstance(value, str):
                self._refuse(item.name, "a text is needed")
            elif kind == "tuple[int, ...]" and not isinstance(value, tuple):
                self._refuse(item.name, "a list of whole numbers is needed")

    def _check_whole(self, name: str, value: Any) -> None:
        lowest = 0 if name.endswith(("_token_id", "_min_masks", "num_adapter_layers", "num_hidden_layers")) else 1
        highest = MAXIMUM_LAYERS if name.endswith("_layers") else 1_000_000
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            self._refuse(name, f"a whole number from {lowest} to {highest} is needed")

    def _refuse(self, name: str, why: str) -> None:
        raise CheckpointError(f"configuration field {name} = {getattr(self, name)!r}: {why}.")


def _labels(values: dict[str, Any]) -> tuple[dict[int, str], dict[str, int]]:
    """Take the names of a classification head's classes out of `values`; `num_labels` wins over the table."""
    names, indices, count = (values.pop(key, None) for key in ("id2label", "label2id", "num_labels"))
    if names is None or (count is not None and count != len(names)):
        count = 2 if count is None else count
        if not isinstance(count, int) or not 0 <= count <= 1_000_000:
            raise CheckpointError(f"configuration field num_labels = {count!r}: a whole number is needed.")
        names, indices = {index: f"LABEL_{index}" for index in range(count)}, None
    try:
        named = {int(index): str(name) for index, name in names.items()}
        indexed = {str(name): int(index) for name, index in indices.items()} if indices else None
    except (AttributeError, TypeError, ValueError) as failure:
        raise CheckpointError("configuration fields id2label, label2id: tables of labels are needed.") from failure
    return named, indexed or {name: index for index, name in named.items()}
