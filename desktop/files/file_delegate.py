"""How a file's row is painted: a plate with name, facts, progress and the last line of its text. GUI thread only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.session.file_job import FileJob, FileState
from desktop.files.file_model import JOB, FileModel
from desktop.theme.tokens import LIGHT, RADIUS, STEP, Tokens, mixed

GAP = 2 * STEP
BAR = 5
# The share of a row that its buttons may take.
BUTTONS_SHARE = 0.55
# Of the accent, in the plate of a chosen row.
SELECTED_ON = 0.1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RowParts:
    """Where the parts of a row lie, in pixels, for text that runs to the right."""

    plate: QRect
    name: QRect
    facts: QRect
    last: QRect
    bar: QRect
    buttons: QRect


def row_parts(row: QRect, metrics: QFontMetrics, name_lines: int, buttons: QSize) -> RowParts:
    """`buttons`: what the row's buttons take."""
    plate = row.adjusted(0, 0, 0, -GAP)
    inside = plate.adjusted(5 * STEP, 3 * STEP, -4 * STEP, -3 * STEP)
    line = metrics.lineSpacing()
    beside = max(0, inside.width() - buttons.width() - 2 * STEP)
    name = QRect(inside.left(), inside.top(), beside, name_lines * line)
    facts = QRect(inside.left(), name.bottom() + 1 + STEP, beside, line)
    last = QRect(inside.left(), facts.bottom() + 1 + STEP, inside.width(), line)
    bar = QRect(inside.left(), plate.bottom() - 2 * STEP, inside.width(), BAR)
    place = QRect(QPoint(inside.right() + 1 - buttons.width(), inside.top() - STEP), buttons)
    return RowParts(plate, name, facts, last, bar, place)


def row_height(metrics: QFontMetrics, name_lines: int) -> int:
    """All rows have the same: of two thousand only those that are seen cost anything."""
    return (name_lines + 2) * metrics.lineSpacing() + 2 * STEP + 6 * STEP + GAP


class FileDelegate(QStyledItemDelegate):
    """`name_lines`: how many lines names have, one or two; `buttons_width`: what those of each state take."""

    def __init__(self, model: FileModel) -> None:
        super().__init__()
        self._model = model
        self.tokens: Tokens = LIGHT
        self.name_lines = 1
        self.buttons_width: dict[FileState, int] = {}

    def parts(self, row: QRect, metrics: QFontMetrics, job: FileJob, button_height: int = 0) -> RowParts:
        """Of one row: a name that needs one line leaves the other one below."""
        buttons = QSize(self.buttons_width.get(job.state, 0), button_height)
        parts = row_parts(row, metrics, 1, buttons)
        if self.name_lines > 1 and metrics.horizontalAdvance(job.path.name) > parts.name.width():
            parts = row_parts(row, metrics, self.name_lines, buttons)
        return parts

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As wide as the list."""
        return QSize(0, row_height(option.fontMetrics, self.name_lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        job: FileJob = index.data(JOB)
        row, metrics, state = option.rect, option.fontMetrics, option.state
        parts = self.parts(row, metrics, job)
        direction = option.direction

        def seen(part: QRect) -> QRect:
            """Mirrored where the window is."""
            return QStyle.visualRect(direction, row, part)

        painter.save()
        painter.setFont(option.font)
        painter.setLayoutDirection(direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_plate(painter, parts.plate, state)
        if job.state is FileState.QUEUED:
            self._paint_grip(painter, seen(QRect(parts.plate.left() + 2 * STEP, parts.name.top(), 6, 14)))
        colours = self.tokens
        name = metrics.elidedText(job.path.name, Qt.TextElideMode.ElideMiddle, self._room(parts.name, metrics))
        self._write(painter, seen(parts.name), name, colours.text, parts.name.height() > metrics.lineSpacing())
        facts, failed = self._model.facts(job), job.state is FileState.FAILED
        # A problem has the line below as well, as there is no text.
        part = parts.facts.united(parts.last.adjusted(0, 0, parts.facts.width() - parts.last.width(), 0))
        part = part if failed else parts.facts
        facts = metrics.elidedText(facts, Qt.TextElideMode.ElideRight, self._room(part, metrics))
        colour = colours.danger if failed else colours.soft
        self._write(painter, seen(part), facts, colour, wrapped=failed)
        if job.last_line and not failed:
            last = metrics.elidedText(
                self._model.last_line(job), Qt.TextElideMode.ElideRight, self._room(parts.last, metrics)
            )
            self._write(painter, seen(parts.last), last, colours.text)
        if job.state is FileState.RUNNING:
            self._paint_bar(painter, seen(parts.bar), job, direction)
        painter.restore()

    def _room(self, part: QRect, metrics: QFontMetrics) -> int:
        """Pixels of text that a part holds: of several lines somewhat less, as they break where they must."""
        lines = max(1, part.height() // metrics.lineSpacing())
        return part.width() if lines == 1 else round(0.8 * lines * part.width())

    def _write(self, painter: QPainter, part: QRect, text: str, colour: str, wrapped: bool = False) -> None:
        painter.setPen(QColor(colour))
        form = QTextOption(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        form.setTextDirection(painter.layoutDirection())
        # Names of files have long words.
        wrap = QTextOption.WrapMode
        form.setWrapMode(wrap.WrapAtWordBoundaryOrAnywhere if wrapped else wrap.NoWrap)
        painter.drawText(QRectF(part), text, form)

    def _paint_plate(self, painter: QPainter, plate: QRect, state: QStyle.StateFlag) -> None:
        colours = self.tokens
        selected = bool(state & QStyle.StateFlag.State_Selected)
        filled = mixed(colours.raised, colours.accent, SELECTED_ON) if selected else colours.raised
        painter.setBrush(QColor(filled))
        pen = QPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_HasFocus:
            pen = QPen(QColor(colours.focus), 2)
        elif selected or colours.raised == colours.surface:
            pen = QPen(QColor(colours.accent if selected else colours.line), 1)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(plate).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_grip(self, painter: QPainter, place: QRect) -> None:
        """Six dots: it can be dragged."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.tokens.soft))
        for column in (0, 4):
            for line in (2, 7, 12):
                painter.drawEllipse(place.left() + column, place.top() + line, 2, 2)

    def _paint_bar(self, painter: QPainter, place: QRect, job: FileJob, direction: Qt.LayoutDirection) -> None:
        painter.setPen(QPen(QColor(self.tokens.line), 1))
        painter.setBrush(QBrush(QColor(self.tokens.surface)))
        painter.drawRoundedRect(place, BAR / 2, BAR / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        if job.duration:
            done = QRect(place.topLeft(), QSize(round(place.width() * min(1.0, job.done / job.duration)), BAR))
            painter.setBrush(QBrush(QColor(self.tokens.accent)))
            painter.drawRoundedRect(QStyle.visualRect(direction, place, done), BAR / 2, BAR / 2)
