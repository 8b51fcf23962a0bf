"""The icon in the tray: what Wavescribe does, and what one wants without its window. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from core.session.feeds.typed_text import TypingState
from core.session.live_session import SessionState
from desktop.theme.tokens import DARK, LIGHT

SIZES = (16, 22, 32, 64)
HEARING = (SessionState.LISTENING, SessionState.STARTING, SessionState.WAITING_FOR_DEVICE)


def icon(listening: bool = False) -> QIcon:
    """A plate with two lines of captions; a dot says that it listens."""
    drawn = QIcon()
    for size in SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size / 32, size / 32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.accent))
        painter.drawRoundedRect(QRectF(1, 5, 30, 22), 5, 5)
        painter.setBrush(QColor(LIGHT.on_accent))
        painter.drawRoundedRect(QRectF(6, 11, 20, 3), 1, 1)
        painter.drawRoundedRect(QRectF(6, 18, 13, 3), 1, 1)
        if listening:
            painter.setBrush(QColor(DARK.danger))
            painter.drawEllipse(QRectF(19, 16, 12, 12))
        painter.end()
        drawn.addPixmap(picture)
    return drawn


class Tray(QObject):
    """Emits what is wanted. Where the desktop has no tray, `available` is false and nothing is shown."""

    start_wanted = Signal()
    window_wanted = Signal()
    overlay_wanted = Signal()
    typing_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QObject, available: bool | None = None) -> None:
        super().__init__(parent)
        self.available = QSystemTrayIcon.isSystemTrayAvailable() if available is None else available
        self.menu = QMenu()
        self.start = self._add(self.tr("Start"), self.start_wanted.emit)
        self._add(self.tr("Show the window"), self.window_wanted.emit)
        self.overlay = self._add(self.tr("Overlay"), self.overlay_wanted.emit)
        self.overlay.setCheckable(True)
        self.typing = self._add(self.tr("Type into other windows"), self.typing_wanted.emit)
        self.typing.setCheckable(True)
        self.menu.addSeparator()
        self._add(self.tr("Quit"), self.quit_wanted.emit)
        self._icons = (icon(), icon(listening=True))
        self.icon = QSystemTrayIcon(self._icons[0], self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self._session = self._files = self._types = ""
        self.show_state(SessionState.STOPPED)
        if self.available:
            self.icon.show()

    def show_state(self, state: SessionState) -> None:
        """What the session does."""
        listening = state in HEARING
        said = {
            SessionState.STARTING: self.tr("Wavescribe: loading the model"),
            SessionState.LISTENING: self.tr("Wavescribe: listening"),
            SessionState.WAITING_FOR_DEVICE: self.tr("Wavescribe: waiting for the microphone"),
            SessionState.DRAINING: self.tr("Wavescribe: finishing"),
            SessionState.FAILED: self.tr("Wavescribe: stopped by a problem"),
        }
        self.icon.setIcon(self._icons[listening])
        self._session = said.get(state, "Wavescribe")
        self._say()
        self.start.setText(self.tr("Stop") if listening else self.tr("Start"))
        self.start.setEnabled(state is not SessionState.DRAINING)

    def show_files(self, told: str) -> None:
        """How far files are, in a few words; empty: none are."""
        self._files = told
        self._say()

    def show_typing(self, state: TypingState) -> None:
        """Whether what is said goes into other windows too."""
        self.typing.setChecked(state is not TypingState.OFF)
        self._types = self.tr("Types into other windows") if state is TypingState.TYPING else ""
        self._say()

    def _say(self) -> None:
        self.icon.setToolTip("\n".join(part for part in (self._session, self._types, self._files) if part))

    def show_overlay(self, shown: bool) -> None:
        """Whether the overlay is open."""
        self.overlay.setChecked(shown)

    def close(self) -> None:
        """With the window."""
        self.icon.hide()
        self.menu.close()
        self.menu.deleteLater()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.window_wanted.emit()

    def _add(self, text: str, what: Callable[[], object]) -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(lambda _checked: what())
        return action
