"""The overlay: captions on a translucent plate above everything else. GUI thread only.

It never takes the focus. Locked, it lets every click through to what lies below; since it can't be clicked then, the
main window unlocks it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMouseEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizeGrip, QVBoxLayout, QWidget

from core.streaming.captions import Caption
from desktop.overlay.placement import recalled, remembered
from desktop.overlay.rolling_text import PlateLook, RollingText

SETTLE_MS = 300


class OverlayWindow(QWidget):
    """Drag anywhere, resize by the corner; buttons appear while the pointer is over it."""

    moved = Signal(str)
    lock_wanted = Signal()
    look_wanted = Signal()
    closed = Signal()

    def __init__(self, stored_place: str, look: PlateLook) -> None:
        super().__init__(None)
        self.setWindowTitle(self.tr("Wavescribe captions"))
        self.setAccessibleName(self.tr("Caption overlay"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The application's style sheet would paint a ground of its own.
        self.setStyleSheet("QWidget { background: transparent; }")
        self.locked = False
        self.text = RollingText(self)
        self.text.empty_text = self.tr("Captions appear here.")
        self._buttons = self._make_buttons()
        self._grip = QSizeGrip(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self._dragged_from: QPoint | None = None
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._tell_place)
        self._set_flags()
        self.text.apply(look)
        self.setGeometry(recalled(stored_place, QRect(0, 0, 720, self.text.sizeHint().height())))
        self.text.height_wanted.connect(self._grow)
        self._show_controls(False)

    def _make_buttons(self) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        self.lock = QPushButton(self.tr("Let clicks through"))
        self.lock.setToolTip(self.tr("The main window makes it clickable again"))
        self.lock.clicked.connect(self.lock_wanted)
        self.looks = QPushButton(self.tr("Look…"))
        self.looks.setToolTip(self.tr("Font, size, colours and lines"))
        self.looks.clicked.connect(self.look_wanted)
        self.hide_button = QPushButton(self.tr("Close"))
        self.hide_button.clicked.connect(self.close)
        for button in (self.lock, self.looks, self.hide_button):
            button.setAccessibleName(button.text())
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setStyleSheet(
                "QPushButton { background: #1b1c1e; color: #ffffff; border: 1px solid #a4a9b0; border-radius: 6px;"
                " padding: 4px 10px; } QPushButton:hover { border-color: #ffffff; }"
            )
            layout.addWidget(button)
        return row

    def show_caption(self, caption: Caption) -> None:
        """A partial or final."""
        self.text.show_caption(caption)

    def set_locked(self, locked: bool) -> None:
        """Let clicks through, or take them again."""
        self.locked = locked
        shown = self.isVisible()
        place = self.geometry()
        self._set_flags()
        self._show_controls(False)
        if shown:
            # New flags hide a window.
            self.show()
            self.setGeometry(place)

    def enterEvent(self, event: QEvent) -> None:
        """Offer the buttons."""
        super().enterEvent(event)  # type: ignore[arg-type]
        self._show_controls(not self.locked)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing but text."""
        super().leaveEvent(event)
        self._show_controls(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Drag: by the window system where it can, which is the only way under Wayland."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        handle = self.windowHandle()
        if handle is None or not handle.startSystemMove():
            self._dragged_from = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, by ourselves."""
        if self._dragged_from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.move(event.globalPosition().toPoint() - self._dragged_from)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """The end of a drag."""
        self._dragged_from = None

    def moveEvent(self, event: QMoveEvent) -> None:
        """Remember the place."""
        super().moveEvent(event)
        self._remember()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Remember the size; keep the controls in their corners."""
        super().resizeEvent(event)
        self._buttons.adjustSize()
        self._buttons.move(self.width() - self._buttons.width(), 0)
        self._grip.move(self.width() - self._grip.width(), self.height() - self._grip.height())
        self._remember()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the main window."""
        super().closeEvent(event)
        if self._settled.isActive():
            self._settled.stop()
            self._tell_place()
        self.closed.emit()

    def _grow(self, height: int) -> None:
        """Another size of text or number of lines: the bottom edge stays where it is."""
        place = self.geometry()
        self.setGeometry(QRect(place.x(), place.bottom() + 1 - height, place.width(), height))

    def _set_flags(self) -> None:
        kind = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        kind |= Qt.WindowType.WindowDoesNotAcceptFocus
        if self.locked:
            kind |= Qt.WindowType.WindowTransparentForInput
        self.setWindowFlags(kind)

    def _show_controls(self, shown: bool) -> None:
        self._buttons.setVisible(shown)
        self._buttons.raise_()
        self._grip.setVisible(shown)
        self._grip.raise_()

    def _remember(self) -> None:
        """When it has come to rest."""
        if self.isVisible():
            self._settled.start()

    def _tell_place(self) -> None:
        screen = QGuiApplication.screenAt(self.geometry().center())
        if screen is not None:
            self.moved.emit(remembered(self.geometry(), screen))
