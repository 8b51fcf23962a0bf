"""What every side sheet has: a heading, a sentence, its content, and a way to close it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QStyle, QVBoxLayout, QWidget

from desktop.theme.tokens import STEP


class Sheet(QFrame):
    """`content` takes the widgets, one below the other; it scrolls where they don't fit."""

    closed = Signal()

    def __init__(self, heading: str, sentence: str) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAccessibleName(heading)
        title = QLabel(heading)
        title.setObjectName("heading")
        title.setWordWrap(True)
        self.done_button = QPushButton(self.tr("Done"))
        self.done_button.clicked.connect(self.leave)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignTop)
        help_text = QLabel(sentence)
        help_text.setObjectName("soft")
        help_text.setWordWrap(True)
        inside = self._inside = QWidget()
        inside.installEventFilter(self)
        self._width = 0
        inside.setObjectName("sheetInside")
        self.content = QVBoxLayout(inside)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(2 * STEP)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addLayout(top)
        layout.addWidget(help_text)
        layout.addWidget(area, 1)
        self.setFocusProxy(self.done_button)

    def set_width(self, pixels: int) -> None:
        """The usual width; words that are longer than ours (another language) may take up to half as much again."""
        self._width = pixels
        self._fit()

    def _fit(self) -> None:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        needed = self._inside.minimumSizeHint().width() + bar + 8 * STEP
        if self._width:
            self.setFixedWidth(max(self._width, min(needed, round(1.5 * self._width))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def show_inside(self, widget: QWidget) -> None:
        """Scroll to what has just been said, once it has its size."""
        QTimer.singleShot(0, widget, lambda: self._area.ensureWidgetVisible(widget, 0, 0))

    def add_below(self, widget: QWidget) -> None:
        """Below what scrolls: what is to be seen wherever one is."""
        self._layout.addWidget(widget)

    def leave(self) -> None:
        """Close; a sheet with something to finish does it first."""
        self.closed.emit()

    def add_labelled(self, name: str, widget: QWidget) -> None:
        """A control with its name above it."""
        label = QLabel(name)
        label.setWordWrap(True)
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        self.content.addWidget(label)
        self.content.addWidget(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
