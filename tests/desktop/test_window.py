"""The window's flows through real widgets: scripted model, real sessions, threads, files and library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from core.audio.source import DeviceUnavailable
from core.models.catalogue import ModelEntry
from core.session.file_job import FileState
from core.session.library import Library
from core.session.live_session import SessionState
from core.session.recognition import RecognitionOptions
from core.session.settings import load_settings
from core.streaming.acoustic_model import ModelError
from desktop.window.main_window import HISTORY, LIVE, MainWindow
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_file_queue import wav
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open
from tests.helpers.shared_data import PROJECT


def wait_for_state(qtbot: QtBot, window: MainWindow, state: SessionState) -> None:
    qtbot.waitUntil(lambda: window.live.state is state, timeout=30_000)


def edited_lines(window: MainWindow) -> list[str]:
    assert window.editor.isVisible()
    editor = window.editor.view.editor
    return [editor.text(number) for number in range(editor.segment_count)]


def drop(window: MainWindow, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(QPoint(50, 50)),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_space_starts_and_stops_and_everything_said_is_shown(qtbot: QtBot, open_window: Open) -> None:
    source = BlockSource(speech(), live=True)
    window = open_window(source)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    wait_for_state(qtbot, window, SessionState.LISTENING)
    assert window.live.start.text() == "Stop"
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    wait_for_state(qtbot, window, SessionState.STOPPED)
    assert window.live.captions.text.split("\n") == list(TEXTS)
    assert window.live.captions.partial_text == ""
    assert window.live.start.text() == "Start"


def test_partials_are_shown_apart_and_finals_take_their_place(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    shown: list[str] = []
    window.controller.caption_reported.connect(lambda _caption: shown.append(window.live.captions.partial_text))
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.captions.line_count == 3, timeout=30_000)
    assert any(shown)
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.STOPPED)


def test_closing_while_listening_drains_and_keeps_the_text(qtbot: QtBot, open_window: Open) -> None:
    source = BlockSource(speech(), live=True)
    window = open_window(source)
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    again = open_window()
    again.go(2)
    assert again.history.model.rowCount() == 1
    again.history.list.setCurrentIndex(again.history.model.index(0))
    with qtbot.waitSignal(again.history_place.opened, timeout=10_000):
        again.history.open.click()
    assert edited_lines(again) == list(TEXTS)


def test_a_missing_microphone_is_said_where_it_happens(qtbot: QtBot, open_window: Open) -> None:
    class Missing(BlockSource):
        def start(self) -> None:
            raise DeviceUnavailable("no microphone was found; plug one in.")

    window = open_window(Missing(speech()))
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.FAILED)
    assert window.live.message.isVisible()
    assert "plug one in" in window.live.message.label.text()
    assert window.live.message.action.isVisible()
    assert window.live.start.text() == "Start"


def test_a_model_that_cannot_be_loaded_is_said(qtbot: QtBot, open_window: Open) -> None:
    def refuse(_options: object) -> Any:
        raise ModelError("nowhere is neither a folder nor a model; choose another.")

    window = open_window(engine=refuse)
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.FAILED)
    assert "choose another" in window.live.message.label.text()


def test_dropped_files_become_transcripts_and_bad_ones_say_why(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    (tmp_path / "notes.txt").write_text("no sounds here\n" * 100, encoding="utf-8")
    drop(window, [wav(tmp_path / "talk.wav", speech()), tmp_path / "notes.txt"])
    model = window.files.model
    qtbot.waitUntil(lambda: len(model.jobs) == 2 and model.active == 0, timeout=30_000)
    good, bad = model.jobs
    assert good.state is FileState.DONE
    assert model.last_line(good) == " ".join(TEXTS)
    assert bad.state is FileState.FAILED
    assert "notes.txt" in model.facts(bad)
    window.files.list.actions_for(good.number).buttons["open"].click()
    qtbot.waitUntil(window.editor.isVisible, timeout=30_000)
    assert edited_lines(window) == list(TEXTS)
    window.editor.back_wanted.emit()
    assert window.files.isVisible()


def test_settings_outlive_the_window(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.resize_text(4)
    window.controller.change(theme="dark", show_times=False)
    window.close()
    stored, message = load_settings(tmp_path / "settings.json")
    assert (stored.caption_size, stored.theme, stored.show_times, message) == (24, "dark", False, "")
    assert stored.window_geometry


def test_adapters_of_a_model_fill_the_language_picker_and_switch_while_speaking(
    qtbot: QtBot, open_window: Open
) -> None:
    source = BlockSource(np.concatenate([speech()] * 6), live=True)
    window = open_window(source, model="mms")
    entry = ModelEntry("mms", PROJECT, 1, ("upper", "lower"), "", False)
    window.live.show_models([entry], window.controller.settings)
    picker = window.live.bar.languages
    assert [picker.itemData(row) for row in range(3)] == [None, "lower", "upper"]
    assert [picker.itemText(row) for row in (0, 3)] == ["None chosen", "Automatic…"]
    assert picker.currentIndex() == 0
    assert picker.isEnabled()
    window.live.start.click()
    window.live.bar.language_chosen.emit("lower")
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    window.live.start.click()
    wait_for_state(qtbot, window, SessionState.STOPPED)
    words = window.live.captions.text.split("\n")
    assert [word.upper() for word in words] == [*TEXTS] * 6
    assert words[-1] == TEXTS[-1].lower()


def test_the_window_can_be_imported_without_torch() -> None:
    script = "import sys, desktop.app; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False).returncode == 0


def test_the_menu_changes_what_it_says(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    actions = {action.text(): action for action in window.actions()}
    actions["Dark"].trigger()
    actions["Show when settled"].trigger()
    actions["Larger text"].trigger()
    actions["Show times"].trigger()
    settings = window.controller.settings
    assert (settings.theme, settings.stability, settings.caption_size) == ("dark", "calm", 22)
    assert settings.show_times is False
    assert window.menu.times.isChecked() is False
    assert window.controller.recognition_options().stability == "calm"
    actions["Keyboard"].trigger()
    assert window.live.keys.buttons["start"].text() == "Space"
    assert window.live.keys.isVisible()


def test_words_that_are_more_likely_wrong_than_right_are_underlined_from_the_start(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window()
    chosen = {action.text() for action in window.actions() if action.isChecked()}
    assert "Doubtful" in chosen
    assert (window.live.captions._style().doubtful, window.editor.view._style().doubtful) == (0.5, 0.5)


def test_a_size_that_nobody_can_read_is_held_in_every_view(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(caption_size=0)
    views = (window.live.captions, window.files.result.captions, window.editor.view)
    assert [view._style().pixels for view in views] == [14, 14, 14]
    window.controller.change(caption_size=10_000)
    assert [view._style().pixels for view in views] == [64, 64, 64]


def leave_cut_off(folder: Path, count: int = 1) -> None:
    """What killed processes leave: audio on disk, no end."""
    library = Library(folder)
    for _ in range(count):
        recorder = library.begin(RecognitionOptions(model="scripted"))
        recorder.audio(speech())
        recorder.abandon()
    library.close()


def test_a_session_that_was_cut_off_is_offered_and_recovered(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    leave_cut_off(tmp_path / "library")
    window = open_window()
    qtbot.waitUntil(window.live.lost.isVisible, timeout=10_000)
    assert window.live.lost.label.text() == ("1 recording was cut off. What was heard is on disk: History recovers it.")
    assert window.live.lost.action.text() == "Show History"
    window.live.lost.action.click()
    assert window.pages.currentWidget() is window.history
    window.go(LIVE)
    assert not window.live.lost.isVisible()
    window.go(HISTORY)
    window.history.list.setCurrentIndex(window.history.model.index(0))
    assert window.history.recover.isVisible()
    window.history.recover.click()
    assert "0:00:00 heard" in window.history.recovery.label.text()
    qtbot.waitUntil(lambda: "is whole again" in window.history.recovery.label.text(), timeout=30_000)
    assert window.controller.library().sessions()[0].ended is not None
    assert not window.history.recover.isVisible()
    window.go(2)
    window.history.list.setCurrentIndex(window.history.model.index(0))
    with qtbot.waitSignal(window.history_place.opened, timeout=10_000):
        window.history.open.click()
    assert edited_lines(window) == list(TEXTS)


def test_several_that_were_cut_off_are_counted_and_files_are_not_as_the_queue_goes_on_with_them(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    leave_cut_off(tmp_path / "library", 2)
    library = Library(tmp_path / "library")
    library.begin_file(tmp_path / "talk.wav", RecognitionOptions())
    library.close()
    window = open_window()
    qtbot.waitUntil(window.live.lost.isVisible, timeout=10_000)
    assert window.live.lost.label.text() == (
        "2 recordings were cut off. What was heard is on disk: History recovers it."
    )
    # By the top bar or a key, the offer has been taken as well.
    window.go(HISTORY)
    window.go(LIVE)
    assert not window.live.lost.isVisible()


def test_where_nothing_was_cut_off_nothing_is_offered_and_no_library_is_made(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    window.history_place.look_for_lost()
    assert not (tmp_path / "library").exists()
    library = Library(tmp_path / "library")
    session = library.begin(RecognitionOptions(model="scripted"))
    with qtbot.waitSignal(window.history_place.lost, timeout=10_000) as looked:
        window.history_place.look_for_lost()
    assert looked.args == [0], "it is being recorded"
    assert not window.live.lost.isVisible()
    session.abandon()
    library.close()


def test_the_question_before_a_deletion_stays_when_the_list_is_filled_anew(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    library = Library(tmp_path / "library")
    for title in ("one", "two"):
        library.rows.end(library.begin_file(tmp_path / title, RecognitionOptions()))
    library.close()
    window = open_window()
    window.go(2)
    history = window.history
    history.list.setCurrentIndex(history.model.index(0))
    history.delete.click()
    window.controller.history_changed.emit()
    assert history.message.isVisible()
    history.list.setCurrentIndex(history.model.index(1))
    assert not history.message.isVisible()
    history.list.setCurrentIndex(history.model.index(0))
    history.delete.click()
    history.message.action.click()
    assert history.model.rowCount() == 1
    assert not history.message.isVisible()


def test_how_long_sessions_are_kept_is_chosen_in_the_menu(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    month, never = window.menu._chosen["keep_days", 30], window.menu._chosen["keep_days", 0]
    assert never.isChecked()
    month.trigger()
    assert window.controller.settings.keep_days == 30
    assert (month.isChecked(), never.isChecked()) == (True, False)
    window.go(HISTORY)
    qtbot.waitUntil(lambda: "30 days" in window.history.kept.text())
    never.trigger()
    assert window.controller.settings.keep_days == 0
