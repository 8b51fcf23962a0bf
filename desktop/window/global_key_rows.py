"""The part of the sheet of keys that is about keys for every program."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.theme.tokens import STEP
from desktop.window.bindings import allowed_everywhere, shown
from desktop.window.key_button import KeyButton, WrappedLabel
from desktop.window.shortcuts import everywhere


class GlobalKeyRows(QWidget):
    """Emits `changed` with the keys that were chosen (id: key)."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._bindings: dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        heading = QLabel(self.tr("In every program"))
        heading.setObjectName("modelTitle")
        layout.addWidget(heading)
        self.said = WrappedLabel("")
        self.said.setObjectName("warning")
        self.said.hide()
        layout.addWidget(self.said)
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        grid.setColumnStretch(1, 1)
        self.buttons: dict[str, KeyButton] = {}
        for row, action in enumerate(everywhere()):
            button = self.buttons[action.id] = KeyButton(action, self.tr("in every program"))
            button.pressed_keys.connect(lambda keys, name=action.id: self.bind(name, keys))
            button.show_keys("")
            grid.addWidget(button, row, 0)
            grid.addWidget(WrappedLabel(action.what), row, 1)
        layout.addLayout(grid)

    def apply(self, bindings: dict[str, str]) -> None:
        """The keys that are chosen."""
        self._bindings = dict(bindings)
        for name, button in self.buttons.items():
            button.show_keys(bindings.get(name, ""))

    def bind(self, name: str, keys: str) -> None:
        """Give an action a key; one that writes, or moves the cursor, is refused: no program would have it any more."""
        if keys and not allowed_everywhere(keys):
            self._say(
                self.tr("{} is needed for writing. Take a key with Ctrl, Alt or Meta, or a function key.").format(
                    shown(keys)
                )
            )
            return
        self._say("")
        others = {other: has for other, has in self._bindings.items() if other != name and has != keys}
        self.changed.emit({**others, name: keys} if keys else others)

    def show_refused(self, names: tuple[str, ...]) -> None:
        """The desktop does not give these; none: all is well."""
        keys = ", ".join(shown(self._bindings[name]) for name in names)
        self._say(
            self.tr("{} belongs to another program, or your keyboard lacks it. Take another key.").format(keys)
            if names
            else ""
        )

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
