"""A transcript as a document to print: title, what made it, a paragraph a line, with or without times. Any thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from core.session.transcript import Transcript
from core.session.writing import clock, runs_right_to_left
from desktop.theme.tokens import LIGHT

TEXT_POINTS, TITLE_POINTS = 11.0, 16.0
LINE_PERCENT = 130.0
GAP = 6.0


def printed_document(transcript: Transcript, times: bool, scale: float) -> QTextDocument:
    """For `QTextDocument.print_`, which adds margins of 2 cm and the numbers of the pages.

    `scale`: how many of the paper's dots make one of the screen's.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    font = QFont()
    font.setPointSizeF(TEXT_POINTS)
    document.setDefaultFont(font)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    _write(cursor, Path(transcript.file).name, _look(TITLE_POINTS, bold=True), _block(0.0))
    facts = f"{clock(transcript.duration)} · {Path(transcript.model).name}"
    _write(cursor, facts, _look(TEXT_POINTS, LIGHT.soft), _block(2 * GAP))
    hanging = QFontMetricsF(font).horizontalAdvance("00:00:00") + 2 * GAP if times else 0.0
    for line in transcript.segments:
        if line.words:
            if times:
                to_the_left = runs_right_to_left(line.text)
                # Qt leaves out a tab between numbers and a text that runs to the left.
                space = "\u2003" if to_the_left else "\t"
                block = _hanging(hanging, scale, to_the_left)
                _write(cursor, clock(line.start) + space, _look(TEXT_POINTS, LIGHT.soft), block)
            else:
                _write(cursor, "", _look(TEXT_POINTS), _block(GAP))
            if line.speaker:
                cursor.insertText(f"{line.speaker}: ", _look(TEXT_POINTS, bold=True))
            cursor.insertText(line.text, _look(TEXT_POINTS))
    cursor.endEditBlock()
    return document


def _write(cursor: QTextCursor, text: str, look: QTextCharFormat, block: QTextBlockFormat) -> None:
    """A paragraph; the document has an empty one to begin with."""
    if cursor.position() == 0:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)
    cursor.insertText(text, look)


def _block(below: float) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setBottomMargin(below)
    block.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block


def _hanging(by: float, scale: float, to_the_left: bool) -> QTextBlockFormat:
    """Lines that stand in, but for what the first begins with, at the side at which the text begins."""
    block = _block(GAP)
    # Qt brings tabs to the paper's dots by itself, and these not.
    if to_the_left:
        block.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        block.setRightMargin(by * scale)
    else:
        block.setLeftMargin(by * scale)
    block.setTextIndent(-by * scale)
    block.setTabPositions([QTextOption.Tab(by, QTextOption.TabType.LeftTab)])
    return block


def _look(points: float, colour: str = "#000000", bold: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontPointSize(points)
    look.setForeground(QColor(colour))
    if bold:
        look.setFontWeight(QFont.Weight.DemiBold)
    return look
