"""The text of a file while it runs: read whole, followed, masked, and opened in the editor once it is done."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.decoding.hypothesis import Word
from core.session.file_job import FileJob, FileState
from core.streaming.captions import FinalCaption
from desktop.captions.captions_view import CaptionsView
from desktop.files.files_page import FilesPage
from desktop.theme.tokens import LIGHT
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import ScriptedEngine
from tests.core.session.test_file_queue import wav
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open
from tests.desktop.test_files_page import press

PATH = Path("/x/talk.mp3")


class GatedEngine(ScriptedEngine):
    """Recognises a segment each time that it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Semaphore(0)
        emission = self.network.emission

        def gated(*arguments: Any, **options: Any) -> Any:
            assert self.gate.acquire(timeout=30)
            return emission(*arguments, **options)

        self.network.emission = gated  # type: ignore[method-assign]


def shows(window: MainWindow, texts: tuple[str, ...]) -> bool:
    return window.files.result.captions.text.split("\n") == list(texts)


def watched(qtbot: QtBot, window: MainWindow, path: Path) -> FilesPage:
    """A file that runs, and whose text is looked at."""
    page = window.files
    window.add_files([path])
    qtbot.waitUntil(lambda: [job.state for job in page.model.jobs] == [FileState.RUNNING], timeout=30_000)
    press(page, page.model.jobs[0].number, "open")
    qtbot.waitUntil(page.result.isVisible)
    return page


def line(number: int, text: str) -> FinalCaption:
    words = tuple(Word(word, float(number), number + 0.5, 0.9) for word in text.split())
    return FinalCaption(number, float(number), number + 0.9, words, number + 1.0, None)


def running(lines: int = 0) -> FileJob:
    heard = [line(number, f"line {number}") for number in range(lines)]
    return FileJob(1, PATH, FileState.RUNNING, done=5.0, duration=50.0, heard=heard)


