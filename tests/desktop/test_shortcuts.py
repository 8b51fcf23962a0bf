"""Keys of the window: by default, changed in the sheet, and kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from core.session.live_session import SessionState
from core.session.settings import load_settings
from desktop.window.bindings import Key as Action
from desktop.window.bindings import allowed, bindings_of, plain, portable
from desktop.window.main_window import MainWindow
from desktop.window.shortcuts import of_editor, rebindable
from tests.desktop.conftest import Open
from tests.desktop.test_window import wait_for_state

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    opened = open_window()
    opened.show_keys()
    return opened


def rebind(qtbot: QtBot, window: MainWindow, name: str, key: Key, modifier: Modifier = Modifier.NoModifier) -> None:
    button = window.live.keys.buttons[name]
    button.setFocus()
    button.click()
    assert button.waiting
    qtbot.keyClick(button, key, modifier)
    assert not button.waiting


@pytest.mark.parametrize("actions", [rebindable, of_editor])
def test_each_action_has_one_key_and_no_two_have_the_same(actions: Callable[[], tuple[Action, ...]]) -> None:
    keys = [action.keys for action in actions() if action.keys]
    assert len(set(keys)) == len(keys)
    assert all(allowed(action, action.keys) for action in actions() if action.keys)
    for key in keys:
        assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) == key


def test_every_action_can_be_triggered(window: MainWindow) -> None:
    assert set(window.shortcuts._actions) == {action.id for action in rebindable()}


def test_a_key_is_changed_by_pressing_it_works_and_outlives_the_window(
    qtbot: QtBot, window: MainWindow, open_window: Open
) -> None:
    rebind(qtbot, window, "files", Key.Key_F6)
    window.go(0)
    qtbot.keyClick(window, Key.Key_2, Modifier.ControlModifier)
    assert window.pages.currentIndex() == 0
    qtbot.keyClick(window, Key.Key_F6)
    assert window.pages.currentIndex() == 1
    assert window.top_bar.place(1).toolTip() == "Files (F6)"
    window.close()
    again = open_window()
    assert again.live.keys.buttons["files"].text() == "F6"
    assert again.controller.settings.shortcuts == {"files": "F6"}


def test_start_can_have_another_plain_key_that_text_fields_and_buttons_still_get(
    qtbot: QtBot, window: MainWindow
) -> None:
    rebind(qtbot, window, "start", Key.Key_B)
    assert window.live.start.toolTip() == "Start or stop (B)"
    window.live.toggle_words()
    qtbot.keyClick(window.live.words.entry, Key.Key_B)
    assert window.live.state is SessionState.STOPPED
    assert window.live.words.entry.text() == "b"
    window.live.captions.setFocus()
    qtbot.keyClick(window.live.captions, Key.Key_Space)
    assert window.live.state is SessionState.STOPPED
    qtbot.keyClick(window.live.captions, Key.Key_B)
    wait_for_state(qtbot, window, SessionState.LISTENING)
    qtbot.keyClick(window.live.captions, Key.Key_B)
    wait_for_state(qtbot, window, SessionState.STOPPED)


def test_a_conflict_is_shown_and_resolved_either_way(qtbot: QtBot, window: MainWindow) -> None:
    sheet = window.live.keys
    rebind(qtbot, window, "mark", Key.Key_E, Modifier.ControlModifier)
    assert sheet.notice.isVisible()
    assert "Export" in sheet.said.text()
    assert window.shortcuts.bindings["mark"] == "M"
    sheet.leave_it.click()
    assert window.shortcuts.bindings["export"] == "Ctrl+E"
    rebind(qtbot, window, "mark", Key.Key_E, Modifier.ControlModifier)
    sheet.take.click()
    assert (window.shortcuts.bindings["mark"], window.shortcuts.bindings["export"]) == ("Ctrl+E", "")
    assert window.live.bar.export.toolTip() == "Save the text or subtitles"
    assert "no key" in sheet.buttons["export"].accessibleName()
    sheet.reset.click()
    assert window.shortcuts.bindings == {action.id: action.keys for action in (*rebindable(), *of_editor())}
    assert window.controller.settings.shortcuts == {}


@pytest.mark.parametrize(
    ("name", "key", "modifier"),
    [
        ("mark", Key.Key_Tab, Modifier.NoModifier),
        ("mark", Key.Key_Backtab, Modifier.ShiftModifier),
        ("editor_hear", Key.Key_Right, Modifier.ControlModifier),
        ("editor_hear", Key.Key_Up, Modifier.NoModifier),
    ],
)
def test_keys_that_move_are_refused(qtbot: QtBot, window: MainWindow, name: str, key: Key, modifier: Modifier) -> None:
    before = dict(window.shortcuts.bindings)
    rebind(qtbot, window, name, key, modifier)
    assert window.live.keys.notice.isVisible()
    assert not window.live.keys.take.isVisible()
    assert window.shortcuts.bindings == before


def test_a_key_of_the_window_is_no_second_one_of_the_editor_unless_it_is_plain(
    qtbot: QtBot, window: MainWindow
) -> None:
    sheet, bindings = window.live.keys, window.shortcuts.bindings
    rebind(qtbot, window, "mark", Key.Key_Z, Modifier.ControlModifier)
    assert sheet.said.text() == "Ctrl+Z is the key of “Undo (in the editor)”."
    rebind(qtbot, window, "editor_hear", Key.Key_E, Modifier.ControlModifier)
    assert sheet.said.text() == "Ctrl+E is the key of “Export”."
    rebind(qtbot, window, "editor_hear", Key.Key_L)
    assert sheet.said.text() == "L is the key of “Loop the line (in the editor)”."
    assert window.shortcuts.bindings == bindings
    # It is said above the rows, which are many; then one is back at the row.
    notice, row = sheet.notice, sheet.buttons["editor_hear"]
    qtbot.waitUntil(lambda: not notice.visibleRegion().isEmpty() and row.visibleRegion().isEmpty())
    sheet.leave_it.click()
    assert row.hasFocus()
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty())
    rebind(qtbot, window, "editor_hear", Key.Key_W)
    assert not sheet.notice.isVisible()
    rebind(qtbot, window, "mark", Key.Key_L)
    assert not sheet.notice.isVisible()
    assert window.controller.settings.shortcuts == {"editor_hear": "W", "mark": "L"}
    rebind(qtbot, window, "mark", Key.Key_Z, Modifier.ControlModifier)
    sheet.take.click()
    assert window.controller.settings.shortcuts == {"editor_hear": "W", "mark": "Ctrl+Z", "editor_undo": ""}
    assert window.editor.undo_button.toolTip() == "Undo"


def test_delete_is_the_key_of_one_action_and_takes_away_that_of_others(qtbot: QtBot, window: MainWindow) -> None:
    rebind(qtbot, window, "editor_remove", Key.Key_Backspace)
    assert window.shortcuts.bindings["editor_remove"] == ""
    rebind(qtbot, window, "editor_remove", Key.Key_Delete)
    assert window.shortcuts.bindings["editor_remove"] == "Del"
    rebind(qtbot, window, "editor_loop", Key.Key_Delete)
    assert window.shortcuts.bindings["editor_loop"] == ""


def test_escape_leaves_a_key_and_delete_takes_it_away(qtbot: QtBot, window: MainWindow) -> None:
    rebind(qtbot, window, "mark", Key.Key_Escape)
    assert window.shortcuts.bindings["mark"] == "M"
    rebind(qtbot, window, "mark", Key.Key_Delete)
    assert window.shortcuts.bindings["mark"] == ""
    assert window.live.keys.isVisible()


def test_a_question_mark_is_one_key_whatever_the_layout_makes_it_of(qtbot: QtBot, window: MainWindow) -> None:
    rebind(qtbot, window, "mark", Key.Key_Exclam, Modifier.ShiftModifier)
    assert window.shortcuts.bindings["mark"] == "!"


@pytest.mark.parametrize(
    ("key", "held", "stored"),
    [
        (Key.Key_Backtab, Modifier.ShiftModifier, "Shift+Tab"),
        (Key.Key_Enter, Modifier.KeypadModifier | Modifier.ControlModifier, "Ctrl+Return"),
        (Key.Key_1, Modifier.KeypadModifier, "1"),
        (Key.Key_1, Modifier.ShiftModifier, "1"),
        (Key.Key_BracketLeft, Modifier.GroupSwitchModifier, "["),
        (Key.Key_S, Modifier.ShiftModifier, "Shift+S"),
        (Key.Key_Plus, Modifier.ControlModifier, "Ctrl++"),
    ],
)
def test_a_pressed_key_has_one_name(key: Key, held: Modifier, stored: str) -> None:
    assert portable(QKeyCombination(held, key)) == stored


def test_what_is_no_key_in_the_settings_is_said_and_the_default_holds(tmp_path: Path, open_window: Open) -> None:
    path = tmp_path / "settings.json"
    stored = {"mark": None, "editor_loop": "Ctrl+Nonsense", "editor_hear": "shift+f7", "hologram": "F4"}
    path.write_text(json.dumps({"shortcuts": stored}), encoding="utf-8")
    window = open_window()
    assert window.live.message.label.text() == (
        "“None” in the settings can't be the key of “Mark this moment”, which has M. "
        "“Ctrl+Nonsense” in the settings can't be the key of “Loop the line”, which has L. "
        "The settings have a key for “hologram”, which is unknown."
    )
    bindings = window.shortcuts.bindings
    assert (bindings["mark"], bindings["editor_loop"], bindings["editor_hear"]) == ("M", "L", "Shift+F7")
    path.write_text('{"shortcuts": ["mark", "M"]}', encoding="utf-8")
    assert load_settings(path)[0].shortcuts == {}


def test_keys_in_the_settings_that_meet_give_way_to_the_defaults() -> None:
    actions = (*rebindable(), *of_editor())
    defaults = {action.id: action.keys for action in actions}
    # Who goes back to M finds another there.
    assert bindings_of({"mark": "W", "follow": "M"}, actions)[0] == defaults
    assert bindings_of({"mark": "["}, actions) == (
        defaults,
        "[ is the key of “Slower” and of “Mark this moment” in the settings; “Mark this moment” has M.",
    )
    # Two that changed places, and a letter that the editor has too.
    for stored in ({"mark": "W", "words": "M"}, {"mark": "L"}, {"editor_undo": "", "mark": "Ctrl+Z"}):
        assert bindings_of(stored, actions) == ({**defaults, **stored}, "")


def test_plain_keys_are_those_that_controls_may_want() -> None:
    assert plain("Space")
    assert plain("7")
    assert not plain("F5")
