"""What stands between the products: the C++ form against the one in torch."""

from __future__ import annotations

import pytest
import torch
from hypothesis import HealthCheck, given, settings, strategies
from torch import Tensor

from core.wav2vec2 import frames
from core.wav2vec2.frames import Restoring, Rounded, has_native, quantise, restore, softmax

MANY = settings(max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))
seeds = strategies.integers(0, 2**31 - 1)
pytestmark = pytest.mark.skipif(
    not has_native(torch.zeros(1)), reason="core/wav2vec2/native is not built, or the processor lacks AVX2"
)


def random(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    size = 2.0 ** torch.randint(-8, 9, (shape[0], *[1] * (len(shape) - 1)), generator=generator)
    return torch.randn(*shape, generator=generator) * size


def in_torch(values: Tensor, zero: int, parts: int = 1, before: Restoring | None = None) -> Rounded:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "extension", None)
        return quantise(values, zero, parts, before)


@MANY
@given(seeds, strategies.sampled_from([1, 32, 128, 254]), strategies.integers(1, 4), strategies.integers(1, 70))
def test_bytes_and_scales_are_the_same(seed: int, zero: int, parts: int, width: int) -> None:
    values = random(seed, 7, parts * width)
    values[2] = 0.0
    expected, found = in_torch(values, zero, parts), quantise(values, zero, parts)
    assert found.shape == expected.shape == values.shape
    assert torch.equal(found.scales, expected.scales)
    assert torch.equal(found.stretches, expected.stretches)


@pytest.mark.parametrize("gelu", [False, True])
def test_what_a_product_becomes_is_rounded_as_it_would_be_apart(gelu: bool) -> None:
    values, scales, bias = random(0, 40, 768), random(1, 40).abs(), random(2, 768)
    before = Restoring(scales, bias, gelu)
    expected, found = in_torch(values, 32, 4, before), quantise(values, 32, 4, before)
    torch.testing.assert_close(found.scales, expected.scales, rtol=1e-6, atol=0)
    away = (found.stretches.int() - expected.stretches.int()).abs()
    assert away.max() <= 1
    # Only where a number lies between two bytes.
    assert (away > 0).float().mean() < 1e-3


@pytest.mark.parametrize("parts", [1, 3])
def test_products_are_restored(parts: int) -> None:
    products = [random(part, 9, 37) for part in range(parts)]
    scales, bias = random(8, parts, 9), random(9, 37)
    found = restore(products, scales, bias)
    terms = [product.double() * scale.double()[:, None] for product, scale in zip(products, scales, strict=True)]
    size = sum((term.abs() for term in terms), bias.abs().double())
    assert ((found - sum(terms, bias.double())).abs() <= 4e-7 * size).all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "extension", None)
        torch.testing.assert_close(found, restore(products, scales, bias), rtol=1e-4, atol=1e-4)


@MANY
@given(seeds, strategies.integers(1, 70), strategies.sampled_from([torch.float32, torch.bfloat16]))
def test_softmax_is_that_of_torch(seed: int, width: int, number: torch.dtype) -> None:
    scores = random(seed, 2, 5, width).to(number)
    expected = scores.double().softmax(-1)
    found = softmax(scores.clone())
    assert found.dtype == number
    # The difference of two scores is rounded once, at most at 2^-18.
    error = 6e-6 if number == torch.float32 else 2**-8
    torch.testing.assert_close(found.double(), expected, rtol=error, atol=1e-37)


def test_frames_behind_the_end_get_nothing() -> None:
    scores = random(3, 4, 20)
    scores[:, 12:] += torch.finfo(torch.bfloat16).min
    for number in (torch.float32, torch.bfloat16):
        found = softmax(scores.clone().to(number))
        assert found[:, 12:].max() < 1e-37
        torch.testing.assert_close(found[:, :12].sum(1).float(), torch.ones(4), rtol=1e-2, atol=0)


@pytest.mark.parametrize("none", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize("place", [0, 7, 18])
def test_what_is_no_number_is_seen_in_its_frame_and_in_no_other(none: float, place: int) -> None:
    values = random(4, 3, 19)
    values[1, place] = none
    scales = quantise(values, 128).scales
    assert scales[0].isfinite().tolist() == [True, False, True]
    before = Restoring(torch.ones(3), torch.zeros(19), gelu=True)
    scales = quantise(values, 32, 1, before).scales
    assert scales[0].isfinite().tolist() == [True, False, True]
    # A score may well be below all numbers.
    for number in (torch.float32, torch.bfloat16):
        assert softmax(values.clone().to(number)).isfinite().all(1).tolist() == [True, none < 0, True]


def test_threads_change_nothing() -> None:
    values = random(5, 200, 512)
    scores = random(6, 200, 333).bfloat16()
    before = torch.get_num_threads()
    found = []
    try:
        for threads in (1, 2, 3):
            torch.set_num_threads(threads)
            rounded = quantise(values, 128)
            found.append((rounded.stretches, rounded.scales, softmax(scores.clone())))
    finally:
        torch.set_num_threads(before)
    for other in found[1:]:
        assert all(torch.equal(one, two) for one, two in zip(found[0], other, strict=True))


def test_shapes_that_do_not_fit_are_refused() -> None:
    values, scales, bias = (torch.zeros(shape).numpy() for shape in ((3, 8), (1, 3), (8,)))
    with pytest.raises(ValueError, match="do not fit"):
        frames.extension.restore([values], scales, bias[:7], values)
    with pytest.raises(ValueError, match="do not fit"):
        frames.extension.quantise(values, None, 128, torch.zeros(2, 3, 3, dtype=torch.uint8).numpy(), scales)
    with pytest.raises(TypeError):
        frames.extension.softmax_bfloat16(values)


def test_without_the_extension_torch_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "extension", None)
    scores = random(7, 3, 9)
    assert torch.equal(softmax(scores.clone()), scores.softmax(-1))
    assert not has_native(scores)
