"""The sheet of keys: every action with its key, which a click changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.theme.tokens import STEP
from desktop.window.global_key_rows import GlobalKeyRows
from desktop.window.key_button import KeyButton, WrappedLabel
from desktop.window.sheet import Sheet
from desktop.window.shortcuts import allowed, of_editor, rebindable, shown


class KeysSheet(Sheet):
    """Emits `changed` with the bindings that differ from the defaults (id: key)."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Keyboard"),
            self.tr("Everything can be done by keys; Tab goes from one control to the next. Press a key's button to "
                    "change it, Delete for none."),
        )  # fmt: skip
        self._actions = {action.id: action for action in rebindable()}
        self._bindings: dict[str, str] = {}
        self.notice = QFrame()
        self.notice.setObjectName("notice")
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.take = QPushButton(self.tr("Use it here"))
        self.leave_it = QPushButton(self.tr("Leave it"))
        self._wanted: tuple[str, str] = ("", "")
        self._lay_out_notice()
        self.buttons: dict[str, KeyButton] = {}
        self.content.addLayout(self._rows_of_window())
        self.reset = QPushButton(self.tr("All keys as at first"))
        self.reset.clicked.connect(lambda: self._change({}))
        self.content.addWidget(self.reset)
        self.everywhere = GlobalKeyRows()
        self.content.addWidget(self.everywhere)
        self.nowhere = WrappedLabel(
            self.tr(
                "A key that works in every program: let your desktop's own keyboard settings run “wavescribe "
                "control toggle”, which starts and stops."
            )
        )
        self.content.addWidget(self.nowhere)
        heading = QLabel(self.tr("In the editor"))
        heading.setObjectName("modelTitle")
        self.content.addWidget(heading)
        self.content.addLayout(self._rows_of_editor())
        self.content.addStretch(1)

    def _lay_out_notice(self) -> None:
        self.take.clicked.connect(self._take)
        self.leave_it.clicked.connect(self.notice.hide)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.take)
        buttons.addWidget(self.leave_it)
        buttons.addStretch(1)
        inside = QVBoxLayout(self.notice)
        inside.addWidget(self.said)
        inside.addLayout(buttons)
        self.notice.hide()
        self.content.addWidget(self.notice)

    def _rows_of_window(self) -> QGridLayout:
        grid = self._grid()
        for row, action in enumerate(self._actions.values()):
            button = self.buttons[action.id] = KeyButton(action)
            button.pressed_keys.connect(lambda keys, name=action.id: self.bind(name, keys))
            self._add_row(grid, row, button, action.what)
        return grid

    def _rows_of_editor(self) -> QGridLayout:
        grid = self._grid()
        for row, (keys, what) in enumerate(of_editor()):
            key = QLabel(keys)
            key.setObjectName("key")
            self._add_row(grid, row, key, what)
        return grid

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        grid.setColumnStretch(1, 1)
        return grid

    def _add_row(self, grid: QGridLayout, row: int, key: QLabel | KeyButton, what: str) -> None:
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(WrappedLabel(what), row, 1)

    def apply(self, bindings: dict[str, str]) -> None:
        """The keys that the actions have."""
        if bindings == self._bindings:
            return
        self._bindings = dict(bindings)
        for name, button in self.buttons.items():
            button.show_keys(bindings[name])

    def bind(self, name: str, keys: str) -> None:
        """Give an action a key; one that another has is asked about, one that can't be given is refused."""
        self.notice.hide()
        if keys and not allowed(keys):
            self._say(
                self.tr("{} moves about in the window or belongs to the editor. Take another key.").format(shown(keys))
            )
            return
        owner = next((other for other, has in self._bindings.items() if has == keys and keys and other != name), None)
        if owner is None:
            self._change({**self._bindings, name: keys})
            return
        self._wanted = (name, keys)
        self._say(self.tr("{} is the key of “{}”.").format(shown(keys), self._actions[owner].what), ask=True)

    def _take(self) -> None:
        name, keys = self._wanted
        self.notice.hide()
        self._change({**{other: "" if has == keys else has for other, has in self._bindings.items()}, name: keys})

    def _change(self, bindings: dict[str, str]) -> None:
        self.notice.hide()
        self.changed.emit({name: keys for name, keys in bindings.items() if keys != self._actions[name].keys})

    def _say(self, text: str, ask: bool = False) -> None:
        self.said.setText(text)
        self.take.setVisible(ask)
        self.leave_it.setText(self.tr("Leave it") if ask else self.tr("Close"))
        self.notice.show()
        (self.take if ask else self.leave_it).setFocus()
