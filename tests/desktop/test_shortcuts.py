"""Keys of the window: by default, changed in the sheet, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from core.session.live_session import SessionState
from core.session.settings import load_settings
from desktop.window.main_window import MainWindow
from desktop.window.shortcuts import TAKEN, allowed, plain, rebindable
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


def test_each_action_has_one_key_and_no_two_have_the_same() -> None:
    keys = [action.keys for action in rebindable() if action.keys]
    assert len(set(keys)) == len(keys)
    assert len({action.id for action in rebindable()}) == len(rebindable())
    for key in keys:
        assert allowed(key)
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
    assert window.shortcuts.bindings == {action.id: action.keys for action in rebindable()}
    assert window.controller.settings.shortcuts == {}


@pytest.mark.parametrize(
    ("key", "modifier"), [(Key.Key_Tab, Modifier.NoModifier), (Key.Key_Z, Modifier.ControlModifier)]
)
def test_keys_that_others_need_are_refused(qtbot: QtBot, window: MainWindow, key: Key, modifier: Modifier) -> None:
    rebind(qtbot, window, "mark", key, modifier)
    assert window.live.keys.notice.isVisible()
    assert not window.live.keys.take.isVisible()
    assert window.shortcuts.bindings["mark"] == "M"


def test_escape_leaves_a_key_and_delete_takes_it_away(qtbot: QtBot, window: MainWindow) -> None:
    rebind(qtbot, window, "mark", Key.Key_Escape)
    assert window.shortcuts.bindings["mark"] == "M"
    rebind(qtbot, window, "mark", Key.Key_Delete)
    assert window.shortcuts.bindings["mark"] == ""
    assert window.live.keys.isVisible()


def test_a_question_mark_is_one_key_whatever_the_layout_makes_it_of(qtbot: QtBot, window: MainWindow) -> None:
    rebind(qtbot, window, "mark", Key.Key_Exclam, Modifier.ShiftModifier)
    assert window.shortcuts.bindings["mark"] == "!"


def test_settings_of_another_kind_give_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"shortcuts": {"mark": 3}}', encoding="utf-8")
    assert load_settings(path)[0].shortcuts == {}


def test_what_belongs_to_the_editor_is_no_default() -> None:
    assert not TAKEN & {action.keys for action in rebindable()}
    assert plain("Space")
    assert plain("7")
    assert not plain("F5")
