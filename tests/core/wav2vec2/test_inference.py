"""The inference form against the plain modules: every kind of network, on the processor."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings, strategies
from torch import Tensor
from torch.nn import functional

import core.wav2vec2 as family
from core.wav2vec2 import inference_front
from core.wav2vec2 import product as product_module
from core.wav2vec2.adapters import put_adapter
from core.wav2vec2.inference import number_format, prepare_for_inference, weight_bytes
from core.wav2vec2.product import Product
from core.wav2vec2.quantised_product import QuantisedProduct, can_quantise
from tests.core.wav2vec2.parity import MMS, STILL, TINY, assert_equal, audio, settings_of_networks

CPU = torch.device("cpu")
FRONT = {"conv_dim": (12,) * 7, "conv_kernel": (10, 3, 3, 3, 3, 2, 2), "conv_stride": (5, 2, 2, 2, 2, 2, 2)}
LAYOUTS: dict[str, dict[str, Any]] = {
    "group front, post-norm": {},
    "group front, pre-norm": {"do_stable_layer_norm": True},
    "layer front, post-norm": {"feat_extract_norm": "layer", "conv_bias": True},
    "adapters": MMS,
    "odd positions": {"num_conv_pos_embeddings": 5},
    "sparse front": {"conv_dim": (12, 9, 8), "conv_kernel": (240, 3, 1), "conv_stride": (80, 4, 1)},
    "another activation": {"hidden_act": "gelu_new", "feat_extract_activation": "silu"},
}
int8_runs_here = pytest.mark.skipif(not can_quantise(), reason="this processor has no products in int8")
FEW = settings(max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck))


def both(config: dict[str, Any], dtype: torch.dtype = torch.float32) -> tuple[Any, Any]:
    """(plain, prepared) with equal weights none of which has a special value."""
    torch.manual_seed(0)
    plain = family.Wav2Vec2ForCTC(family.Wav2Vec2Config(**config)).eval()
    with torch.no_grad():
        for parameter in plain.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    fast = family.Wav2Vec2ForCTC(family.Wav2Vec2Config(**config)).eval()
    fast.load_state_dict(plain.state_dict())
    prepare_for_inference(fast, CPU, dtype)
    return plain, fast


@torch.inference_mode()
def compare(config: dict[str, Any], lengths: tuple[int, ...], masked: bool) -> None:
    plain, fast = both(config)
    values, mask = audio(lengths)
    inputs: dict[str, Any] = {"attention_mask": mask if masked else None, "output_hidden_states": True}
    expected, found = plain(values, **inputs), fast(values, **inputs)
    for theirs, ours in zip(expected.hidden_states, found.hidden_states, strict=True):
        assert_equal("inference form: hidden states", ours, theirs)
    assert_equal("inference form: logits", found.logits, expected.logits)


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_answers_are_those_of_the_plain_modules(layout: dict[str, Any], masked: bool) -> None:
    compare({**TINY, **STILL, **FRONT, **layout}, (4567, 2000), masked)


@FEW
@given(
    settings_of_networks(),
    strategies.tuples(strategies.integers(400, 700), strategies.integers(400, 700)),
    strategies.booleans(),
)
def test_the_answers_of_random_networks(config: dict[str, Any], lengths: tuple[int, int], masked: bool) -> None:
    compare(config, lengths, masked)


@pytest.mark.parametrize("layout", [{}, MMS], ids=["post-norm", "pre-norm"])
@torch.inference_mode()
def test_attention_weights_can_be_had(layout: dict[str, Any]) -> None:
    plain, fast = both({**TINY, **STILL, **layout})
    values, mask = audio((900, 640))
    expected = plain(values, attention_mask=mask, output_attentions=True)
    found = fast(values, attention_mask=mask, output_attentions=True)
    assert len(found.attentions) == 2
    for theirs, ours in zip(expected.attentions, found.attentions, strict=True):
        assert_equal("inference form: attentions", ours, theirs)


@pytest.mark.parametrize("rows_of_a_tile", [1, 2, 7, 10_000])
@pytest.mark.parametrize("layout", [{}, MMS], ids=["group", "layer"])
@torch.inference_mode()
def test_tiles_leave_no_seam(layout: dict[str, Any], rows_of_a_tile: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inference_front, "TILE_BYTES", rows_of_a_tile * 64 * 12 * 4)
    plain, fast = both({**TINY, **STILL, **FRONT, **layout})
    values, _ = audio((400 + 320 * 14 + 319,))
    expected = plain.wav2vec2.feature_extractor(values)
    assert expected.shape == (1, 12, 15)
    assert_equal("inference form: tiles", fast.wav2vec2.feature_extractor(values), expected)


@torch.inference_mode()
def test_a_constant_recording_has_no_variance_and_makes_no_nan() -> None:
    plain, fast = both({**TINY, **STILL, **FRONT})
    silence = torch.zeros(1, 4000)
    assert_equal("inference form: silence", fast(silence).logits, plain(silence).logits)
    # The norm's epsilon makes rounding 300 times larger here, in both.
    level = silence + 1
    torch.testing.assert_close(fast(level).logits, plain(level).logits, rtol=1e-3, atol=1e-3)


@torch.inference_mode()
def test_a_language_is_switched_as_before() -> None:
    plain, fast = both({**TINY, **STILL, **FRONT, **MMS})
    values, _ = audio((3000,))
    before = fast(values).logits
    adapter = {key: torch.randn_like(value) for key, value in plain.adapter_state().items()}
    assert adapter.keys() == fast.adapter_state().keys()
    for network in (plain, fast):
        put_adapter(network, adapter)
    assert not torch.equal(fast(values).logits, before)
    assert_equal("inference form: another language", fast(values).logits, plain(values).logits)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
@pytest.mark.parametrize("layout", [{}, MMS], ids=["post-norm", "pre-norm"])
@torch.inference_mode()
def test_half_precision_is_near(layout: dict[str, Any], dtype: torch.dtype) -> None:
    plain, fast = both({**TINY, **STILL, **FRONT, **layout}, dtype)
    values, mask = audio((4567, 2000))
    expected = plain(values, attention_mask=mask).logits
    found = fast(values, attention_mask=mask).logits
    assert found.dtype == torch.float32
    assert (found - expected).norm() / expected.norm() < 0.03


@torch.inference_mode()
def test_samples_are_not_rounded() -> None:
    """Eight bits of mantissa would leave nothing of what is heard beside so large an offset."""
    plain, fast = both({**TINY, **STILL, **FRONT}, torch.bfloat16)
    values = 1000 + audio((4567,))[0]
    expected, found = (network.wav2vec2.feature_extractor(values).float() for network in (plain, fast))
    assert (found - expected).norm() / expected.norm() < 0.03


@torch.inference_mode()
def test_the_head_computes_in_float32_also_that_of_a_larger_vocabulary() -> None:
    _, fast = both({**TINY, **STILL, **FRONT, **MMS}, torch.bfloat16)
    values = audio((4567,))[0]
    hidden_states = fast.wav2vec2(values).last_hidden_state
    assert (number_format(fast), hidden_states.dtype) == (torch.bfloat16, torch.bfloat16)
    weight, bias = torch.randn(50, hidden_states.shape[-1]), torch.randn(50)
    adapter = {key: value.float() for key, value in fast.adapter_state().items()}
    put_adapter(fast, adapter | {"lm_head.weight": weight, "lm_head.bias": bias})
    hidden_states = fast.wav2vec2(values).last_hidden_state
    expected = functional.linear(hidden_states.float(), weight, bias)
    assert torch.equal(fast(values).logits, expected)


@torch.inference_mode()
def test_the_same_samples_give_the_same_bits() -> None:
    _, fast = both({**TINY, **STILL, **FRONT}, torch.bfloat16)
    values = audio((4567,))[0]
    first = fast(values).logits
    fast(values[:, :2000])
    assert torch.equal(fast(values.clone()).logits, first)


@int8_runs_here
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
@torch.inference_mode()
def test_int8_is_near_in_every_layout(layout: dict[str, Any], masked: bool) -> None:
    plain, fast = both({**TINY, **STILL, **FRONT, **layout}, torch.int8)
    assert number_format(fast) == torch.int8
    values, mask = audio((4567, 2000))
    expected = plain(values, attention_mask=mask if masked else None).logits
    found = fast(values, attention_mask=mask if masked else None).logits
    assert found.dtype == torch.float32
    assert 0 < (found - expected).norm() / expected.norm() < 0.03
    products = [module for module in fast.modules() if isinstance(module, QuantisedProduct)]
    assert len(products) == 2 * 4
    assert weight_bytes(fast) < weight_bytes(plain)


@pytest.mark.parametrize("packs", [True, False])
def test_weights_are_kept_once(packs: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product_module, "packing_gains", lambda weight: packs)
    _, fast = both({**TINY, **STILL})
    products = [module for module in fast.modules() if isinstance(module, Product)]
    packed = [module for module in products if module.weight.numel() == 0]
    assert len(products) == 2 * 4 + 1
    assert len(packed) == (len(products) if packs and product_module.can_pack(torch.zeros(1, 1)) else 0)


def test_float32_is_packed_where_the_processor_has_wide_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.mkl, "is_available", lambda: True)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True, "avx512_f": False})
    assert not product_module.packing_gains(torch.zeros(1, 1))
    assert product_module.packing_gains(torch.zeros(1, 1).bfloat16())
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True, "avx512_f": True})
    assert product_module.packing_gains(torch.zeros(1, 1))


@pytest.mark.parametrize("act", [None, "gelu", "gelu_new", "relu", "selu", "silu"])
def test_a_packed_product_is_the_plain_product(act: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product_module, "packing_gains", lambda weight: True)
    torch.manual_seed(1)
    weight, bias, values = torch.randn(9, 12), torch.randn(9), torch.randn(2, 5, 12)
    for offset in (bias, None):
        product = Product(weight, offset, act)
        expected: Tensor = product(values)
        product.pack()
        assert_equal(f"product {act}", product(values), expected)


@torch.inference_mode()
def test_half_precision_gives_attention_weights_only_where_asked() -> None:
    plain, fast = both({**TINY, **STILL, **FRONT}, torch.bfloat16)
    values, mask = audio((4567, 2000))
    layer = fast.wav2vec2.encoder.layers[0]
    hidden_states = torch.randn(2, 9, plain.config.hidden_size).bfloat16()
    assert layer(hidden_states, None, False)[1] is None
    expected = plain(values, attention_mask=mask, output_attentions=True).attentions
    found = fast(values, attention_mask=mask, output_attentions=True).attentions
    for theirs, ours in zip(expected, found, strict=True):
        assert (ours.float() - theirs).abs().max() < 0.02
