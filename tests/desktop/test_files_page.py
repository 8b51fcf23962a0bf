"""The Files place: rows and what can be done with them, by mouse and keyboard; held, ordered, left, taken up again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from core.session.file_job import FileJob, FileState
from core.session.library import Library
from core.session.queue_progress import QueueStanding
from core.session.speakers import SpeakerOptions
from desktop.files.file_actions import RowActions
from desktop.files.file_delegate import FileDelegate
from desktop.files.file_model import FileModel, Index
from desktop.files.files_page import FilesPage
from desktop.theme.tokens import LIGHT, style_sheet
from desktop.window.main_window import MainWindow
from desktop.window.top_bar import FILES
from tests.core.session.scripted_session import ScriptedEngine
from tests.core.session.test_file_queue import wav
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open


def press(page: FilesPage, number: int, action: str) -> None:
    """A click on a button of a row."""
    button = page.list.actions_for(number).buttons[action]
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def names(page: FilesPage) -> list[str]:
    return [job.path.name for job in page.model.jobs]


def drag(page: FilesPage, number: int, before: int | None, release: bool = True) -> None:
    """The row of a file to above another one; None: below all."""
    view, model = page.list, page.model
    viewport = view.viewport()
    start = view.visualRect(model.index(model.row(number))).center()
    row = view.visualRect(model.index(model.row(before) if before is not None else model.rowCount() - 1))
    end = QPoint(start.x(), row.top() + 3 if before is not None else row.bottom() - 3)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + (end - start) * step / 5)
        QApplication.processEvents()
    if release:
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def waiting_window(qtbot: QtBot, open_window: Open, tmp_path: Path, count: int = 4) -> MainWindow:
    window = open_window()
    window.files.pause.setChecked(True)
    window.add_files([wav(tmp_path / f"{name}.wav", speech()) for name in "abcdefgh"[:count]])
    qtbot.waitUntil(lambda: len(window.files.model.jobs) == count)
    return window


def done(window: MainWindow) -> bool:
    return bool(window.files.model.jobs) and window.files.model.active == 0


def test_the_queue_is_held_while_something_waits(qtbot: QtBot) -> None:
    page = FilesPage()
    qtbot.addWidget(page)
    said: list[bool] = []
    page.paused.connect(said.append)
    page.show()
    assert not page.pause.isVisible()
    page.show_jobs([FileJob(1, Path("a.wav"))])
    assert page.pause.isVisible()
    page.pause.click()
    assert page.pause.text() == "Go on"
    page.show_jobs([FileJob(1, Path("a.wav"), FileState.CANCELLED)])
    assert page.pause.isVisible()
    page.pause.click()
    assert said == [True, False]
    page.show_jobs([FileJob(1, Path("a.wav"), FileState.CANCELLED)])
    assert not page.pause.isVisible()


def test_files_that_were_left_are_offered_reordered_and_done_after_a_restart(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = waiting_window(qtbot, open_window, tmp_path, 3)
    press(window.files, 3, "earlier")
    press(window.files, 3, "earlier")
    assert names(window.files) == ["c.wav", "a.wav", "b.wav"]
    window.close()

    again = open_window()
    again.go(FILES)
    qtbot.waitUntil(lambda: len(again.files.model.jobs) == 3)
    assert again.files.message.label.text() == "3 files were not finished when Wavescribe was closed."
    assert names(again.files) == ["c.wav", "a.wav", "b.wav"]
    again.files.message.action.click()
    qtbot.waitUntil(lambda: done(again), timeout=30_000)
    assert [again.files.model.last_line(job) for job in again.files.model.jobs] == [" ".join(TEXTS)] * 3
    assert not again.files.message.isVisible()
    for job in list(again.files.model.jobs):
        press(again.files, job.number, "remove")
    assert again.files.empty.isVisible()
    again.close()

    third = open_window()
    third.go(2)
    assert (len(third.files.model.jobs), third.history.model.rowCount()) == (0, 3)


def test_rows_are_dragged_and_their_order_is_there_after_a_restart(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = waiting_window(qtbot, open_window, tmp_path)
    drag(window.files, 4, before=2)
    assert names(window.files) == ["a.wav", "d.wav", "b.wav", "c.wav"]
    drag(window.files, 1, before=None)
    assert names(window.files) == ["d.wav", "b.wav", "c.wav", "a.wav"]
    assert window.controller.files.queue().waiting == (4, 2, 3, 1)
    # Several that are selected come together.
    view, model = window.files.list, window.files.model
    view.setCurrentIndex(model.index(0))
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    drag(window.files, 4, before=1)
    assert names(window.files) == ["c.wav", "d.wav", "b.wav", "a.wav"]
    assert [job.path.name for job in view.selected] == ["d.wav", "b.wav"]
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: len(again.files.model.jobs) == 4)
    assert names(again.files) == ["c.wav", "d.wav", "b.wav", "a.wav"]
    again.files.pause.setChecked(False)
    qtbot.waitUntil(lambda: done(again), timeout=30_000)
    sessions = sorted(Library(tmp_path / "library").sessions(), key=lambda entry: entry.started)
    assert [entry.title for entry in sessions] == ["c.wav", "d.wav", "b.wav", "a.wav"]


def test_escape_lets_go_of_a_row_and_what_has_begun_is_not_dragged(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = waiting_window(qtbot, open_window, tmp_path)
    page = window.files
    drag(page, 4, before=1, release=False)
    assert page.list.dragging.target == 0
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    QTest.mouseRelease(page.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(50, 5))
    assert names(page) == ["a.wav", "b.wav", "c.wav", "d.wav"]
    press(page, 1, "cancel")
    qtbot.waitUntil(lambda: page.model.jobs[0].state is FileState.CANCELLED)
    drag(page, 1, before=None)
    assert names(page) == ["a.wav", "b.wav", "c.wav", "d.wav"]
    page.list.setCurrentIndex(page.model.index(3))
    drag(page, 4, before=1)
    assert names(page) == ["a.wav", "d.wav", "b.wav", "c.wav"], "what waits stays below the others"


def test_a_row_that_begins_while_it_is_dragged_stays_where_it_is(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(engine=lambda _options: ScriptedEngine(slowness=0.2))
    window.files.pause.setChecked(True)
    window.add_files([wav(tmp_path / f"{name}.wav", speech()) for name in "abc"])
    qtbot.waitUntil(lambda: len(window.files.model.jobs) == 3)
    drag(window.files, 1, before=None, release=False)
    window.files.pause.setChecked(False)
    qtbot.waitUntil(lambda: window.files.model.jobs[0].state is FileState.RUNNING, timeout=30_000)
    QTest.mouseRelease(window.files.list.viewport(), Qt.MouseButton.LeftButton)
    assert names(window.files) == ["a.wav", "b.wav", "c.wav"]
    qtbot.waitUntil(lambda: done(window), timeout=60_000)


def test_everything_by_keyboard(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = waiting_window(qtbot, open_window, tmp_path)
    page, view = window.files, window.files.list
    view.setFocus()
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["a.wav", "c.wav", "b.wav", "d.wav"]
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["a.wav", "d.wav", "c.wav", "b.wav"]
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["a.wav", "d.wav", "c.wav", "b.wav"], "two at the end keep their order"
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(
        lambda: (
            [job.path.name for job in page.model.jobs if job.state is FileState.CANCELLED]
            == [name for name in names(page) if name in ("b.wav", "c.wav")]
        )
    )
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert sorted(names(page)) == ["a.wav", "d.wav"]
    page.pause.setChecked(False)
    qtbot.waitUntil(lambda: done(window), timeout=30_000)
    view.setFocus()
    view.setCurrentIndex(page.model.index(0))
    QApplication.processEvents()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == f"Open {page.model.jobs[0].path.name}"
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == f"Export… {page.model.jobs[0].path.name}"
    with qtbot.waitSignal(window.history_place.opened, timeout=10_000):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_the_menu_of_a_row_has_all_that_can_be_done_with_the_selection(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = waiting_window(qtbot, open_window, tmp_path)
    view = window.files.list
    view.setCurrentIndex(window.files.model.index(1))
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChildren(QMenu)[-1]
    assert [entry.text().split("\t")[0] for entry in menu.actions()] == ["Earlier", "Later", "Cancel"]
    menu.actions()[0].trigger()
    menu.close()
    assert names(window.files) == ["b.wav", "c.wav", "a.wav", "d.wav"]


def test_rows_say_to_screen_readers_what_is_seen(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    window.go(FILES)
    window.files.show_jobs(
        [
            FileJob(1, Path("/x/talk.mp3"), FileState.DONE, duration=95.0, last_line="well then"),
            FileJob(2, Path("/x/bad.mp3"), FileState.FAILED, message="/x/bad.mp3 has no sound."),
        ]
    )
    interface = QAccessible.queryAccessibleInterface(window.files.list)
    assert interface.text(QAccessible.Text.Name) == "Files"
    rows = [interface.child(row).text(QAccessible.Text.Name) for row in range(interface.childCount())]
    assert rows[:2] == ["talk.mp3. 0:01:35 · done. well then", "bad.mp3. /x/bad.mp3 has no sound."]
    buttons = window.files.list.actions_for(2).buttons
    assert buttons["again"].accessibleName() == "Try again bad.mp3"


def test_a_damaged_file_can_be_tried_again_when_it_is_mended(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    path = tmp_path / "talk.wav"
    path.write_bytes(b"")
    window.add_files([path])
    qtbot.waitUntil(lambda: done(window), timeout=30_000)
    model = window.files.model
    assert "empty" in model.facts(model.jobs[0])
    wav(path, speech())
    press(window.files, 1, "again")
    qtbot.waitUntil(lambda: model.jobs[0].state is FileState.DONE, timeout=30_000)
    assert model.last_line(model.jobs[0]) == " ".join(TEXTS)


def test_nothing_is_stored_where_sessions_are_not_kept(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(keep_sessions=False)
    window.add_files([wav(tmp_path / "talk.wav", speech())])
    qtbot.waitUntil(lambda: done(window), timeout=30_000)
    press(window.files, 1, "open")
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
    qtbot.waitUntil(lambda: len(again.files.model.jobs) == 2 and done(again), timeout=30_000)
    assert all(job.state is FileState.DONE for job in again.files.model.jobs)


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
    qtbot.waitUntil(lambda: done(window), timeout=30_000)
    assert names(window.files) == ["talk.wav"]


def test_how_far_all_files_are_is_told_in_page_title_and_tray(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(engine=lambda _options: ScriptedEngine(slowness=0.3))
    window.add_files([wav(tmp_path / f"{name}.wav", speech(TEXTS * 3)) for name in "abc"])
    qtbot.waitUntil(lambda: "left" in window.files.standing.text(), timeout=60_000)
    assert window.files.standing.text().startswith(("0 of 3 files · ", "1 of 3 files · "))
    assert window.files.bar.isVisible()
    qtbot.waitUntil(lambda: "% · less than a minute left – Wavescribe" in window.windowTitle(), timeout=30_000)
    assert "less than a minute left" in window.in_tray.tray.icon.toolTip()
    window.files.pause.setChecked(True)
    assert "paused" in window.files.standing.text()
    assert "paused" in window.windowTitle()
    window.files.pause.setChecked(False)
    qtbot.waitUntil(lambda: done(window), timeout=60_000)
    qtbot.waitUntil(lambda: window.windowTitle() == "Wavescribe")
    assert not window.files.standing.isVisible()
    assert window.in_tray.tray.icon.toolTip() == "Wavescribe"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "less than a minute left"), (1, "about 1 minute left"), (12, "about 12 minutes left"),
     (60, "about 1 hour left"), (75, "about 1 h 15 min left"), (120, "about 2 hours left")],
)  # fmt: skip
def test_the_time_that_is_left_in_words(qtbot: QtBot, minutes: int, said: str) -> None:
    page = FilesPage()
    qtbot.addWidget(page)
    page.show_standing(QueueStanding(2, 9, 0.345, minutes, paused=False))
    assert page.standing.text() == f"2 of 9 files · {said}"
    assert page.summary(QueueStanding(2, 9, 0.345, minutes, paused=True)) == f"34 % · paused · {said}"


def counted(monkeypatch: pytest.MonkeyPatch) -> tuple[Counter[str], list[int]]:
    """How often a row is measured, asked for what it shows, and given buttons; the rows that are painted."""
    counts: Counter[str] = Counter()
    painted: list[int] = []
    paint = FileDelegate.paint

    def count(owner: type, name: str) -> None:
        real = getattr(owner, name)

        def counting(*arguments: object) -> object:
            counts[f"{owner.__name__}.{name}"] += 1
            return real(*arguments)

        monkeypatch.setattr(owner, name, counting)

    def paint_counted(delegate: FileDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painted.append(index.row())
        paint(delegate, painter, option, index)

    count(FileModel, "data")
    count(FileDelegate, "sizeHint")
    count(RowActions, "__init__")
    count(RowActions, "show_job")
    monkeypatch.setattr(FileDelegate, "paint", paint_counted)
    return counts, painted


def page_of(qtbot: QtBot, count: int) -> FilesPage:
    page = FilesPage()
    qtbot.addWidget(page)
    page.setStyleSheet(style_sheet(LIGHT))
    page.resize(900, 600)
    page.show()
    qtbot.waitExposed(page)
    page.show_jobs([FileJob(number, Path(f"/x/interview {number}.mp3")) for number in range(1, count + 1)])
    QApplication.processEvents()
    return page


def test_two_thousand_files_are_no_more_work_than_twenty(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    counts, painted = counted(monkeypatch)
    work = []
    for count in (20, 2000):
        page = page_of(qtbot, count)
        rows = page.list.viewport().height() // page.list.sizeHintForRow(0) + 1
        assert painted == list(range(rows))
        painted.clear()
        first, *_, last = page.model.jobs[:20]
        for done in range(100):
            page.show_jobs([replace(first, state=FileState.RUNNING, done=float(done), duration=200.0)])
            QApplication.processEvents()
        # The first one appears with the bar that all files share, which takes a part of the list's height.
        assert painted[-99:] == [0] * 99
        painted.clear()
        page.show_jobs([replace(last, state=FileState.FAILED, message="It has no sound.")])
        QApplication.processEvents()
        assert painted == [], "it is not seen"
        work.append(dict(counts))
        counts.clear()
        page.hide()
    assert work[0] == work[1]
    assert work[0]["RowActions.__init__"] == rows + 2


def test_buttons_are_there_for_the_files_that_are_seen(qtbot: QtBot) -> None:
    page = page_of(qtbot, 2000)
    bar = page.list.verticalScrollBar()
    for at in range(0, bar.maximum(), bar.maximum() // 50):
        bar.setValue(at)
    QApplication.processEvents()
    lent = page.list._buttons
    assert len(lent) + len(page.list._spare) < 20
    for number, buttons in lent.items():
        row = page.list.visualRect(page.model.index(page.model.row(number)))
        assert row.contains(buttons.geometry().center())
        assert buttons.job is not None
        assert buttons.job.number == number


def test_who_speaks_in_files_is_asked_for_by_a_picker(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    page, model = window.files, window.files.model
    assert [page.speakers.itemText(n) for n in range(4)] == [
        "No speaker labels", "As many as heard", "1 speaker", "2 speakers"
    ]  # fmt: skip
    assert (page.speakers.currentData(), window.controller.files._speakers()) == ("", None)
    for row, options in ((1, SpeakerOptions(unnamed="Speaker {}")), (3, SpeakerOptions(2, unnamed="Speaker {}"))):
        page.speakers.setCurrentIndex(row)
        page.speakers.activated.emit(row)
        assert window.controller.files._speakers() == options
        assert page.speakers.currentIndex() == row
    running = FileJob(1, Path("talk.mp3"), FileState.RUNNING, 60.0, 60.0, 20.0, labelling=0.345)
    assert model.facts(running) == "0:01:00 · listening for who speaks: 34 %"
    window.controller.change(keep_sessions=False)
    assert not page.speakers.isEnabled(), "they are found once the library has the text"
