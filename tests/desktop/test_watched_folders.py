"""Watched folders in the window: chosen in the sheet; what comes is done and written; restarts; troubles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.session.file_job import FileState
from core.session.settings import WatchedFolder, load_settings
from desktop.window.main_window import MainWindow
from tests.core.session.test_file_queue import wav
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open
from tests.helpers.shared_data import PROJECT

pytestmark = pytest.mark.usefixtures("quick_watching")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def choose(qtbot: QtBot, window: MainWindow, folder: Path, form: str = "txt", template: str = "{stem}") -> None:
    """As a user does, but for the system's dialog."""
    window.watch_folders()
    sheet = window.files.watches
    sheet.format.setCurrentIndex(sheet.format.findData(form))
    sheet.template.clear()
    qtbot.keyClicks(sheet.template, template)
    sheet.watch(str(folder))


def test_a_folder_is_watched_over_restarts_and_what_comes_is_done_and_written(
    qtbot: QtBot, open_window: Open, folder: Path, tmp_path: Path
) -> None:
    window = open_window()
    choose(qtbot, window, folder, "srt", "{stem} text")
    sheet = window.files.watches
    assert [row.state.text() for row in sheet.rows] == ["Waiting for files"]
    wav(folder / "a.wav", speech())
    qtbot.waitUntil((folder / "a text.srt").exists, timeout=30_000)
    qtbot.waitUntil(lambda: sheet.rows[0].state.text() == "1 text written", timeout=30_000)
    assert [job.state for job in window.files.model.jobs] == [FileState.DONE]
    assert window.files.watch.text() == "Watch folders (1)…"
    window.close()
    stored, _ = load_settings(tmp_path / "settings.json")
    assert stored.watched_folders == (WatchedFolder(str(folder), "", "srt", "{stem} text"),)

    wav(folder / "b.wav", speech())
    again = open_window()
    qtbot.waitUntil((folder / "b text.srt").exists, timeout=30_000)
    assert TEXTS[0] in (folder / "b text.srt").read_text(encoding="utf-8")
    assert [job.path.name for job in again.files.model.jobs] == ["a.wav", "b.wav"], "the first is not done again"
    again.watch_folders()
    qtbot.mouseClick(again.files.watches.rows[0].stop, Qt.MouseButton.LeftButton)
    assert again.controller.settings.watched_folders == ()
    assert again.files.watches.rows == []
    wav(folder / "c.wav", speech())
    qtbot.wait(600)
    assert len(again.files.model.jobs) == 2


def test_files_that_waited_when_the_window_was_closed_go_on_in_a_watched_folder(
    qtbot: QtBot, open_window: Open, folder: Path
) -> None:
    window = open_window()
    choose(qtbot, window, folder)
    window.files.pause.setChecked(True)
    wav(folder / "a.wav", speech())
    qtbot.waitUntil(lambda: len(window.files.model.jobs) == 1, timeout=30_000)
    window.close()
    assert not (folder / "a.txt").exists()
    again = open_window()
    qtbot.waitUntil((folder / "a.txt").exists, timeout=30_000)
    assert len(again.files.model.jobs) == 1


def test_a_file_whose_text_is_written_by_hand_while_it_waits_says_so(
    qtbot: QtBot, open_window: Open, folder: Path
) -> None:
    window = open_window()
    choose(qtbot, window, folder)
    window.files.pause.setChecked(True)
    wav(folder / "a.wav", speech())
    model = window.files.model
    qtbot.waitUntil(lambda: len(model.jobs) == 1, timeout=30_000)
    (folder / "a.txt").write_text("my own")
    said = "Cancelled · Its text has been written meanwhile."
    qtbot.waitUntil(lambda: model.facts(model.jobs[0]) == said, timeout=30_000)


def test_a_folder_that_has_gone_is_said_where_one_is_and_in_the_sheet(
    qtbot: QtBot, open_window: Open, folder: Path
) -> None:
    window = open_window()
    choose(qtbot, window, folder)
    qtbot.waitUntil(lambda: bool(window.files.watches.rows))
    folder.rmdir()
    qtbot.waitUntil(window.files.message.isVisible, timeout=30_000)
    said = f"{folder} is not there any more; put it back, or stop watching it."
    assert window.files.message.label.text() == said
    assert window.files.watches.rows[0].trouble.text() == said
    folder.mkdir()
    wav(folder / "a.wav", speech())
    qtbot.waitUntil((folder / "a.txt").exists, timeout=30_000)
    qtbot.waitUntil(lambda: not window.files.message.isVisible())
    assert not window.files.watches.rows[0].trouble.isVisible()


def test_what_cannot_be_meant_is_said(qtbot: QtBot, open_window: Open, folder: Path) -> None:
    window = open_window()
    choose(qtbot, window, folder)
    sheet = window.files.watches
    sheet.watch(str(folder))
    assert sheet.said.text() == f"{folder} is watched already."
    assert len(sheet.rows) == 1
    for name in ("../{stem}", "{nothing}", "{stem", " "):
        sheet.template.clear()
        qtbot.keyClicks(sheet.template, name)
        assert not sheet.add.isEnabled()
        assert sheet.said.text()
    sheet.template.clear()
    qtbot.keyClicks(sheet.template, "{stem}")
    assert sheet.add.isEnabled()


def test_nothing_but_the_memory_is_kept_where_sessions_are_not(
    qtbot: QtBot, open_window: Open, folder: Path, tmp_path: Path
) -> None:
    window = open_window(keep_sessions=False)
    choose(qtbot, window, folder)
    wav(folder / "a.wav", speech())
    qtbot.waitUntil((folder / "a.txt").exists, timeout=30_000)
    assert window.controller.library().sessions() == []
    window.close()
    again = open_window()
    qtbot.wait(600)
    assert again.files.model.jobs == []


def test_the_real_recogniser_on_a_recording_that_comes(qtbot: QtBot, open_window: Open, folder: Path) -> None:
    window = open_window(real=True, keep_sessions=True)
    choose(qtbot, window, folder, "txt")
    shutil.copy(PROJECT / "assets" / "demo" / "demo.flac", folder / "demo.flac")
    qtbot.waitUntil((folder / "demo.txt").exists, timeout=120_000)
    (job,) = window.files.model.jobs
    assert job.session is not None
    text = window.controller.library().transcript(job.session).text
    assert len(text) > 20
    assert (folder / "demo.txt").read_text(encoding="utf-8").split() == text.split()
