"""Between the window and its icon in the tray: closing may leave it there. GUI thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from core.session.settings import Settings
from desktop.system.tray import Tray

if TYPE_CHECKING:
    from desktop.window.main_window import MainWindow


class WindowInTray(QObject):
    """Asked by the window when it is to close."""

    def __init__(self, window: MainWindow, tray: Tray | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._quitting = False
        self.tray = tray or Tray(self)
        self.tray.start_wanted.connect(window.live.toggle)
        self.tray.window_wanted.connect(self.show_window)
        self.tray.overlay_wanted.connect(window.live_place.screens.toggle_overlay)
        self.tray.typing_wanted.connect(window.controller.toggle_typing)
        window.controller.feeds.typing_changed.connect(self.tray.show_typing)
        self.tray.quit_wanted.connect(self.quit)
        window.controller.state_reported.connect(lambda state, _message: self.tray.show_state(state))

    def apply(self, settings: Settings) -> None:
        """What is chosen."""
        self.tray.show_overlay(settings.overlay_shown)

    def show_window(self) -> None:
        """In front, where it was."""
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def quit(self) -> None:
        """End the program, whatever closing means."""
        self._quitting = True
        self._window.close()

    def keeps(self) -> bool:
        """Whether a window that is closed now stays in the tray instead; it is hidden then."""
        stays = self.tray.available and self._window.controller.settings.close_to_tray and not self._quitting
        if stays:
            self._window.hide()
        return stays

    def close(self) -> None:
        """The window is closing for good. A hidden one would not end the program by itself."""
        self.tray.close()
        application = QApplication.instance()
        if application is not None and not self._window.isVisible():
            application.quit()
