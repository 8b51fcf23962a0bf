"""The switch for typing into other windows: where it is, what it shows, and that it never types into this window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from pytestqt.qtbot import QtBot

from core.session.control.client import ask
from core.session.control.messages import ControlError
from core.session.feeds.caption_feed import FeedError
from core.session.feeds.typed_text import TypingState
from core.session.live_session import SessionState
from desktop.system.global_keys import GlobalKeys
from desktop.window.main_window import MainWindow
from tests.core.session.feeds.test_typing import Paper
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open
from tests.desktop.system.test_global_keys import Giver
from tests.desktop.test_window import wait_for_state


class Desktop:
    """Gives papers to type on, and remembers what was asked."""

    def __init__(self, window: MainWindow) -> None:
        self.papers: list[Paper] = []
        self.permissions: list[str] = []
        window.controller.feeds.find_keyboard = self.find
        # What the platform of the tests says of its windows' focus is said by the tests.
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.disconnect(window.controller.feeds._to_front)
        self.front(window, False)

    def find(self, keep_permission: Callable[[str], None] = lambda _token: None, permission: str = "") -> Paper:
        self.permissions.append(permission)
        keep_permission(f"token {len(self.permissions)}")
        self.papers.append(Paper())
        return self.papers[-1]

    @staticmethod
    def front(window: MainWindow, in_front: bool) -> None:
        states = (Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive)
        window.controller.feeds._to_front(states[in_front])


def entries(window: MainWindow) -> tuple[QAction, QAction]:
    return window.menu.typing, window.in_tray.tray.typing


def types(window: MainWindow) -> Callable[[], bool]:
    return lambda: window.controller.feeds.typing_state is TypingState.TYPING


def test_what_is_said_is_typed_while_it_is_switched_on(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(BlockSource(speech(), live=False))
    desktop = Desktop(window)
    assert not any(entry.isChecked() for entry in entries(window))
    assert not window.live.typing.isVisible()
    entries(window)[0].trigger()
    qtbot.waitUntil(types(window))
    assert all(entry.isChecked() for entry in entries(window))
    assert window.live.typing.isVisible()
    assert window.live.typing.text() == "⌨ Types elsewhere"
    assert window.in_tray.tray.icon.toolTip() == "Wavescribe\nTypes into other windows"
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.STOPPED)
    typed = "".join(f"{text} " for text in TEXTS)
    qtbot.waitUntil(lambda: desktop.papers[0].written == typed, timeout=30_000)
    entries(window)[1].trigger()
    assert not any(entry.isChecked() for entry in entries(window))
    assert not window.live.typing.isVisible()
    qtbot.waitUntil(lambda: desktop.papers[0].closed == 1)
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.STOPPED)
    assert desktop.papers[0].written == typed
    assert len(desktop.papers) == 1


def test_this_window_is_not_typed_into(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(BlockSource(speech(), live=False))
    desktop = Desktop(window)
    desktop.front(window, True)
    window.controller.toggle_typing()
    qtbot.waitUntil(types(window))
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.STOPPED)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (desktop.papers[0].written, desktop.papers[0].closed) == ("", 1)


def test_a_key_for_every_program_switches_it_and_the_permission_is_kept(qtbot: QtBot, open_window: Open) -> None:
    window, giver = open_window(), Giver()
    desktop = Desktop(window)
    window.global_keys = GlobalKeys(window, lambda: giver)
    for _ in range(2):
        giver.pressed.emit("type")
        qtbot.waitUntil(types(window))
        qtbot.waitUntil(lambda: window.controller.settings.typing_permission == f"token {len(desktop.papers)}")
        giver.pressed.emit("type")
        assert window.controller.feeds.typing_state is TypingState.OFF
    assert desktop.permissions == ["", "token 1"]
    window.close()
    qtbot.waitUntil(lambda: [paper.closed for paper in desktop.papers] == [1, 1])


def test_it_is_switched_from_the_command_line(
    qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    window = open_window()
    desktop = Desktop(window)
    window.controller.serve_control()
    with pytest.raises(ControlError, match="it does not type"):
        ask("stop-typing")
    for switch_on, switch_off in (("start-typing", "stop-typing"), ("toggle-typing", "toggle-typing")):
        ask(switch_on)
        qtbot.waitUntil(types(window))
        assert ask("status") == {"state": "stopped", "typing": "typing"}
        assert all(entry.isChecked() for entry in entries(window))
        with pytest.raises(ControlError, match="it types already"):
            ask("start-typing")
        ask(switch_off)
        qtbot.waitUntil(lambda: window.controller.feeds.typing_state is TypingState.OFF)
        assert ask("status")["typing"] == "off"
    window.close()
    qtbot.waitUntil(lambda: [paper.closed for paper in desktop.papers] == [1, 1])


def test_it_is_off_at_the_next_start(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    Desktop(window)
    window.controller.toggle_typing()
    qtbot.waitUntil(lambda: window.controller.settings.typing_permission == "token 1")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    again = open_window()
    assert again.controller.settings.typing_permission == "token 1"
    assert again.controller.feeds.typing_state is TypingState.OFF


def test_while_the_desktop_asks_it_says_so_and_a_refusal_is_told(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    answer = threading.Event()

    class Asking(Paper):
        def open(self, closing: threading.Event) -> None:
            assert answer.wait(60)
            raise FeedError("typing was not allowed; switch it on again to be asked again.")

    window.controller.feeds.find_keyboard = lambda *_: Asking()  # type: ignore[assignment]
    entries(window)[0].trigger()
    qtbot.waitUntil(window.live.typing.isVisible)
    assert window.live.typing.text() == "May Wavescribe type? The desktop asks."
    answer.set()
    qtbot.waitUntil(lambda: not window.live.typing.isVisible())
    assert not any(entry.isChecked() for entry in entries(window))
    assert window.live.message.label.text().startswith("Typing was not allowed")
