"""`PortalKeyboard`: keys pressed by the desktop's portal (`org.freedesktop.portal.RemoteDesktop`), Wayland's way.

The desktop asks the user once; with what it then gives (a token for one use, replaced by each start) it need not ask
again. It does not tell who has the focus, nor which keys are down. The messages hold lists of structures, so they are
jeepney's. Characters that the layout lacks depend on the desktop: GNOME finds a way, others may leave them out.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from core.session.desktop_portal import BUS_NAME, PATH, introduction
from core.session.feeds.caption_feed import FeedError
from core.session.feeds.keyboard import keysym_of

INTERFACE = "org.freedesktop.portal.RemoteDesktop"
KEYBOARD = 1
UNTIL_REVOKED = 2
PRESSED, RELEASED = 1, 0
LOOK_AGAIN_SECONDS, ANSWER_SECONDS = 0.2, 25.0
ENDED = "the desktop has ended the typing; switch it on again to go on."
REFUSED = "typing was not allowed; switch it on again to be asked again."
NOT_THERE = (
    "this desktop does not let programs type into windows (no RemoteDesktop portal); use a feed, or copy the text."
)


class PortalKeyboard:
    """See `Keyboard`."""

    def __init__(self, keep_permission: Callable[[str], None], permission: str = "", bus: str = "SESSION") -> None:
        """Raises FeedError where there is no bus."""
        try:
            from jeepney import MatchRule, message_bus
            from jeepney.io.blocking import open_dbus_connection

            self._connection = open_dbus_connection(bus)
        except (ImportError, OSError, KeyError) as failure:
            raise FeedError(NOT_THERE) from failure
        self._keep_permission = keep_permission
        self._permission = permission
        self._session = ""
        self._connection.send(introduction())
        interface = "org.freedesktop.portal.Request"
        rule = MatchRule(type="signal", sender=BUS_NAME, interface=interface, member="Response")
        self._connection.send(message_bus.AddMatch(rule))

    def open(self, closing: threading.Event) -> None:
        """Ask the desktop, which may ask the user."""
        session = {"session_handle_token": ("s", f"wavescribe_{secrets.token_hex(8)}")}
        self._session = self._request(closing, "CreateSession", "a{sv}", (), session)["session_handle"][1]
        devices: dict[str, tuple[str, Any]] = {"types": ("u", KEYBOARD), "persist_mode": ("u", UNTIL_REVOKED)}
        if self._permission:
            devices["restore_token"] = ("s", self._permission)
        self._request(closing, "SelectDevices", "oa{sv}", (self._session,), devices)
        given = self._request(closing, "Start", "osa{sv}", (self._session, ""), {})
        if not given.get("devices", ("u", 0))[1] & KEYBOARD:
            raise FeedError(REFUSED)
        if "restore_token" in given:
            self._keep_permission(given["restore_token"][1])

    def ours(self) -> bool:
        """The desktop does not say."""
        return False

    def held(self) -> bool:
        """The desktop does not say."""
        return False

    def press(self, character: str) -> None:
        """Write one character."""
        for what in (PRESSED, RELEASED):
            body: tuple[Any, ...] = (self._session, {}, keysym_of(character), what)
            self._call(ENDED, "NotifyKeyboardKeysym", "oa{sv}iu", body)

    def close(self) -> None:
        """Leave the bus: the desktop ends the session at that."""
        with suppress(OSError):
            self._connection.close()

    def _request(
        self, closing: threading.Event, method: str, signature: str, before: tuple[Any, ...], options: dict[str, Any]
    ) -> dict[str, tuple[str, Any]]:
        """Call a method whose answer is a signal on a path that both sides know, and wait for that."""
        from jeepney import MatchRule

        token = f"wavescribe_{secrets.token_hex(8)}"
        sender = self._connection.unique_name.removeprefix(":").replace(".", "_")
        rule = MatchRule(type="signal", member="Response", path=f"{PATH}/request/{sender}/{token}")
        with self._connection.filter(rule) as answers:
            self._call(NOT_THERE, method, signature, (*before, {**options, "handle_token": ("s", token)}))
            while not closing.is_set():
                try:
                    code, results = self._connection.recv_until_filtered(answers, timeout=LOOK_AGAIN_SECONDS).body
                except TimeoutError:
                    continue
                except OSError as failure:
                    raise FeedError(ENDED) from failure
                if code != 0:
                    raise FeedError(REFUSED)
                return dict(results)
        # Nobody waits for the answer any more.
        raise FeedError("")

    def _call(self, refusal: str, method: str, signature: str, body: tuple[Any, ...]) -> None:
        """Call a method and wait until the portal has taken it."""
        from jeepney import DBusAddress, MessageType, new_method_call

        message = new_method_call(DBusAddress(PATH, BUS_NAME, INTERFACE), method, signature, body)
        try:
            reply = self._connection.send_and_get_reply(message, timeout=ANSWER_SECONDS)
        except OSError as failure:
            raise FeedError(refusal) from failure
        if reply.header.message_type is MessageType.error:
            raise FeedError(refusal)
