"""Changes of a day's text in the editor: made in the background, while whatever else the user does is safe."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.session.editing import Editor
from core.session.library import KeptWord, Library, LibraryError
from core.session.library.segments import Segments
from core.session.places import Place
from core.session.recognition import RecognitionOptions
from core.session.speaker_labels import Labels
from core.session.speakers import SpeakerOptions
from core.speakers.turns import Turn
from core.streaming.captions import FinalCaption
from desktop.editor.text_rows import TextRows
from desktop.window.main_window import MainWindow
from tests.desktop.conftest import Open

SEGMENTS, WORDS = 2000, 8
TEXT = tuple(KeptWord(f"word{n}", 0.0, 0.1, 0.9).word for n in range(WORDS))
# Two speakers in turn, each for four segments.
TURNS = tuple(Turn(20.0 * n, 20.0 * n + 20.0, n % 2) for n in range(SEGMENTS // 4))
LABELS = Labels(TURNS, SpeakerOptions(names=("Ada", "Bob")))


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> MainWindow:
    """With a long session open in the editor."""
    opened = open_window()
    library = opened.controller.library()
    session = long_session(library)
    opened.history_place.open(session)
    qtbot.waitUntil(opened.editor.isVisible, timeout=30_000)
    # What measures rows while nothing else is to be done would be counted as well.
    opened.editor.view._idle.stop()
    opened.editor.view._idle.timeout.disconnect()
    return opened


def long_session(library: Library) -> str:
    recorder = library.begin(RecognitionOptions(), "A long day")
    recorder.audio(np.zeros(16_000, np.float32))
    texts = []
    for number in range(SEGMENTS):
        start = 5.0 * number
        words = tuple(
            KeptWord(word.text, start + 0.5 * n, start + 0.5 * n + 0.4, word.confidence).word
            for n, word in enumerate(TEXT)
        )
        texts.append(FinalCaption(number, start, start + 4.0, words, start + 4.0, None))
    # Each in a transaction of its own would take long.
    library.database.read("PRAGMA synchronous = OFF")
    for final in texts:
        library.segments.add(recorder.session, final)
    library.database.read("PRAGMA synchronous = FULL")
    recorder.end()
    return recorder.session


def stored(window: MainWindow) -> list[tuple[KeptWord, ...]]:
    return [segment.words for segment in window.controller.library().segments.of(window.editor.session)]


def agree(window: MainWindow) -> None:
    """The text that is shown is the one that is stored, and its rows are those of that text."""
    view = window.editor.view
    assert [view.editor.words(number) for number in range(SEGMENTS)] == stored(window)
    anew = TextRows()
    anew.update(view.editor)
    shown = view._text
    assert (shown.rows, shown.letters, shown.starts, shown.ends) == (anew.rows, anew.letters, anew.starts, anew.ends)
    assert len(view._heights) == len(anew.rows)


def speakers(window: MainWindow) -> set[str]:
    return {word.speaker for words in stored(window) for word in words}


class Calls:
    """Counts what Python does on this thread, by functions that are called."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Calls:
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_failure: object) -> None:
        sys.setprofile(None)

    def _called(self, _frame: Any, event: str, _argument: Any) -> None:
        self.count += event == "call"


