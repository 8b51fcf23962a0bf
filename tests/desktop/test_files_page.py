"""The Files place: the queue is held and goes on."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.session.file_queue import FileJob, FileState
from desktop.files.files_page import FilesPage


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
