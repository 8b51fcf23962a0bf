"""Who speaks, in the window: found in real sound, shown before each turn, changed by hand, taken back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from core.audio.media import read_media
from core.models.catalogue import ASSETS
from core.session.editing import EditError, Editor
from core.session.library import KeptSegment, KeptWord
from core.session.places import Place
from core.session.recognition import RecognitionOptions
from core.session.speaker_labels import Labels
from core.session.speakers import SpeakerOptions
from core.session.transcript import Transcript
from core.speakers.turns import Turn
from core.streaming.captions import FinalCaption
from desktop.captions.caption_layout import CaptionStyle, Line, text_layout
from desktop.editor.text_rows import TextRows
from desktop.theme.tokens import LIGHT
from desktop.window.main_window import MainWindow
from desktop.window.printed_page import printed_document
from tests.desktop.conftest import Open
from tests.desktop.screenshots import final

TEXTS = ("we move the release", "okonkwo writes to the printers", "and then we rest")
# Who speaks: the first segment and half of the second, then another one, then the first again.
TURNS = (Turn(41.0, 49.0, 0), Turn(49.0, 54.0, 1), Turn(55.0, 60.0, 0))


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> MainWindow:
    """With a session of the demo's sound that is open in the editor."""
    opened = open_window()
    recorder = opened.controller.library().begin(RecognitionOptions(), "Team meeting")
    recorder.audio(np.tile(read_media(ASSETS / "demo/demo.flac"), 4))
    for number, text in enumerate(TEXTS):
        recorder.caption(final(number, text))
    recorder.end()
    opened.history_place.open(recorder.session)
    qtbot.waitUntil(opened.editor.isVisible, timeout=30_000)
    return opened


def shown(window: MainWindow) -> list[str]:
    view = window.editor.view
    return [view._text.line(row).text for row in view.rows]


def stored(window: MainWindow) -> list[str]:
    lines = window.controller.library().transcript(window.editor.session).segments
    return [f"{line.speaker}: {line.text}" for line in lines]


def choose(menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def answer(qtbot: QtBot, window: MainWindow, text: str) -> None:
    (dialog,) = [dialog for dialog in window.findChildren(QInputDialog) if dialog.isVisible()]
    dialog.setTextValue(text)
    dialog.accept()


def test_labels_stand_before_turns_and_are_changed_by_hand(qtbot: QtBot, window: MainWindow) -> None:
    view, speakers = window.editor.view, window.editor.speakers
    speakers.take(Labels(TURNS, SpeakerOptions(names=("Ada",))))
    assert shown(window) == [
        "Ada: we move the release",
        "okonkwo writes to",
        "Speaker 2: the printers",
        "Ada: and then we rest",
    ]
    assert stored(window) == [
        "Ada: we move the release", "Ada: okonkwo writes to", "Speaker 2: the printers", "Ada: and then we rest"
    ]  # fmt: skip
    # Everywhere, by the menu.
    choose(speakers.menu, "Rename Ada…")
    answer(qtbot, window, "  Ada   Okonkwo ")
    assert stored(window)[3] == "Ada Okonkwo: and then we rest"
    # A line, by keys.
    view.select(Place(2, 1))
    qtbot.keyClick(view, Qt.Key.Key_S)
    qtbot.waitUntil(speakers.line_menu.isVisible)
    assert [action.text() for action in speakers.line_menu.actions() if action.isChecked()] == ["Ada Okonkwo"]
    speakers.line_menu.close()
    choose(speakers.line_menu, "Speaker 2")
    assert shown(window)[2:] == ["Speaker 2: the printers", "and then we rest"]
    choose(speakers.line_menu, "Somebody else…")
    answer(qtbot, window, "Bob")
    assert shown(window)[3] == "Bob: and then we rest"
    choose(speakers.line_menu, "Nobody that is known")
    assert shown(window)[3] == "?: and then we rest"
    assert window.editor.facts.text() == "0:00:55 · 95 % sure"
    # Labelled anew, what was chosen by hand stays, and the name that was given.
    speakers.take(Labels(TURNS, SpeakerOptions()))
    assert stored(window)[1:] == ["Ada Okonkwo: okonkwo writes to", "Speaker 2: the printers", ": and then we rest"]
    choose(speakers.menu, "Remove labels")
    assert stored(window) == [f": {text}" for text in TEXTS]
    # Labelling anew changed nothing, and is nothing to take back.
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(window)[0] == "Ada: we move the release"
    window.editor.undo_button.click()
    assert shown(window) == list(TEXTS)
    assert not window.editor.undo_button.isEnabled()


def test_a_name_is_read_found_under_the_pointer_and_copied(qtbot: QtBot, window: MainWindow) -> None:
    view, speakers = window.editor.view, window.editor.speakers
    speakers.take(Labels(TURNS, SpeakerOptions(names=("Ada", "Bob"))))
    assert view.read.text(0, len(view.read)).splitlines()[2] == "0:00:48 Bob: the printers"
    view.select(Place(1, 3))
    assert view.accessibleDescription() == "Bob: the, at 0:00:48, 95 % sure"
    assert window.editor.facts.text() == "0:00:48 · Bob · 95 % sure"
    # Words are where they are seen, behind the name; the name before them is its line's.
    box = view.box_of(2, len("Bob: the p"))
    assert view.place_under(box.center()) == Place(1, 4)
    name = view.box_of(2, 1).center().toPoint()
    assert view.place_under(view.box_of(2, 1).center()) == Place(1, 3)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(name))
    answer(qtbot, window, "Carla")
    assert shown(window)[2] == "Carla: the printers"
    width = window.minimumSizeHint().width()
    speakers.rename("Carla", "Carla " * 13)
    assert window.editor.facts.text() == "0:00:48 · Carla Carla Carla Carla… · 95 % sure"
    assert window.minimumSizeHint().width() == width, "a long name does not widen the window"
    window.editor.undo()
    window.editor.find_field.setText("the printers")
    window.editor.find_next()
    assert view.current == Place(1, 3)
    window.editor.copy()
    copied = "Ada: we move the release\nAda: okonkwo writes to\nCarla: the printers\nAda: and then we rest\n"
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == copied)