def test_the_window_does_little_while_a_day_is_labelled_renamed_joined_and_taken_back(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    change = Segments.change

    def noted(*arguments: Any) -> None:
        threads.append(threading.current_thread().name)
        change(*arguments)

    monkeypatch.setattr(Segments, "change", noted)
    page = window.editor
    changes: tuple[Callable[[], None], ...] = (
        lambda: page.speakers.take(LABELS),
        lambda: page.speakers.rename("Ada", "Carla"),
        lambda: page.speakers.rename("Carla", "Bob"),
        page.undo,
        page.undo,
        page.redo,
        page.speakers.remove,
    )
    expected = [{"Ada", "Bob"}, {"Carla", "Bob"}, {"Bob"}, {"Carla", "Bob"}, {"Ada", "Bob"}, {"Carla", "Bob"}, {""}]
    for make, said in zip(changes, expected, strict=True):
        with Calls() as calls, qtbot.waitSignal(page.changes.made, timeout=30_000):
            make()
        # Two calls a segment; where it was all done here, it was a hundred.
        assert calls.count < 3 * SEGMENTS, calls.count
        assert speakers(window) == said
        agree(window)
    assert set(threads) == {"background_0"}
    assert len(threads) == len(changes)


def test_what_is_done_meanwhile_is_done_in_its_turn(qtbot: QtBot, window: MainWindow) -> None:
    page, view = window.editor, window.editor.view
    page.speakers.take(LABELS)
    assert page.changes._work is not None
    view.select(Place(7, 2))
    page._do(lambda editor: editor.write(Place(7, 2), "okonkwo writes"))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    page.speakers.rename("Ada", "Carla")
    page.speakers.choose("Dora")
    assert view.editor.text(7) == " ".join(word.text for word in TEXT), "nothing is half done"
    qtbot.waitUntil(lambda: page.changes._work is None and not page.changes._waiting, timeout=30_000)
    assert view.editor.text(7) == "word0 word1 writes word3 word4 word5 word6 word7"
    assert {word.speaker for word in stored(window)[7]} == {"Dora"}
    assert speakers(window) == {"Bob", "Carla", "Dora"}
    agree(window)
    for _ in range(5):
        page.undo()
    qtbot.waitUntil(lambda: not view.editor.can_undo, timeout=30_000)
    qtbot.waitUntil(lambda: page.changes._work is None, timeout=30_000)
    assert speakers(window) == {""}
    agree(window)


def test_what_stands_at_the_top_of_the_view_stays_there(qtbot: QtBot, window: MainWindow) -> None:
    page, view = window.editor, window.editor.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    first, _ = view._anchor()
    segment = view.rows[first].segment
    view.current = Place(segment + 2, 0)
    with qtbot.waitSignal(page.changes.made, timeout=30_000):
        # Half of each segment is said by another one: there are twice as many rows.
        turns = tuple(Turn(2.5 * n, 2.5 * n + 2.5, n % 2) for n in range(2 * SEGMENTS))
        page.speakers.take(Labels(turns, SpeakerOptions()))
    assert len(view.rows) > 1.5 * SEGMENTS
    assert view.rows[view._anchor()[0]].segment == segment


def test_a_disk_that_refuses_leaves_the_text_as_it_was(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.editor
    before = stored(window)

    def refuse(*_arguments: object) -> None:
        raise LibraryError("the library cannot be written (full); free some space on its disk.")

    with monkeypatch.context() as patched:
        patched.setattr(Segments, "change", refuse)
        with qtbot.waitSignal(page.changes.made, timeout=30_000):
            page.speakers.take(LABELS)
    assert "free some space" in page.message.label.text()
    assert (stored(window), page.view.editor.can_undo) == (before, False)
    agree(window)
    with qtbot.waitSignal(page.changes.made, timeout=30_000):
        page.speakers.take(LABELS)
    assert speakers(window) == {"Ada", "Bob"}
    agree(window)


def test_closing_the_window_loses_nothing_of_it(qtbot: QtBot, window: MainWindow) -> None:
    page, library_folder = window.editor, window.controller.library().folder
    session = page.session
    page.speakers.take(LABELS)
    page._do(lambda editor: editor.write(Place(7, 2), "okonkwo"))
    page.speakers.rename("Ada", "Carla")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    library = Library(library_folder)
    segments = library.segments.of(session)
    assert {word.speaker for segment in segments for word in segment.words} == {"Bob", "Carla"}
    assert segments[7].words[2].text == "okonkwo"
    library.close()


def test_a_session_that_is_opened_again_has_what_was_being_changed(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor
    before = page.view.editor
    page.speakers.take(LABELS)
    page._do(lambda editor: editor.write(Place(7, 2), "okonkwo"))
    window.history_place.open(page.session)
    qtbot.waitUntil(lambda: page.view.editor is not before, timeout=30_000)
    assert page.view.editor.text(7).split()[2] == "okonkwo"
    assert set(page.speakers.names) == {"Ada", "Bob"}
    agree(window)


def test_a_copy_is_changed_by_itself_until_it_is_taken_over(window: MainWindow) -> None:
    editor = window.editor.view.editor
    copy = editor.copy()
    copy.write(Place(0, 0), "another")
    assert (editor.text(0).split()[0], editor.can_undo) == ("word0", False)
    editor.become(copy)
    assert (editor.text(0).split()[0], editor.undo_size, editor.redo_size) == ("another", 1, 0)
    editor.undo()
    assert (editor.text(0).split()[0], editor.redo_size) == ("word0", 1)
    assert isinstance(editor, Editor)
