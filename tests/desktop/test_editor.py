"""History and editor through real widgets: find, open, correct, take back; everything is in the library at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.decoding.hypothesis import Hypothesis, Word
from core.session.library import Library
from core.session.places import Place
from core.session.recognition import RecognitionOptions
from core.session.settings import Settings
from core.streaming.captions import FinalCaption
from desktop.controller import Controller
from desktop.window.main_window import MainWindow
from tests.core.session.test_letters import final as letters_final
from tests.core.session.test_letters import model_of, spoken
from tests.core.streaming.scripted import LANGUAGES
from tests.desktop.conftest import let_go

TEXTS = ("we move the release", "okonkwo writes to the printers")


def words(text: str, start: float) -> tuple[Word, ...]:
    return tuple(
        Word(word, start + n * 0.5, start + n * 0.5 + 0.4, 0.3 if word in ("okonkwo", "release") else 0.9)
        for n, word in enumerate(text.split())
    )


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    library = Library(tmp_path / "library")
    recorder = library.begin(RecognitionOptions(), "Team meeting")
    recorder.audio(np.zeros(16_000, np.float32))
    for number, text in enumerate(TEXTS):
        said = words(text, 10.0 * number)
        other = (Word("a conqueror", said[0].start, said[0].end, 0.3), *said[1:])
        readings = (Hypothesis(said, -1.0, 0.0), Hypothesis(other, -1.5, 0.0)) if number else ()
        caption = FinalCaption(number, 10.0 * number, 10.0 * number + 5, said, 0.0, None, hypotheses=readings)
        recorder.caption(caption)
    recorder.end()
    library.close()
    controller = Controller(Settings(), tmp_path / "settings.json", tmp_path / "library")
    controller.find_devices = lambda: None  # type: ignore[method-assign]
    controller.find_models = lambda: None  # type: ignore[method-assign]
    opened = MainWindow(controller)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    let_go(qtbot, opened)


def opened(qtbot: QtBot, window: MainWindow) -> str:
    """Find a session by what was said, and open it by keys."""
    window.go(2)
    qtbot.keyClicks(window.history.search, "okonk")
    qtbot.waitUntil(lambda: window.history.model.rowCount() == 1 and "okonkwo" in row(window), timeout=10_000)
    window.history.list.setCurrentIndex(window.history.model.index(0))
    session = window.history.chosen
    assert session is not None
    window.history.open.click()
    qtbot.waitUntil(window.editor.isVisible, timeout=10_000)
    return session


def row(window: MainWindow) -> str:
    return str(window.history.model.data(window.history.model.index(0)))


def stored(window: MainWindow, session: str) -> list[str]:
    return [line.text for line in window.controller.library().transcript(session).segments]


def test_a_hit_opens_at_its_place_and_a_name_is_corrected_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    session = opened(qtbot, window)
    view = window.editor.view
    assert view.current == Place(1, 0)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.field.isVisible()
    view.field.selectAll()
    qtbot.keyClicks(view.field, "Ada Okonkwo")
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert not view.field.isVisible()
    assert stored(window, session)[1] == "Ada Okonkwo writes to the printers"
    window.editor.undo_button.click()
    assert stored(window, session) == list(TEXTS)
    window.editor.redo_button.click()
    assert stored(window, session)[1].startswith("Ada Okonkwo")


def test_tab_finds_doubtful_words_and_a_digit_takes_an_alternative(qtbot: QtBot, window: MainWindow) -> None:
    session = opened(qtbot, window)
    view = window.editor.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.current == Place(0, 3)
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    assert view.current == Place(1, 0)
    assert [button.text() for button in window.editor.choices if button.isVisible()] == ["1  a conqueror"]
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert stored(window, session)[1] == "a conqueror writes to the printers"
    assert window.editor.facts.text() == "0:00:10 · by hand"


def test_the_letters_of_the_current_word_show_how_sure_each_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    library = window.controller.library()
    recorder = library.begin(RecognitionOptions(model=model_of(tmp_path / "model")), "Proofs")
    recorder.audio(np.zeros(16_000, np.float32))
    for number, text in enumerate(("OUR MINUTES", "PROOF")):
        library.segments.add(recorder.session, letters_final(number, spoken(text, 0.2)), LANGUAGES["upper"])
    recorder.end()
    window.history_place.open(recorder.session)
    editor = window.editor
    qtbot.waitUntil(editor.letters.isVisible, timeout=10_000)
    assert editor.letters.accessibleName().startswith("How sure each letter is: O ")
    assert "underline" not in editor.letters.text()
    qtbot.keyClick(editor.view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: ": M " in editor.letters.accessibleName(), timeout=10_000)
    *sure, doubtful = editor.letters.text().split("</span>")[:-1]
    assert "underline" in doubtful
    assert not any("underline" in letter for letter in sure)
    # What the user wrote is not the model's.
    editor.view.written.emit(Place(0, 1), "hours")
    assert not editor.letters.isVisible()
    opened(qtbot, window)
    assert not editor.letters.isVisible()


def test_lines_are_split_and_joined_words_removed_and_retimed(qtbot: QtBot, window: MainWindow) -> None:
    session = opened(qtbot, window)
    view = window.editor.view
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored(window, session) == [TEXTS[0], "okonkwo writes", "to the printers"]
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert stored(window, session)[1] == "okonkwo writes the printers"
    before = view.editor.word(Place(1, 2)).start
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.editor.word(Place(1, 2)).start == pytest.approx(before - 0.02)


def test_the_keys_of_the_editor_are_the_users(qtbot: QtBot, window: MainWindow) -> None:
    session = opened(qtbot, window)
    page = window.editor
    view = page.view
    keys = {"editor_next": "N", "editor_previous": "", "editor_take_1": "X", "editor_remove": "W", "editor_undo": "U"}
    window.controller.change(shortcuts=keys)
    qtbot.keyClick(view, Qt.Key.Key_N)
    qtbot.keyClick(view, Qt.Key.Key_N)
    assert view.current == Place(1, 0)
    assert [button.text() for button in page.choices if button.isVisible()] == ["X  a conqueror"]
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert stored(window, session) == list(TEXTS)
    qtbot.keyClick(view, Qt.Key.Key_X)
    assert stored(window, session)[1] == "a conqueror writes to the printers"
    # W is the window's too, and stays so elsewhere.
    qtbot.keyClick(view, Qt.Key.Key_W)
    assert stored(window, session)[1] == "conqueror writes to the printers"
    assert not window.live.words.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(window, session)[1] == "conqueror writes to the printers"
    # A key that writes is no shortcut where text is written.
    qtbot.keyClicks(page.find_field, "U")
    assert page.find_field.text() == "U"
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_U)
    assert stored(window, session) == list(TEXTS)
    assert (page.undo_button.toolTip(), page.redo_button.toolTip()) == ("Undo (U)", "Redo (Ctrl+Shift+Z)")
    # Tab has no use in the text any more.
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert not view.hasFocus()
    window.controller.change(shortcuts={})
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.hasFocus()
    assert page.undo_button.toolTip() == "Undo (Ctrl+Z)"


def test_find_and_replace_and_copy(qtbot: QtBot, window: MainWindow) -> None:
    session = opened(qtbot, window)
    page = window.editor
    qtbot.keyClicks(page.find_field, "the")
    qtbot.keyClick(page.find_field, Qt.Key.Key_Return)
    assert page.view.current == Place(1, 3)
    page.replace_field.setText("those")
    page.replace_all()
    assert stored(window, session) == ["we move those release", "okonkwo writes to those printers"]
    assert "2" in page.message.label.text()
    page.undo()
    assert stored(window, session) == list(TEXTS)
    page.find_field.setText("nowhere")
    page.find_next()
    assert "nowhere" in page.message.label.text()
    plain, timed = page.copy_menu.actions()
    with qtbot.waitSignal(page.copied, timeout=10_000):
        plain.trigger()
    assert QGuiApplication.clipboard().text() == "\n".join(TEXTS) + "\n"
    with qtbot.waitSignal(page.copied, timeout=10_000):
        timed.trigger()
    assert QGuiApplication.clipboard().text().splitlines()[1] == f"0:00:10\t{TEXTS[1]}"


def test_find_and_replace_keep_to_capitals_where_that_is_wanted(qtbot: QtBot, window: MainWindow) -> None:
    session = opened(qtbot, window)
    page = window.editor
    page.view.select(Place(1, 3))
    qtbot.keyClicks(page.view, "\r")
    page.view.field.setText("The")
    qtbot.keyClick(page.view.field, Qt.Key.Key_Return)
    changed = [TEXTS[0], "okonkwo writes to The printers"]
    assert stored(window, session) == changed
    qtbot.keyClicks(page.find_field, "The")
    page.find_field.setFocus()
    qtbot.keyClick(page.find_field, Qt.Key.Key_Tab)
    assert page.match_case.hasFocus()
    qtbot.keyClick(page.match_case, Qt.Key.Key_Space)
    assert page.match_case.isChecked()
    page.view.select(Place(0, 0))
    page.find_next()
    assert page.view.current == Place(1, 3)
    page.find_next()
    assert page.view.current == Place(1, 3)
    page.replace_field.setText("those")
    page.replace_all()
    assert stored(window, session) == [TEXTS[0], "okonkwo writes to those printers"]
    page.undo()
    qtbot.keyClick(page.match_case, Qt.Key.Key_Space)
    page.replace_all()
    assert stored(window, session) == ["we move those release", "okonkwo writes to those printers"]
    # It stays as it was left while the window is open, whichever session is shown.
    page.match_case.setChecked(True)
    page.back_wanted.emit()
    opened(qtbot, window)
    assert page.match_case.isChecked()


def test_a_click_takes_the_word_under_it(qtbot: QtBot, window: MainWindow) -> None:
    opened(qtbot, window)
    view = window.editor.view
    for number, place in enumerate((Place(0, 2), Place(1, 4))):
        box = view._word_box(number, place.word)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(round, box.center().toTuple())))
        assert view.current == place


def test_a_session_is_renamed_and_removed_for_good_only_when_asked_twice(qtbot: QtBot, window: MainWindow) -> None:
    window.go(2)
    window.history.list.setCurrentIndex(window.history.model.index(0))
    session = window.history.chosen
    assert session is not None
    window.history_place.rename(session, "Budget")
    assert "Budget: we move" in row(window)
    window.history.delete.click()
    assert window.history.model.rowCount() == 1
    window.history.message.action.click()
    assert window.history.model.rowCount() == 0
    assert window.history.empty.isVisible()


def test_the_library_goes_out_and_comes_back(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.go(2)
    session = window.history.model.session(0)
    assert session is not None
    archive = tmp_path / "all.zip"
    window.history_place.export_all(archive)
    message = window.history.message.label
    qtbot.waitUntil(lambda: message.text() == f"1 session is in {archive}.", timeout=20_000)
    window.history_place.delete(session)
    steps: list[tuple[int, int]] = []
    window.history_place._imported.connect(lambda *step: steps.append(step))
    window.history_place.import_all(archive)
    qtbot.waitUntil(lambda: window.history.model.rowCount() == 1, timeout=20_000)
    assert steps == [(1, 1)]
    assert message.text() == "1 session was added."
    assert stored(window, session) == list(TEXTS)


def test_a_name_that_was_corrected_is_offered_as_a_hotword_once(qtbot: QtBot, window: MainWindow) -> None:
    opened(qtbot, window)
    view, message = window.editor.view, window.editor.message
    view.written.emit(view.current, "Zorblax")
    qtbot.waitUntil(message.isVisible, timeout=10_000)
    assert message.label.text() == "Listen for “Zorblax” from now on?"
    message.action.click()
    assert [hotword.text for hotword in window.controller.settings.hotwords] == ["Zorblax"]
    assert [hotword.text for hotword in window.live.words.table.hotwords] == ["Zorblax"]
    assert not message.isVisible()
    view.written.emit(view.current, "Zorblax")
    view.written.emit(view.current, "printers")
    assert not message.isVisible()


def test_the_windows_keys_export_and_copy_what_is_open(qtbot: QtBot, window: MainWindow) -> None:
    opened(qtbot, window)
    window.export_shown()
    qtbot.waitUntil(lambda: "release" in window.exporting.sheet.preview.toPlainText())
    assert window.pages.currentWidget() is window.editor
    with qtbot.waitSignal(window.editor.copied, timeout=10_000):
        window.copy_shown()
    assert QGuiApplication.clipboard().text() == "\n".join(TEXTS) + "\n"


def test_the_list_of_sessions_shows_which_one_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    opened(qtbot, window)
    window.go(2)
    page = window.history
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    chosen = page.list.selectionModel()
    chosen.clear()
    # As Qt does when Tab brings the focus: the row is the current one, and not selected.
    chosen.setCurrentIndex(page.model.index(0), QItemSelectionModel.SelectionFlag.NoUpdate)
    assert page.open.isEnabled()
    assert chosen.isSelected(page.model.index(0))
