"""Keys that work in every program: on a real X server, pressed while another window has the focus."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from core.session.live_session import SessionState
from core.session.settings import load_settings
from desktop.system.global_keys import GlobalKeys
from desktop.system.x11_keys import ALT, CONTROL, META, SHIFT, X11Keys, key_name
from desktop.window.bindings import allowed_everywhere
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_live_session import speech
from tests.desktop.conftest import Open
from tests.desktop.test_window import wait_for_state
from tests.helpers.x_server import has_x11, line_of_another_program, x_server, xdotool


@pytest.fixture
def display() -> Iterator[str]:
    with x_server() as display:
        yield display


@pytest.fixture
def keys(qtbot: QtBot, display: str) -> Iterator[X11Keys]:
    keys = X11Keys(display)
    yield keys
    keys.close()
    keys.deleteLater()


def refusals(keys: X11Keys) -> list[tuple[str, ...]]:
    told: list[tuple[str, ...]] = []
    keys.refused.connect(told.append)
    return told


@has_x11
def test_a_key_comes_to_us_while_another_program_has_the_focus(qtbot: QtBot, display: str, keys: X11Keys) -> None:
    told, pressed = refusals(keys), []
    keys.pressed.connect(pressed.append)
    keys.apply({"start": "Ctrl+Alt+Space", "mark": "F9"})
    assert told == [()]
    with line_of_another_program(display) as texts:
        xdotool(display, "key", "a", "key", "ctrl+alt+space", "key", "F9", "key", "b")
        qtbot.waitUntil(lambda: pressed == ["start", "mark"])
        assert [next(texts), next(texts)] == ['"a"\n', '"ab"\n']


@has_x11
def test_a_held_key_counts_once_and_locks_do_not_matter(qtbot: QtBot, display: str, keys: X11Keys) -> None:
    pressed: list[str] = []
    keys.pressed.connect(pressed.append)
    keys.apply({"start": "F9", "mark": "F8"})
    xdotool(display, "keydown", "F9", "sleep", "1.5", "keyup", "F9", "key", "F8")
    qtbot.waitUntil(lambda: "mark" in pressed)
    assert pressed == ["start", "mark"]
    xdotool(display, "key", "Num_Lock", "key", "F9", "key", "Caps_Lock", "key", "F9", "key", "F8")
    qtbot.waitUntil(lambda: pressed.count("mark") == 2)
    assert pressed == ["start", "mark", "start", "start", "mark"]


@has_x11
def test_a_key_of_another_program_is_refused_until_it_is_free(qtbot: QtBot, display: str, keys: X11Keys) -> None:
    other = X11Keys(display)
    other.apply({"theirs": "Ctrl+F9"})
    told = refusals(keys)
    keys.apply({"start": "Ctrl+F9", "mark": "Ctrl+F8"})
    assert told == [("start",)]
    other.close()
    # The server hears of it in its own time.
    qtbot.waitUntil(lambda: keys.apply({"start": "Ctrl+F9"}) or told[-1] == ())
    again = X11Keys(display)
    told_again = refusals(again)
    again.apply({"a": "Ctrl+F8", "b": "Ctrl+F9"})
    assert told_again == [("b",)], "what is given up is free for others"
    again.close()


@has_x11
def test_a_character_above_another_is_pressed_with_shift_and_one_that_is_not_there_refused(
    qtbot: QtBot, display: str, keys: X11Keys
) -> None:
    told, pressed = refusals(keys), []
    keys.pressed.connect(pressed.append)
    keys.apply({"start": "Ctrl+?", "mark": "Ctrl+Ж"})
    assert told == [("mark",)]
    xdotool(display, "key", "ctrl+shift+slash")
    qtbot.waitUntil(lambda: pressed == ["start"])


@has_x11
def test_another_layout_moves_the_key(qtbot: QtBot, display: str, keys: X11Keys) -> None:
    told, pressed = refusals(keys), []
    keys.pressed.connect(pressed.append)
    keys.apply({"start": "Ctrl+Ж"})
    assert told == [("start",)]
    subprocess.run(["setxkbmap", "-display", display, "ru"], check=True, timeout=60)
    qtbot.waitUntil(lambda: () in told)
    xdotool(display, "key", "ctrl+Cyrillic_zhe")
    qtbot.waitUntil(lambda: pressed == ["start"])


def test_without_a_server_it_is_said(qtbot: QtBot) -> None:
    with pytest.raises(OSError, match="cannot be reached"):
        X11Keys(":4711")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Ctrl+Alt+Space", (CONTROL | ALT, "space")),
        ("Meta+Shift+F12", (META | SHIFT, "F12")),
        ("Ctrl++", (CONTROL, "+")),
        ("Ctrl+Ä", (CONTROL, "ä")),
        ("Media Play", (0, "XF86AudioPlay")),
        ("Ctrl+A, Ctrl+B", None),
        ("", None),
    ],
)
def test_keys_of_qt_are_those_of_x11(keys: str, expected: tuple[int, str] | None) -> None:
    assert key_name(keys) == expected


@pytest.mark.parametrize(
    ("keys", "may"),
    [("Ctrl+Alt+Space", True), ("F9", True), ("Shift+F9", True), ("Meta+A", True), ("Media Play", True),
     ("Ctrl++", True), ("Pause", True), ("A", False), ("Shift+A", False), ("?", False), ("Space", False),
     ("Shift+Space", False), ("Return", False), ("Del", False), ("Home", False), ("+", False), ("", False)],
)  # fmt: skip
def test_no_key_that_writes_is_taken_from_all_programs(keys: str, may: bool) -> None:
    assert allowed_everywhere(keys) is may


# In the window


class Giver(QObject):
    """Gives what it is asked for, but for what others have."""

    pressed = Signal(str)
    refused = Signal(tuple)
    gone = Signal()

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.taken = taken
        self.given: dict[str, str] = {}
        self.closed = False

    def apply(self, wanted: dict[str, str]) -> None:
        self.given = {name: keys for name, keys in wanted.items() if keys not in self.taken}
        self.refused.emit(tuple(name for name in wanted if name not in self.given))

    def close(self) -> None:
        self.closed = True


def with_giver(window: MainWindow, giver: Giver) -> None:
    window.global_keys = GlobalKeys(window, lambda: giver)
    window.global_keys.apply(window.controller.settings)


def test_a_key_starts_stops_and_marks_from_anywhere(qtbot: QtBot, open_window: Open) -> None:
    window, giver = open_window(BlockSource(speech(), live=True)), Giver()
    with_giver(window, giver)
    giver.pressed.emit("mark")
    giver.pressed.emit("start")
    wait_for_state(qtbot, window, SessionState.LISTENING)
    giver.pressed.emit("mark")
    (session,) = window.controller.library().sessions()
    qtbot.waitUntil(lambda: len(window.controller.library().marks.of(session.id)) == 1, timeout=30_000)
    giver.pressed.emit("start")
    wait_for_state(qtbot, window, SessionState.STOPPED)


def test_a_key_is_chosen_in_the_sheet_and_kept(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window, giver = open_window(), Giver(taken=("Ctrl+F1",))
    with_giver(window, giver)
    window.show_keys()
    rows = window.live.keys.everywhere
    assert rows.isVisible()
    assert not window.live.keys.nowhere.isVisible()

    def press(name: str, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        rows.buttons[name].click()
        qtbot.keyClick(rows.buttons[name], key, modifier)

    press("start", Qt.Key.Key_F9)
    assert giver.given == {"start": "Ctrl+F9"}
    assert rows.buttons["start"].text() == "Ctrl+F9"
    assert rows.buttons["start"].accessibleName() == "Start or stop (in every program): Ctrl+F9"
    press("mark", Qt.Key.Key_F9)
    assert giver.given == {"mark": "Ctrl+F9"}, "two actions cannot have one key"
    press("start", Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert rows.said.text().startswith("A is needed for writing.")
    assert giver.given == {"mark": "Ctrl+F9"}
    press("start", Qt.Key.Key_F1)
    assert rows.said.text().startswith("Ctrl+F1 belongs to another program")
    assert not window.live.message.isVisible()
    press("start", Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert not rows.said.isVisible()
    window.close()
    qtbot.waitUntil(lambda: giver.closed)
    assert load_settings(tmp_path / "settings.json")[0].global_shortcuts == {"mark": "Ctrl+F9"}


def test_a_key_that_is_taken_at_the_start_is_said(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(global_shortcuts={"start": "Ctrl+F1", "nonsense": "F3"})
    with_giver(window, Giver(taken=("Ctrl+F1",)))
    assert window.live.message.label.text().startswith("Ctrl+F1 works in this window only")
    window.live.message.action.click()
    assert window.live.keys.everywhere.isVisible()


def test_keys_that_are_not_to_be_had_after_all_are_not_offered(open_window: Open) -> None:
    window, giver = open_window(), Giver()
    with_giver(window, giver)
    window.show_keys()
    giver.gone.emit()
    assert window.live.keys.nowhere.isVisible()
    assert not window.live.keys.everywhere.isVisible()


def test_where_the_system_gives_no_keys_the_sheet_says_what_does(open_window: Open) -> None:
    window = open_window()
    window.show_keys()
    assert window.live.keys.nowhere.isVisible()
    assert not window.live.keys.everywhere.isVisible()
