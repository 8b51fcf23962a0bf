"""The product in int8 against the same roundings multiplied in float32, and what the roundings may cost."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings, strategies
from torch import Tensor
from torch.nn import functional

from core.wav2vec2.activation import activation
from core.wav2vec2.product import Product
from core.wav2vec2.quantised_product import (
    HARDLY_NEGATIVE,
    SYMMETRIC,
    QuantisedProduct,
    adds_in_16_bits,
    can_quantise,
    quantise_frames,
    quantise_weight,
)

ZEROS = (SYMMETRIC, HARDLY_NEGATIVE)
pytestmark = pytest.mark.skipif(not can_quantise(), reason="this processor has no products in int8")


def reference(values: Tensor, weight: Tensor, bias: Tensor | None, zero: int) -> Tensor:
    """The slow form: the same roundings, multiplied in float64."""
    whole, scales = quantise_weight(weight, adds_in_16_bits())
    rounded_weight = whole.double() * scales[:, None].double()
    rounded, frame_scales = quantise_frames(values, zero)
    restored = (rounded.double() - zero) * frame_scales.double()
    return functional.linear(restored, rounded_weight, None if bias is None else bias.double()).float()


@pytest.mark.parametrize("zero", ZEROS)
@pytest.mark.parametrize("act", [None, "gelu", "gelu_new", "relu", "silu"])
@pytest.mark.parametrize("with_bias", [True, False])
def test_it_is_the_product_of_the_rounded_numbers(act: str | None, with_bias: bool, zero: int) -> None:
    torch.manual_seed(0)
    weight, bias, values = torch.randn(48, 70), torch.randn(48) if with_bias else None, torch.randn(2, 13, 70)
    expected = reference(values, weight, bias, zero)
    expected = expected if act is None else activation(act)(expected)
    found = QuantisedProduct(Product(weight, bias, act), zero)(values)
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("zero", ZEROS)
@pytest.mark.parametrize("pair", [(1.0, 1.0), (1.0, 0.008), (0.008, 1.0), (1.0, -1.0), (-1.0, -1.0), (0.6, 0.4)])
def test_the_largest_numbers_do_not_overflow(pair: tuple[float, float], zero: int) -> None:
    """All inputs at their largest, all weights as large as their neighbours let them be."""
    weight = torch.tensor(pair).repeat(16, 256)
    weight[::2] *= -1
    values = torch.ones(5, 512)
    found = QuantisedProduct(Product(weight, None), zero)(values)
    torch.testing.assert_close(found, reference(values, weight, None, zero), rtol=1e-5, atol=1e-2)


@given(strategies.integers(0, 2**31 - 1), strategies.integers(1, 9))
@settings(max_examples=100, derandomize=True)
def test_neighbouring_weights_stay_within_16_bits(seed: int, width: int) -> None:
    weight = torch.randn(6, width, generator=torch.Generator().manual_seed(seed))
    weight[0] = 0.0
    for pairs in (False, True):
        whole, scales = quantise_weight(weight, pairs)
        assert whole.abs().max() <= 127
        assert (whole * scales[:, None] - weight).abs().le(scales[:, None] * 0.501).all()
    for first in range(0, width, 2):
        pair = whole[:, first : first + 2].int()
        assert pair.clamp_min(0).sum(1).max() * 255 <= 32_767
        assert pair.clamp_max(0).sum(1).min() * 255 >= -32_768


@given(
    strategies.integers(0, 2**31 - 1),
    strategies.sampled_from(ZEROS),
    strategies.floats(-30, 30).map(lambda power: 2.0**power),
)
@settings(max_examples=100, derandomize=True)
def test_frames_are_rounded_to_the_nearest_byte_and_zero_stays_zero(seed: int, zero: int, size: float) -> None:
    generator = torch.Generator().manual_seed(seed)
    values = torch.randn(4, 9, generator=generator) * size
    values[1, 3] = 0.0
    values[2] = 0.0
    rounded, scales = quantise_frames(values, zero)
    assert rounded.dtype == torch.uint8
    restored = (rounded.float() - zero) * scales
    assert (restored - values).abs().le(scales * 0.501).all()
    assert restored[1, 3] == 0.0
    assert (restored[2] == 0.0).all()


def test_a_frame_depends_on_no_other() -> None:
    torch.manual_seed(0)
    product = QuantisedProduct(Product(torch.randn(32, 64), torch.randn(32), "gelu"))
    values = torch.randn(7, 64)
    together = product(values)
    louder = values.clone()
    louder[0] *= 100
    assert torch.equal(product(louder)[1:], together[1:])
    alone = torch.cat([product(frame[None]) for frame in values])
    torch.testing.assert_close(alone, together, rtol=1e-6, atol=1e-6)


def test_inputs_that_are_hardly_negative_are_rounded_less() -> None:
    torch.manual_seed(0)
    values = functional.gelu(torch.randn(20, 256) * 2)

    def error(zero: int) -> float:
        rounded, scales = quantise_frames(values, zero)
        return float(((rounded.float() - zero) * scales - values).norm())

    assert error(HARDLY_NEGATIVE) < 0.6 * error(SYMMETRIC)
