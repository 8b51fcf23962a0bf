"""The editor's sound through real widgets and a real player, whose sound goes into a PulseAudio sink."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.audio import portaudio
from core.audio.media import read_media
from core.decoding.hypothesis import Word
from core.session.library import Library
from core.session.places import Place
from core.session.recognition import RecognitionOptions
from core.session.settings import Settings
from core.streaming.captions import FinalCaption
from desktop.controller import Controller
from desktop.window.main_window import MainWindow
from tests.desktop.conftest import let_go
from tests.helpers.shared_data import PROJECT

DEMO = PROJECT / "assets/demo/demo.flac"
LINES = 40
WAIT = 20_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A session of real speech, a line every five seconds, opened in the editor."""
    library = Library(tmp_path / "library")
    recorder = library.begin(RecognitionOptions(), "Interview")
    spoken = read_media(DEMO)
    recorder.audio(np.tile(spoken, 1 + 5 * LINES * 16_000 // len(spoken)))
    for number in range(LINES):
        start = 5.0 * number
        said = tuple(Word(f"word{n}", start + 0.5 * n, start + 0.5 * n + 0.4, 0.9) for n in range(8))
        recorder.caption(FinalCaption(number, start, start + 4.5, said, start + 5, None))
    recorder.end()
    library.close()
    controller = Controller(Settings(), tmp_path / "settings.json", tmp_path / "library")
    controller.find_devices = lambda: None  # type: ignore[method-assign]
    controller.find_models = lambda: None  # type: ignore[method-assign]
    opened = MainWindow(controller)
    opened.show()
    qtbot.waitExposed(opened)
    opened.go(2)
    opened.history.list.setCurrentIndex(opened.history.model.index(0))
    opened.history.open.click()
    qtbot.waitUntil(opened.editor.isVisible, timeout=WAIT)
    yield opened
    let_go(qtbot, opened)


def position(window: MainWindow) -> float:
    return window.editor.sound.position


def reopen(qtbot: QtBot, window: MainWindow, session: str) -> None:
    with qtbot.waitSignal(window.history_place.opened, timeout=WAIT):
        window.history_place.open(session)


def click(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    view = window.editor.view
    row = view.row_of(place)
    assert row is not None
    middle = view._word_box(row, place.word).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def turn_wheel(widget: object, at: QPoint, by: int, modifiers: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(at),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)  # type: ignore[arg-type]


@pytest.mark.usefixtures("virtual_microphone")
def test_space_plays_marks_the_word_that_is_heard_and_pauses(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.playback.play.text() == "Pause"
    qtbot.waitUntil(lambda: page.view.playing == Place(0, 4), timeout=WAIT)
    assert page.view.current == Place(0, 1)
    assert page.playback.time.text().startswith("0:00:02 / 0:03:2")
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.playback.play.text() == "Play"
    assert page.view.playing is None
    here = position(window)
    assert 2.0 <= here < 3.0
    page.playback.play.click()
    qtbot.waitUntil(lambda: position(window) > here + 0.3, timeout=WAIT)
    window.go(0)
    assert not page.sound.playing


@pytest.mark.usefixtures("virtual_microphone")
def test_a_click_lets_one_word_be_heard_and_while_it_plays_goes_there(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor
    click(qtbot, window, Place(2, 3))
    assert page.sound.playing
    qtbot.waitUntil(lambda: not page.sound.playing, timeout=WAIT)
    qtbot.waitUntil(lambda: page.playback.play.text() == "Play", timeout=WAIT)
    assert position(window) == 11.5
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: position(window) > 11.8, timeout=WAIT)
    click(qtbot, window, Place(4, 1))
    assert page.sound.playing
    qtbot.waitUntil(lambda: page.view.playing == Place(4, 2), timeout=WAIT)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    qtbot.keyClick(page.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: page.view.playing == Place(4, 1), timeout=WAIT)
    qtbot.waitUntil(lambda: page.playback.play.text() == "Play", timeout=WAIT)


@pytest.mark.usefixtures("virtual_microphone")
def test_a_line_is_looped_at_another_speed(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor
    for _ in range(2):
        qtbot.keyClick(page.view, Qt.Key.Key_Down)
    for _ in range(9):
        qtbot.keyClick(page.view, Qt.Key.Key_BracketRight)
    assert page.playback.speed.currentText() == "2×"
    qtbot.keyClick(page.view, Qt.Key.Key_L)
    assert page.playback.loop.isChecked()
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    seen: list[float] = []

    def came_round() -> bool:
        seen.append(position(window))
        return len(seen) > 1 and seen[-1] < seen[-2] - 2

    qtbot.waitUntil(came_round, timeout=WAIT)
    assert min(seen) > 9.9
    assert max(seen) < 14.1
    page.playback.loop.click()
    qtbot.waitUntil(lambda: position(window) > 14.3, timeout=WAIT)


@pytest.mark.usefixtures("virtual_microphone")
def test_writing_goes_on_while_it_plays(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    page.view.field.selectAll()
    qtbot.keyClicks(page.view.field, "two wo")
    qtbot.keyClick(page.view.field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert page.sound.playing
    qtbot.keyClicks(page.view.field, "rds")
    qtbot.keyClick(page.view.field, Qt.Key.Key_Return)
    assert page.view.editor.text(0).startswith("two words word1")
    qtbot.waitUntil(lambda: position(window) > 1.0, timeout=WAIT)
    assert page.sound.playing
    qtbot.keyClick(page.find_field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert not page.sound.playing
    assert page.find_field.text() == ""


@pytest.mark.usefixtures("virtual_microphone")
def test_the_text_follows_until_the_user_scrolls(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor
    bar = page.view.verticalScrollBar()
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    page.sound.seek(100.0)
    qtbot.waitUntil(lambda: bar.value() > 0 and page.view.playing is not None, timeout=WAIT)
    assert page.playback.follow.isChecked()
    assert page.strip.view[0] <= 100 <= page.strip.view[1]
    turn_wheel(page.view.viewport(), QPoint(50, 50), 1200, Qt.KeyboardModifier.NoModifier)
    assert not page.playback.follow.isChecked()
    scrolled = bar.value()
    page.sound.seek(150.0)
    qtbot.waitUntil(lambda: page.view.playing == Place(30, 0), timeout=WAIT)
    assert bar.value() == scrolled
    qtbot.keyClick(page.view, Qt.Key.Key_F)
    assert bar.value() > scrolled
    page.sound.pause()


def test_without_a_loudspeaker_it_says_what_to_do(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    with portaudio.devices(refresh=True) as sounddevice:
        if any(device["max_output_channels"] for device in sounddevice.query_devices()):
            pytest.skip("there is a loudspeaker here that has nothing to do with PulseAudio")
    page = window.editor
    page.playback.play.click()
    qtbot.waitUntil(page.message.isVisible, timeout=WAIT)
    assert page.message.label.text().startswith("Nothing to play sound on was found; plug in")
    assert page.playback.play.text() == "Play"
    page.message.action.click()
    qtbot.waitUntil(page.message.isVisible, timeout=WAIT)


def test_the_strip_shows_the_sound_zooms_and_goes_where_it_is_clicked(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor
    strip = page.strip
    assert strip.height() == 72
    qtbot.waitUntil(lambda: strip.peaks.seconds > 5 * LINES, timeout=WAIT)
    assert strip.view == (0.0, 30.0)
    at = QPoint(strip.width() // 2, 30)
    turn_wheel(strip, at, 120, Qt.KeyboardModifier.NoModifier)
    assert strip.view == pytest.approx((3.0, 27.0))
    turn_wheel(strip, at, -120, Qt.KeyboardModifier.ShiftModifier)
    assert strip.view == pytest.approx((5.4, 29.4))
    for _ in range(40):
        qtbot.keyClick(strip, Qt.Key.Key_Minus)
    assert strip.view == pytest.approx((0.0, strip.peaks.seconds))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at)
    assert position(window) == pytest.approx(strip.peaks.seconds / 2, abs=0.3)
    assert page.view.current == Place(0, 0)
    before = position(window)
    qtbot.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert position(window) == pytest.approx(before - 5)
    for _ in range(60):
        qtbot.keyClick(strip, Qt.Key.Key_Plus)
    assert strip.view[1] - strip.view[0] == pytest.approx(2.0)
    assert strip.view[0] < before - 5 < strip.view[1]


def test_an_edge_is_dragged_to_another_time_and_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor
    strip = page.strip

    def x(seconds: float) -> QPoint:
        return QPoint(round(strip.width() * seconds / 30), 30)

    def drag(start: float, end: float) -> None:
        qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=x(start))
        qtbot.mouseMove(strip, x((start + end) / 2))
        qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=x(end))

    drag(8.9, 9.6)
    words = page.view.editor.words(1)
    assert words[-1].end == pytest.approx(9.6, abs=0.05)
    assert page.view.current == Place(1, 7)
    drag(5.0, 4.5)
    assert page.view.editor.words(1)[0].start == pytest.approx(4.5, abs=0.05)
    session = window.history.chosen
    assert session is not None
    line = window.controller.library().transcript(session).segments[1]
    assert (line.start, line.end) == pytest.approx((4.5, 9.6), abs=0.05)
    page.undo()
    page.undo()
    line = window.controller.library().transcript(session).segments[1]
    assert (line.start, line.end) == (5.0, 9.5)
    drag(6.2, 7.0)
    assert not page.view.editor.can_undo


def test_peaks_are_measured_once_and_go_with_the_sound(qtbot: QtBot, window: MainWindow) -> None:
    session = window.history.chosen
    assert session is not None
    library = window.controller.library()
    kept = library.peaks_path(session)
    qtbot.waitUntil(kept.exists, timeout=WAIT)
    written = kept.stat().st_mtime_ns
    reopen(qtbot, window, session)
    qtbot.waitUntil(lambda: window.editor.strip.peaks.seconds > 0, timeout=WAIT)
    assert kept.stat().st_mtime_ns == written
    kept.write_bytes(kept.read_bytes()[:1000])
    reopen(qtbot, window, session)
    qtbot.waitUntil(lambda: kept.stat().st_size > 1000, timeout=WAIT)
    library.delete_audio(session)
    assert not kept.exists()
    reopen(qtbot, window, session)
    assert not window.editor.strip.isVisible()
    assert not window.editor.playback.play.isVisible()
    assert "sound" in window.editor.playback.absent.text()
    qtbot.keyClick(window.editor.view, Qt.Key.Key_Space)
    qtbot.keyClick(window.editor.view, Qt.Key.Key_L)
    assert not window.editor.sound.playing


@pytest.mark.usefixtures("virtual_microphone")
def test_a_window_that_plays_closes(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.editor.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: position(window) > 0.2, timeout=WAIT)
    window.close()
    assert not window.editor.sound.playing


def test_a_transcribed_file_is_heard_where_it_lies(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    media = tmp_path / "talk.flac"
    shutil.copy(DEMO, media)
    library = window.controller.library()
    session = library.begin_file(media, RecognitionOptions())
    library.segments.add(session, FinalCaption(0, 1.0, 3.0, (Word("hello", 1.2, 1.6, 0.9),), 3.0, None))
    library.rows.end(session, 20.0)
    reopen(qtbot, window, session)
    page = window.editor
    assert page.title.text() == "talk.flac"
    qtbot.waitUntil(lambda: page.strip.peaks.seconds > 10, timeout=WAIT)
    assert page.strip.peaks.seconds == pytest.approx(len(read_media(DEMO)) / 16_000, abs=0.01)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.sound.playing
    page.sound.pause()
    kept = library.peaks_path(session)
    qtbot.waitUntil(kept.exists, timeout=WAIT)
    media.unlink()
    reopen(qtbot, window, session)
    assert "talk.flac is not there any more" in page.playback.absent.text()
    library.delete(session)
    assert not kept.exists()
