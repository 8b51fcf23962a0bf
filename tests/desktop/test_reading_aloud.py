"""Captions and transcript for those who don't see them: as a text with lines and a caret; over AT-SPI as well."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleTextInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.session.editing import Editor
from desktop.captions.captions_view import CaptionsView
from desktop.captions.read_text import ReadText
from desktop.editor.editor_view import EditorView
from desktop.theme.tokens import LIGHT
from tests.core.session.test_editing import segment
from tests.desktop.test_captions_view import final, partial

ROWS = st.lists(st.text("ab \N{GRINNING FACE}é", max_size=6), max_size=6)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(before=ROWS, now=ROWS, cut=st.tuples(st.integers(0, 6), st.integers(0, 6)))
def test_a_change_of_rows_is_told_as_a_change_of_text(before: list[str], now: list[str], cut: tuple[int, int]) -> None:
    first, last = sorted(min(each, len(before)) for each in cut)
    read = ReadText(before)
    old = "\n".join(before)
    assert read.text(0, len(read)) == old
    change = read.replace(first, last - first, now)
    rows = [*before[:first], *now, *before[last:]]
    new = "\n".join(rows)
    assert read.text(0, len(read)) == new
    assert len(read) == units(new)
    if rows and before:
        data, at = old.encode("utf-16-le"), 2 * change.position
        end = at + len(change.removed.encode("utf-16-le"))
        assert data[at:end].decode("utf-16-le") == change.removed
        assert (data[:at] + change.inserted.encode("utf-16-le") + data[end:]).decode("utf-16-le") == new


@given(rows=ROWS.filter(bool))
def test_each_position_has_its_row(rows: list[str]) -> None:
    read = ReadText(rows)
    for number, row in enumerate(rows):
        for position in range(units(row) + 1):
            assert read.place(read.offset(number, position)) == (number, position)


def text_of(widget: QWidget) -> QAccessibleTextInterface:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface.role() == QAccessible.Role.EditableText
    state = interface.state()
    assert (state.readOnly, state.multiLine) == (1, 1)  # type: ignore[attr-defined]
    return interface.textInterface()


@pytest.fixture
def captions(qtbot: QtBot) -> CaptionsView:
    view = CaptionsView()
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    view.apply(LIGHT, 20, True)
    view.add_final(final(1, "THE FIRST CAPTION"))
    view.add_final(final(2, "AND ANOTHER"))
    return view


def test_captions_are_read_with_their_times(captions: CaptionsView) -> None:
    text = text_of(captions)
    first = "0:00:01 THE FIRST CAPTION\n0:00:02 AND ANOTHER"
    assert text.text(0, text.characterCount()) == first
    captions.show_partial(partial(3, "NOT YET"))
    captions.add_marker(3.0, "— español —")
    captions.add_final(final(4, "HOLA"))
    assert text.text(0, text.characterCount()) == f"{first}\n— español —\n0:00:04 HOLA"
    captions.apply(LIGHT, 20, False)
    assert text.text(0, text.characterCount()) == "THE FIRST CAPTION\nAND ANOTHER\n— español —\nHOLA"
    captions.clear()
    assert text.characterCount() == text.cursorPosition() == 0


def test_the_caret_moves_by_caption_word_and_letter(qtbot: QtBot, captions: CaptionsView) -> None:
    text = text_of(captions)

    def at_caret() -> str:
        return text.text(text.cursorPosition(), text.cursorPosition() + 3)

    control = Qt.KeyboardModifier.ControlModifier
    assert at_caret() == "AND"
    read = []
    for key, held in (
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Right, control),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, control),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(captions, key, held)
        read.append(at_caret())
    assert read == ["THE", "FIR", "IRS", "FIR", "AND", "AND", "\n0:"]


def test_a_place_on_the_screen_is_a_place_in_the_text(captions: CaptionsView) -> None:
    text = text_of(captions)
    for offset in (8, 12, 20, 34, 40):
        box = text.characterRect(offset)
        assert captions.viewport().rect().contains(captions.viewport().mapFromGlobal(box.center()))
        assert text.offsetAtPoint(QPoint(box.left() + 1, box.center().y())) == offset
    assert text.offsetAtPoint(QPoint(-500, -500)) == -1


def test_reading_an_older_caption_holds_the_view(captions: CaptionsView) -> None:
    for number in range(3, 60):
        captions.add_final(final(number, "MORE WORDS"))
    text_of(captions).setCursorPosition(30)
    assert not captions.following
    captions.add_final(final(60, "NEWEST"))
    assert text_of(captions).cursorPosition() == 34, "within the time: the caption's first word"
    captions.follow()
    assert text_of(captions).text(text_of(captions).cursorPosition(), 10**6) == "NEWEST"


def test_the_transcript_is_read_and_its_caret_is_the_current_word(qtbot: QtBot) -> None:
    view = EditorView()
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    view.apply(LIGHT, 20, 0.5)
    view.show_editor(Editor((segment(0, "THE FIRST LINE"), segment(1, "AND ANOTHER"))))
    text = text_of(view)
    whole = text.text(0, text.characterCount())
    rows = [" ".join(word.text for word in view._text.words(row)) for row in view.rows]
    assert [line.partition(" ")[2] for line in whole.split("\n")] == rows
    for row, line in enumerate(rows):
        for word in range(len(line.split())):
            at = text.cursorPosition()
            assert text.text(at, at + len(line.split()[word])) == line.split()[word]
            if (row, word) != (len(rows) - 1, len(line.split()) - 1):
                qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    text.setCursorPosition(whole.index(rows[0]))
    assert view.current == view.editor.first


CLIENT = Path(__file__).parents[1] / "helpers" / "read_by_atspi.py"
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = ("xvfb-run", "dbus-run-session", SYSTEM_PYTHON)
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")


def missing() -> str:
    lacking = [name for name in NEEDED if not shutil.which(name)] + ([] if LAUNCHER.exists() else [str(LAUNCHER)])
    if lacking:
        return ", ".join(lacking)
    if subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], check=False, capture_output=True).returncode:
        lacking = ["pyatspi"]
    return ", ".join(lacking)


@pytest.mark.slow
def test_a_screen_reader_reads_line_by_line() -> None:
    """A client as Orca is one, on a bus and a screen of its own, reads the real widgets in another process."""
    if lacking := missing():
        pytest.skip(f"{lacking} not found (Debian: at-spi2-core python3-pyatspi xvfb xauth dbus)")
    script = (
        f"{LAUNCHER} --launch-immediately >/dev/null 2>&1 & launcher=$!; sleep 1; "
        f"'{sys.executable}' -m tests.helpers.captions_to_read >/dev/null & shown=$!; "
        f"{SYSTEM_PYTHON} '{CLIENT}'; code=$?; kill $shown $launcher; exit $code"
    )
    done = subprocess.run(
        ["xvfb-run", "-a", "dbus-run-session", "bash", "-c", script],
        check=False, capture_output=True, text=True, timeout=120, cwd=CLIENT.parents[2],
        env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    heard = json.loads(done.stdout)
    assert heard["role"] == "text"
    assert {"read only", "multi line", "focusable"} <= set(heard["states"])
    assert heard["lines"] == ["0:00:01 THE FIRST CAPTION\n", "0:00:02 AND ANOTHER"]
    assert heard["words"] == ["THE", "FIRST", "CAPTION"]
    assert heard["carets"] == [18, 8, 34]
    assert heard["inserted"] == ["\n0:00:03 A THIRD ONE"]
