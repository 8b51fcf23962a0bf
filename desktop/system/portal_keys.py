"""Keys for every program by the desktop's portal (`org.freedesktop.portal.GlobalShortcuts`): what Wayland has for it.

The desktop asks the user, who may give another key than the one that is proposed, and remembers it. The messages hold
lists of structures, which QtDBus cannot make in Python; jeepney can. Nothing waits for an answer. GUI thread only.
"""

from __future__ import annotations

import secrets
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, Signal

from core.session.desktop_portal import BUS_NAME, PATH, introduction
from desktop.system.x11_keys import ALT, CONTROL, META, SHIFT, key_name
from desktop.window.shortcuts import everywhere

PORTAL = DBusAddress(PATH, BUS_NAME, "org.freedesktop.portal.GlobalShortcuts")
WRITTEN = {CONTROL: "CTRL", ALT: "ALT", SHIFT: "SHIFT", META: "LOGO"}


def trigger(keys: str) -> str:
    """A key of Qt's portable form as the shortcuts specification of XDG writes it: "CTRL+ALT+space"; "" for none."""
    found = key_name(keys)
    if found is None:
        return ""
    modifiers, name = found
    if len(name) == 1 and not (name.isascii() and name.isalnum()):
        name = f"U{ord(name):04X}"
    return "+".join([*(word for mask, word in WRITTEN.items() if modifiers & mask), name])


class PortalKeys(QObject):
    """See `KeyGiver`."""

    pressed = Signal(str)
    refused = Signal(tuple)
    gone = Signal()

    def __init__(self, bus: str = "SESSION") -> None:
        """Raises OSError where there is no bus."""
        super().__init__()
        try:
            self._connection = open_dbus_connection(bus)
        except KeyError as failure:
            raise OSError("there is no session bus") from failure
        self._wanted: dict[str, str] = {}
        self._session = ""
        # Paths on which answers will come, and what they answer.
        self._requests: dict[str, str] = {}
        self._calls: set[int] = set()
        self._connection.send(introduction())
        for interface, member in (("Request", "Response"), ("GlobalShortcuts", "Activated")):
            rule = MatchRule(
                type="signal", sender=BUS_NAME, interface=f"org.freedesktop.portal.{interface}", member=member
            )
            self._connection.send(message_bus.AddMatch(rule))
        asked = DBusAddress(PATH, BUS_NAME, "org.freedesktop.DBus.Properties")
        self._call(new_method_call(asked, "Get", "ss", (PORTAL.interface, "version")))
        self._notifier = QSocketNotifier(self._connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def apply(self, wanted: dict[str, str]) -> None:
        """Ask the desktop for these keys (id: key) and no others."""
        self._end_session()
        self._wanted = dict(wanted)
        self._requests.clear()
        if not wanted:
            self.refused.emit(())
            return
        options = {"session_handle_token": ("s", f"wavescribe_{secrets.token_hex(8)}")}
        self._request("create", "CreateSession", "a{sv}", (), options)

    def close(self) -> None:
        """Leave the bus: the desktop takes the keys back at that."""
        self._notifier.setEnabled(False)
        self._connection.close()

    def _end_session(self) -> None:
        if self._session:
            session = DBusAddress(self._session, BUS_NAME, "org.freedesktop.portal.Session")
            self._connection.send(new_method_call(session, "Close"))
            self._session = ""

    def _request(
        self, what: str, method: str, signature: str, before: tuple[Any, ...], options: dict[str, Any]
    ) -> None:
        """Call a method whose answer is a signal on a path that both sides know."""
        token = f"wavescribe_{secrets.token_hex(8)}"
        sender = self._connection.unique_name.removeprefix(":").replace(".", "_")
        self._requests[f"{PATH}/request/{sender}/{token}"] = what
        body = (*before, {**options, "handle_token": ("s", token)})
        self._call(new_method_call(PORTAL, method, signature, body))

    def _call(self, message: Message) -> None:
        serial = next(self._connection.outgoing_serial)
        self._calls.add(serial)
        self._connection.send(message, serial=serial)

    def _read(self) -> None:
        try:
            while True:
                self._handle(self._connection.receive(timeout=0))
        except TimeoutError:
            # All is read.
            return
        except OSError:
            self._notifier.setEnabled(False)
            self.gone.emit()

    def _handle(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.error:
            if fields.get(HeaderFields.reply_serial) in self._calls:
                # This desktop has no portal, or none for keys.
                self.gone.emit()
            return
        if message.header.message_type is not MessageType.signal:
            return
        member = fields.get(HeaderFields.member)
        if member == "Activated":
            session, name, *_ = message.body
            if session == self._session and name in self._wanted:
                self.pressed.emit(name)
        elif member == "Response" and (what := self._requests.pop(fields.get(HeaderFields.path, ""), "")):
            code, results = message.body
            self._answered(what, code, results)

    def _answered(self, what: str, code: int, results: dict[str, tuple[str, Any]]) -> None:
        if code != 0:
            # The user does not want to.
            self.refused.emit(tuple(self._wanted))
        elif what == "create":
            self._session = results["session_handle"][1]
            self._bind()
        else:
            given = {name for name, _ in results.get("shortcuts", ("", []))[1]}
            self.refused.emit(tuple(name for name in self._wanted if name not in given))

    def _bind(self) -> None:
        described = {key.id: key.what for key in everywhere()}
        shortcuts = [
            (name, {"description": ("s", described[name]), "preferred_trigger": ("s", trigger(keys))})
            for name, keys in self._wanted.items()
        ]
        self._request("bind", "BindShortcuts", "oa(sa{sv})sa{sv}", (self._session, shortcuts, ""), {})
