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
from core.wav2vec2.head import HeadedModel
from core.wav2vec2.inference_front import InferenceFront, InferencePositions
from core.wav2vec2.product import Product
from core.wav2vec2.quantised_product import HARDLY_NEGATIVE, SYMMETRIC, QuantisedProduct

AnyProduct = Product | QuantisedProduct


class InferenceLayer(nn.Module):
    """In place of `EncoderLayer`: query, key and value are one product, and the activation is part of another."""

    def __init__(self, layer: EncoderLayer, config: Wav2Vec2Config) -> None:
        super().__init__()
        attention, feed_forward = layer.attention, layer.feed_forward
        parts = (attention.q_proj, attention.k_proj, attention.v_proj)
        self.heads, self.pre_norm = attention.heads, layer.pre_norm
        self.projections: AnyProduct = Product(
            torch.cat([part.weight.detach() for part in parts]), torch.cat([part.bias.detach() for part in parts])
        )
        self.out: AnyProduct = Product(attention.out_proj.weight, attention.out_proj.bias)
        self.inner: AnyProduct = Product(
            feed_forward.intermediate_dense.weight, feed_forward.intermediate_dense.bias, config.hidden_act
        )
        self.outer: AnyProduct = Product(feed_forward.output_dense.weight, feed_forward.output_dense.bias)
        self.layer_norm, self.final_layer_norm = layer.layer_norm, layer.final_layer_norm
        self.adapter_layer = layer.adapter_layer

    def quantise(self) -> None:
        """Exchange the products, in float32 on the processor and not packed, for those in int8."""
        for name, product in list(self.named_children()):
            if isinstance(product, Product):
                zero = HARDLY_NEGATIVE if name == "outer" else SYMMETRIC
                setattr(self, name, QuantisedProduct(product, zero))

    def forward(self, hidden_states: Tensor, bias: Tensor | None, weights: bool) -> tuple[Tensor, Tensor | None]:
        """As `EncoderLayer.forward`."""
        attended, probabilities = self._attend(
            self.layer_norm(hidden_states) if self.pre_norm else hidden_states, bias, weights
        )
        hidden_states = hidden_states + attended
        if self.pre_norm:
            hidden_states = hidden_states + self.outer(self.inner(self.final_layer_norm(hidden_states)))
        else:
            hidden_states = self.layer_norm(hidden_states)
            hidden_states = self.final_layer_norm(hidden_states + self.outer(self.inner(hidden_states)))
        if self.adapter_layer is not None:
            hidden_states = hidden_states + self.adapter_layer(hidden_states)
        return hidden_states, probabilities

    def _attend(self, hidden_states: Tensor, bias: Tensor | None, weights: bool) -> tuple[Tensor, Tensor | None]:
        batch, frames, _ = hidden_states.shape
        probabilities = None
        projected = self.projections(hidden_states).view(batch, frames, 3, self.heads, -1)
        # On the processor bfloat16 products over plain copies are a third faster than the fused attention.
        apart = hidden_states.dtype == torch.bfloat16 and hidden_states.device.type == "cpu"
        heads = projected.permute(2, 0, 3, 1, 4)
        query, key, value = (heads.contiguous() if apart else heads).unbind()
        if weights or apart:
            scores = (query * query.shape[-1] ** -0.5) @ key.transpose(2, 3)
            probabilities = (scores if bias is None else scores + bias).softmax(-1)
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

    torch.int8: the products of the layers in int8, all else in float32; on the processor alone, see `can_quantise`.
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


def number_format(network: HeadedModel) -> torch.dtype:
    """What a prepared network computes in: torch.int8 where its products do."""
    if any(isinstance(module, QuantisedProduct) for module in network.modules()):
        return torch.int8
    return input_format(network)


def input_format(network: HeadedModel) -> torch.dtype:
    """What samples go into a prepared network as: what its front computes in, float32 for one in int8."""
    return next(network.wav2vec2.parameters()).dtype


def weight_bytes(network: nn.Module) -> int:
    """Memory that the weights of a network take, in whichever form they are."""
    tensors = [*network.parameters(), *network.buffers()]
    forms = (module for module in network.modules() if isinstance(module, AnyProduct))
    return sum(form.packed_bytes for form in forms) + sum(tensor.numel() * tensor.element_size() for tensor in tensors)


def move(network: HeadedModel, device: torch.device, dtype: torch.dtype) -> None:
    """Move a prepared network that is not packed yet, and pack it if it then lies on the processor."""
    quantised = dtype == torch.int8
    network.to(device=device, dtype=torch.float32 if quantised else dtype)
    for module in list(network.modules()):
        if isinstance(module, Float32Head):
            module.float()
        elif quantised and isinstance(module, InferenceLayer):
            module.quantise()
    for module in network.modules():
        if isinstance(module, Product):
            module.pack()
