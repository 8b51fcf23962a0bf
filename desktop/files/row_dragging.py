"""Waiting rows of the list of files, dragged by the mouse to where they are to come. GUI thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from core.session.file_job import FileState

if TYPE_CHECKING:
    from desktop.files.files_view import FilesView

EDGE = 40
SCROLL_MS, SCROLL_PIXELS = 30, 14


class RowDragging(QObject):
    """Watches the mouse over a list. `placed`: numbers of files, and the waiting one that they are to come before.

    Nothing is dragged out of the window, so that this needs no drag of the system's: it works alike on all of them.
    """

    placed = Signal(list, object)

    def __init__(self, view: FilesView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self._pressed_number = 0
        self.numbers: list[int] = []
        self._at = QPoint()
        self._scroll = QTimer(self, interval=SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    @property
    def target(self) -> int | None:
        """The row before which what is dragged would come (as many as there are: at the end); None: nothing is."""
        if not self.numbers:
            return None
        jobs = self._view.files.jobs
        first = next((row for row, job in enumerate(jobs) if job.state is FileState.QUEUED), len(jobs))
        index = self._view.indexAt(QPoint(self._view.viewport().width() // 2, self._at.y()))
        if index.isValid():
            middle = self._view.visualRect(index).center().y()
            row = index.row() + (self._at.y() > middle)
        else:
            row = 0 if self._at.y() < 0 else len(jobs)
        return max(first, row)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Mouse over the list; Escape lets go."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if self.numbers and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._end()
            return True
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._press(at if event.button() == Qt.MouseButton.LeftButton else None)
            return False
        if event.type() == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
            return self._drag(at)
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            return self._drop()
        return False

    def _press(self, at: QPoint | None) -> None:
        self._pressed = None
        job = self._view.job_at(at) if at is not None else None
        if job is not None and job.state is FileState.QUEUED:
            self._pressed, self._pressed_number = at, job.number

    def _drag(self, at: QPoint) -> bool:
        if self._pressed is None:
            return False
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self.numbers and far:
            chosen = [job.number for job in self._view.selected if job.state is FileState.QUEUED]
            self.numbers = chosen if self._pressed_number in chosen else [self._pressed_number]
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll.start()
        if self.numbers:
            self._at = at
            self._view.viewport().update()
        # The list itself would select what the mouse comes by.
        return True

    def _drop(self) -> bool:
        self._pressed = None
        numbers, row = self.numbers, self.target
        if row is None:
            return False
        jobs = self._view.files.jobs
        before = jobs[row].number if row < len(jobs) else None
        self._end()
        self.placed.emit(numbers, before)
        return True

    def _end(self) -> None:
        self.numbers, self._pressed = [], None
        self._scroll.stop()
        self._view.viewport().unsetCursor()
        self._view.viewport().update()

    def _scroll_on(self) -> None:
        height, bar = self._view.viewport().height(), self._view.verticalScrollBar()
        if self._at.y() < EDGE:
            bar.setValue(bar.value() - SCROLL_PIXELS)
        elif self._at.y() > height - EDGE:
            bar.setValue(bar.value() + SCROLL_PIXELS)
