"""A text of the user's own in the window: aligned to a recording or in the place of a session's, and what cannot be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.models.catalogue import ASSETS
from core.session.file_job import FileJob, FileState
from core.session.library import SessionEntry
from core.session.recognition import RecognitionOptions
from desktop.window.main_window import MainWindow
from tests.core.commands.test_align import LINES
from tests.desktop.conftest import Open
from tests.desktop.screenshots import final

DEMO = ASSETS / "demo/demo.flac"
HEARD = ("her father is a most remarkable person", "so far", "and the bell")
WORDS = sum(len(line.split()) for line in LINES)
DONE = f"{WORDS} words of the text have their times in {{}}."


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window(real=True)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A recording with its text beside it."""
    path = tmp_path / "talk.flac"
    shutil.copy(DEMO, path)
    path.with_suffix(".txt").write_text("\n".join(LINES), encoding="utf-8")
    return path


def sessions(window: MainWindow) -> list[SessionEntry]:
    return window.controller.library().sessions()


def texts(window: MainWindow, session: str) -> list[str]:
    return [line.text for line in window.controller.library().transcript(session).segments if line.words]


def told(qtbot: QtBot, window: MainWindow, text: str) -> None:
    def said() -> None:
        assert text in window.aligning.bar.label.text()

    qtbot.waitUntil(said, timeout=20_000)


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPoint(10, 10), copy, data, button, none))


def align(qtbot: QtBot, window: MainWindow, text: str) -> None:
    window.aligning.sheet.text.setPlainText(text)
    qtbot.mouseClick(window.aligning.sheet.align, Qt.MouseButton.LeftButton)


def recorded(window: MainWindow) -> str:
    """A session of the demo's sound, of which little was heard."""
    from core.audio.media import read_media

    recorder = window.controller.library().begin(RecognitionOptions(), "Team meeting")
    recorder.audio(read_media(DEMO))
    for number, text in enumerate(HEARD):
        recorder.caption(final(number, text))
    recorder.end()
    return recorder.session


def test_a_recording_is_dropped_with_its_text(qtbot: QtBot, window: MainWindow, talk: Path) -> None:
    drop(window, talk, talk.with_suffix(".txt"))
    assert "Aligning the text of talk.flac" in window.aligning.bar.label.text()
    told(qtbot, window, DONE.format("talk.flac"))
    assert window.files.model.jobs == []
    (entry,) = sessions(window)
    assert (entry.title, entry.media, entry.ended is None) == ("talk.flac", str(talk), False)
    assert texts(window, entry.id) == list(LINES)
    window.aligning.bar.action.click()
    qtbot.waitUntil(window.editor.isVisible, timeout=30_000)
    assert window.editor.session == entry.id
    qtbot.waitUntil(lambda: window.editor.strip.peaks.seconds > 0, timeout=30_000)
    # Like any other: edited, taken back.
    view = window.editor.view
    view.written.emit(view.current, "His")
    assert texts(window, entry.id)[0] == LINES[0].replace("Her", "His")
    window.editor.undo()
    assert texts(window, entry.id) == list(LINES)


