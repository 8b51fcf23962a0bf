"""Owns the overlay and the projector window: opens them as the settings say, and gives them the captions."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from core.session.readable_captions import as_shown
from core.session.settings import Settings
from core.streaming.captions import Caption
from desktop.controller import Controller
from desktop.overlay.overlay_window import OverlayWindow
from desktop.overlay.placement import advice
from desktop.overlay.projector_window import ProjectorWindow, screen_for_audience
from desktop.overlay.screens_sheet import ScreensSheet, overlay_look, projector_look


class CaptionScreens(QObject):
    """GUI thread."""

    def __init__(self, controller: Controller, sheet: ScreensSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._sheet = sheet
        self.overlay: OverlayWindow | None = None
        self.projector: ProjectorWindow | None = None
        sheet.changed.connect(lambda changes: controller.change(**changes))
        sheet.projector_wanted.connect(self.show_projector)
        controller.caption_reported.connect(self._caption)

    def apply(self, settings: Settings) -> None:
        """Open, close, lock and dress what the settings say."""
        if settings.overlay_shown and self.overlay is None:
            self._open(settings)
        elif not settings.overlay_shown and self.overlay is not None:
            overlay, self.overlay = self.overlay, None
            overlay.close()
            overlay.deleteLater()
        if self.overlay is not None:
            if self.overlay.text.look != overlay_look(settings):
                self.overlay.text.apply(overlay_look(settings))
            if self.overlay.locked != settings.overlay_locked:
                self.overlay.set_locked(settings.overlay_locked)
        if self.projector is not None and self.projector.text.look != projector_look(settings):
            self.projector.apply(projector_look(settings))

    def toggle_overlay(self) -> None:
        """Open or close the overlay."""
        shown = not self._controller.settings.overlay_shown
        self._controller.change(overlay_shown=shown)
        limits = advice(QGuiApplication.platformName())
        if shown and limits:
            self._controller.notice.emit(limits)

    def toggle_lock(self) -> None:
        """Let clicks through the overlay, or take them again."""
        self._controller.change(overlay_locked=not self._controller.settings.overlay_locked)

    def show_projector(self, screen: str) -> None:
        """Open the projector window on a screen; "" takes the second one."""
        chosen = screen_for_audience(screen)
        self._controller.change(projector_screen=chosen.name())
        if self.projector is None:
            self.projector = ProjectorWindow(projector_look(self._controller.settings))
            self.projector.closed.connect(self._projector_closed)
        self.projector.show_on(chosen)

    def clear(self) -> None:
        """A new session begins on empty plates."""
        for window in (self.overlay, self.projector):
            if window is not None:
                window.text.clear()

    def close(self) -> None:
        """With the main window."""
        overlay, self.overlay = self.overlay, None
        projector, self.projector = self.projector, None
        for window in (overlay, projector):
            if window is not None:
                window.closed.disconnect()
                window.close()
                window.deleteLater()

    def _open(self, settings: Settings) -> None:
        overlay = OverlayWindow(settings.overlay_place, overlay_look(settings))
        overlay.moved.connect(lambda place: self._controller.change(overlay_place=place))
        overlay.lock_wanted.connect(self.toggle_lock)
        overlay.look_wanted.connect(self._sheet.show)
        overlay.closed.connect(self._overlay_closed)
        self.overlay = overlay
        overlay.show()

    def _caption(self, caption: Caption) -> None:
        for window in (self.overlay, self.projector):
            if window is not None:
                window.show_caption(as_shown(caption))

    def _overlay_closed(self) -> None:
        if self.overlay is not None:
            self._controller.change(overlay_shown=False)

    def _projector_closed(self) -> None:
        if self.projector is not None:
            self.projector.deleteLater()
            self.projector = None
