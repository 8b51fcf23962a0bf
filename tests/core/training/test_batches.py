from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.training.batches import BatchOptions, BucketedBatches

LENGTHS = st.lists(st.floats(0.1, 30.0), min_size=1, max_size=60)


@given(LENGTHS, st.floats(5.0, 100.0), st.integers(0, 5))
def test_every_utterance_once_and_no_batch_too_long(lengths: list[float], seconds: float, epoch: int) -> None:
    batches = BucketedBatches(lengths, [1.0] * len(lengths), BatchOptions(seconds=seconds)).epoch(epoch)
    assert sorted(index for batch in batches for index in batch.indices) == list(range(len(lengths)))
    for batch in batches:
        longest = max(lengths[index] for index in batch.indices)
        assert len(batch.indices) == 1 or len(batch.indices) * longest <= seconds


@given(LENGTHS, st.integers(0, 40))
def test_resuming_anywhere_gives_the_same_batches(lengths: list[float], position: int) -> None:
    source = BucketedBatches(lengths, [1.0] * len(lengths), BatchOptions(seconds=20.0))
    whole = list(islice(source.starting_at(0, 0), position + 10))
    place = whole[position]
    again = BucketedBatches(lengths, [1.0] * len(lengths), BatchOptions(seconds=20.0))
    assert list(islice(again.starting_at(place.epoch, place.number), 10)) == whole[position:]


def test_shares_decide_how_often() -> None:
    source = BucketedBatches([1.0, 1.0, 1.0, 1.0], [0.0, 0.5, 1.0, 2.0], BatchOptions())
    seen = Counter(index for epoch in range(400) for batch in source.epoch(epoch) for index in batch.indices)
    assert seen[0] == 0
    assert 150 < seen[1] < 250
    assert (seen[2], seen[3]) == (400, 800)


def test_neighbours_differ_from_epoch_to_epoch_and_lengths_are_alike() -> None:
    lengths = [1.0 + index / 100 for index in range(200)]
    source = BucketedBatches(lengths, [1.0] * 200, BatchOptions(seconds=20.0))
    first, second = source.epoch(0), source.epoch(1)
    assert {frozenset(batch.indices) for batch in first} != {frozenset(batch.indices) for batch in second}
    for batch in first:
        chosen = [lengths[index] for index in batch.indices]
        assert max(chosen) / min(chosen) < 1.5


def test_nothing_to_draw_from_is_refused() -> None:
    with pytest.raises(ValueError, match="no utterance has a share"):
        BucketedBatches([1.0], [0.0], BatchOptions())