def test_speakers_are_found_in_the_sound_and_said_in_a_bar(qtbot: QtBot, window: MainWindow) -> None:
    labelling = window.history_place.labelling
    library, session = window.controller.library(), window.editor.session
    choose(window.editor.speakers.menu, "Label speakers…")
    answer(qtbot, window, "1")
    assert labelling.bar.label.text() == "Listening for who speaks in Team meeting: 0 %"
    qtbot.waitUntil(lambda: "err often" in labelling.bar.label.text(), timeout=120_000)
    assert labelling.bar.label.text() == "Team meeting: Speaker 1. Labels err often."
    assert stored(window) == [f"Speaker 1: {text}" for text in TEXTS]
    window.editor.undo()
    assert stored(window) == [f": {text}" for text in TEXTS]
    # What is stopped changes nothing; what waits behind it neither.
    labelling.begin(session, SpeakerOptions(1))
    labelling.begin(session, SpeakerOptions(2))
    labelling.bar.action.click()
    assert labelling.bar.isHidden()
    with qtbot.waitCallback(timeout=60_000) as ended:
        labelling.work.store(lambda: None, ended)
    assert labelling.bar.isHidden()
    assert stored(window) == [f": {text}" for text in TEXTS]
    # From the history, where the editor shows another session or none.
    window.editor.session = ""
    window.go(2)
    window.history.list.setCurrentIndex(window.history.model.index(0))
    window.history.label.click()
    (dialog,) = [dialog for dialog in window.findChildren(QInputDialog) if dialog.isVisible()]
    assert "err often" in dialog.labelText()
    dialog.setTextValue("As many as are heard")
    dialog.accept()
    qtbot.waitUntil(lambda: "err often" in labelling.bar.label.text(), timeout=120_000)
    assert all(line.speaker for line in library.transcript(session).segments)


def test_what_cannot_be_labelled_is_said(qtbot: QtBot, window: MainWindow) -> None:
    window.controller.library().delete_audio(window.editor.session)
    window.history_place.labelling.begin(window.editor.session, SpeakerOptions())
    bar = window.history_place.labelling.bar
    qtbot.waitUntil(lambda: "deleted" in bar.label.text(), timeout=30_000)
    assert bar.label.text() == "The sound of this session was deleted; its text stays."


# Rows and layout


def segment(number: int, names: str) -> KeptSegment:
    words = tuple(
        KeptWord(f"w{n}", 10.0 * number + n, 10.0 * number + n + 0.5, 0.9, speaker=name.strip("-"))
        for n, name in enumerate(names)
    )
    return KeptSegment(number, 10.0 * number, 10.0 * number + 9, None, words, ())


places = st.builds(Place, st.integers(0, 3), st.integers(0, 3))
hands = st.lists(
    st.one_of(
        st.tuples(st.just("choose_speaker"), places, st.sampled_from(("a", "b", ""))),
        st.tuples(st.just("turn_line"), places),
        st.tuples(st.just("write"), places, st.sampled_from(("", "x y"))),
        st.tuples(st.just("undo")),
    ),
    max_size=6,
)


@settings(max_examples=200)
@given(hands)
def test_rows_that_are_kept_up_are_those_made_anew(changes: list[tuple[object, ...]]) -> None:
    editor = Editor([segment(0, "aab"), segment(1, "b"), segment(2, ""), segment(3, "ba--")])
    rows = TextRows()
    rows.update(editor)
    for name, *values in changes:
        try:
            getattr(editor, str(name))(*values)
        except EditError:
            continue
        rows.update(editor)
        anew = TextRows()
        anew.update(editor)
        assert (rows.rows, rows.letters) == (anew.rows, anew.letters)


@pytest.mark.parametrize(
    ("name", "words"), [("Ada", "أول شيء"), ("عدا", "hello there"), ("Ada", "hello"), ("عدا", "أول")]
)
def test_a_line_runs_as_its_words_do_whatever_the_name(qtbot: QtBot, name: str, words: str) -> None:
    font = QFont()
    font.setPixelSize(20)
    style = CaptionStyle(LIGHT, font, 20, 600.0, 0.5)
    line = Line(0.0, final(0, words).words, speaker=name)
    layout = text_layout(line, style, partial=False)
    begin, end = (layout.lineAt(0).cursorToX(at)[0] for at in (0, len(line.text)))  # type: ignore[index]
    assert (begin > end) == (words[0] > "z")


def test_names_are_printed(qtbot: QtBot) -> None:
    lines = (FinalCaption(0, 1.0, 2.0, final(0, "hello there").words, 2.0, None, speaker="Ada"),)
    for times, expected in ((True, "0:00:01\tAda: hello there"), (False, "Ada: hello there")):
        document: QTextDocument = printed_document(Transcript("talk", "bundled-en", None, 2.0, lines), times, 1.0)
        assert document.toPlainText().splitlines()[2] == expected
