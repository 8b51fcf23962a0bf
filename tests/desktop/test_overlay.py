"""Overlay and projector: lines that roll without reflow, a place that is remembered, clicks let through on request."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.decoding.hypothesis import Word
from core.session.settings import Settings
from core.streaming.captions import FinalCaption, PartialCaption
from desktop.overlay.overlay_window import OverlayWindow
from desktop.overlay.placement import advice, recalled, remembered, stays_on_top, within
from desktop.overlay.projector_window import ProjectorWindow, screen_for_audience
from desktop.overlay.rolling_text import PlateLook, RollingText
from desktop.overlay.screens_sheet import COLOURS, overlay_look, projector_look
from tests.desktop.conftest import Open
from tests.desktop.test_tokens import contrast


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, 0.0, 0.1, 0.9) for word in text.split())


def final(text: str, number: int = 0) -> FinalCaption:
    return FinalCaption(number, 0.0, 1.0, words(text), 1.0, None)


def partial(text: str) -> PartialCaption:
    return PartialCaption(0, 0.0, 1.0, words(text), 0, 1.0, None)


@pytest.fixture
def rolling(qtbot: QtBot) -> RollingText:
    text = RollingText()
    qtbot.addWidget(text)
    text.resize(420, 130)
    text.apply(PlateLook(pixels=24, lines=3))
    return text


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text("abcdeé你א ", min_size=1, max_size=120).filter(str.split), min_size=2, max_size=40))
def test_a_line_that_is_shown_keeps_its_words(rolling: RollingText, texts: list[str]) -> None:
    rolling.clear()
    for number, text in enumerate(texts):
        before = rolling.lines()
        rolling.show_caption(partial(text))
        rolling.show_caption(final(text, number))
        after = rolling.lines()
        # Every full line of before that is still there stands as it was; the last one may have got more words.
        kept = [line for line in before[:-1] if line in after]
        assert kept == before[len(before) - 1 - len(kept) : -1]
    everything = " ".join(" ".join(text.split()) for text in texts)
    assert everything.replace(" ", "").endswith("".join(rolling.lines()).replace(" ", ""))


def test_as_many_lines_are_shown_as_the_look_says_and_fit(rolling: RollingText) -> None:
    rolling.show_caption(final("word " * 200))
    assert len(rolling.lines()) == 3
    rolling.apply(PlateLook(pixels=24, lines=1))
    assert len(rolling.lines()) == 1
    rolling.apply(PlateLook(pixels=24, lines=0))
    rolling.resize(420, 400)
    assert len(rolling.lines()) == (400 - 32) // 32
    rolling.resize(420, 60)
    assert len(rolling.lines()) == 1


def test_a_partial_is_replaced_by_its_final_and_an_empty_one_goes(rolling: RollingText) -> None:
    rolling.show_caption(partial("half a sen"))
    assert rolling.lines() == ["half a sen"]
    rolling.show_caption(final("half a sentence"))
    assert rolling.lines() == ["half a sentence"]
    rolling.show_caption(partial("noise"))
    rolling.show_caption(final("", 1))
    assert rolling.lines() == ["half a sentence"]


@pytest.mark.parametrize("colours", COLOURS)
def test_every_choice_of_colours_can_be_read(colours: str) -> None:
    text, soft, plate = COLOURS[colours]
    assert contrast(text, plate) >= 7
    assert contrast(soft, plate) >= 7


def test_nonsense_in_the_settings_gives_a_look_that_can_be_read() -> None:
    wild = Settings(overlay_size=10**9, overlay_lines=-5, overlay_opacity=-3.0, overlay_colours="none")
    look = overlay_look(wild)
    assert (look.pixels, look.lines, look.opacity, look.text) == (120, 1, 0.2, "#ffffff")
    assert projector_look(Settings(projector_size=10**9)).pixels == 240


# Place


def test_a_place_is_remembered_by_screen_and_comes_back(qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen()
    place = QRect(120, 80, 500, 100)
    assert recalled(remembered(place, screen), QRect(0, 0, 300, 90)) == place


@pytest.mark.parametrize("stored", ["", "1,2,3", "a,b,c,d,e", "1,2,3,4,no such screen", "9" * 30 + ",0,1,1,"])
def test_whatever_was_stored_the_overlay_can_be_seen(qtbot: QtBot, stored: str) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    try:
        place = recalled(stored, QRect(0, 0, 300, 90))
    except OverflowError:
        pytest.fail("a stored number is too large")
    assert room.contains(place)


@given(
    x=st.integers(-9000, 9000), y=st.integers(-9000, 9000), width=st.integers(-5, 9000), height=st.integers(-5, 9000)
)
def test_a_place_is_brought_onto_the_screen(x: int, y: int, width: int, height: int) -> None:
    room = QRect(100, 50, 1920, 1030)
    assert room.contains(within(QRect(x, y, width, height), room))


def test_wayland_is_told_apart_and_says_what_works() -> None:
    assert stays_on_top("xcb")
    assert stays_on_top("windows")
    assert not stays_on_top("wayland")
    assert not stays_on_top("wayland-egl")
    assert advice("xcb") == ""
    assert "projector" in advice("wayland")


# Windows


@pytest.fixture
def overlay(qtbot: QtBot) -> OverlayWindow:
    overlay = OverlayWindow("", PlateLook())
    qtbot.addWidget(overlay)
    overlay.show()
    return overlay


def test_the_overlay_is_above_all_without_frame_and_never_takes_the_focus(overlay: OverlayWindow) -> None:
    flags = overlay.windowFlags()
    for flag in (
        Qt.WindowType.WindowStaysOnTopHint,
        Qt.WindowType.FramelessWindowHint,
        Qt.WindowType.WindowDoesNotAcceptFocus,
    ):
        assert flags & flag
    assert not flags & Qt.WindowType.WindowTransparentForInput
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def test_locked_it_lets_clicks_through_and_stays_where_it_is(overlay: OverlayWindow) -> None:
    place = overlay.geometry()
    overlay.set_locked(True)
    assert overlay.windowFlags() & Qt.WindowType.WindowTransparentForInput
    assert overlay.isVisible()
    assert overlay.geometry() == place
    overlay.set_locked(False)
    assert not overlay.windowFlags() & Qt.WindowType.WindowTransparentForInput
    assert overlay.isVisible()


def test_it_is_dragged_anywhere_and_the_place_is_told(qtbot: QtBot, overlay: OverlayWindow) -> None:
    overlay.move(100, 100)
    places: list[str] = []
    overlay.moved.connect(places.append)
    qtbot.mousePress(overlay, Qt.MouseButton.LeftButton, pos=QPoint(50, 20))
    assert overlay._dragged_from is not None
    overlay.move(130, 140)
    qtbot.mouseRelease(overlay, Qt.MouseButton.LeftButton, pos=QPoint(50, 20))
    assert overlay._dragged_from is None
    qtbot.waitUntil(lambda: bool(places) and places[-1].startswith("130,140,"), timeout=30_000)


def test_a_larger_text_keeps_the_bottom_edge(overlay: OverlayWindow) -> None:
    bottom = overlay.geometry().bottom()
    overlay.text.apply(PlateLook(pixels=60, lines=4))
    assert overlay.geometry().bottom() == bottom
    assert overlay.height() == overlay.text.sizeHint().height()


def test_the_projector_fills_the_only_screen_on_request(qtbot: QtBot) -> None:
    projector = ProjectorWindow(PlateLook(lines=0, pixels=64))
    qtbot.addWidget(projector)
    assert screen_for_audience("no such screen") is QGuiApplication.primaryScreen()
    projector.show_on(screen_for_audience(""))
    assert not projector.isFullScreen()
    qtbot.keyClick(projector, Qt.Key.Key_F)
    assert projector.isFullScreen()
    with qtbot.waitSignal(projector.closed):
        qtbot.keyClick(projector, Qt.Key.Key_Escape)


# From the main window


def test_the_window_opens_locks_and_closes_the_overlay_and_remembers_it(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light")
    screens = window.live_place.screens
    qtbot.keyClick(window, Qt.Key.Key_O)
    assert screens.overlay is not None
    assert window.live.bar.overlay.isChecked()
    actions = {action.text(): action for action in window.actions()}
    actions["Let clicks through the overlay"].trigger()
    assert screens.overlay.locked
    sheet = window.live.screens
    sheet.text_size.setValue(48)
    sheet.lines.setValue(3)
    sheet.opacity.setValue(50)
    sheet.colours.setCurrentIndex(1)
    sheet.colours.activated.emit(1)
    look = screens.overlay.text.look
    assert (look.pixels, look.lines, look.opacity, look.text) == (48, 3, 0.5, "#ffe100")
    screens.overlay.setGeometry(60, 70, 500, 200)
    window.close()
    again = open_window()
    assert again.live_place.screens.overlay is not None
    assert again.live_place.screens.overlay.geometry().topLeft() == QPoint(60, 70)
    assert again.live_place.screens.overlay.locked
    again.live_place.screens.overlay.close()
    assert again.controller.settings.overlay_shown is False
    assert again.live_place.screens.overlay is None


def test_captions_reach_overlay_and_projector(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light", overlay_shown=True)
    screens = window.live_place.screens
    screens.show_projector("")
    window.controller.caption_reported.emit(final("good morning"))
    assert screens.overlay is not None
    assert screens.projector is not None
    assert screens.overlay.text.lines() == ["good morning"]
    assert screens.projector.text.lines() == ["good morning"]
    screens.projector.close()
    assert screens.projector is None
