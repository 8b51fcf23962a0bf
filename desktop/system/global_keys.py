"""Keys that work whatever window has the focus: where the system gives any, and what they do here. GUI thread only.

X11: grabbed (`x11_keys`). Wayland: the desktop's portal gives them (`portal_keys`), where it has one for keys. Windows
and macOS have none from us: there the desktop's own settings, or a tool for keys, run `wavescribe control`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QGuiApplication

from core.session.settings import Settings
from desktop.window.bindings import shown

if TYPE_CHECKING:
    from desktop.window.main_window import MainWindow


class KeyGiver(Protocol):
    """Gives keys of the whole desktop."""

    @property
    def pressed(self) -> SignalInstance:
        """With the id."""

    @property
    def refused(self) -> SignalInstance:
        """With a tuple of ids, after each `apply`."""

    @property
    def gone(self) -> SignalInstance:
        """There are no keys to be had after all, or no longer."""

    def apply(self, wanted: dict[str, str]) -> None:
        """Have these keys (id: key in Qt's portable form) and no others."""

    def close(self) -> None:
        """Give them back."""


def key_giver() -> KeyGiver | None:
    """What serves on this desktop; None where nothing does."""
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        from desktop.system.x11_keys import X11Keys

        with suppress(OSError):
            return X11Keys()
    if platform.startswith("wayland"):
        from desktop.system.portal_keys import PortalKeys

        with suppress(OSError):
            return PortalKeys()
    return None


class GlobalKeys(QObject):
    """Between the window, its settings and the desktop."""

    def __init__(self, window: MainWindow, find: Callable[[], KeyGiver | None] = key_giver) -> None:
        super().__init__(window)
        self._window = window
        self._wanted: dict[str, str] = {}
        self._actions: dict[str, Callable[[], Any]] = {
            "start": window.live.toggle,
            "mark": window.live.bar.mark.click,
            "type": window.controller.toggle_typing,
        }
        self._giver = find()
        if self._giver is not None:
            self._giver.pressed.connect(self._pressed)
            self._giver.refused.connect(self._refused)
            self._giver.gone.connect(lambda: self._show(False))
        self._show(self._giver is not None)

    def apply(self, settings: Settings) -> None:
        """What is chosen."""
        wanted = {name: keys for name, keys in settings.global_shortcuts.items() if keys and name in self._actions}
        self._window.live.keys.everywhere.apply(wanted)
        if self._giver is not None and wanted != self._wanted:
            self._wanted = wanted
            self._giver.apply(wanted)

    def close(self) -> None:
        """With the window."""
        if self._giver is not None:
            self._giver.close()

    def _show(self, given: bool) -> None:
        """What the sheet of keys offers."""
        sheet = self._window.live.keys
        sheet.everywhere.setVisible(given)
        sheet.nowhere.setVisible(not given)

    def _pressed(self, name: str) -> None:
        self._actions[name]()

    def _refused(self, names: tuple[str, ...]) -> None:
        """Say it where keys are chosen, and where one is looking when that is elsewhere."""
        rows = self._window.live.keys.everywhere
        rows.show_refused(names)
        if names and not rows.isVisible():
            keys = ", ".join(shown(self._wanted[name]) for name in names)
            self._window.live.message.show_message(
                self.tr("{} works in this window only: another program has it, or the keyboard lacks it.").format(keys),
                self.tr("Keyboard…"),
                self._window.show_keys,
            )
