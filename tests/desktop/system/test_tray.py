"""The icon in the tray, as far as it goes without a desktop: its menu, its state, and what closing means."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from core.session.live_session import SessionState
from core.session.settings import load_settings
from desktop.system.tray import Tray, icon
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open
from tests.desktop.test_window import wait_for_state


def entry(window: MainWindow, text: str) -> QAction:
    return next(action for action in window.in_tray.tray.menu.actions() if action.text() == text)


def test_its_menu_starts_stops_and_shows_the_state(qtbot: QtBot, open_window: Open) -> None:
    source = BlockSource(speech(), live=True)
    window = open_window(source)
    tray = window.in_tray.tray
    idle = tray.icon.icon().cacheKey()
    entry(window, "Start").trigger()
    wait_for_state(qtbot, window, SessionState.LISTENING)
    assert tray.icon.toolTip() == "Wavescribe: listening"
    assert tray.icon.icon().cacheKey() != idle
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    entry(window, "Stop").trigger()
    wait_for_state(qtbot, window, SessionState.STOPPED)
    assert (tray.icon.toolTip(), tray.icon.icon().cacheKey()) == ("Wavescribe", idle)
    entry(window, "Overlay").trigger()
    assert window.controller.settings.overlay_shown
    assert window.live.bar.overlay.isChecked()
    window.live_place.screens.toggle_overlay()
    assert not tray.overlay.isChecked()


def test_closing_leaves_it_there_and_quit_ends_it_after_the_last_words(qtbot: QtBot, open_window: Open) -> None:
    source = BlockSource(speech(), live=True)
    window = open_window(source, close_to_tray=True)
    window.in_tray.tray.available = True
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    window.close()
    assert not window.isVisible()
    assert window.controller.listening
    entry(window, "Show the window").trigger()
    assert window.isVisible()
    window.close()
    entry(window, "Quit").trigger()
    qtbot.waitUntil(lambda: window.controller.closed, timeout=30_000)
    assert window.live.captions.text.split("\n") == list(TEXTS)


def test_without_a_tray_closing_closes_and_the_setting_is_not_offered(open_window: Open, tmp_path: Path) -> None:
    window = open_window(close_to_tray=True)
    window.in_tray.tray.available = False
    assert not Tray(window, available=False).icon.isVisible()
    window.close()
    assert window.controller.closed
    assert load_settings(tmp_path / "settings.json")[0].close_to_tray


def test_the_icon_is_drawn_in_every_size(qtbot: QtBot) -> None:
    for listening in (False, True):
        for size in icon(listening).availableSizes():
            image = icon(listening).pixmap(size).toImage()
            assert image.pixelColor(size.width() // 2, size.height() // 3).alpha() > 0
