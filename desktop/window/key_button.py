"""A button that shows an action's key and takes another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.window.bindings import Key, portable, shown

MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
NO_KEY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class WrappedLabel(QLabel):
    """A text that always has the height that its lines take."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take other lines."""
        super().resizeEvent(event)
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class KeyButton(QPushButton):
    """Shows an action's key; pressed, it waits for another. Escape leaves it, Delete takes it away."""

    pressed_keys = Signal(str)

    def __init__(self, action: Key, where: str = "") -> None:
        """`where` it works, if that is not the window."""
        super().__init__()
        self._where = where
        self.setObjectName("key")
        self._action = action
        self._keys = ""
        self.waiting = False
        self.clicked.connect(lambda: self._wait(True))

    def show_keys(self, keys: str) -> None:
        """The key that the action has."""
        self._keys = keys
        self._wait(False)

    def _wait(self, waiting: bool) -> None:
        self.waiting = waiting
        self.setText(self.tr("Press a key…") if waiting else shown(self._keys) or "–")
        said = self.text() if waiting or self._keys else self.tr("no key")
        what = f"{self._action.what} ({self._where})" if self._where else self._action.what
        self.setAccessibleName(f"{what}: {said}")

    def event(self, event: QEvent) -> bool:
        """While it waits, a key is this button's: no shortcut, no way to the next control."""
        if self.waiting and isinstance(event, QKeyEvent):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._pressed(event)
            return True
        return super().event(event)

    def _pressed(self, event: QKeyEvent) -> None:
        if event.key() in MODIFIERS:
            return
        self._wait(False)
        keys = portable(event.keyCombination())
        # An action whose own key is Delete gets it back by that.
        if event.key() in NO_KEY and keys != self._action.keys:
            self.pressed_keys.emit("")
        elif event.key() != Qt.Key.Key_Escape:
            self.pressed_keys.emit(keys)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever leaves it, leaves it as it was."""
        self._wait(False)
        super().focusOutEvent(event)
