"""A script in the window: pasted or opened, followed while it is spoken, begun anew with each session."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.session.live_session import SessionState
from desktop.script.script_sheet import ScriptSheet
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open
from tests.desktop.test_window import wait_for_state

# A character outside the Basic Multilingual Plane, which Qt counts twice, and lines without words.
SCRIPT = "\n".join(["𝄞 Welcome, everybody!", "", *(f"{text.capitalize()}." for text in TEXTS), "And good night."])


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    window = open_window(lambda _settings: BlockSource(speech(), live=False))
    entry = next(action for action in window.actions() if action.text() == "Follow a script…")
    entry.trigger()
    assert window.live.script.isVisible()
    return window


def marked(sheet: ScriptSheet) -> str:
    """The word that was spoken last."""
    marks = sheet.text.extraSelections()
    return marks[-1].cursor.selectedText() if marks else ""


def listen(qtbot: QtBot, window: MainWindow) -> None:
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.STOPPED)


def test_the_word_that_was_spoken_last_is_marked(qtbot: QtBot, window: MainWindow) -> None:
    sheet = window.live.script
    assert not sheet.follow.isEnabled()
    sheet.text.setPlainText(SCRIPT)
    qtbot.mouseClick(sheet.follow, Qt.MouseButton.LeftButton)
    assert (sheet.follow.text(), sheet.text.isReadOnly(), sheet.open.isEnabled()) == ("Stop following", True, False)
    qtbot.waitUntil(lambda: len(sheet._words) == len(SCRIPT.split()))
    assert marked(sheet) == ""
    listen(qtbot, window)
    last = f"{TEXTS[-1].split()[-1].lower()}."
    qtbot.waitUntil(lambda: marked(sheet) == last, timeout=30_000)
    assert sheet.text.extraSelections()[0].cursor.selectedText().replace("\u2029", "\n") == SCRIPT.partition(last)[0]
    # The next session begins at the beginning.
    window.live_place.script.begin()
    qtbot.waitUntil(lambda: marked(sheet) == "", timeout=30_000)
    listen(qtbot, window)
    qtbot.waitUntil(lambda: marked(sheet) == last, timeout=30_000)
    qtbot.mouseClick(sheet.follow, Qt.MouseButton.LeftButton)
    assert (sheet.follow.text(), sheet.text.isReadOnly(), marked(sheet)) == ("Follow", False, "")
    listen(qtbot, window)
    assert window.live_place.script._pending == 0
    assert marked(sheet) == ""


def test_a_text_without_words_is_refused_with_a_reason(qtbot: QtBot, window: MainWindow) -> None:
    sheet = window.live.script
    sheet.text.setPlainText("— … —")
    qtbot.mouseClick(sheet.follow, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sheet.notice.isVisible, timeout=30_000)
    assert "no words that could be spoken" in sheet.notice.label.text()
    assert not sheet.follow.isChecked()


def test_documents_are_opened_and_others_are_named(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    sheet = window.live.script
    path = tmp_path / "speech.md"
    path.write_text("# Welcome\n\nDear *friends* of the\nlibrary", encoding="utf-8")
    sheet.opened.emit(path)
    qtbot.waitUntil(lambda: sheet.text.toPlainText() == "Welcome\n\nDear friends of the library", timeout=30_000)
    sheet.opened.emit(tmp_path / "speech.xyz")
    qtbot.waitUntil(sheet.notice.isVisible, timeout=30_000)
    assert "cannot be read" in sheet.notice.label.text()
