"""The sheet that exports: what it shows, keeps and writes, from each place that opens it."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.session.settings import load_settings
from core.session.transcript import Transcript
from desktop.window.main_window import MainWindow
from tests.core.session.test_file_queue import wav
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open
from tests.desktop.screenshots import SENTENCES, editor, final, listening


def opened(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.exporting.sheet.export.isEnabled, timeout=30_000)


def written(qtbot: QtBot, window: MainWindow) -> None:
    sheet = window.exporting.sheet
    sheet.said.clear()
    qtbot.mouseClick(sheet.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.export.isEnabled() and bool(sheet.said.text()), timeout=30_000)


def test_the_first_subtitles_follow_the_rules_and_the_file_is_as_they_are(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(export_folder=str(tmp_path), export_format="srt")
    editor(window)
    window.editor.exported.emit(window.editor._read)
    opened(qtbot, window)
    sheet = window.exporting.sheet
    wide = sheet.preview.toPlainText()
    sheet.numbers["characters"].setValue(16)
    sheet.numbers["lines"].setValue(1)
    narrow = sheet.preview.toPlainText()
    assert narrow != wide
    lines = [line for line in narrow.split("\n") if line and " – " not in line]
    assert lines
    assert max(map(len, lines)) <= 16
    written(qtbot, window)
    text = (tmp_path / "Team meeting.srt").read_text(encoding="utf-8")
    assert all(line in text for line in lines)
    written(qtbot, window)
    assert (tmp_path / "Team meeting-2.srt").read_text(encoding="utf-8") == text
    window.close()
    stored, _ = load_settings(tmp_path / "settings.json")
    assert (stored.subtitle_characters, stored.subtitle_lines, stored.export_format) == (16, 1, "srt")


def test_captions_that_came_after_the_sheet_was_opened_are_written(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window(export_folder=str(tmp_path), export_format="txt", export_template="live {date}")
    window.export_live()
    opened(qtbot, window)
    assert window.exporting.sheet.preview.toPlainText() == ""
    assert not window.exporting.sheet.rules.isVisible()
    window.live.start.click()
    qtbot.waitUntil(lambda: TEXTS[0] in window.live.captions.text, timeout=30_000)
    written(qtbot, window)
    (file,) = tmp_path.glob("live ????-??-??.txt")
    assert TEXTS[0] in file.read_text(encoding="utf-8")


def test_all_finished_files_become_a_file_each(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    window = open_window(export_folder=str(out))
    window.add_files([wav(tmp_path / f"{name}.wav", speech()) for name in "ab"])
    qtbot.waitUntil(lambda: len(window.files.model.finished) == 2, timeout=30_000)
    qtbot.mouseClick(window.files.export_all, Qt.MouseButton.LeftButton)
    opened(qtbot, window)
    sheet = window.exporting.sheet
    assert sheet.what.text() == "2 transcripts"
    for form in ("txt", "srt", "vtt", "ass", "json", "csv", "tsv", "docx"):
        window.controller.change(export_format=form)
        written(qtbot, window)
        assert "2 files written" in sheet.said.text()
    assert len(list(out.iterdir())) == 16
    assert TEXTS[0] in (out / "b.txt").read_text(encoding="utf-8")
    window.controller.change(export_template="same")
    written(qtbot, window)
    assert {"same.docx", "same-2.docx"} < {path.name for path in out.iterdir()}


def test_what_cannot_be_written_is_said(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(export_folder=str(tmp_path / "nowhere"))
    listening(window)
    window.export_live()
    opened(qtbot, window)
    sheet = window.exporting.sheet
    written(qtbot, window)
    assert "Not written" in sheet.said.text()
    sheet.template.setText("")
    qtbot.keyClicks(sheet.template, "../{nothing}")
    assert not sheet.export.isEnabled()
    sheet.template.setText("")
    qtbot.keyClicks(sheet.template, "{stem}")
    assert sheet.export.isEnabled()
    window.go(2)
    assert not sheet.isVisible()


def test_the_export_of_many_is_stopped_between_whole_files(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    window = open_window(export_folder=str(out), export_format="docx")
    lines = tuple(final(number, text) for number, text in enumerate(SENTENCES * 10))
    transcripts = [Transcript(f"talk {number:03}", "m", None, 600.0, lines) for number in range(400)]
    window.exporting.open(lambda then: then(transcripts))
    opened(qtbot, window)
    sheet = window.exporting.sheet
    assert sheet.preview.toPlainText()
    qtbot.mouseClick(sheet.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.bar.label.text() > "Exporting: 0 of 400", timeout=30_000)
    assert sheet.bar.action.text() == "Stop"
    window.controller.change(theme="dark")
    assert not sheet.export.isEnabled(), "one at a time"
    qtbot.mouseClick(sheet.bar.action, Qt.MouseButton.LeftButton)
    opened(qtbot, window)
    assert not sheet.bar.isVisible()
    files = sorted(path.name for path in out.iterdir())
    assert 0 < len(files) < 400
    assert files == [f"talk {number:03}.docx" for number in range(len(files))]
    said = sheet.said.text().split("\n")
    assert said[0] == "Stopped. No file was left unfinished."
    assert said[1].startswith(f"{len(files)} file")
    assert len(Document(str(out / files[-1])).paragraphs) == len(lines) + 2


def test_the_export_of_one_is_stopped_before_it_is_there(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(export_folder=str(tmp_path), export_format="txt")
    former = tmp_path / "day.txt"
    former.write_text("former")
    lines = tuple(final(number, text) for number, text in enumerate(SENTENCES * 600))
    window.exporting.open(lambda then: then([Transcript("day", "m", None, 9e4, lines)]))
    opened(qtbot, window)
    sheet = window.exporting.sheet
    window.controller.change(readable=True)
    qtbot.mouseClick(sheet.export, Qt.MouseButton.LeftButton)
    assert (sheet.bar.label.text(), sheet.bar.action.text()) == ("Exporting…", "Stop")
    qtbot.mouseClick(sheet.bar.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(sheet.said.text()), timeout=30_000)
    assert sheet.said.text() == "Stopped. No file was left unfinished."
    assert [path.name for path in tmp_path.glob("day*")] == ["day.txt"]
    assert former.read_text() == "former"


def test_what_was_asked_for_is_written_before_the_window_goes(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(export_folder=str(tmp_path), export_format="txt")
    transcripts = [Transcript(f"talk {number}", "m", None, 9.0, (final(0, SENTENCES[0]),)) for number in range(30)]
    window.exporting.open(lambda then: then(transcripts))
    opened(qtbot, window)
    qtbot.mouseClick(window.exporting.sheet.export, Qt.MouseButton.LeftButton)
    window.close()
    assert len(list(tmp_path.glob("talk *.txt"))) == 30
