"""Rows of estimated and measured heights, against a plain list; and the column that measures them by and by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from core.decoding.hypothesis import Word
from core.session.editing import Editor
from core.session.library import KeptSegment, KeptWord
from core.session.places import Place
from core.streaming.captions import FinalCaption
from desktop.captions.captions_view import CaptionsView
from desktop.captions.row_heights import RowHeights
from desktop.editor.editor_view import EditorView
from desktop.theme.tokens import LIGHT

TOP = 24.0
LINES = 1500
heights = st.lists(st.integers(1, 200).map(float), max_size=8)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("replace"), st.integers(0, 20), st.integers(0, 5), heights),
            st.tuples(st.just("append"), st.integers(1, 200).map(float)),
            st.tuples(st.just("measure"), st.integers(0, 20), st.integers(1, 200).map(float)),
        ),
        max_size=25,
    ),
    st.floats(-10, 3000),
)
def test_rows_are_where_their_heights_put_them(changes: list[tuple], y: float) -> None:
    rows = RowHeights(TOP)
    plain: list[tuple[float, bool]] = []
    for name, *values in changes:
        if name == "append":
            rows.append(values[0])
            plain.append((values[0], True))
        elif name == "replace":
            first = min(values[0], len(plain))
            count = min(values[1], len(plain) - first)
            rows.replace(first, count, values[2])
            plain[first : first + count] = [(height, False) for height in values[2]]
        elif values[0] < len(plain):
            rows.measure(*values)
            plain[values[0]] = (values[1], True)
        assert rows.next_unmeasured() == next((n for n, (_, known) in enumerate(plain) if not known), None)
    bottoms = [TOP + sum(height for height, _ in plain[: n + 1]) for n in range(len(plain))]
    assert len(rows) == len(plain)
    assert rows.bottoms.tolist() == bottoms
    assert [rows.top(n) for n in range(len(plain))] == [TOP, *bottoms][: len(plain)]
    assert rows.end == (bottoms[-1] if bottoms else TOP)
    assert rows.row_at(y) == sum(bottom <= y for bottom in bottoms)


def said(number: int) -> tuple[Word, ...]:
    return tuple(Word(f"word{number}", 5.0 * number, 5.0 * number + 0.3, 0.9) for _ in range(1 + number * 7 % 40))


def live() -> CaptionsView:
    view = CaptionsView()
    for number in range(LINES):
        view.add_final(FinalCaption(number, 5.0 * number, 5.0 * number + 4, said(number), 5.0 * number, None))
    return view


def editor() -> EditorView:
    view = EditorView()
    segments = [
        KeptSegment(n, 5.0 * n, 5.0 * n + 4, None, tuple(map(KeptWord.of, said(n))), said(n)) for n in range(LINES)
    ]
    view.show_editor(Editor(segments))
    return view


@pytest.mark.parametrize("make", [live, editor])
def test_another_width_is_laid_out_at_once_and_what_is_read_stays(
    qtbot: QtBot, make: type[CaptionsView | EditorView]
) -> None:
    view = make()
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: view._heights.next_unmeasured() is None, timeout=30_000)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    row, _ = view._anchor()
    laid_out: list[int] = []
    measure = view._measured_height
    view._measured_height = lambda row: (laid_out.append(row), measure(row))[1]  # type: ignore[method-assign]
    view.resize(500, 400)
    assert len(laid_out) < 50, "only what can be seen"
    assert view._anchor()[0] == row
    seen = [row for row, _ in view._rows_in_view()]
    assert all(view._heights.measured(row) for row in seen)
    qtbot.waitUntil(lambda: view._heights.next_unmeasured() is None, timeout=30_000)
    assert view._anchor()[0] == row
    assert sorted(laid_out) == list(range(LINES))
    heights = [measure(row) for row in range(LINES)]
    assert view._heights.bottoms[-1] == pytest.approx(TOP + sum(heights))
    assert bar.maximum() == pytest.approx(TOP + sum(heights) + TOP - view.viewport().height(), abs=1)


def test_the_end_is_still_followed_while_lines_are_measured(qtbot: QtBot) -> None:
    view = live()
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    qtbot.waitExposed(view)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    view.resize(450, 400)
    assert bar.value() == bar.maximum()
    assert [row for row, _ in view._rows_in_view()][-1] == LINES - 1
    qtbot.waitUntil(lambda: view._heights.next_unmeasured() is None, timeout=30_000)
    assert bar.value() == bar.maximum()
    assert view.following


def test_a_change_lays_out_its_own_segment_and_any_word_is_found(qtbot: QtBot) -> None:
    view = editor()
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.apply(LIGHT, 20, 0.5)
    view.show()
    qtbot.waitExposed(view)
    for place in (Place(1400, 0), Place(3, 2), Place(700, 1)):
        view.select(place)
        row = view.row_of(place)
        assert row is not None
        assert row in [number for number, _ in view._rows_in_view()]
    view.editor.turn_line(Place(700, 1))
    view.refresh()
    assert view.rows[700].last == 1
    assert (view.rows[701].segment, view.rows[701].first) == (700, 1)
    assert view.row_of(Place(701, 0)) == 702
    assert view.row_of(Place(1499, 0)) == 1500
    assert view.row_of(Place(1500, 0)) is None
    view.editor.undo()
    view.refresh()
    assert len(view.rows) == LINES
    assert view.row_of(Place(1499, 0)) == 1499
