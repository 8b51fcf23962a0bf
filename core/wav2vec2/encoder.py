"""The transformer encoder, for both orders of normalisation.

"Post-norm" (`do_stable_layer_norm` false, base-960h) normalises after each residual sum and before the first layer;
"pre-norm" (true, large-lv60 and MMS) normalises each branch's input and the last layer's output. Vaswani et al. 2017,
section 3; Xiong et al. 2020. Parameter names equal the checkpoints' keys.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.checkpoint import checkpoint

from core.wav2vec2.activation import activation
from core.wav2vec2.configuration import Wav2Vec2Config
from core.wav2vec2.convolution import PositionalConvolution


class Attention(nn.Module):
    """Multi-head self-attention; the fused kernel unless the weights themselves are asked for."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        self.heads = config.num_attention_heads
        self.dropout = config.attention_dropout
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (
            nn.Linear(config.hidden_size, config.hidden_size) for _ in range(4)
        )

    def forward(self, hidden_states: Tensor, bias: Tensor | None, weights: bool) -> tuple[Tensor, Tensor | None]:
        """(batch, frames, hidden) → the same shape, and (batch, heads, frames, frames) if `weights`.

        `bias` is added to the scores: 0 where a frame may be looked at, the lowest number where not.
        """
        query, key, value = (self._split(p(hidden_states)) for p in (self.q_proj, self.k_proj, self.v_proj))
        dropout = self.dropout if self.training else 0.0
        if weights:
            scores = query @ key.transpose(2, 3) * query.shape[-1] ** -0.5
            scores = scores if bias is None else scores + bias
            probabilities = scores.softmax(-1)
            mixed = functional.dropout(probabilities, dropout) @ value
        else:
            probabilities = None
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias, dropout_p=dropout)
        return self.out_proj(mixed.transpose(1, 2).flatten(2)), probabilities

    def _split(self, projected: Tensor) -> Tensor:
        """(batch, frames, hidden) → (batch, heads, frames, hidden / heads)."""
        return projected.view(*projected.shape[:2], self.heads, -1).transpose(1, 2)


class FeedForward(nn.Module):
    """Two linear layers with an activation between."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        self.intermediate_dense = nn.Linear(config.hidden_size, config.intermediate_size)
        self.intermediate_act_fn = activation(config.hidden_act)
        self.intermediate_dropout = nn.Dropout(config.activation_dropout)
        self.output_dense = nn.Linear(config.intermediate_size, config.hidden_size)
        self.output_dropout = nn.Dropout(config.hidden_dropout)

    def forward(self, hidden_states: Tensor) -> Tensor:
        """Last dimension hidden, otherwise any shape."""
        inner = self.intermediate_dropout(self.intermediate_act_fn(self.intermediate_dense(hidden_states)))
        return self.output_dropout(self.output_dense(inner))


class AttentionAdapter(nn.Module):
    """The per-language part of an MMS encoder layer: a bottleneck added to its output (Pratap et al. 2023)."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        assert config.adapter_attn_dim is not None
        self.norm = nn.LayerNorm(config.hidden_size)
        self.linear_1 = nn.Linear(config.hidden_size, config.adapter_attn_dim)
        self.act_fn = nn.ReLU()
        self.linear_2 = nn.Linear(config.adapter_attn_dim, config.hidden_size)

    def forward(self, hidden_states: Tensor) -> Tensor:
        """(batch, frames, hidden) → what is to be added to it."""
        return self.linear_2(self.act_fn(self.linear_1(self.norm(hidden_states))))


class EncoderLayer(nn.Module):
    """Attention and feed-forward with residuals, normalised before or after; an adapter if the model has them.

    As in the checkpoints' own implementation, only pre-norm models have adapters.
    """

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        self.pre_norm = config.do_stable_layer_norm
        self.attention = Attention(config)
        self.dropout = nn.Dropout(config.hidden_dropout)
        self.layer_norm = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.feed_forward = FeedForward(config)
        self.final_layer_norm = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        adapted = self.pre_norm and config.adapter_attn_dim is not None
        self.adapter_layer = AttentionAdapter(config) if adapted else None

    def forward(self, hidden_states: Tensor, bias: Tensor | None, weights: bool) -> tuple[Tensor, Tensor | None]:
        """See `Attention.forward`."""
        residual = hidden_states
        attended, probabilities = self.attention(
            self.layer_norm(hidden_states) if self.pre_norm else hidden_states, bias, weights
        )
        hidden_states = residual + self.dropout(attended)
        if self.pre_norm:
            hidden_states = hidden_states + self.feed_forward(self.final_layer_norm(hidden_states))
        else:
            hidden_states = self.layer_norm(hidden_states)
            hidden_states = self.final_layer_norm(hidden_states + self.feed_forward(hidden_states))
        if self.adapter_layer is not None:
            hidden_states = hidden_states + self.adapter_layer(hidden_states)
        return hidden_states, probabilities


class Encoder(nn.Module):
    """Positions, then the layers. Returns (last, all hidden states or None, attentions or None)."""

    def __init__(self, config: Wav2Vec2Config) -> None:
        super().__init__()
        self.pre_norm = config.do_stable_layer_norm
        self.layerdrop = config.layerdrop
        self.pos_conv_embed = PositionalConvolution(config)
        self.layer_norm = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.dropout = nn.Dropout(config.hidden_dropout)
        self.layers = nn.ModuleList(EncoderLayer(config) for _ in range(config.num_hidden_layers))
        # In training: compute the layers again in the backward pass, which saves the memory of what lies in them.
        self.gradient_checkpointing = False

    def forward(
        self, hidden_states: Tensor, frame_mask: Tensor | None, weights: bool, all_states: bool
    ) -> tuple[Tensor, tuple[Tensor, ...] | None, tuple[Tensor, ...] | None]:
        """`frame_mask` (batch, frames) is true where a frame is no padding; None means that all are real."""
        bias = None
        if frame_mask is not None:
            hidden_states = hidden_states.masked_fill(~frame_mask[..., None], 0.0)
            bias = _attention_bias(frame_mask, hidden_states.dtype)
        hidden_states = hidden_states + self.pos_conv_embed(hidden_states)
        if not self.pre_norm:
            hidden_states = self.layer_norm(hidden_states)
        hidden_states = self.dropout(hidden_states)
        states: list[Tensor] = []
        attentions: list[Tensor] = []
        for layer in self.layers:
            states.append(hidden_states)
            if self.training and self.layerdrop and torch.rand(()).item() < self.layerdrop:
                continue
            if self.gradient_checkpointing and self.training:
                hidden_states, probabilities = checkpoint(layer, hidden_states, bias, weights, use_reentrant=False)
            else:
                hidden_states, probabilities = layer(hidden_states, bias, weights)
            if probabilities is not None:
                attentions.append(probabilities)
        if self.pre_norm:
            hidden_states = self.layer_norm(hidden_states)
        states.append(hidden_states)
        return hidden_states, tuple(states) if all_states else None, tuple(attentions) if weights else None


def _attention_bias(frame_mask: Tensor, dtype: torch.dtype) -> Tensor:
    """(batch, frames) → (batch, 1, 1, frames): the lowest finite number hides a frame, and never makes NaN."""
    bias = torch.zeros(frame_mask.shape, dtype=dtype, device=frame_mask.device)
    return bias.masked_fill(~frame_mask, torch.finfo(dtype).min)[:, None, None, :]
