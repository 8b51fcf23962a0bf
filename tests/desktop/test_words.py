"""The Words sheet: a table of hotwords with three weights, import, counts, and reading a session again."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from core.decoding.hotwords import DEFAULT_WEIGHT, Hotword
from core.models.catalogue import BUNDLED, resolve
from core.session.language_model_list import ListedModel
from core.session.library import KeptWord
from core.session.live_session import SessionState
from core.session.recognition import RecognitionOptions, options_row
from core.session.redecode import Difference, Redecoding
from desktop.theme.tokens import style_sheet, tokens_for
from desktop.words.reread_sheet import RereadSheet
from desktop.words.word_table import FOUND, LEVELS, WEIGHT, WORD, WordTable, level_of
from desktop.words.words_sheet import WordsSheet
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_letters import model_of
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open


@pytest.fixture
def sheet(qtbot: QtBot) -> WordsSheet:
    sheet = WordsSheet()
    qtbot.addWidget(sheet)
    sheet.resize(360, 500)
    sheet.show()
    return sheet


def shown(sheet: WordsSheet, row: int) -> list[str]:
    return [sheet.table.data(sheet.table.index(row, column)) for column in (WORD, WEIGHT, FOUND)]


def test_words_are_typed_one_after_the_other(qtbot: QtBot, sheet: WordsSheet) -> None:
    with qtbot.waitSignal(sheet.changed) as changed:
        qtbot.keyClicks(sheet.entry, "second proof")
        qtbot.keyClick(sheet.entry, Qt.Key.Key_Return)
    assert changed.args == [(Hotword("second proof", DEFAULT_WEIGHT),)]
    assert sheet.entry.text() == ""
    assert shown(sheet, 0) == ["second proof", "●●○", "–"]


def test_a_line_that_cannot_be_read_is_said_and_the_others_are_taken(sheet: WordsSheet) -> None:
    assert sheet.add_lines("good\nOkonkwo:-1\n" + "bad:0\n" * 4)
    assert sheet.problem.text().startswith("line 2: hotword 'Okonkwo'")
    assert sheet.problem.text().endswith("and 2 more lines that can't be read")
    assert sheet.table.hotwords == [Hotword("good")]
    assert not sheet.add_lines("Okonkwo:-1")


def test_words_that_the_model_cannot_spell_say_so(qtbot: QtBot, sheet: WordsSheet) -> None:
    sheet.show_hotwords((Hotword("Zürich 7"), Hotword("Bern")))
    sheet.show_letters(frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert [shown(sheet, row)[WORD] for row in (0, 1)] == ["Zürich 7 (no Ü 7)", "Bern"]
    index = sheet.table.index(0, WORD)
    assert "Ü" in sheet.table.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert sheet.table.data(index, Qt.ItemDataRole.EditRole) == "Zürich 7"
    sheet.show_letters(None)
    assert shown(sheet, 0)[WORD] == "Zürich 7"


def test_the_window_knows_what_its_model_can_spell(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light")
    window.live.words.add_lines("Zürich")
    table = window.live.words.table
    qtbot.waitUntil(lambda: "(no Ü)" in table.data(table.index(0, WORD)))


def test_a_list_is_pasted_and_a_file_is_imported(sheet: WordsSheet, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setText("# names\nOkonkwo:8\n\nAda")
    sheet.paste.click()
    (tmp_path / "list.csv").write_bytes("\ufeffÖrsted,2.5\r\nada,8\r\n".encode())
    sheet.add_file(tmp_path / "list.csv")
    assert sheet.table.hotwords == [Hotword("Okonkwo", 8.0), Hotword("ada", 8.0), Hotword("Örsted", 2.5)]


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe\x00", "UTF-8"), (b"#nothing\n", "no word"), (None, "read")])
def test_files_that_are_no_lists_are_said(sheet: WordsSheet, tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "list.txt"
    if content is not None:
        path.write_bytes(content)
    sheet.add_file(path)
    assert said in sheet.problem.text()
    assert sheet.table.hotwords == []


def test_a_huge_file_is_refused_unread(sheet: WordsSheet, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    with path.open("wb") as file:
        file.truncate(1 << 34)
    sheet.add_file(path)
    assert "too large" in sheet.problem.text()


def test_weights_by_key_and_by_click(qtbot: QtBot, sheet: WordsSheet) -> None:
    sheet.show_hotwords((Hotword("one", LEVELS[1]), Hotword("two", 40.0)))
    sheet.view.selectRow(0)
    qtbot.keyClick(sheet.view, Qt.Key.Key_3)
    assert sheet.table.hotwords[0].weight == LEVELS[2]
    cell = sheet.view.visualRect(sheet.table.index(1, WEIGHT)).center()
    qtbot.mouseClick(sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell))
    assert sheet.table.hotwords[1].weight == LEVELS[0]
    sheet.view.selectRow(0)
    qtbot.keyClick(sheet.view, Qt.Key.Key_Delete)
    assert [word.text for word in sheet.table.hotwords] == ["two"]


def test_an_imported_weight_is_not_changed_by_being_shown(sheet: WordsSheet) -> None:
    weight = LEVELS[2] + 0.3
    sheet.show_hotwords((Hotword("one", weight),))
    assert level_of(weight) == 3
    assert sheet.table.hotwords == [Hotword("one", weight)]
    assert f"{weight:g}" in sheet.table.data(sheet.table.index(0, WEIGHT), Qt.ItemDataRole.AccessibleTextRole)


def test_spelling_is_edited_in_place(sheet: WordsSheet) -> None:
    sheet.show_hotwords((Hotword("okonko", 8.0),))
    assert sheet.table.setData(sheet.table.index(0, WORD), "Okonkwo")
    assert sheet.table.hotwords == [Hotword("Okonkwo", 8.0)]
    assert not sheet.table.setData(sheet.table.index(0, WORD), "  ")
    assert "no word" in sheet.problem.text()


def test_words_and_phrases_are_counted_as_they_are_heard(qtbot: QtBot) -> None:
    table = WordTable()
    table.show([Hotword("second proof"), Hotword("Proof"), Hotword("proofs")])
    table.heard("the SECOND PROOF is no proof of a second")
    table.heard("proof")
    assert [table.data(table.index(row, FOUND)) for row in range(3)] == ["1 ×", "3 ×", "–"]
    table.forget()
    assert table.data(table.index(1, FOUND)) == "–"


def test_thousands_of_words_are_no_burden(sheet: WordsSheet) -> None:
    assert sheet.add_lines("\n".join(f"word number {n}" for n in range(5000)))
    sheet.heard("word number 4999 and word number 1")
    assert sheet.table.data(sheet.table.index(4999, FOUND)) == "1 ×"
    assert sheet.table.data(sheet.table.index(0, FOUND)) == "–"


def test_the_window_stores_them_and_shows_how_many(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light")
    qtbot.keyClick(window, Qt.Key.Key_W)
    assert window.live.words.isVisible()
    window.live.words.add_lines("Okonkwo:8\nsecond proof")
    assert window.controller.settings.hotwords == (Hotword("Okonkwo", 8.0), Hotword("second proof"))
    assert window.live.bar.words.text() == "Words 2"
    window.live.words.leave()
    assert not window.live.words.isVisible()


# Reading again


def test_a_session_that_was_not_kept_says_so(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(keep_sessions=False)
    window.live.words.reread.click()
    assert window.live.reread.isVisible()
    assert "no session that was kept" in window.live.reread.state.text()


@pytest.mark.parametrize("width", range(230, 420, 9))
def test_each_difference_is_shown_to_its_end(qtbot: QtBot, width: int) -> None:
    def row(text: str, after: str) -> Difference:
        return Difference(0, 0, (KeptWord(text, 1.0, 2.0, 0.5),), (KeptWord(after, 1.0, 2.0, 0.5),))

    sheet = RereadSheet()
    qtbot.addWidget(sheet)
    sheet.setStyleSheet(style_sheet(tokens_for("light", dark_system=False)))
    sheet.resize(width, 600)
    sheet.show()
    words = ("THE TRACTION", "DESTRUCTION"), ("SAVE", "SAY THE"), ("A LONG WAY FROM HERE TO THERE " * 3, "GONE")
    sheet.show_differences(Redecoding("x", tuple(row(*pair) for pair in words), (), 1.0))
    qtbot.waitExposed(sheet)
    for number in range(len(words)):
        item = sheet.list.item(number)
        option = QStyleOptionViewItem()
        sheet.list.itemDelegate().initStyleOption(option, sheet.list.indexFromItem(item))
        option.rect = sheet.list.visualItemRect(item)
        room = sheet.list.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, sheet.list)
        needed = sheet.list.fontMetrics().boundingRect(
            QRect(0, 0, room.width() - 8, 10_000), Qt.TextFlag.TextWordWrap, item.text()
        )
        assert needed.height() <= room.height()


def test_differences_are_chosen_and_taken_over(qtbot: QtBot, open_window: Open) -> None:
    source = BlockSource(speech(), live=True)
    window = open_window(source, theme="light", language_models=(ListedModel(on=False),))
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=30_000)
    session = window.controller.kept_session
    assert session is not None
    # What reading again with other words would have found.
    kept = window.controller.library().segments.of(session)
    words = [next(segment for segment in kept if segment.words).words[0]]
    number = next(segment.number for segment in kept if segment.words)
    new = KeptWord("HALLO", words[0].start, words[0].end, 0.9)
    other = Difference(number, 1, (), (KeptWord("BIG", words[0].end, words[0].end, 0.9),))
    redecoding = Redecoding(session, (Difference(number, 0, (words[0],), (new,)), other), tuple(kept), 1.0)
    sheet = window.live.reread
    sheet.show_differences(redecoding)
    window.live.open_sheet(sheet)
    assert sheet.accept.text() == "Take over 2"
    sheet.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert sheet.accept.text() == "Take over 1"
    sheet.accept.click()
    qtbot.waitUntil(lambda: window.live.captions.text.startswith("HALLO WORLD"), timeout=30_000)
    assert window.live.captions.text.split("\n")[1:] == list(TEXTS[1:])
    assert window.live_place.transcript().segments[0].text == "HALLO WORLD"
    assert not sheet.isVisible()
    sheet.show_differences(redecoding)
    sheet.accept.click()
    qtbot.waitUntil(lambda: "changed meanwhile" in sheet.state.text(), timeout=30_000)


def test_reading_again_with_the_same_words_changes_nothing(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    source = BlockSource(speech(), live=True)
    model = model_of(tmp_path / "model")
    window = open_window(source, theme="light", model=model, language_models=(ListedModel(on=False),))
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=30_000)
    sheet = window.live.reread

    def read_again() -> str:
        window.live.words.reread.click()
        qtbot.waitUntil(sheet.progress.isHidden, timeout=60_000)
        return sheet.state.text()

    assert read_again() == "Nothing would change."
    # Another model was chosen meanwhile: what was heard is read by the one that heard it.
    (tmp_path / "confidence.json").write_text("{}", "utf-8")
    window.controller.change(model=str(tmp_path))
    assert read_again() == "Nothing would change."
    options = options_row(RecognitionOptions(model=str(tmp_path)))
    library = window.controller.library()
    library.database.write("UPDATE sessions SET recognition = ?", (json.dumps(options),))
    library.database.write("DELETE FROM changes")
    assert "confidence.json cannot be read" in read_again()
    # That one is there no more, and its place has one of other labels.
    shutil.copytree(resolve(BUNDLED), tmp_path, dirs_exist_ok=True)
    assert "is another model now than the one that heard this session" in read_again()


def test_reading_again_says_how_far_it_is_and_can_be_stopped(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    source = BlockSource(speech(), live=True)
    model = model_of(tmp_path / "model")
    window = open_window(source, theme="light", model=model, language_models=(ListedModel(on=False),))
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=30_000)
    sheet, background = window.live.reread, window.controller.background
    told: list[tuple[int, str]] = []
    sheet.progress.valueChanged.connect(lambda value: told.append((value, sheet.state.text())))
    window.live.words.reread.click()
    assert sheet.progress.isVisible()
    assert sheet.stop.isVisible()
    qtbot.waitUntil(sheet.progress.isHidden, timeout=60_000)
    assert sheet.state.text() == "Nothing would change."
    assert told[-1] == (100, "Reading again: 100 %")
    assert told == sorted(told)
    assert all(said == f"Reading again: {value} %" for value, said in told)
    # The thread is at something else: it is stopped before it has begun, and what is said then stays.
    held = threading.Event()
    background.run(held.wait, lambda _done: None)
    window.live.words.reread.click()
    sheet.stop.click()
    assert sheet.state.text() == "Stopped. The text is as it was."
    assert not sheet.progress.isVisible()
    assert not sheet.stop.isVisible()
    done = threading.Event()
    background.run(done.set, lambda _none: None)
    held.set()
    qtbot.waitUntil(done.is_set, timeout=30_000)
    qtbot.wait(50)
    assert sheet.state.text() == "Stopped. The text is as it was."
    # Closing the sheet stops it too; it is read from the start when that is wanted again.
    held.clear()
    background.run(held.wait, lambda _done: None)
    window.live.words.reread.click()
    sheet.leave()
    window.live.words.reread.click()
    held.set()
    qtbot.waitUntil(sheet.progress.isHidden, timeout=60_000)
    assert sheet.state.text() == "Nothing would change."
