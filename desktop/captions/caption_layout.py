"""How one caption is laid out: its runs of style, its lines, its height. GUI thread only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from core.decoding.hypothesis import Word
from core.session.writing import runs_right_to_left
from desktop.theme.tokens import LINE_HEIGHT, STEP, Tokens, mixed

GAP = 2 * STEP


@dataclass(slots=True)
class Line:
    """One caption, or a marker between captions (`words` empty, `marker` set). `speaker`: a name to stand before it."""

    start: float
    words: tuple[Word, ...]
    marker: str = ""
    segment: int = -1
    speaker: str = ""

    @property
    def lead(self) -> str:
        """What stands before the words."""
        return f"{self.speaker}: " if self.speaker else ""

    @property
    def spoken(self) -> str:
        """The words, or the marker."""
        return self.marker or " ".join(word.text for word in self.words)

    @property
    def text(self) -> str:
        """What is shown."""
        return self.lead + self.spoken


@dataclass(frozen=True, slots=True)
class CaptionStyle:
    """`width`: of the column, pixels. `doubtful`: words below this confidence fade and get a dotted line."""

    tokens: Tokens
    font: QFont
    pixels: int
    width: float
    doubtful: float

    @property
    def line_height(self) -> float:
        """Pixels from one line's top to the next."""
        return self.pixels * LINE_HEIGHT


def text_layout(line: Line, style: CaptionStyle, partial: bool) -> QTextLayout:
    """The caption, wrapped into the column."""
    layout = QTextLayout(line.text, style.font)
    option = QTextOption()
    # Each caption runs as its own words do, whatever the direction of the window or of the speaker's name.
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    if runs_right_to_left(line.spoken):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(line, style, partial))
    layout.beginLayout()
    height = 0.0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(style.width)
        row.setPosition(QRectF(0, height, 0, 0).topLeft())
        height += max(style.line_height, row.height())
    layout.endLayout()
    return layout


def height_of(line: Line, style: CaptionStyle) -> float:
    """Pixels that the caption takes, the gap below it included."""
    layout = text_layout(line, style, partial=False)
    last = layout.lineAt(layout.lineCount() - 1)
    return float(last.y() + max(style.line_height, last.height()) + GAP)


def _formats(line: Line, style: CaptionStyle, partial: bool) -> list[QTextLayout.FormatRange]:
    """Partials are soft. A doubtful word of a final has a dotted line below, and fades with its confidence."""
    soft = partial or bool(line.marker)
    formats = [_run(0, text_length(line.text), style.tokens.soft if soft else style.tokens.text)]
    position = text_length(line.lead)
    if position:
        formats.append(_run(0, position, style.tokens.soft, bold=True))
    for word in line.words if not partial else ():
        length = text_length(word.text)
        if word.confidence < style.doubtful:
            share = max(0.0, word.confidence) / style.doubtful
            run = _run(position, length, mixed(style.tokens.soft, style.tokens.text, share))
            look = run.format
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            look.setUnderlineColor(QColor(style.tokens.soft))
            run.format = look
            formats.append(run)
        position += length + 1
    return formats


def _run(start: int, length: int, colour: str, bold: bool = False) -> QTextLayout.FormatRange:
    run = QTextLayout.FormatRange()
    run.start, run.length = start, length
    look = QTextCharFormat()
    look.setForeground(QColor(colour))
    if bold:
        look.setFontWeight(QFont.Weight.DemiBold)
    run.format = look
    return run


def text_length(text: str) -> int:
    """In the units that Qt counts."""
    return len(text.encode("utf-16-le")) // 2
