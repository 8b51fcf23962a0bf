"""The projector window: captions over a whole screen, for an audience. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.streaming.captions import Caption
from desktop.overlay.rolling_text import PlateLook, RollingText


def screen_for_audience(name: str) -> QScreen:
    """The screen of this name; else the first that is not the primary one; else the only one."""
    screens = QGuiApplication.screens()
    named = [screen for screen in screens if screen.name() == name]
    others = [screen for screen in screens if screen is not QGuiApplication.primaryScreen()]
    return (named or others or screens)[0]


class ProjectorWindow(QWidget):
    """Full screen where there is a second screen, else a window. F switches, Escape closes."""

    closed = Signal()

    def __init__(self, look: PlateLook) -> None:
        super().__init__(None)
        self.setWindowTitle(self.tr("Wavescribe captions (projector)"))
        self.setAccessibleName(self.tr("Projector captions"))
        self.text = RollingText(self)
        self.text.empty_text = self.tr("Captions appear here.  F: full screen  ·  Escape: close")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self.apply(look)

    def apply(self, look: PlateLook) -> None:
        """Another look; the ground fills the window."""
        self.text.apply(look)
        self.setStyleSheet(f"QWidget {{ background: {look.plate}; }}")

    def show_on(self, screen: QScreen) -> None:
        """Show it there: over the whole screen unless it is the one with the main window."""
        self.resize(960, 540)
        self.setScreen(screen)
        self.move(screen.availableGeometry().topLeft())
        if screen is QGuiApplication.primaryScreen():
            self.show()
        else:
            self.showFullScreen()

    def show_caption(self, caption: Caption) -> None:
        """A partial or final."""
        self.text.show_caption(caption)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F and Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_F, Qt.Key.Key_F11):
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the main window."""
        super().closeEvent(event)
        self.closed.emit()
