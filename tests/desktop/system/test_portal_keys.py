"""Keys from the desktop's portal: over a real bus, from a portal of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("jeepney", reason="jeepney is not installed (Linux only)")

from pytestqt.qtbot import QtBot

from core.session.desktop_portal import PATH
from desktop.system.portal_keys import PORTAL, PortalKeys, trigger
from tests.helpers.fake_portal import FakePortal, needs_dbus, session_bus
from tests.helpers.shared_data import PROJECT

pytestmark = needs_dbus


@pytest.fixture
def bus() -> Iterator[str]:
    with session_bus() as address:
        yield address


class Portal(FakePortal):
    """Gives keys, but those it is to be `without`."""

    def __init__(
        self, bus: str, codes: tuple[int, int] = (0, 0), without: frozenset[str] = frozenset(), **options: Any
    ) -> None:
        self._codes = codes
        self._without = without
        self.bound: list[tuple[str, dict[str, Any]]] = []
        super().__init__(bus, **options)

    def press(self, name: str, session: str = "") -> None:
        self.signal(PORTAL, "Activated", "osta{sv}", (session or self.session, name, 17, {}))

    def results(self, member: str, body: tuple[Any, ...], sender: str) -> tuple[int, dict[str, Any]]:
        if member == "CreateSession":
            return self._codes[0], self.new_session(body, sender)
        session, shortcuts, parent, _options = body
        assert (session, parent) == (self.session, "")
        self.bound = list(shortcuts)
        given = [(name, what) for name, what in shortcuts if name not in self._without]
        return self._codes[1], {"shortcuts": ("a(sa{sv})", given)}


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


def test_a_desktop_that_gives_keys_to_known_programs_alone_knows_us_by_our_desktop_file(qtbot: QtBot, bus: str) -> None:
    file = PROJECT / "packaging" / "wavescribe.desktop"
    portal, keys = Portal(bus, applications=(file.stem,), strict=True), PortalKeys(bus)
    pressed, refused, gone = listened(keys)
    keys.apply({"start": "F9"})
    qtbot.waitUntil(lambda: refused == [()])
    assert list(portal.clients.values()) == ["wavescribe"]
    portal.press("start")
    qtbot.waitUntil(lambda: pressed == ["start"])
    assert gone == []
    keys.close()
    portal.end()


@pytest.mark.parametrize("strict", [False, True])
def test_one_that_does_not_know_us_gives_keys_all_the_same_or_says_that_it_gives_none(
    qtbot: QtBot, bus: str, strict: bool
) -> None:
    portal, keys = Portal(bus, strict=strict), PortalKeys(bus)
    _pressed, refused, gone = listened(keys)
    keys.apply({"start": "F9"})
    qtbot.waitUntil(lambda: (refused, gone) == (([], [True]) if strict else ([()], [])))
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
