"""Keys from the desktop's portal: over a real bus, from a portal of the test's own."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("jeepney", reason="jeepney is not installed (Linux only)")

from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.blocking import Proxy, open_dbus_connection
from pytestqt.qtbot import QtBot

from desktop.system.portal_keys import BUS_NAME, PATH, PORTAL, PortalKeys, trigger

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed")


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus with nobody on it."""
    command = ["dbus-daemon", "--session", "--print-address", "--nofork"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


class Portal:
    """Speaks as the portal does: each call is answered by a path, and then by a signal on it."""

    def __init__(self, bus: str, codes: tuple[int, int] = (0, 0), without: frozenset[str] = frozenset()) -> None:
        self._connection = open_dbus_connection(bus)
        Proxy(message_bus, self._connection).RequestName(BUS_NAME)
        self._codes = codes
        self._without = without
        self.bound: list[tuple[str, dict[str, Any]]] = []
        self.closed: list[str] = []
        self.session = ""
        self._client = ""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def press(self, name: str, session: str = "") -> None:
        self._signal(PORTAL, "Activated", "osta{sv}", (session or self.session, name, 17, {}))

    def end(self) -> None:
        self._connection.sock.shutdown(2)
        self._thread.join(20)
        self._connection.close()

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except OSError:
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Any) -> None:
        fields = message.header.fields
        self._client = fields[HeaderFields.sender]
        member = fields[HeaderFields.member]
        if member == "Get":
            self._connection.send(new_method_return(message, "v", (("u", 1),)))
        elif member == "Close":
            self.closed.append(fields[HeaderFields.path])
        else:
            options = message.body[-1]
            sender = self._client.removeprefix(":").replace(".", "_")
            request = f"{PATH}/request/{sender}/{options['handle_token'][1]}"
            self._connection.send(new_method_return(message, "o", (request,)))
            code, results = self._results(member, message.body, sender)
            there = DBusAddress(request, interface="org.freedesktop.portal.Request")
            self._signal(there, "Response", "ua{sv}", (code, results))

    def _results(self, member: str, body: tuple[Any, ...], sender: str) -> tuple[int, dict[str, Any]]:
        if member == "CreateSession":
            self.session = f"{PATH}/session/{sender}/{body[0]['session_handle_token'][1]}"
            return self._codes[0], {"session_handle": ("s", self.session)}
        session, shortcuts, parent, _options = body
        assert (session, parent) == (self.session, "")
        self.bound = list(shortcuts)
        given = [(name, what) for name, what in shortcuts if name not in self._without]
        return self._codes[1], {"shortcuts": ("a(sa{sv})", given)}

    def _signal(self, there: DBusAddress, member: str, signature: str, body: tuple[Any, ...]) -> None:
        message = new_signal(there, member, signature, body)
        message.header.fields[HeaderFields.destination] = self._client
        self._connection.send(message)


def listened(keys: PortalKeys) -> tuple[list[str], list[tuple[str, ...]], list[bool]]:
    pressed: list[str] = []
    refused: list[tuple[str, ...]] = []
    gone: list[bool] = []
    keys.pressed.connect(pressed.append)
    keys.refused.connect(refused.append)
    keys.gone.connect(lambda: gone.append(True))
    return pressed, refused, gone


def test_the_desktop_is_asked_and_its_keys_arrive(qtbot: QtBot, bus: str) -> None:
    portal, keys = Portal(bus), PortalKeys(bus)
    pressed, refused, gone = listened(keys)
    keys.apply({"start": "Ctrl+Alt+Space", "mark": "Meta+F9"})
    qtbot.waitUntil(lambda: refused == [()])
    assert portal.bound == [
        ("start", {"description": ("s", "Start or stop"), "preferred_trigger": ("s", "CTRL+ALT+space")}),
        ("mark", {"description": ("s", "Mark this moment"), "preferred_trigger": ("s", "LOGO+F9")}),
    ]
    portal.press("mark", f"{PATH}/session/1_1/somebody_elses")
    portal.press("unknown")
    portal.press("mark")
    portal.press("start")
    qtbot.waitUntil(lambda: pressed == ["mark", "start"])
    assert gone == []
    keys.close()
    portal.end()


def test_other_keys_are_another_session_and_none_are_none(qtbot: QtBot, bus: str) -> None:
    portal, keys = Portal(bus), PortalKeys(bus)
    pressed, refused, _gone = listened(keys)
    keys.apply({"start": "F9"})
    qtbot.waitUntil(lambda: refused == [()])
    first = portal.session
    keys.apply({"start": "F10"})
    qtbot.waitUntil(lambda: refused == [(), ()])
    assert portal.closed == [first]
    assert portal.session != first
    portal.press("start", first)
    portal.press("start")
    qtbot.waitUntil(lambda: pressed == ["start"])
    keys.apply({})
    assert refused == [(), (), ()]
    qtbot.waitUntil(lambda: len(portal.closed) == 2)
    keys.close()
    portal.end()


@pytest.mark.parametrize("codes", [(1, 0), (0, 1), (2, 0)])
def test_a_user_who_does_not_want_to_has_refused(qtbot: QtBot, bus: str, codes: tuple[int, int]) -> None:
    portal, keys = Portal(bus, codes), PortalKeys(bus)
    _pressed, refused, _gone = listened(keys)
    keys.apply({"start": "F9", "mark": "F8"})
    qtbot.waitUntil(lambda: refused == [("start", "mark")])
    keys.close()
    portal.end()


def test_a_key_that_the_desktop_leaves_out_is_told(qtbot: QtBot, bus: str) -> None:
    portal, keys = Portal(bus, without=frozenset({"mark"})), PortalKeys(bus)
    _pressed, refused, _gone = listened(keys)
    keys.apply({"start": "F9", "mark": "F8"})
    qtbot.waitUntil(lambda: refused == [("mark",)])
    keys.close()
    portal.end()


def test_a_desktop_without_such_a_portal_is_told_at_once(qtbot: QtBot, bus: str) -> None:
    keys = PortalKeys(bus)
    _pressed, _refused, gone = listened(keys)
    qtbot.waitUntil(lambda: gone == [True])
    keys.close()


def test_a_bus_that_ends_is_told_and_one_that_is_not_there(qtbot: QtBot, bus: str, tmp_path: Any) -> None:
    portal, keys = Portal(bus), PortalKeys(bus)
    _pressed, refused, gone = listened(keys)
    keys.apply({"start": "F9"})
    qtbot.waitUntil(lambda: refused == [()])
    keys._connection.sock.shutdown(2)
    qtbot.waitUntil(lambda: gone == [True])
    keys.close()
    portal.end()
    with pytest.raises(OSError, match="No such file"):
        PortalKeys(f"unix:path={tmp_path}/nobody")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("Ctrl+Alt+Space", "CTRL+ALT+space"), ("Ctrl+E", "CTRL+e"), ("Meta+Shift+1", "SHIFT+LOGO+1"), ("F9", "F9"),
     ("Ctrl+Ä", "CTRL+U00E4"), ("Ctrl++", "CTRL+U002B"), ("", "")],
)  # fmt: skip
def test_keys_are_written_as_the_specification_has_them(keys: str, expected: str) -> None:
    assert trigger(keys) == expected
