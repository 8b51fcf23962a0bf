"""The language that is heard: chosen in a sheet, shown in the picker, taken back with one button."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.models.catalogue import ModelEntry
from core.session.live_session import SessionState
from core.session.recognition import RecognitionOptions
from core.session.settings import load_settings
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import BlockSource, ScriptedEngine
from tests.core.streaming.test_spoken_language import EARLY, LATE, stream
from tests.desktop.conftest import Open
from tests.desktop.test_window import wait_for_state

ENTRY = ModelEntry("mms", Path("/"), 1, ("deu", "lower", "upper"), "", False)


def check(window: MainWindow, *codes: str) -> None:
    rows = window.live.automatic.languages
    for item in map(rows.item, range(rows.count())):
        wanted = item.data(Qt.ItemDataRole.UserRole) in codes
        item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)


def choose(window: MainWindow, name: str) -> None:
    box = window.live.bar.languages
    box.activated.emit(box.findText(name))


def test_it_is_chosen_in_the_sheet_and_shown_in_the_picker(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(model="mms", language="deu")
    window.live.show_models([ENTRY], window.controller.settings)
    sheet = window.live.automatic
    choose(window, "Automatic…")
    assert sheet.isVisible()
    assert window.live.bar.languages.currentText() == "Deutsch (German)"
    check(window, "upper", "lower")
    assert not sheet.use.isEnabled()
    sheet.identifier.setText("a/lid")
    check(window, "upper")
    assert not sheet.use.isEnabled()
    check(window, "upper", "lower")
    sheet.use.click()
    assert not sheet.isVisible()
    assert window.live.bar.languages.currentText() == "Automatic…"
    options = window.controller.recognition_options()
    assert (options.language, options.languages, options.identifier) == (None, ("lower", "upper"), "a/lid")
    window.live.bar.language_chosen.emit("deu")
    assert window.live.bar.languages.currentText() == "Deutsch (German)"
    assert window.controller.recognition_options().languages == ()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    stored = load_settings(tmp_path / "settings.json")[0]
    assert (stored.automatic_language, stored.allowed_languages, stored.identifier) == (
        False, ("lower", "upper"), "a/lid",
    )  # fmt: skip


def test_a_model_with_one_language_has_nothing_to_hear(open_window: Open) -> None:
    window = open_window()
    window.live.show_models([], window.controller.settings)
    assert window.live.bar.languages.findText("Automatic…") == -1


def test_a_language_that_was_heard_is_marked_and_can_be_refused(
    qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[RecognitionOptions] = []

    def engine(options: RecognitionOptions) -> ScriptedEngine:
        asked.append(options)
        return ScriptedEngine(among=options.languages)

    window = open_window(
        BlockSource(stream(EARLY, LATE), live=True),
        engine,
        automatic_language=True,
        allowed_languages=("upper", "lower"),
        identifier="a/lid",
    )
    window.live.start.click()
    lines = lambda: [line.marker for line in window.live.captions._lines if line.marker]  # noqa: E731
    qtbot.waitUntil(lambda: lines() == ["— lower —"], timeout=30_000)
    assert window.live.captions.text.split("\n") == [EARLY, LATE.lower()]
    message = window.live.message
    assert (message.label.text(), message.action.text()) == ("Now in lower.", "No, back to upper")
    session, wanted = window.controller.session, []
    assert session is not None
    go_on = session.set_language
    monkeypatch.setattr(session, "set_language", lambda *wish: (wanted.append(wish), go_on(*wish)))
    message.action.click()
    assert not message.isVisible()
    assert wanted == [("upper", ("upper",))]
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.STOPPED)
    assert [options.identifier for options in asked] == ["a/lid"]


def test_another_model_for_languages_is_loaded_at_the_next_start(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(BlockSource(stream(EARLY), live=True), lambda options: ScriptedEngine())
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.LISTENING)
    window.controller.set_automatic_language(("upper", "lower"), "a/lid")
    qtbot.waitUntil(lambda: window.live.message.label.text() == "The language is heard from the next start on.")
