"""The inference form of a network: the same answers, computed faster. The plain modules stay the reference.

`prepare_for_inference` exchanges parts of a loaded model in place; adapters, heads and everything around them stay
what they are. A prepared network is neither trained nor saved.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.ctc import Wav2Vec2ForCTC
from core.wav2vec2.encoder import EncoderLayer
from core.wav2vec2.frames import softmax
from core.wav2vec2.head import HeadedModel
from core.wav2vec2.inference_front import FirstProduct, GroupNormStep, InferenceFront, InferencePositions
from core.wav2vec2.product import Product, multiplies_bfloat16
from core.wav2vec2.quantised_product import QuantisedFeedForward, QuantisedProduct


class InferenceLayer(nn.Module):
    """In place of `EncoderLayer`: query, key and value are one product, and the activation is part of another."""

    def __init__(self, layer: EncoderLayer, config: Wav2Vec2Config) -> None:
        super().__init__()
        attention, feed_forward = layer.attention, layer.feed_forward
        parts = (attention.q_proj, attention.k_proj, attention.v_proj)
        self.heads, self.pre_norm = attention.heads, layer.pre_norm
        self.projections: nn.Module = Product(
            torch.cat([part.weight.detach() for part in parts]), torch.cat([part.bias.detach() for part in parts])
        )
        self.out: nn.Module = Product(attention.out_proj.weight, attention.out_proj.bias)
        inner, outer = feed_forward.intermediate_dense, feed_forward.output_dense
        self.feed_forward = nn.Sequential(
            Product(inner.weight, inner.bias, config.hidden_act), Product(outer.weight, outer.bias)
        )
        # What attention is computed in on the processor; None: as it comes.
        self.attention_format: torch.dtype | None = None
        self.layer_norm, self.final_layer_norm = layer.layer_norm, layer.final_layer_norm
        self.adapter_layer = layer.adapter_layer

    def quantise(self) -> None:
        """Exchange the products, in float32 on the processor and not packed, for those in int8."""
        projections, out, (inner, outer) = self.projections, self.out, self.feed_forward
        assert isinstance(projections, Product)
        assert isinstance(out, Product)
        assert isinstance(inner, Product)
        assert isinstance(outer, Product)
        self.projections, self.out = QuantisedProduct(projections), QuantisedProduct(out)
        self.feed_forward = nn.Sequential(QuantisedFeedForward(inner, outer))
        self.attention_format = torch.bfloat16 if multiplies_bfloat16() else None

    def forward(self, hidden_states: Tensor, bias: Tensor | None, weights: bool) -> tuple[Tensor, Tensor | None]:
        """As `EncoderLayer.forward`."""
        attended, probabilities = self._attend(
            self.layer_norm(hidden_states) if self.pre_norm else hidden_states, bias, weights
        )
        hidden_states = hidden_states + attended
        if self.pre_norm:
            hidden_states = hidden_states + self.feed_forward(self.final_layer_norm(hidden_states))
        else:
            hidden_states = self.layer_norm(hidden_states)
            hidden_states = self.final_layer_norm(hidden_states + self.feed_forward(hidden_states))
        if self.adapter_layer is not None:
            hidden_states = hidden_states + self.adapter_layer(hidden_states)
        return hidden_states, probabilities

    def _attend(self, hidden_states: Tensor, bias: Tensor | None, weights: bool) -> tuple[Tensor, Tensor | None]:
        batch, frames, _ = hidden_states.shape
        probabilities = None
        projected = self.projections(hidden_states).view(batch, frames, 3, self.heads, -1)
        number = self.attention_format or projected.dtype
        # On the processor bfloat16 products over plain copies are a third faster than the fused attention.
        apart = number == torch.bfloat16 and projected.device.type == "cpu"
        heads = projected.permute(2, 0, 3, 1, 4)
        if apart:
            heads = heads.to(number, memory_format=torch.contiguous_format).contiguous()
        query, key, value = heads.unbind()
        if weights or apart:
            scores = (query * query.shape[-1] ** -0.5) @ key.transpose(2, 3)
            probabilities = softmax(
                scores if bias is None else scores + bias.clamp_min(torch.finfo(number).min).to(number)
            )
            mixed = probabilities @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        # Kept where nobody asks, they would take the memory of all layers at once.
        return self.out(mixed.transpose(1, 2).flatten(2)), probabilities if weights else None


class Float32Head(nn.Linear):
    """In place of `lm_head`: a product of a hundredth of the work, in float32 whatever comes in.

    Where two labels lie close, eight bits of mantissa cannot tell them apart.
    """

    def __init__(self, inputs: int, labels: int) -> None:
        super().__init__(inputs, labels, dtype=torch.float32)

    def forward(self, hidden_states: Tensor) -> Tensor:
        """(…, inputs) of any number format → (…, labels) in float32."""
        return super().forward(hidden_states.float())


def prepare_for_inference(network: HeadedModel, device: torch.device, dtype: torch.dtype) -> None:
    """Exchange the heavy parts of a loaded network for their inference forms, on `device` in `dtype`.

    Samples are float32 in all of them, and so are logits. torch.int8: the products of the layers in int8; the front,
    positions and attention in bfloat16 where the processor multiplies it; all else in float32. On the processor alone,
    see `can_quantise`.
    Raises RuntimeError (torch.OutOfMemoryError among them) where the device cannot hold it.
    """
    base, config = network.wav2vec2, network.config
    network.requires_grad_(False).eval()
    base.set_submodule("feature_extractor", InferenceFront(base.feature_extractor, config))
    base.set_submodule("encoder.pos_conv_embed", InferencePositions(base.encoder.pos_conv_embed))
    layers = base.encoder.layers
    for index, layer in enumerate(layers):
        assert isinstance(layer, EncoderLayer)
        layers[index] = InferenceLayer(layer, config)
    if isinstance(network, Wav2Vec2ForCTC):
        head = Float32Head(network.lm_head.in_features, network.lm_head.out_features)
        head.load_state_dict(network.lm_head.state_dict())
        network.lm_head = head.requires_grad_(False)
    move(network, device, dtype)


def reuse_features(network: HeadedModel, reuses: bool) -> None:
    """Whether the next inputs of a prepared network share with the one before what overlaps, see `InferenceFront`."""
    front = network.wav2vec2.feature_extractor
    if isinstance(front, InferenceFront):
        front.reuses = reuses


def number_format(network: HeadedModel) -> torch.dtype:
    """What a prepared network computes in: torch.int8 where its products do."""
    if any(isinstance(module, QuantisedProduct) for module in network.modules()):
        return torch.int8
    return network.wav2vec2.encoder.layer_norm.weight.dtype


def weight_bytes(network: nn.Module) -> int:
    """Memory that the weights of a network take, in whichever form they are."""
    tensors = [*network.parameters(), *network.buffers()]
    forms = (module for module in network.modules() if isinstance(module, Product | QuantisedProduct))
    return sum(form.packed_bytes for form in forms) + sum(tensor.numel() * tensor.element_size() for tensor in tensors)


def move(network: HeadedModel, device: torch.device, dtype: torch.dtype) -> None:
    """Move a prepared network that is not packed yet, and pack it if it then lies on the processor."""
    quantised = dtype == torch.int8
    number = torch.float32 if quantised else dtype
    _put(network, device, number, torch.bfloat16 if quantised and multiplies_bfloat16() else number)
    for module in list(network.modules()):
        if quantised and isinstance(module, InferenceLayer):
            module.quantise()
    for module in network.modules():
        if isinstance(module, Product):
            module.pack()


def _put(module: nn.Module, device: torch.device, number: torch.dtype, short: torch.dtype) -> None:
    """`short`: for the convolutions, which are half of the work and bear it."""
    if isinstance(module, InferenceFront):
        module.gives, module.number = number, short
    if isinstance(module, InferenceFront | InferencePositions):
        number = short
    elif isinstance(module, Float32Head | FirstProduct | GroupNormStep):
        number = torch.float32
    for tensor in (*module.parameters(recurse=False), *module.buffers(recurse=False)):
        tensor.data = tensor.data.to(device=device, dtype=number if tensor.is_floating_point() else tensor.dtype)
    for child in module.children():
        _put(child, device, number, short)
