"""Both forms of the labels that a search follows: the same ones, in pyctcdecode's order or sorted."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.decoding.candidates import likely_labels, sorted_likely_labels
from core.decoding.vocabulary import Vocabulary

LABELS = Vocabulary(("<pad>", "|", *"abcdef"), 0, 1, frozenset((4,)))
VALUES = st.sampled_from([np.nan, -np.inf, np.inf, 0.5, 0.0, -0.7, -5.0, -7.999999, -8.0, -8.000001, -30.0, -90.0])


@given(
    rows=st.integers(0, 12).flatmap(lambda frames: arrays(np.float32, (frames, 8), elements=VALUES.map(np.float32))),
    lowest=st.sampled_from([-8.0, -1.0, -200.0, 1.0]),
)
def test_the_sorted_form_has_the_same_labels_and_scores(rows, lowest) -> None:
    labels, scores, borders = sorted_likely_labels(rows, LABELS, lowest)
    assert (labels.dtype, scores.dtype, borders[0], borders[-1]) == (np.int32, np.float64, 0, len(labels))
    found = [(labels[start:end].tolist(), scores[start:end].tolist()) for start, end in pairwise(borders)]
    expected = []
    for frame_labels, frame_scores in likely_labels(rows, LABELS, lowest):
        pairs = sorted(zip(frame_labels, frame_scores, strict=True))
        expected.append(([label for label, _ in pairs], [score for _, score in pairs]))
    assert found == expected


@pytest.mark.parametrize("choose", [likely_labels, sorted_likely_labels])
@pytest.mark.parametrize("shape", [(3, 7), (3, 9), (8,), (1, 3, 8)])
def test_another_number_of_labels_is_refused(choose, shape) -> None:
    with pytest.raises(ValueError, match="has 8 labels"):
        choose(np.zeros(shape, np.float32), LABELS, -8.0)
