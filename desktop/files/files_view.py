"""The list of files: painted rows, of which those that are seen have buttons. GUI thread only."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from core.session.file_job import FileJob, FileState
from desktop.files.file_actions import AGAIN, CANCEL, EARLIER, LATER, OF_STATE, OPEN, REMOVE, RowActions, file_menu
from desktop.files.file_delegate import BUTTONS_SHARE, GAP, FileDelegate, row_parts
from desktop.files.file_model import JOB, FileModel, Index
from desktop.files.row_dragging import RowDragging
from desktop.theme.tokens import Tokens


class FilesView(QListView):
    """`wanted`: an action and the jobs that it is for. `placed`: see `RowDragging`."""

    wanted = Signal(str, list)
    placed = Signal(list, object)

    def __init__(self, model: FileModel) -> None:
        super().__init__()
        self.files = model
        self.setObjectName("fileList")
        self.setAccessibleName(self.tr("Files"))
        self._delegate = FileDelegate(model)
        self._buttons: dict[int, RowActions] = {}
        self._spare: list[RowActions] = []
        self._fitting: dict[FileState, frozenset[str]] = dict.fromkeys(FileState, frozenset())
        self._button_height = 0
        # Tells how wide buttons are.
        self._measure = RowActions(self)
        self._measure.hide()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_buttons)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.dragging = RowDragging(self)
        self.dragging.placed.connect(self.placed)
        self.activated.connect(self._activated)
        for change in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            change.connect(lambda *_: self._soon.start())

    # What is seen

    @property
    def selected(self) -> list[FileJob]:
        """The selected files, from above."""
        return [index.data(JOB) for index in sorted(self.selectedIndexes())]

    def job_at(self, at: QPoint) -> FileJob | None:
        """The file whose row is there."""
        index = self.indexAt(at)
        return index.data(JOB) if index.isValid() else None

    def actions_for(self, number: int) -> RowActions:
        """The buttons of a file's row, which is brought into view."""
        self.scrollTo(self.files.index(self.files.row(number)))
        self._show_buttons()
        return self._buttons[number]

    def apply(self, tokens: Tokens) -> None:
        """Looks."""
        self._delegate.tokens = tokens
        self._fit()

    def _fit(self) -> None:
        """The room for buttons, and whether a name needs a second line."""
        width = self.viewport().width()
        room = round(BUTTONS_SHARE * width)
        self._button_height = self._measure.more.sizeHint().height()
        for state, actions in OF_STATE.items():
            fitting = self._fitting[state] = self._measure.fitting(state, room)
            more = len(fitting) < len(actions)
            self._delegate.buttons_width[state] = self._measure.width_of([a for a in actions if a in fitting], more)
        buttons = QSize(max(self._delegate.buttons_width.values()), 0)
        beside = row_parts(QRect(0, 0, width, 0), self.fontMetrics(), 1, buttons).name.width()
        lines = 1 if self.fontMetrics().horizontalAdvance(self.files.longest_name) <= beside else 2
        if lines != self._delegate.name_lines:
            self._delegate.name_lines = lines
            self.scheduleDelayedItemsLayout()
        self.verticalScrollBar().setSingleStep(3 * self.fontMetrics().lineSpacing())
        self._soon.start()

    def _show_buttons(self) -> None:
        """Lend buttons to the rows that are seen, and take them from the others."""
        height, row_height = self.viewport().height(), self.sizeHintForRow(0)
        seen: dict[int, QModelIndex] = {}
        if self.isVisible() and row_height > 0:
            first = max(0, self.verticalOffset() // row_height)
            for row in range(first, min(len(self.files.jobs), first + height // row_height + 2)):
                seen[self.files.jobs[row].number] = self.files.index(row)
        for number in [number for number in self._buttons if number not in seen]:
            buttons = self._buttons.pop(number)
            if buttons.has_focus:
                self.setFocus()
            buttons.hide()
            self._spare.append(buttons)
        current = self.currentIndex().row()
        for number, index in seen.items():
            buttons = self._buttons.get(number) or self._lent(number)
            self._place(buttons, index, reached=index.row() == current)

    def _lent(self, number: int) -> RowActions:
        buttons = self._buttons[number] = self._spare.pop() if self._spare else self._made()
        return buttons

    def _made(self) -> RowActions:
        buttons = RowActions(self.viewport())
        buttons.wanted.connect(self.wanted)
        buttons.menu_wanted.connect(lambda job, at: file_menu(self, [job], self.wanted.emit).popup(at))
        before: QWidget = self
        for button in (*buttons.buttons.values(), buttons.more):
            QWidget.setTabOrder(before, button)
            before = button
        return buttons

    def _place(self, buttons: RowActions, index: QModelIndex, reached: bool) -> None:
        job: FileJob = index.data(JOB)
        row = self.visualRect(index)
        had_focus = buttons.has_focus
        buttons.show_job(job, self._fitting[job.state])
        buttons.be_reached(reached)
        if had_focus and not buttons.has_focus:
            # The button that was used has gone with the state that it was for.
            self.setFocus()
        part = self._delegate.parts(row, self.fontMetrics(), job, self._button_height).buttons
        part = self.style().visualRect(self.layoutDirection(), row, part)
        buttons.setGeometry(part)
        buttons.setVisible(True)

    # Events

    def updateGeometries(self) -> None:
        """The rows are laid out."""
        super().updateGeometries()
        self._soon.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The buttons come along."""
        super().scrollContentsBy(dx, dy)
        self._show_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._fit()

    def dataChanged(self, top: Index, bottom: Index, roles: Iterable[int] = ()) -> None:
        """Qt would lay out all rows anew, though they have one height; who listens needs more than a picture."""
        if QAccessible.isActive():
            super().dataChanged(top, bottom, list(roles))
        self.update(top)

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """A longer name may have come."""
        super().rowsInserted(parent, start, end)
        self._fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tab comes to the buttons of another row."""
        super().currentChanged(current, previous)
        self._soon.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is a row to go on from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.files.jobs:
            self.setCurrentIndex(self.files.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes away, with Alt the arrows move what waits."""
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Delete:
            self._want(CANCEL)
            self._want(REMOVE)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._want(EARLIER if key == Qt.Key.Key_Up else LATER)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the selected files, or with the one that was pointed at."""
        at, jobs = event.globalPos(), self.selected
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        elif self.job_at(event.pos()) is None:
            return
        if jobs:
            file_menu(self, jobs, self.wanted.emit).popup(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and where those that are dragged would come."""
        super().paintEvent(event)
        target = self.dragging.target
        if target is not None:
            row = self.visualRect(self.files.index(min(target, len(self.files.jobs) - 1)))
            y = row.top() if target < len(self.files.jobs) else row.bottom() + 1
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(self._delegate.tokens.accent), 3))
            painter.drawLine(0, y - GAP // 2, self.viewport().width(), y - GAP // 2)
            painter.end()

    def _want(self, action: str) -> None:
        suited = [job for job in self.selected if action in OF_STATE[job.state]]
        if suited:
            self.wanted.emit(action, suited)

    def _activated(self, index: QModelIndex) -> None:
        """Enter, or a double click: what one wants of a file most."""
        job: FileJob = index.data(JOB)
        for action in (OPEN, AGAIN):
            if action in OF_STATE[job.state]:
                self.wanted.emit(action, [job])