def test_a_recording_and_a_text_are_chosen(qtbot: QtBot, window: MainWindow, talk: Path) -> None:
    next(action for action in window.actions() if action.text() == "Align a text…").trigger()
    sheet = window.aligning.sheet
    assert sheet.isVisible()
    assert not sheet.align.isEnabled()
    for button, path in ((sheet.choose, talk), (sheet.open, talk.with_suffix(".txt"))):
        button.click()
        (dialog,) = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
        dialog.fileSelected.emit(str(path))
        dialog.close()
    assert sheet.what.text() == "Recording: talk.flac"
    qtbot.waitUntil(sheet.align.isEnabled)
    qtbot.mouseClick(sheet.align, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    told(qtbot, window, DONE.format("talk.flac"))
    assert texts(window, sessions(window)[0].id) == list(LINES)


def test_the_text_of_a_session_gives_way_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    session = recorded(window)
    window.go(2)
    window.history.list.setCurrentIndex(window.history.model.index(0))
    window.history.align.click()
    assert window.aligning.sheet.what.text() == "In place of the text of Team meeting; Undo brings that back."
    align(qtbot, window, "\n".join(LINES))
    told(qtbot, window, DONE.format("Team meeting"))
    assert texts(window, session) == list(LINES)
    assert sessions(window)[0].first_words.startswith(LINES[0])
    # Once more, while the editor shows it: the row that is seen changes, and its Undo takes it back.
    window.aligning.bar.action.click()
    qtbot.waitUntil(window.editor.isVisible, timeout=30_000)
    window.aligning.open()
    assert window.aligning.sheet.isVisible()
    align(qtbot, window, LINES[0] + "\n[...]")
    told(qtbot, window, "11 words of the text have their times in Team meeting.")
    assert not window.aligning.bar.action.isVisible()
    assert texts(window, session) == [LINES[0]]
    window.editor.undo()
    assert texts(window, session) == list(LINES)
    window.controller.library().segments.undo(session)
    window.controller.library().segments.undo(session)


def test_a_file_that_is_done_has_its_session_aligned(window: MainWindow, talk: Path) -> None:
    session = recorded(window)
    window.go(1)
    job = FileJob(1, talk, FileState.DONE, session=session)
    window.files.show_jobs([job])
    window.files.list.actions_for(1).wanted.emit("align", [job])
    assert window.aligning.sheet.session == session
    # Without a session: its recording.
    window.files.list.actions_for(1).wanted.emit("align", [FileJob(1, talk, FileState.DONE)])
    assert (window.aligning.sheet.session, window.aligning.sheet.recording) == ("", talk)


def test_without_kept_sessions_the_text_is_shown(qtbot: QtBot, open_window: Open, talk: Path) -> None:
    window = open_window(real=True, keep_sessions=False)
    drop(window, talk, talk.with_suffix(".txt"))
    qtbot.waitUntil(window.files.result.isVisible, timeout=60_000)
    assert window.files.result.transcript is not None
    assert [line.text for line in window.files.result.transcript.segments] == list(LINES)
    assert not window.controller.has_library


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Её отец самый замечательный человек", "most letters of the text are none that the model knows."),
        ("?! —", "the text has no words that could be spoken."),
        ("the committee will meet in october to consider the new harbour", "hardly a word of the text is heard"),
    ],
)
def test_a_text_that_does_not_fit_is_said_and_can_be_changed(
    qtbot: QtBot, window: MainWindow, talk: Path, text: str, problem: str
) -> None:
    window.aligning.open_recording(talk)
    align(qtbot, window, text)
    told(qtbot, window, f"No text was aligned to talk.flac: {problem}")
    assert not window.controller.has_library or sessions(window) == []
    window.aligning.sheet.text.clear()
    window.aligning.bar.action.click()
    assert window.aligning.sheet.isVisible()
    qtbot.waitUntil(lambda: window.aligning.sheet.text.toPlainText() == text)
    align(qtbot, window, LINES[0])
    told(qtbot, window, "11 words of the text have their times in talk.flac.")


def test_files_that_cannot_be_read_are_said(qtbot: QtBot, window: MainWindow, talk: Path) -> None:
    talk.with_suffix(".txt").write_bytes(b"\xff\xfe\x00")
    drop(window, talk, talk.with_suffix(".txt"))
    told(qtbot, window, "is no UTF-8 text")
    window.aligning.bar.action.click()
    qtbot.waitUntil(window.aligning.sheet.notice.isVisible)
    assert "is no UTF-8 text" in window.aligning.sheet.notice.label.text()
    talk.write_bytes(b"no sound" * 100)
    align(qtbot, window, LINES[0])
    told(qtbot, window, "holds no sound that can be decoded")


def test_an_alignment_is_stopped_and_others_wait_their_turn(qtbot: QtBot, window: MainWindow, talk: Path) -> None:
    drop(window, talk, talk.with_suffix(".txt"))
    window.aligning.bar.action.click()
    assert not window.aligning.bar.isVisible()
    window.aligning.align_files([(talk, talk.with_suffix(".txt"))])
    told(qtbot, window, DONE.format("talk.flac"))
    assert len(sessions(window)) == 1
