"""The Files place: the queue is held and goes on."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.session.file_job import FileJob, FileState
from desktop.files.files_page import FilesPage
from tests.core.session.test_file_queue import wav
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open


def test_the_queue_is_held_while_something_waits(qtbot: QtBot) -> None:
    page = FilesPage()
    qtbot.addWidget(page)
    said: list[bool] = []
    page.paused.connect(said.append)
    page.show()
    assert not page.pause.isVisible()
    page.show_job(FileJob(1, Path("a.wav")))
    assert page.pause.isVisible()
    page.pause.click()
    assert page.pause.text() == "Go on"
    page.show_job(FileJob(1, Path("a.wav"), FileState.CANCELLED))
    assert page.pause.isVisible()
    page.pause.click()
    assert said == [True, False]
    page.show_job(FileJob(1, Path("a.wav"), FileState.CANCELLED))
    assert not page.pause.isVisible()


def test_files_that_were_left_are_offered_reordered_and_done_after_a_restart(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    window.files.pause.setChecked(True)
    paths = [wav(tmp_path / f"{name}.wav", speech()) for name in ("a", "b", "c")]
    window.add_files(paths)
    qtbot.waitUntil(lambda: len(window.files.rows) == 3)
    window.files.rows[3].earlier.click()
    window.files.rows[3].earlier.click()
    window.close()

    again = open_window()
    again.go(1)
    qtbot.waitUntil(lambda: len(again.files.rows) == 3)
    assert again.files.message.label.text() == "3 files were not finished when Wavescribe was closed."
    assert [row.job.path.name for row in again.files.rows.values()] == ["c.wav", "a.wav", "b.wav"]
    again.files.message.action.click()
    qtbot.waitUntil(lambda: again.files.active == 0, timeout=30_000)
    assert [row.last.text() for row in again.files.rows.values()] == [" ".join(TEXTS)] * 3
    assert not again.files.message.isVisible()
    for row in list(again.files.rows.values()):
        row.remove.click()
    assert again.files.empty.isVisible()
    again.close()

    third = open_window()
    third.go(2)
    assert (len(third.files.rows), third.history.model.rowCount()) == (0, 3)


def test_a_damaged_file_can_be_tried_again_when_it_is_mended(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    path = tmp_path / "talk.wav"
    path.write_bytes(b"")
    window.add_files([path])
    qtbot.waitUntil(lambda: bool(window.files.rows) and window.files.active == 0, timeout=30_000)
    (row,) = window.files.rows.values()
    assert "empty" in row.facts.text()
    wav(path, speech())
    row.again.click()
    qtbot.waitUntil(lambda: row.job.state is FileState.DONE, timeout=30_000)
    assert row.last.text() == " ".join(TEXTS)


def test_nothing_is_stored_where_sessions_are_not_kept(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(keep_sessions=False)
    window.add_files([wav(tmp_path / "talk.wav", speech())])
    qtbot.waitUntil(lambda: bool(window.files.rows) and window.files.active == 0, timeout=30_000)
    window.files.rows[1].open.click()
    qtbot.waitUntil(lambda: window.files.result.captions.text.split("\n") == list(TEXTS))
    assert not (tmp_path / "library" / "library.sqlite").exists()


def test_files_that_were_left_go_on_when_others_are_added(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.files.pause.setChecked(True)
    window.add_files([wav(tmp_path / "a.wav", speech())])
    window.close()
    again = open_window()
    qtbot.waitUntil(again.files.pause.isChecked)
    again.add_files([wav(tmp_path / "b.wav", speech())])
    qtbot.waitUntil(lambda: len(again.files.rows) == 2 and again.files.active == 0, timeout=30_000)
    assert all(row.job.state is FileState.DONE for row in again.files.rows.values())


def test_a_folder_gives_its_media_and_says_what_was_left_out(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    folder = tmp_path / "folder" / "deep"
    folder.mkdir(parents=True)
    wav(folder / "talk.wav", speech())
    (folder / "notes.txt").write_text("no sounds")
    (folder / "empty.mp3").touch()
    window = open_window()
    window.add_files([tmp_path / "folder"])
    qtbot.waitUntil(window.files.message.isVisible, timeout=30_000)
    assert window.files.message.label.text() == "2 files were left out: 1 no audio or video, 1 empty."
    qtbot.waitUntil(lambda: window.files.active == 0, timeout=30_000)
    assert [row.job.path.name for row in window.files.rows.values()] == ["talk.wav"]
