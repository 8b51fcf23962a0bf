"""Keeping awake, over a real message bus of the test's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import ClassInfo, QObject, Slot
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from core.session.live_session import SessionState
from desktop.system.keep_awake import BusInhibitor, CaffeinateInhibitor, KeepAwake, inhibitor_of
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_live_session import speech
from tests.desktop.conftest import Open
from tests.desktop.test_window import wait_for_state

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed")


@ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
class ScreenSaver(QObject):
    """A desktop's screen saver."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []

    @Slot(str, str, result="uint")
    def Inhibit(self, program: str, reason: str) -> int:  # noqa: N802 - the bus's name
        self.asked.append((program, reason))
        return 7


@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Logind(QObject):
    """Its part that inhibits; a descriptor in truth, which nobody here looks at."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []

    @Slot(str, str, str, str, result=str)
    def Inhibit(self, what: str, who: str, why: str, mode: str) -> str:  # noqa: N802
        self.asked.append((what, mode))
        return ""


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus with nobody on it."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    for name in ("service", "watching"):
        QDBusConnection.disconnectFromBus(name)
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


def serve(bus: str, service: QObject, name: str, path: str) -> None:
    connection = QDBusConnection.connectToBus(bus, "service")
    assert connection.registerService(name)
    assert connection.registerObject(path, service, QDBusConnection.RegisterOption.ExportAllSlots)


def clients(bus: str) -> int:
    """How many are on the bus, but for who asks."""
    names = QDBusConnection.connectToBus(bus, "watching").interface().registeredServiceNames().value()
    return sum(name.startswith(":") for name in names) - 1


def test_the_screen_saver_is_held_off_and_let_go_with_the_connection(qtbot: QtBot, bus: str) -> None:
    saver = ScreenSaver()
    serve(bus, saver, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
    awake = KeepAwake(BusInhibitor(lambda _kind, name: QDBusConnection.connectToBus(bus, name)))
    for number in (1, 2):
        awake.set(True)
        awake.set(True)
        qtbot.waitUntil(lambda number=number: len(saver.asked) == number)  # type: ignore[misc]
        qtbot.waitUntil(lambda: clients(bus) == 2)
        awake.set(False)
        qtbot.waitUntil(lambda: clients(bus) == 1)
    assert saver.asked[0] == ("Wavescribe", "Captions are running")


def test_where_no_screen_saver_is_logind_is_asked(qtbot: QtBot, bus: str) -> None:
    logind = Logind()
    serve(bus, logind, "org.freedesktop.login1", "/org/freedesktop/login1")
    kinds: list[str] = []

    def connect(kind: str, name: str) -> QDBusConnection:
        kinds.append(kind)
        return QDBusConnection.connectToBus(bus, name)

    awake = KeepAwake(BusInhibitor(connect))
    awake.set(True)
    qtbot.waitUntil(lambda: bool(logind.asked))
    assert (logind.asked, kinds) == ([("idle:sleep", "block")], ["SessionBus", "SystemBus"])
    awake.set(False)
    qtbot.waitUntil(lambda: clients(bus) == 1)


def test_without_any_bus_nothing_happens(qtbot: QtBot, tmp_path: Path) -> None:
    address = f"unix:path={tmp_path}/nobody"
    awake = KeepAwake(BusInhibitor(lambda _kind, name: QDBusConnection.connectToBus(address, name)))
    awake.set(True)
    qtbot.wait(50)
    awake.set(False)


def test_the_tool_of_macos_runs_while_held(tmp_path: Path) -> None:
    tool = tmp_path / "caffeinate"
    tool.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n", encoding="utf-8")
    tool.chmod(0o755)
    awake = KeepAwake(CaffeinateInhibitor(str(tool)))
    before = len(psutil.Process().children())
    awake.set(True)
    assert len(psutil.Process().children()) == before + 1
    awake.set(False)
    assert len(psutil.Process().children()) == before


def test_a_system_that_has_none_of_it_is_served_by_nothing() -> None:
    assert inhibitor_of("sunos5") is None
    KeepAwake(CaffeinateInhibitor("/nowhere/caffeinate")).set(True)


def test_the_window_holds_it_while_it_listens_and_as_the_setting_says(qtbot: QtBot, open_window: Open) -> None:
    class Counting:
        held = 0

        def hold(self) -> None:
            self.held += 1

        def release(self) -> None:
            self.held -= 1

    counting = Counting()
    window = open_window(BlockSource(speech(), live=True))
    window.live_place.awake = KeepAwake(counting)
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.LISTENING)
    assert counting.held == 1
    window.controller.change(keep_awake=False)
    assert counting.held == 0
    window.controller.change(keep_awake=True)
    assert counting.held == 1
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.STOPPED)
    assert counting.held == 0
