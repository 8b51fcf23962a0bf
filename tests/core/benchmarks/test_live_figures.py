from __future__ import annotations

from xml.etree import ElementTree

import pytest

from core.benchmarks.live_figures import Spread, figures, segment_delays, spread
from core.benchmarks.live_plot import cumulative, plot_page
from core.benchmarks.live_run import LiveRun, ShownCaption
from core.decoding.hypothesis import Word
from core.streaming.captions import FinalCaption, PartialCaption


def words(*spoken: tuple[str, float, float]) -> tuple[Word, ...]:
    return tuple(Word(text, start, end, 0.9) for text, start, end in spoken)


THE, CAP, CAT, SAT = ("THE", 1.0, 1.2), ("CAP", 1.3, 1.6), ("CAT", 1.3, 1.6), ("SAT", 1.7, 2.0)


def partial(audio: float, shown: float, *spoken: tuple[str, float, float], segment: int = 0) -> ShownCaption:
    return ShownCaption(PartialCaption(segment, 0.7, audio, words(*spoken), 0, audio, None), shown)


def final(
    audio: float, shown: float, *spoken: tuple[str, float, float], segment: int = 0, start: float = 0.7
) -> ShownCaption:
    return ShownCaption(FinalCaption(segment, start, 2.3, words(*spoken), audio, None), shown)


# Speech begins at 1.0 s, 0.3 s after the segment's start.
RUN = LiveRun(
    name="cat.wav",
    audio_seconds=30.0,
    work_seconds=3.0,
    captions=(
        partial(1.2, 1.25),
        partial(1.4, 1.5, THE),
        partial(1.7, 1.8, THE, CAP),
        partial(2.1, 2.2, THE, CAT),
        final(2.5, 2.9, THE, CAT, SAT),
        final(5.0, 5.1, segment=1, start=4.0),
        final(6.0, 6.5, THE, segment=2, start=2.3),
    ),
    lags=((1.0, 0.0), (2.0, 0.4)),
)


def test_delays_of_a_segment_by_both_clocks() -> None:
    one, continued = segment_delays(RUN)
    assert one.first_partial_aware == pytest.approx(0.5)
    assert one.first_partial_unaware == pytest.approx(0.4)
    # THE stays from 1.5 s on, CAT from 2.2 s, SAT comes with the final.
    assert one.words_aware == pytest.approx((0.3, 0.6, 0.9))
    assert one.words_unaware == pytest.approx((0.2, 0.5, 0.5))
    assert one.words_before_final == 2
    assert one.final_from_word_end == pytest.approx(0.9)
    assert one.final_from_endpoint == pytest.approx(0.4)
    # It starts where another ended: there is no onset of speech.
    assert continued.first_partial_aware is None
    assert continued.final_from_endpoint == pytest.approx(0.5)


def test_figures_of_several_runs() -> None:
    found = figures([RUN, RUN])
    assert (found.files, found.segments, found.final_words, found.partials) == (2, 4, 8, 8)
    assert found.unstable_word_ratio == 1 / 4
    assert found.revisions_per_minute == 2.0
    assert found.shown_before_final == 4 / 8
    assert found.real_time_factor == pytest.approx(0.1)
    assert found.lag == Spread(pytest.approx(0.2), pytest.approx(0.4), 4)
    assert found.longest_lag == 0.4
    assert found.first_partial.count == 2
    assert found.row()["finalisation_from_endpoint"] == {"p50": 0.45, "p95": 0.5, "count": 4}


def test_nothing_said_has_no_delays() -> None:
    found = figures([LiveRun("silence.wav", 10.0, 0.1, (), ())])
    assert found.first_partial == Spread(None, None, 0)
    assert (found.unstable_word_ratio, found.longest_lag, found.shown_before_final) == (0.0, 0.0, 0.0)


def test_spread_leaves_out_what_is_missing() -> None:
    assert spread([None, 1.0, 3.0]) == Spread(2.0, pytest.approx(2.9), 2)


def test_the_page_is_whole_and_holds_nothing_from_outside() -> None:
    page = plot_page([RUN], "cats & <dogs>")
    tree = ElementTree.fromstring(page.removeprefix("<!doctype html>").replace('<meta charset="utf-8">', ""))
    assert tree.findtext("h1") == "cats & <dogs>"
    curves = [line.get("points", "").split() for line in tree.iter("polyline")]
    assert [len(points) for points in curves] == [2, 4, 1, 2, 2]
    for points in curves:
        places = [tuple(map(float, point.split(","))) for point in points]
        assert all(60 <= x <= 844 and 28 <= y <= 240 for x, y in places)
    # The longest lag of 0.4 s is drawn on an axis to 0.5 s, at 2 s of 2 s.
    assert curves[0][1] == f"844.0,{240 - 0.8 * 212:.1f}"
    assert "http" not in page
    assert "<script" not in page


def test_an_empty_run_is_drawn_too() -> None:
    assert plot_page([LiveRun("empty.wav", 0.0, 0.0, (), ())], "nothing").count("<svg") == 2


def test_cumulative_shares_rise_to_all() -> None:
    assert cumulative([3.0, None, 1.0]) == [(1.0, 50.0), (3.0, 100.0)]
