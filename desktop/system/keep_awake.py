"""Keeps the screen on and the computer awake while captions run, by what each system documents for it. GUI thread only.

Linux: an inhibition of `org.freedesktop.ScreenSaver`, or where no desktop offers that, of logind. Both end with the bus
connection that asked for them, so that a program that dies can't leave the screen on for ever.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

PROGRAM = "Wavescribe"
# https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setthreadexecutionstate
ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED = 0x80000000, 0x1, 0x2


class Inhibitor(Protocol):
    """One way to keep the computer awake."""

    def hold(self) -> None:
        """From now on."""

    def release(self) -> None:
        """No longer."""


class KeepAwake:
    """`set(True)` while captions run; asks the system only when that changes, and never fails."""

    def __init__(self, inhibitor: Inhibitor | None = None) -> None:
        self._inhibitor = inhibitor or inhibitor_of(sys.platform)
        self.held = False

    def set(self, awake: bool) -> None:
        """Hold, or let go."""
        if awake == self.held:
            return
        self.held = awake
        if self._inhibitor is not None:
            self._inhibitor.hold() if awake else self._inhibitor.release()


def inhibitor_of(platform: str) -> Inhibitor | None:
    """What serves on this system (`sys.platform`)."""
    if platform.startswith("linux"):
        return BusInhibitor()
    return {"win32": WindowsInhibitor, "darwin": CaffeinateInhibitor}.get(platform, lambda: None)()


def _bus(kind: str, name: str) -> QDBusConnection:
    from PySide6.QtDBus import QDBusConnection

    return QDBusConnection.connectToBus(QDBusConnection.BusType[kind], name)


class BusInhibitor(QObject):
    """Linux and the BSDs; `connect(kind, name)` opens a connection of its own ("SessionBus" or "SystemBus")."""

    def __init__(self, connect: Callable[[str, str], QDBusConnection] = _bus) -> None:
        super().__init__()
        self._connect = connect
        self._count = 0
        self._name = ""
        self._watcher: QDBusPendingCallWatcher | None = None
        # logind's inhibition lasts as long as this descriptor.
        self._reply: QDBusMessage | None = None

    def hold(self) -> None:
        """Ask the desktop; the answer is awaited without holding up the window."""
        reason = QCoreApplication.translate("KeepAwake", "Captions are running")
        screen_saver = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")
        self._ask("SessionBus", screen_saver, [PROGRAM, reason], self._ask_logind)

    def _ask_logind(self) -> None:
        reason = QCoreApplication.translate("KeepAwake", "Captions are running")
        logind = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
        self._ask("SystemBus", logind, ["idle:sleep", PROGRAM, reason, "block"], None)

    def _ask(
        self, kind: str, where: tuple[str, str, str], arguments: list[str], otherwise: Callable[[], None] | None
    ) -> None:
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        self.release()
        self._count += 1
        self._name = f"wavescribe-awake-{id(self)}-{self._count}"
        connection = self._connect(kind, self._name)
        message = QDBusMessage.createMethodCall(*where, "Inhibit")
        message.setArguments(arguments)
        watcher = self._watcher = QDBusPendingCallWatcher(connection.asyncCall(message), self)
        watcher.finished.connect(lambda: self._answered(watcher, otherwise))

    def _answered(self, watcher: QDBusPendingCallWatcher, otherwise: Callable[[], None] | None) -> None:
        if watcher is not self._watcher:
            return
        if watcher.isError():
            self.release()
            if otherwise is not None:
                otherwise()
        else:
            self._reply = watcher.reply()

    def release(self) -> None:
        """Leave the bus: whoever granted the inhibition takes it back at that."""
        self._watcher = self._reply = None
        if self._name:
            from PySide6.QtDBus import QDBusConnection

            QDBusConnection.disconnectFromBus(self._name)
            self._name = ""


class WindowsInhibitor:
    """The execution state of this thread."""

    def hold(self) -> None:
        """Display and system."""
        self._set(ES_CONTINUOUS | ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED)

    def release(self) -> None:
        """As before."""
        self._set(ES_CONTINUOUS)

    def _set(self, state: int) -> None:
        ctypes.windll.kernel32.SetThreadExecutionState(state)  # type: ignore[attr-defined]


class CaffeinateInhibitor:
    """macOS: its own tool, which also ends when this process does."""

    def __init__(self, command: str = "/usr/bin/caffeinate") -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Display (d) and idle sleep (i), for as long as this process lives (w)."""
        try:
            self._process = subprocess.Popen([self._command, "-d", "-i", "-w", str(os.getpid())])
        except OSError:
            self._process = None

    def release(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None
