"""A session bus of a test's own, and a desktop portal on it."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageFlag,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import Proxy, open_dbus_connection

from core.session.desktop_portal import BUS_NAME, PATH

needs_dbus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed")


@contextmanager
def session_bus() -> Iterator[str]:
    """The address of a bus with nobody on it."""
    command = ["dbus-daemon", "--session", "--print-address", "--nofork"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


class FakePortal:
    """Speaks as the portal does: each call is answered by a path, and then by a signal on it.

    `applications`: whose `.desktop` files are installed. `strict`: it begins no session with somebody unknown.
    """

    def __init__(self, bus: str, applications: tuple[str, ...] = (), strict: bool = False) -> None:
        self._applications, self._strict = applications, strict
        # By connection: who it is, "" for somebody unknown; the first call settles it.
        self.clients: dict[str, str] = {}
        self._connection = open_dbus_connection(bus)
        Proxy(message_bus, self._connection).RequestName(BUS_NAME)
        self.closed: list[str] = []
        self.session = ""
        self._client = ""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def results(self, member: str, body: tuple[Any, ...], sender: str) -> tuple[int, dict[str, Any]] | None:
        """How a request ends: its code (0: done, 1: the user does not want to) and results; None: not for now."""
        raise NotImplementedError

    def notified(self, member: str, body: tuple[Any, ...]) -> bool:
        """A call that is no request; False refuses it."""
        raise NotImplementedError

    def new_session(self, body: tuple[Any, ...], sender: str) -> dict[str, Any]:
        """The results of CreateSession."""
        self.session = f"{PATH}/session/{sender}/{body[0]['session_handle_token'][1]}"
        return {"session_handle": ("s", self.session)}

    def signal(self, there: DBusAddress, member: str, signature: str, body: tuple[Any, ...]) -> None:
        """To whoever asked last."""
        message = new_signal(there, member, signature, body)
        message.header.fields[HeaderFields.destination] = self._client
        self._connection.send(message)

    def end(self) -> None:
        """Leave the bus."""
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
        if member == "Register":
            self._register(message)
            return
        who = self.clients.setdefault(self._client, "")
        if self._strict and member == "CreateSession" and not who:
            refusal = new_error(message, "org.freedesktop.portal.Error.NotAllowed", "s", ("An app id is required",))
            self._connection.send(refusal)
        elif member == "Get":
            self._connection.send(new_method_return(message, "v", (("u", 1),)))
        elif member == "Close":
            self.closed.append(fields[HeaderFields.path])
        elif not isinstance(message.body[-1], dict):
            done = self.notified(member, message.body)
            refusal = new_error(message, "org.freedesktop.DBus.Error.AccessDenied", "s", ("Session closed",))
            self._connection.send(new_method_return(message) if done else refusal)
        else:
            options = message.body[-1]
            sender = self._client.removeprefix(":").replace(".", "_")
            request = f"{PATH}/request/{sender}/{options['handle_token'][1]}"
            self._connection.send(new_method_return(message, "o", (request,)))
            if (answer := self.results(member, message.body, sender)) is not None:
                there = DBusAddress(request, interface="org.freedesktop.portal.Request")
                self.signal(there, "Response", "ua{sv}", answer)

    def _register(self, message: Any) -> None:
        application, options = message.body
        assert message.header.fields[HeaderFields.interface] == "org.freedesktop.host.portal.Registry"
        assert (message.header.fields[HeaderFields.signature], options) == ("sa{sv}", {})
        assert self._client not in self.clients, "registered too late"
        assert message.header.flags & MessageFlag.no_reply_expected
        if application in self._applications:
            self.clients[self._client] = application
        else:
            # As a portal that lacks the method might all the same.
            error = "org.freedesktop.portal.Error.Failed"
            self._connection.send(new_error(message, error, "s", ("Can't create registered app",)))
