"""Windows over a scripted model, in folders of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.session.settings import Settings, load_settings
from desktop.controller import Controller
from desktop.translation import install_translations
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import BlockSource, ScriptedEngine
from tests.core.session.test_live_session import speech

Open = Callable[..., MainWindow]


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> None:
    """As `wavescribe` starts in English, its plural forms included."""
    install_translations(qapp, "en")


def let_go(qtbot: QtBot, *windows: MainWindow) -> None:
    """Close windows and delete them: those that stay are dressed anew by the style sheet of every later test."""
    for window in windows:
        if window.isVisible():
            window.close()
            qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=30_000)  # type: ignore[misc]
    # Here and now: Python's collector might do it on another thread, which Qt does not survive.
    for window in windows:
        shiboken6.delete(window)


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens windows over the same settings and library; closes what a test leaves open."""
    windows: list[MainWindow] = []

    def open_one(source: Any = None, engine: Any = None, real: bool = False, **settings: Any) -> MainWindow:
        """`real`: the models that the settings name, in place of the scripted one."""
        stored, _ = load_settings(tmp_path / "settings.json")
        make = source if callable(source) else lambda _settings: source or BlockSource(speech(), live=True)
        controller = Controller(
            Settings(**settings) if settings else stored,
            tmp_path / "settings.json",
            tmp_path / "library",
            make_source=make,
            make_engine=None if real else engine or (lambda _options: ScriptedEngine()),
        )
        # No sound card is asked in these tests.
        controller.find_devices = lambda: controller.devices_found.emit([])  # type: ignore[method-assign]
        window = MainWindow(controller)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_one
    let_go(qtbot, *windows)
