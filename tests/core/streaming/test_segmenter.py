from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.streaming.segmenter import Segment, Segmenter, SegmenterOptions, SegmentEvent, SegmentOpened

BLOCK = 512


def samples_for(blocks: int, seed: int = 0) -> NDArray[np.float32]:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, blocks * BLOCK).astype(np.float32)


def run(
    probabilities: list[float],
    samples: NDArray[np.float32] | None = None,
    options: SegmenterOptions | None = None,
) -> list[SegmentEvent]:
    segmenter = Segmenter(options)
    samples = samples_for(len(probabilities)) if samples is None else samples
    return segmenter.feed(probabilities, samples) + segmenter.flush(())


def segments(events: list[SegmentEvent]) -> list[Segment]:
    return [event for event in events if isinstance(event, Segment)]


def test_speech_between_silences_gets_its_rolls_on_the_frame_grid() -> None:
    events = run([0.0] * 50 + [0.9] * 40 + [0.0] * 50)
    # Speech is samples 25,600 to 46,080; pre-roll 4,800 down to a multiple of 320, post-roll 4,800 up to one.
    assert events == [
        SegmentOpened(0, 20_800, 54 * BLOCK),
        Segment(0, 20_800, 50_880, False, 106 * BLOCK),
    ]
    assert 20_800 == (25_600 - 4_800) // 320 * 320
    assert 50_880 == -(-(46_080 + 4_800) // 320) * 320


def test_a_burst_shorter_than_the_minimum_speech_opens_nothing() -> None:
    assert run([0.0] * 20 + [0.9] * 3 + [0.0] * 40) == []
    assert len(segments(run([0.0] * 20 + [0.9] * 4 + [0.0] * 40))) == 1


def test_a_silence_shorter_than_the_minimum_does_not_end_a_segment() -> None:
    (segment,) = segments(run([0.9] * 10 + [0.0] * 15 + [0.9] * 10 + [0.0] * 40))
    assert segment.end_sample == -(-(35 * BLOCK + 4_800) // 320) * 320


def test_probabilities_between_the_thresholds_keep_speech_but_do_not_bring_it_back() -> None:
    (kept,) = segments(run([0.9] * 10 + [0.4] * 30 + [0.0] * 30))
    assert kept.end_sample == -(-(40 * BLOCK + 4_800) // 320) * 320
    (ended,) = segments(run([0.9] * 10 + [0.0] + [0.4] * 40))
    assert ended.end_sample == -(-(10 * BLOCK + 4_800) // 320) * 320
    assert run([0.4] * 100) == []


def test_the_pre_roll_never_reaches_into_the_segment_before() -> None:
    options = SegmenterOptions(minimum_silence=0.32, post_roll=0.3, pre_roll=0.5)
    first, second = segments(run([0.9] * 10 + [0.0] * 10 + [0.9] * 10 + [0.0] * 20, options=options))
    assert second.start_sample == first.end_sample


def test_a_stream_that_begins_and_ends_in_speech() -> None:
    segmenter = Segmenter()
    samples = samples_for(21)[: 20 * BLOCK + 77]
    events = segmenter.feed([0.9] * 20, samples) + segmenter.flush([0.9])
    # The stream's own end is the one boundary that need not lie on the frame grid.
    assert segments(events) == [Segment(0, 0, 20 * BLOCK + 77, False, 20 * BLOCK + 77)]


def test_a_burst_at_the_very_end_is_no_segment() -> None:
    assert run([0.0] * 20 + [0.9] * 2) == []


def test_a_long_segment_is_cut_at_its_quietest_point_and_goes_on_from_there() -> None:
    samples = samples_for(800)
    pause = slice(17 * 16_000, 17 * 16_000 + 1_600)
    samples[pause] *= 0.01
    first, second = segments(run([0.9] * 800, samples))
    assert first.forced
    assert not second.forced
    assert first.end_sample == second.start_sample
    assert pause.start <= first.end_sample <= pause.stop
    assert second.end_sample == 800 * BLOCK


def test_a_pause_shorter_than_the_smoothing_does_not_win_over_a_real_one() -> None:
    samples = samples_for(700)
    samples[18 * 16_000 : 18 * 16_000 + 400] = 0.0
    samples[16 * 16_000 : 16 * 16_000 + 2_400] *= 0.1
    first, _ = segments(run([0.9] * 700, samples))
    assert 16 * 16_000 <= first.end_sample <= 16 * 16_000 + 2_400


def test_a_cut_in_the_silence_after_speech_leaves_no_empty_segment() -> None:
    # Speech stops 0.3 s before the limit, so the quietest point lies behind its last block.
    speech = 20 * 16_000 // BLOCK - 10
    samples = samples_for(speech + 60)
    samples[speech * BLOCK :] = 0.0
    (segment,) = segments(run([0.9] * speech + [0.0] * 60, samples))
    assert segment.forced
    assert segment.end_sample >= speech * BLOCK


def test_memory_does_not_grow_in_silence() -> None:
    segmenter = Segmenter()
    second = np.zeros(16_000 * 8, np.float32)
    for number in range(1, 451):  # one hour
        assert segmenter.feed([0.0] * 250, second) == []
        assert segmenter.keep_from >= number * len(second) - 4_800 - 320
    assert len(segmenter._energy._energies) <= 5 * 50 + 1


def test_probabilities_must_be_those_of_the_complete_blocks() -> None:
    with pytest.raises(ValueError, match="complete block"):
        Segmenter().feed([0.5], np.zeros(511, np.float32))
    segmenter = Segmenter()
    segmenter.feed([], np.zeros(511, np.float32))
    with pytest.raises(ValueError, match="incomplete last block"):
        segmenter.flush(())


@pytest.mark.parametrize(
    "options",
    [
        {"end_probability": 0.6},
        {"pre_roll": -0.1},
        {"minimum_silence": 0.3},
        {"cut_search": 11.0},
        {"maximum_length": 0.5, "cut_search": 0.2},
    ],
)
def test_options_that_cannot_work_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"need|must|cannot|too short"):
        SegmenterOptions(**options)


SHORT = SegmenterOptions(maximum_length=3.0, cut_search=1.0)


@st.composite
def streams(draw: st.DrawFn) -> tuple[list[float], NDArray[np.float32], list[int]]:
    """Probabilities, samples of changing loudness, and places at which to cut the feed."""
    runs = draw(
        st.lists(
            st.tuples(st.sampled_from([0.0, 0.3, 0.4, 0.6, 0.95]), st.integers(1, 60)),
            min_size=1,
            max_size=12,
        )
    )
    probabilities = [value for value, count in runs for _ in range(count)]
    total = len(probabilities) * BLOCK - draw(st.integers(0, BLOCK - 1))
    random = np.random.default_rng(draw(st.integers(0, 999)))
    loudness = np.repeat(random.uniform(0.001, 1.0, total // 800 + 1), 800)[:total]
    samples = (loudness * random.uniform(-1, 1, total)).astype(np.float32)
    return probabilities, samples, sorted(draw(st.lists(st.integers(0, total), max_size=8)))


def feed_in_pieces(probabilities: list[float], samples: NDArray[np.float32], cuts: list[int]) -> list[SegmentEvent]:
    segmenter = Segmenter(SHORT)
    events: list[SegmentEvent] = []
    for start, end in zip([0, *cuts], [*cuts, len(samples)], strict=True):
        events += segmenter.feed(probabilities[start // BLOCK : end // BLOCK], samples[start:end])
    return events + segmenter.flush(probabilities[len(samples) // BLOCK :])


@settings(max_examples=150)
@given(streams())
def test_any_cuts_give_the_same_segments(stream: tuple[list[float], NDArray[np.float32], list[int]]) -> None:
    probabilities, samples, cuts = stream
    assert feed_in_pieces(probabilities, samples, cuts) == feed_in_pieces(probabilities, samples, [])


@settings(max_examples=150)
@given(streams())
def test_segments_are_ordered_bounded_and_hold_all_speech(
    stream: tuple[list[float], NDArray[np.float32], list[int]],
) -> None:
    probabilities, samples, cuts = stream
    events = feed_in_pieces(probabilities, samples, cuts)
    found = segments(events)
    opened = [event for event in events if isinstance(event, SegmentOpened)]
    assert [(one.index, one.start_sample) for one in opened] == [(one.index, one.start_sample) for one in found]
    assert [segment.index for segment in found] == list(range(len(found)))
    for before, after in pairwise(found):
        assert before.end_sample <= after.start_sample
    for segment in found:
        assert 0 < segment.end_sample - segment.start_sample <= 3 * 16_000
        assert segment.start_sample % 320 == 0
        assert segment.end_sample % 320 == 0 or segment.end_sample == len(samples)
        assert segment.end_sample <= segment.decided_sample <= len(samples)
    held = np.zeros(len(samples), bool)
    for segment in found:
        held[segment.start_sample : segment.end_sample] = True
    for start in range(len(samples) // BLOCK - 3):
        if min(probabilities[start : start + 4]) >= 0.5:
            assert held[start * BLOCK : (start + 4) * BLOCK].all()


@given(streams())
def test_an_expected_end_is_where_the_segment_ends_unless_speech_goes_on(
    stream: tuple[list[float], NDArray[np.float32], list[int]],
) -> None:
    probabilities, samples, _ = stream
    segmenter = Segmenter()
    expected: int | None = None
    for block in range(len(samples) // BLOCK):
        piece = samples[block * BLOCK : (block + 1) * BLOCK]
        events = segmenter.feed(probabilities[block : block + 1], piece)
        ended = [event for event in segments(events) if not event.forced]
        if ended:
            assert [event.end_sample for event in ended] == [expected]
        expected = segmenter.expected_end
        if expected is not None:
            assert segmenter.open_start is not None
            assert expected < (block + 1) * BLOCK