@pytest.fixture
def page(qtbot: QtBot) -> FilesPage:
    page = FilesPage()
    qtbot.addWidget(page)
    page.resize(700, 400)
    page.result.captions.apply(LIGHT, 20, True)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_the_text_grows_while_it_is_read_and_opens_when_it_is_done(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    engine = GatedEngine()
    window = open_window(engine=lambda _options: engine)
    page = watched(qtbot, window, wav(tmp_path / "talk.wav", speech()))
    result = page.result
    assert result.title.text() == "talk.wav"
    assert result.captions.empty_text == "The words appear here as they are heard."
    assert (result.captions.text, result.export.isVisible()) == ("", False)
    assert result.captions.hasFocus()
    lines: list[object] = []
    for number in range(1, len(TEXTS)):
        engine.gate.release()
        qtbot.waitUntil(lambda number=number: shows(window, TEXTS[:number]))  # type: ignore[misc]
        assert lines == result.captions._lines[: len(lines)], "what is there is not made again"
        assert all(old is new for old, new in zip(lines, result.captions._lines, strict=False))
        lines = list(result.captions._lines)
    qtbot.mouseClick(result.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "\n".join(TEXTS[:-1])
    assert not result.message.isVisible()
    engine.gate.release()
    qtbot.waitUntil(result.message.isVisible, timeout=30_000)
    assert shows(window, TEXTS)
    assert (result.message.label.text(), result.message.action.text()) == ("This file is done.", "Open")
    assert result.standing.text().endswith("done")
    assert page.model.jobs[0].heard == [], "who watches has it; a queue of thousands would keep it for good"
    with qtbot.waitSignal(window.history_place.opened, timeout=30_000):
        qtbot.mouseClick(result.message.action, Qt.MouseButton.LeftButton)
    assert [segment.text for segment in window.editor.view.editor.segments] == list(TEXTS)
    window.editor.back_wanted.emit()
    assert page.list.isVisible()


def test_segments_that_are_kept_for_reading_hold_words_alone(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    engine = GatedEngine()
    window = open_window(engine=lambda _options: engine)
    page = watched(qtbot, window, wav(tmp_path / "talk.wav", speech()))
    engine.gate.release()
    qtbot.waitUntil(lambda: shows(window, TEXTS[:1]))
    (heard,) = page.model.jobs[0].heard
    assert (heard.emission, heard.hypotheses, heard.letters) == (None, (), ())
    assert heard.words
    assert "heard" not in repr(page.model.jobs[0])
    engine.gate.release(9)
    qtbot.waitUntil(page.result.message.isVisible, timeout=30_000)


def test_a_file_that_was_cut_off_shows_what_was_stored_before_it_goes_on(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    engine = GatedEngine()
    window = open_window(engine=lambda _options: engine)
    watched(qtbot, window, wav(tmp_path / "talk.wav", speech()))
    engine.gate.release()
    qtbot.waitUntil(lambda: shows(window, TEXTS[:1]))
    # What is being recognised when the window closes is stored too.
    threading.Timer(0.2, engine.gate.release).start()
    window.close()

    other = GatedEngine()
    again = open_window(engine=lambda _options: other)
    qtbot.waitUntil(again.files.pause.isChecked)
    again.go(1)
    again.files.pause.setChecked(False)
    model = again.files.model
    qtbot.waitUntil(lambda: any(job.heard for job in model.jobs), timeout=30_000)
    press(again.files, model.jobs[0].number, "open")
    stored = again.files.result.captions.line_count
    assert shows(again, TEXTS[:stored])
    assert stored in (1, 2)
    other.gate.release(9)
    qtbot.waitUntil(again.files.result.message.isVisible, timeout=30_000)
    assert shows(again, TEXTS)


def test_without_a_library_the_whole_text_opens_in_its_place(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    engine = GatedEngine()
    window = open_window(engine=lambda _options: engine, keep_sessions=False)
    page = watched(qtbot, window, wav(tmp_path / "talk.wav", speech()))
    engine.gate.release(9)
    qtbot.waitUntil(page.result.message.isVisible, timeout=30_000)
    assert shows(window, TEXTS)
    qtbot.mouseClick(page.result.message.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.result.export.isVisible() and shows(window, TEXTS))
    assert page.result.transcript is not None
    assert not page.result.standing.isVisible()


def test_coarse_words_are_masked_as_the_user_wants(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light", mask_words=True)
    window.go(1)
    window.files.show_jobs([running()])
    window.files.open_growing(1)
    heard = window.files.model.jobs[0].heard
    heard.append(line(0, "well shit"))
    window.files.show_jobs([replace(window.files.model.jobs[0], done=6.0)])
    assert shows(window, ("well s***",))
    window.controller.change(mask_words=False)
    assert shows(window, ("well shit",))
    window.controller.change(mask_words=True)
    assert shows(window, ("well s***",))


def test_what_is_being_read_stays_where_it_is_when_the_masking_changes(page: FilesPage) -> None:
    page.show_jobs([running(3000)])
    page.open_growing(1)
    captions, bar = page.result.captions, page.result.captions.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    top = next(captions._rows_in_view())[0]
    page.result.mask_coarse(True)
    assert next(captions._rows_in_view())[0] == top
    assert page.result.to_end.isVisible()
    captions.follow()
    page.result.mask_coarse(False)
    assert bar.value() == bar.maximum()


def test_the_end_is_followed_until_one_reads_elsewhere(qtbot: QtBot, page: FilesPage) -> None:
    page.show_jobs([running(3000)])
    page.open_growing(1)
    captions, bar, job = page.result.captions, page.result.captions.verticalScrollBar(), page.model.jobs[0]
    assert bar.value() == bar.maximum() > 0
    assert not page.result.to_end.isVisible()
    bar.setValue(bar.maximum() // 3)
    at = bar.value()
    assert page.result.to_end.isVisible()
    top = next(captions._rows_in_view())[0]
    for number in range(3000, 3020):
        job.heard.append(line(number, f"line {number}"))
        page.show_jobs([job])
    assert captions.line_count == 3020
    assert next(captions._rows_in_view())[0] == top
    assert bar.value() == at
    qtbot.mouseClick(page.result.to_end, Qt.MouseButton.LeftButton)
    assert bar.value() == bar.maximum()
    assert not page.result.to_end.isVisible()
    job.heard.append(line(3020, "line 3020"))
    page.show_jobs([job])
    assert bar.value() == bar.maximum()


def test_of_eight_hours_what_is_seen_is_laid_out(page: FilesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    measure = CaptionsView._measured_height
    monkeypatch.setattr(
        CaptionsView, "_measured_height", lambda view, row: (measured.append(row), measure(view, row))[1]
    )
    page.show_jobs([running(6000)])
    page.open_growing(1)
    assert page.result.captions.line_count == 6000
    assert len(measured) < 40
    measured.clear()
    page.model.jobs[0].heard.append(line(6000, "one more"))
    page.show_jobs([page.model.jobs[0]])
    assert measured == [6000]


def test_a_file_that_is_cancelled_keeps_its_text_and_begins_anew_when_it_is_tried_again(page: FilesPage) -> None:
    page.show_jobs([running(3)])
    page.open_growing(1)
    # The last segment and the end are reported together.
    page.model.jobs[0].heard.append(line(3, "line 3"))
    page.show_jobs([replace(page.model.jobs[0], state=FileState.CANCELLED, heard=[])])
    assert page.result.captions.line_count == 4
    assert page.result.standing.text() == "Cancelled"
    page.show_jobs([replace(running(1), done=1.0)])
    assert page.result.captions.text == "line 0"
    page.show_jobs([replace(running(), number=2)])
    assert page.result.captions.text == "line 0", "another file"
    page.result.back.click()
    page.show_jobs([running(9)])
    assert page.result.captions.text == "line 0", "nobody looks"
    page.show_jobs([replace(running(), state=FileState.DONE)])
    assert page.list.isVisible()


def test_enter_opens_the_text_of_a_file_that_runs(qtbot: QtBot, page: FilesPage) -> None:
    page.show_jobs([running(1)])
    page.list.setFocus()
    with qtbot.waitSignal(page.wanted) as wanted:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert wanted.args[0] == "open"
