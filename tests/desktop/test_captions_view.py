"""The captions' own widget: finals never move, long transcripts stay light, the end is followed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.decoding.hypothesis import Word
from core.session.writing import clock
from core.streaming.captions import FinalCaption, PartialCaption
from desktop.captions.captions_view import CaptionsView
from desktop.theme.tokens import LIGHT, style_sheet


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, 0.0, 0.1, 0.3 if word.startswith("D") else 0.9) for word in text.split())


def final(number: int, text: str) -> FinalCaption:
    return FinalCaption(number, float(number), number + 0.9, words(text), number + 1.0, None)


def partial(number: int, text: str) -> PartialCaption:
    return PartialCaption(number, float(number), number + 0.5, words(text), 0, number + 0.5, None)


@pytest.fixture
def view(qtbot: QtBot) -> CaptionsView:
    view = CaptionsView()
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    view.apply(LIGHT, 20, True)
    return view


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text("ABCD ", min_size=1, max_size=300), max_size=15))
def test_partials_never_move_a_final(view: CaptionsView, texts: list[str]) -> None:
    view.clear()
    spoken = []
    for number, text in enumerate(texts):
        before = view._heights.bottoms.tolist()
        view.show_partial(partial(number, text))
        assert view._heights.bottoms.tolist() == before
        view.add_final(final(number, text))
        assert view._heights.bottoms[: len(before)].tolist() == before
        if text.split():
            spoken.append(" ".join(text.split()))
    assert view.text == "\n".join(spoken)
    assert view.partial_text == ""


def test_the_end_is_followed_until_the_user_scrolls_away(qtbot: QtBot, view: CaptionsView) -> None:
    for number in range(50):
        view.add_final(final(number, "A LINE OF TEXT"))
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    bar.setValue(10)
    with qtbot.waitSignal(view.away_from_end) as away:
        view.add_final(final(51, "ANOTHER LINE"))
    assert away.args == [True]
    assert bar.value() == 10, "what is being read does not move"
    view.follow()
    assert bar.value() == bar.maximum()


def test_a_long_transcript_paints_only_what_is_seen(view: CaptionsView) -> None:
    for number in range(5000):
        view.add_final(final(number, "A LINE OF TEXT"))
    painted: list[str] = []
    paint = view._paint_line

    def count(painter: object, line: object, y: float, partial: bool) -> None:
        painted.append(line.text)  # type: ignore[attr-defined]
        paint(painter, line, y, partial)  # type: ignore[arg-type]

    view._paint_line = count  # type: ignore[method-assign]
    view.grab()
    assert 0 < len(painted) < 20
    assert view.line_count == 5000


def test_times_are_hours_minutes_seconds() -> None:
    assert [clock(0), clock(59.99), clock(3661)] == ["0:00:00", "0:00:59", "1:01:01"]


def test_rows_that_were_never_seen_are_scrolled_to_while_the_end_is_followed(view: CaptionsView) -> None:
    # Two lines each, where one is estimated, or the other way round.
    view.add_finals([final(number, "WIDE MMMMMMMMMM " * 6 if number % 2 else "iiiiii " * 14) for number in range(2000)])
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    bar.setValue(bar.maximum() // 2)
    assert not view.following
    assert bar.value() < bar.maximum() * 0.6


@pytest.mark.parametrize(
    ("reason", "ringed"), [(Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.MouseFocusReason, False)]
)
def test_a_whole_ring_shows_the_focus_to_who_came_by_a_key(qtbot: QtBot, reason: Qt.FocusReason, ringed: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(style_sheet(LIGHT))
    beside, view = QLineEdit(), CaptionsView()
    layout = QVBoxLayout(window)
    layout.addWidget(beside)
    layout.addWidget(view)
    # Long enough for a scroll bar, which is part of what the ring is around.
    view.add_finals([final(number, "A LINE OF TEXT") for number in range(50)])
    window.resize(500, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    beside.setFocus()
    view.setFocus(reason)
    qtbot.waitUntil(view.hasFocus)
    image = view.grab().toImage()
    middle, right, bottom = image.height() // 2, image.width() - 1, image.height() - 1
    edges = [(0, middle), (right, middle), (image.width() // 2, 0), (image.width() // 2, bottom)]
    colours = {image.pixelColor(x, y).name() for x, y in edges}
    assert colours == {LIGHT.focus if ringed else LIGHT.surface}
