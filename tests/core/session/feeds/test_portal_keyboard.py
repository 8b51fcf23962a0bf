"""Typing through the desktop's portal (Wayland): over a real bus, from a portal of the test's own."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jeepney", reason="jeepney is not installed (Linux only)")

from core.session.feeds.caption_feed import FeedError
from core.session.feeds.keyboard import desktop_keyboard
from core.session.feeds.portal_keyboard import NOT_THERE, REFUSED, PortalKeyboard
from core.session.feeds.typed_text import TypingFeed, TypingState
from tests.core.session.feeds.test_typing import Told, final, wait_until
from tests.helpers.fake_portal import FakePortal, needs_dbus, session_bus

pytestmark = [needs_dbus, pytest.mark.skipif(sys.platform != "linux", reason="typing works on Linux only so far")]


@pytest.fixture
def bus() -> Iterator[str]:
    with session_bus() as address:
        yield address


class Desktop(FakePortal):
    """Types; `codes` answer the three requests, None leaves one unanswered."""

    def __init__(self, bus: str, codes: tuple[int | None, ...] = (0, 0, 0), devices: int = 1) -> None:
        self._codes = dict(zip(("CreateSession", "SelectDevices", "Start"), codes, strict=True))
        self._devices = devices
        self.asked: list[str] = []
        self.wanted: dict[str, Any] = {}
        self.keys: list[tuple[int, int]] = []
        self.last = 10_000
        super().__init__(bus, applications=("wavescribe",), strict=True)

    def results(self, member: str, body: tuple[Any, ...], sender: str) -> tuple[int, dict[str, Any]] | None:
        self.asked.append(member)
        code = self._codes[member]
        if code is None:
            return None
        if member == "CreateSession":
            return code, self.new_session(body, sender)
        assert body[0] == self.session
        if member == "SelectDevices":
            self.wanted = {name: value for name, (_, value) in body[1].items() if name != "handle_token"}
            return code, {}
        assert body[1] == ""
        return code, {"devices": ("u", self._devices), "restore_token": ("s", f"token {len(self.asked)}")}

    def notified(self, member: str, body: tuple[Any, ...]) -> bool:
        session, _options, keysym, state = body
        assert (member, session) == ("NotifyKeyboardKeysym", self.session)
        self.keys.append((keysym, state))
        return len(self.keys) <= self.last

    @property
    def typed(self) -> list[int]:
        assert self.keys[::2] == [(keysym, 1) for keysym, _ in self.keys[::2]]
        assert self.keys[1::2] == [(keysym, 0) for keysym, _ in self.keys[::2]]
        return [keysym for keysym, _ in self.keys[::2]]


def test_the_desktop_is_asked_and_types_and_need_not_be_asked_again(bus: str) -> None:
    desktop, tokens, told = Desktop(bus), [], Told()
    feed = TypingFeed(lambda: PortalKeyboard(tokens.append, bus=bus), told)
    feed.caption(final("ä'я你"))
    feed.close()
    # Latin-1 is itself, Cyrillic has keysyms of its own, all else is its number in Unicode.
    assert desktop.typed == [0xE4, 0x27, 0x6D1, 0x01004F60, 0x20]
    assert told.all == [(TypingState.ASKING, ""), (TypingState.TYPING, ""), (TypingState.OFF, "")]
    assert desktop.wanted == {"types": 1, "persist_mode": 2}
    assert tokens == ["token 3"]
    again = TypingFeed(lambda: PortalKeyboard(tokens.append, tokens[0], bus), told)
    again.close()
    assert desktop.wanted == {"types": 1, "persist_mode": 2, "restore_token": "token 3"}
    assert tokens == ["token 3", "token 6"]
    desktop.end()


@pytest.mark.parametrize(("codes", "devices"), [((0, 0, 1), 1), ((1, 0, 0), 1), ((0, 2, 0), 1), ((0, 0, 0), 2)])
def test_a_user_who_does_not_want_to_has_refused(bus: str, codes: tuple[int, ...], devices: int) -> None:
    desktop, told = Desktop(bus, codes, devices), Told()
    feed = TypingFeed(lambda: PortalKeyboard(pytest.fail, bus=bus), told)
    feed.caption(final("no"))
    wait_until(lambda: told.all[-1:] == [(TypingState.OFF, REFUSED)])
    feed.close()
    assert desktop.keys == []
    desktop.end()


def test_a_user_who_does_not_answer_holds_nothing_up(bus: str) -> None:
    desktop, told = Desktop(bus, (0, 0, None)), Told()
    feed = TypingFeed(lambda: PortalKeyboard(pytest.fail, bus=bus), told)
    feed.caption(final("early"))
    wait_until(lambda: desktop.asked == ["CreateSession", "SelectDevices", "Start"])
    feed.stop()
    feed.close()
    assert told.all == [(TypingState.ASKING, ""), (TypingState.OFF, "")]
    desktop.end()


def test_a_desktop_that_ends_the_typing_is_told(bus: str) -> None:
    desktop, told = Desktop(bus), Told()
    desktop.last = 2
    feed = TypingFeed(lambda: PortalKeyboard(lambda _token: None, bus=bus), told)
    feed.caption(final("abc"))
    wait_until(lambda: told.all[-1][0] is TypingState.OFF)
    assert told.all[-1][1].startswith("the desktop has ended the typing")
    feed.close()
    desktop.end()


def test_a_bus_that_ends_while_the_user_is_asked_is_told(bus: str) -> None:
    desktop, told = Desktop(bus, (0, 0, None)), Told()
    keyboard = PortalKeyboard(pytest.fail, bus=bus)
    feed = TypingFeed(lambda: keyboard, told)
    wait_until(lambda: "Start" in desktop.asked)
    keyboard._connection.sock.shutdown(2)
    wait_until(lambda: told.all[-1][0] is TypingState.OFF)
    assert told.all[-1][1].startswith("the desktop has ended the typing")
    feed.close()
    desktop.end()


def test_a_desktop_without_such_a_portal_is_said(bus: str, tmp_path: Path) -> None:
    keyboard = PortalKeyboard(pytest.fail, bus=bus)
    with pytest.raises(FeedError) as refused:
        keyboard.open(threading.Event())
    keyboard.close()
    assert str(refused.value) == NOT_THERE
    with pytest.raises(FeedError) as missing:
        PortalKeyboard(pytest.fail, bus=f"unix:path={tmp_path}/nobody")
    assert str(missing.value) == NOT_THERE


def test_wayland_comes_before_its_own_x_server(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    keyboard = desktop_keyboard(environment={"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"})
    assert isinstance(keyboard, PortalKeyboard)
    keyboard.close()
