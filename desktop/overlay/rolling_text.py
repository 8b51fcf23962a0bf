"""The newest lines of the captions, rolling: what has been shown keeps its line breaks. GUI thread only.

Text is only taken away in front of a line that begins, and lines break greedily; so the lines that stay are the lines
that were there, and only the words still forming may move.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from core.session.writing import runs_right_to_left
from core.streaming.captions import Caption, FinalCaption
from desktop.captions.caption_layout import text_length

KEPT_LINES = 24
LEAST_PADDING = 16
LINE_HEIGHT = 1.35


@dataclass(frozen=True, slots=True)
class PlateLook:
    """`lines` 0: as many as fit. `opacity` of the plate, 0 to 1. Colours #rrggbb."""

    family: str = ""
    pixels: int = 32
    lines: int = 2
    text: str = "#ffffff"
    soft: str = "#d6d6d6"
    plate: str = "#000000"
    opacity: float = 0.75


class RollingText(QWidget):
    """`show_caption` takes partials and finals; paints a plate with the last lines on it."""

    height_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Captions"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.look = PlateLook()
        self.empty_text = ""
        self._finals = ""
        self._partial = ""

    def apply(self, look: PlateLook) -> None:
        """Another look."""
        self.look = look
        self.height_wanted.emit(self.sizeHint().height())
        self.update()

    def show_caption(self, caption: Caption) -> None:
        """A final takes the place of its partial."""
        if isinstance(caption, FinalCaption):
            self._partial = ""
            self._finals = f"{self._finals} {caption.text}".strip() if caption.words else self._finals
            self._trim()
        else:
            self._partial = caption.text
        self.update()

    def clear(self) -> None:
        """Begin anew."""
        self._finals = self._partial = ""
        self.update()

    def lines(self) -> list[str]:
        """The lines that are shown, the newest last."""
        layout, text = self._layout(self._finals, self._partial)
        rows = [layout.lineAt(index) for index in range(layout.lineCount())]
        units = text.encode("utf-16-le")
        cut = [units[2 * r.textStart() : 2 * (r.textStart() + r.textLength())].decode("utf-16-le") for r in rows]
        return [row.strip() for row in cut[-self._shown() :]]

    def sizeHint(self) -> QSize:
        """So high that the lines of the look fit."""
        return QSize(720, round(max(1, self.look.lines) * self._step() + 2 * self._padding))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Plate, then the last lines, standing on its bottom edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QColor(self.look.plate)
        plate.setAlphaF(max(0.0, min(1.0, self.look.opacity)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(plate)
        painter.drawRoundedRect(self.rect(), 8, 8)
        layout, text = self._layout(self._finals, self._partial)
        if not text:
            layout, _ = self._layout("", self.empty_text)
        first = max(0, layout.lineCount() - self._shown())
        shown = layout.lineCount() - first
        top = self.height() - self._padding - shown * self._step()
        for index in range(first, layout.lineCount()):
            row = layout.lineAt(index)
            row.draw(painter, QPointF(self._padding, top + (index - first) * self._step() - row.y()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width breaks the lines anew."""
        super().resizeEvent(event)
        self._trim()

    @property
    def _padding(self) -> int:
        return max(LEAST_PADDING, round(self.look.pixels * 0.5))

    def _step(self) -> float:
        return self.look.pixels * LINE_HEIGHT

    def _shown(self) -> int:
        """How many lines: those of the look, and never more than fit."""
        fitting = max(1, int((self.height() - 2 * self._padding + 1) // self._step()))
        return min(self.look.lines, fitting) if self.look.lines else fitting

    def _trim(self) -> None:
        """Forget lines that rolled away long ago."""
        layout, text = self._layout(self._finals, "")
        surplus = layout.lineCount() - KEPT_LINES
        if surplus > 0:
            start = layout.lineAt(surplus).textStart()
            self._finals = text.encode("utf-16-le")[2 * start :].decode("utf-16-le")

    def _layout(self, finals: str, partial: str) -> tuple[QTextLayout, str]:
        text = f"{finals} {partial}".strip()
        font = QFont(self.look.family) if self.look.family else QFont(self.font())
        font.setPixelSize(self.look.pixels)
        font.setWeight(QFont.Weight.Medium)
        layout = QTextLayout(text, font)
        option = QTextOption()
        if runs_right_to_left(text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        settled = text_length(finals)
        layout.setFormats(
            [
                _run(0, settled, self.look.text),
                _run(settled, text_length(text) - settled, self.look.soft),
            ]
        )
        layout.beginLayout()
        height = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(max(40.0, self.width() - 2 * self._padding))
            row.setPosition(QRectF(0, height, 0, 0).topLeft())
            height += self._step()
        layout.endLayout()
        return layout, text


def _run(start: int, length: int, colour: str) -> QTextLayout.FormatRange:
    run = QTextLayout.FormatRange()
    run.start, run.length = start, max(0, length)
    style = QTextCharFormat()
    style.setForeground(QColor(colour))
    run.format = style
    return run
