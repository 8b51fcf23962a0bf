"""Printed transcripts, read back by a reader of PDF that we did not write."""

from __future__ import annotations

import io
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.decoding.hypothesis import Word
from core.session.settings import Settings
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption
from desktop.window.printing import pdf_bytes
from tests.desktop.conftest import Open

SENTENCE = "so the first thing we agreed was to move the release to thursday"


def transcript(lines: int, text: str = SENTENCE) -> Transcript:
    said = tuple(Word(word, 0.0, 0.1, 0.9) for word in text.split())
    finals = tuple(FinalCaption(n, 5.0 * n, 5.0 * n + 4, said, 5.0 * n, None) for n in range(lines))
    return Transcript("Team meeting", "bundled-en", None, 5.0 * lines, finals)


def pages(content: bytes) -> list[str]:
    # Letters that the font joins ("fi") come back as one.
    return [normalize("NFKC", page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("times", [True, False])
def test_every_line_is_printed_once_in_order_over_all_pages(qtbot: QtBot, times: bool) -> None:
    printed = pages(pdf_bytes(transcript(300), times, 96))
    assert len(printed) > 5
    whole = " ".join(" ".join(printed).split())
    assert whole.startswith("Team meeting 0:25:00 · bundled-en")
    assert whole.count("first thing we agreed") == 300
    found = [whole.find(f"{5 * n // 3600}:{5 * n // 60 % 60:02d}:{5 * n % 60:02d} so") for n in range(300)]
    assert (found == sorted(found) and min(found) > 0) if times else max(found) == -1


def test_a_page_is_a4_with_margins_and_its_number(qtbot: QtBot) -> None:
    content = pdf_bytes(transcript(100), True, 96)
    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((595, 842), abs=1)
    assert [page.split()[-1] for page in pages(content)] == ["1", "2", "3", "4"][: len(pages(content))]


def test_the_lines_of_a_paragraph_stand_below_one_another(qtbot: QtBot) -> None:
    found: list[tuple[str, float]] = []

    def visit(text: str, _matrix: object, place: list[float], *_font: object) -> None:
        if text.strip():
            found.append((text, place[4]))

    content = pdf_bytes(transcript(3, " ".join([SENTENCE] * 4)), True, 96)
    PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=visit)
    times = {x for text, x in found if text.startswith("0:00:0") and "·" not in text}
    lines = {x for text, x in found if "thing" in text or "agreed" in text}
    assert len(times) == len(lines) == 1
    assert times.pop() < lines.pop() - 50


def test_a_pdf_is_written_whole_or_not_at_all(qtbot: QtBot, tmp_path: Path, open_window: Open) -> None:
    window = open_window()
    printing = window.printing
    target = tmp_path / "meeting.pdf"
    with qtbot.waitSignal(printing.done, timeout=20_000) as said:
        printing.write_pdf(transcript(3), True, Settings(), target)
    assert str(target) in said.args[0]
    assert "thursday" in pages(target.read_bytes())[0]
    with qtbot.waitSignal(printing.refused, timeout=20_000) as said:
        printing.write_pdf(transcript(3), True, Settings(), tmp_path / "nowhere" / "meeting.pdf")
    assert said.args[0].startswith("Not written: ")


def test_the_menu_asks_for_a_printer_or_a_file(qtbot: QtBot, tmp_path: Path, open_window: Open) -> None:
    window = open_window(export_folder=str(tmp_path))
    page = window.editor
    page._read = lambda then: then(transcript(2))
    for action in page.print_menu.actions()[::2]:
        action.trigger()
    (printer,) = window.findChildren(QPrintDialog)
    (files,) = [dialog for dialog in window.findChildren(QFileDialog) if dialog.windowTitle() == "Save as PDF"]
    assert printer.isVisible()
    printer.reject()
    files.selectFile(str(tmp_path / "meeting.pdf"))
    with qtbot.waitSignal(window.printing.done, timeout=20_000):
        files.accept()
    assert "0:00:05" in pages((tmp_path / "meeting.pdf").read_bytes())[0]
