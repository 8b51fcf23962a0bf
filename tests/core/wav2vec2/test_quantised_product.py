"""The product in int8 against the same roundings multiplied in float32, and what the roundings may cost."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings, strategies
from torch import Tensor
from torch.nn import functional

from core.wav2vec2.activation import activation
from core.wav2vec2.frames import quantise
from core.wav2vec2.product import Product
from core.wav2vec2.quantised_product import (
    HARDLY_NEGATIVE,
    PARTS,
    SYMMETRIC,
    QuantisedFeedForward,
    QuantisedProduct,
    adds_in_16_bits,
    can_quantise,
    quantise_weight,
)

ZEROS = (SYMMETRIC, HARDLY_NEGATIVE)
pytestmark = pytest.mark.skipif(not can_quantise(), reason="this processor has no products in int8")


def restored_frames(values: Tensor, zero: int, parts: int = 1) -> Tensor:
    """What the bytes of frames stand for."""
    rounded = quantise(values, zero, parts)
    stretches = (rounded.stretches.float() - zero) * rounded.scales[..., None]
    return stretches.transpose(0, 1).reshape(values.shape)


def reference(values: Tensor, weight: Tensor, bias: Tensor | None, zero: int) -> Tensor:
    """The slow form: the same roundings, multiplied in float64."""
    whole, scales = quantise_weight(weight, adds_in_16_bits())
    rounded_weight = whole.double() * scales[:, None].double()
    restored = restored_frames(values, zero).double()
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
    rounded = quantise(values, zero)
    assert rounded.stretches.dtype == torch.uint8
    restored = restored_frames(values, zero)
    assert (restored - values).abs().le(rounded.scales[0, :, None] * 0.501).all()
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
        return float((restored_frames(values, zero) - values).norm())

    assert error(HARDLY_NEGATIVE) < 0.6 * error(SYMMETRIC)


@pytest.mark.parametrize("act", ["gelu", "gelu_new", "relu"])
@pytest.mark.parametrize("width", [64, 63])
def test_two_products_are_one_after_the_other(act: str, width: int) -> None:
    torch.manual_seed(0)
    inner = Product(torch.randn(width, 24), torch.randn(width), act)
    outer = Product(torch.randn(17, width) / 8, torch.randn(17))
    values = torch.randn(2, 5, 24)
    found = QuantisedFeedForward(inner, outer)(values)
    parts = PARTS if width == 64 else 1
    between = QuantisedProduct(inner)(values)
    torch.testing.assert_close(found, QuantisedProduct(outer, HARDLY_NEGATIVE, parts)(between), rtol=0, atol=0.02)
    exact = outer(inner(values))
    assert 0 < (found - exact).norm() / exact.norm() < 0.02


def test_stretches_of_a_frame_are_rounded_by_themselves() -> None:
    torch.manual_seed(0)
    values = torch.randn(20, 256) * torch.tensor([1.0, 0.1, 3.0, 0.01]).repeat_interleave(64)
    weight = torch.randn(32, 256) * torch.tensor([1.0, 10.0, 0.3, 100.0]).repeat_interleave(64)
    exact = functional.linear(values, weight)

    def error(parts: int) -> float:
        return float((QuantisedProduct(Product(weight, None), parts=parts)(values) - exact).norm() / exact.norm())

    assert error(4) < 0.02
    assert error(1) > 0.2
