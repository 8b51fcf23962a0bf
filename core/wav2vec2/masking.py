"""Masks of SpecAugment (Park et al. 2019) and negatives of pre-training.

Drawn as Hugging Face draws them: the same numpy seed gives the same result.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import Tensor


def compute_mask_indices(
    shape: tuple[int, int],
    mask_prob: float,
    mask_length: int,
    attention_mask: Tensor | None = None,
    min_masks: int = 0,
) -> NDArray[np.bool_]:
    """Boolean mask (batch, length): spans of `mask_length`, about `mask_prob` of each row at most, from numpy's global
    generator. `attention_mask` (batch, length) shortens rows. Raises ValueError for a span longer than the row.
    """
    batch, length = shape
    if not 1 <= mask_length <= length:
        raise ValueError(f"mask_length must be between 1 and the sequence length {length}, and is {mask_length}")
    rounding = np.random.rand(1).item()

    def spans_of(row_length: int) -> int:
        spans = max(int(mask_prob * row_length / mask_length + rounding), min_masks)
        spans = min(spans, length // mask_length) if spans * mask_length > length else spans
        return min(spans, max(row_length - (mask_length - 1), 0))

    row_lengths = [length] * batch if attention_mask is None else attention_mask.detach().sum(-1).tolist()
    most = spans_of(length)
    mask = np.zeros((batch, length), dtype=bool)
    if most == 0:
        return mask
    for row, row_length in zip(mask, row_lengths, strict=True):
        spans = spans_of(int(row_length))
        starts = np.random.choice(np.arange(int(row_length) - (mask_length - 1)), spans, replace=False)
        if spans < most and not len(starts):
            # Hugging Face pads the list of starts with the last (padding) frame; kept for equality.
            starts = np.array([length - 1])
        for start in starts:
            row[start : start + mask_length] = True
    return mask


def sample_negative_indices(
    features_shape: tuple[int, int], num_negatives: int, mask_time_indices: NDArray[np.bool_] | None = None
) -> NDArray[np.int32]:
    """For each masked frame `num_negatives` other masked frames of its row, from numpy's global generator.

    Returns (batch, frames, num_negatives): indices into the flattened (batch · frames). wav2vec 2.0, section 3.2.
    """
    batch, frames = features_shape
    masked = np.ones(features_shape, bool) if mask_time_indices is None else mask_time_indices.astype(bool)
    negatives = np.zeros((batch, frames, num_negatives), np.int32)
    for row in range(batch):
        places = np.flatnonzero(masked[row])
        drawn = np.random.randint(0, len(places) - 1, size=(len(places), num_negatives))
        # Stepping over the frame itself keeps the others equally likely.
        drawn[drawn >= np.arange(len(places))[:, None]] += 1
        negatives[row, places] = places[drawn]
        negatives[row] += row * frames
    return negatives
