"""Masks and negatives equal transformers' under the same numpy seed."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings, strategies
from transformers.models.wav2vec2 import modeling_wav2vec2 as theirs

from core.wav2vec2 import compute_mask_indices, sample_negative_indices


@settings(max_examples=150)
@given(
    seed=strategies.integers(0, 2**31),
    batch=strategies.integers(1, 4),
    length=strategies.integers(1, 60),
    share=strategies.floats(0, 1),
    minimum=strategies.integers(0, 4),
    data=strategies.data(),
)
def test_masks(seed: int, batch: int, length: int, share: float, minimum: int, data: strategies.DataObject) -> None:
    span = data.draw(strategies.integers(1, length))
    lengths = data.draw(
        strategies.none() | strategies.lists(strategies.integers(0, length), min_size=batch, max_size=batch)
    )
    mask = None if lengths is None else (torch.arange(length) < torch.tensor(lengths)[:, None]).long()
    results = []
    for function in (compute_mask_indices, theirs._compute_mask_indices):
        np.random.seed(seed)
        results.append(function((batch, length), share, span, mask, minimum))
        results.append(np.random.rand())
    assert np.array_equal(results[0], results[2])
    assert results[1] == results[3]  # as many numbers drawn


@settings(max_examples=60)
@given(strategies.integers(0, 2**31), strategies.integers(4, 40), strategies.integers(1, 20), strategies.booleans())
def test_negatives(seed: int, frames: int, count: int, masked: bool) -> None:
    np.random.seed(seed)
    mask = theirs._compute_mask_indices((2, frames), 0.5, 2, min_masks=2) if masked else None
    results = []
    for function in (sample_negative_indices, theirs._sample_negative_indices):
        np.random.seed(seed)
        results.append(function((2, frames), count, mask))
    assert np.array_equal(*results)


@pytest.mark.parametrize("span", [0, 11])
def test_a_span_that_does_not_fit_is_refused(span: int) -> None:
    with pytest.raises(ValueError, match="between 1 and the sequence length 10"):
        compute_mask_indices((1, 10), 0.5, span)
