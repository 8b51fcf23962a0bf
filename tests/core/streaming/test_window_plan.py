from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.emission import frame_count
from core.streaming.stitcher import LogitStitcher
from core.streaming.window_plan import Window, WindowPlan

plans = st.builds(WindowPlan, st.integers(0, 30), st.integers(1, 40), st.integers(1, 20))


def emission_rows(window: Window) -> np.ndarray:
    """Rows that say which frame of the stream they are."""
    first = window.start_sample // 320
    count = frame_count(window.end_sample - window.start_sample)
    return np.arange(first, first + count, dtype=np.float32)[:, None]


def check_bounds(plan: WindowPlan, window: Window, origin: int, end_sample: int) -> None:
    assert origin * 320 <= window.start_sample < window.end_sample <= end_sample
    assert window.start_sample % 320 == 0
    assert window.end_sample - window.start_sample <= plan.longest_samples + 319 + 80
    assert window.start_sample // 320 <= window.keep_start_frame < window.keep_end_frame
    assert window.keep_start_frame <= window.stable_end_frame <= window.keep_end_frame
    # Context is as long as asked for, but for the stretch's own beginning.
    assert window.keep_start_frame - window.start_sample // 320 in (
        plan.left_frames,
        window.keep_start_frame - origin,
    )


@given(plans, st.integers(0, 50), st.lists(st.integers(0, 9_000), max_size=10))
def test_the_fixed_plan_keeps_every_frame_once_however_the_audio_came(
    plan: WindowPlan, origin: int, steps: list[int]
) -> None:
    stitcher = LogitStitcher(origin)
    end = origin * 320
    made = []
    for step in steps:
        end += step
        for window in plan.due(origin, stitcher.stable_frame, end):
            stitcher.add(window, emission_rows(window))
            made.append(window)
    for window in plan.last(origin, stitcher.stable_frame, end):
        stitcher.add(window, emission_rows(window))
        made.append(window)
    for window in made:
        check_bounds(plan, window, origin, end)
    emission = stitcher.emission()
    total = frame_count(end - origin * 320)
    if total == 0:
        assert emission is None
    else:
        assert emission is not None
        assert emission.start_frame == origin
        assert emission.log_probs[:, 0].tolist() == list(range(origin, origin + total))
    assert made == list(plan.last(origin, origin, end))


@given(plans, st.integers(0, 50), st.lists(st.integers(0, 9_000), max_size=10))
def test_tails_are_whole_and_their_stable_frames_had_their_right_context(
    plan: WindowPlan, origin: int, steps: list[int]
) -> None:
    stitcher = LogitStitcher(origin)
    end = origin * 320
    for step in steps:
        end += step
        for window in plan.tail(origin, stitcher.stable_frame, end):
            check_bounds(plan, window, origin, end)
            assert window.stable_end_frame == window.keep_start_frame or (
                window.stable_end_frame + plan.right_frames <= window.end_sample // 320
            )
            stitcher.add(window, emission_rows(window))
        total = frame_count(end // 320 * 320 - origin * 320)
        emission = stitcher.emission()
        if total > 0 and emission is not None:
            assert emission.log_probs[:, 0].tolist() == list(range(origin, origin + total))


def test_a_stitcher_refuses_gaps_and_short_emissions() -> None:
    stitcher = LogitStitcher(0)
    with pytest.raises(ValueError, match="frame 0 comes next, not 3"):
        stitcher.add(Window(0, 3_200, 3, 6, 6), np.zeros((9, 2), np.float32))
    with pytest.raises(ValueError, match="does not cover"):
        stitcher.add(Window(0, 3_200, 0, 9, 9), np.zeros((8, 2), np.float32))


def test_forgetting_drops_whole_windows_only() -> None:
    stitcher = LogitStitcher(0)
    for start in (0, 10, 20):
        window = Window(start * 320, (start + 12) * 320, start, start + 10, start + 10)
        stitcher.add(window, emission_rows(window))
    stitcher.forget_before(15)
    emission = stitcher.emission()
    assert emission is not None
    assert emission.start_frame == 10
    assert emission.log_probs[:, 0].tolist() == list(range(10, 30))


def test_a_plan_without_right_context_is_refused() -> None:
    with pytest.raises(ValueError, match="right_frames"):
        WindowPlan(10, 10, 0)
