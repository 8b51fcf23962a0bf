"""The sheet of keys: every action with its key, which a click changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.theme.tokens import STEP
from desktop.window.bindings import Key, allowed, rivals, shown
from desktop.window.global_key_rows import GlobalKeyRows
from desktop.window.key_button import KeyButton, WrappedLabel
from desktop.window.sheet import Sheet
from desktop.window.shortcuts import of_editor, rebindable


class KeysSheet(Sheet):
    """Emits `changed` with the bindings that differ from the defaults (id: key)."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Keyboard"),
            self.tr("Everything can be done by keys; Tab goes from one control to the next. Press a key's button to "
                    "change it, Delete for none."),
        )  # fmt: skip
        self._actions = {action.id: action for action in (*rebindable(), *of_editor())}
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
        self.content.addLayout(self._rows(rebindable()))
        heading = QLabel(self.tr("In the editor"))
        heading.setObjectName("modelTitle")
        self.content.addWidget(heading)
        self.content.addLayout(self._rows(of_editor()))
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
        self.content.addStretch(1)

    def _lay_out_notice(self) -> None:
        self.take.clicked.connect(self._take)
        self.leave_it.clicked.connect(self._leave_it)
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

    def _rows(self, actions: Sequence[Key]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        grid.setColumnStretch(1, 1)
        for row, action in enumerate(actions):
            button = self.buttons[action.id] = KeyButton(action, self.tr("in the editor") if action.editor else "")
            button.pressed_keys.connect(lambda keys, name=action.id: self.bind(name, keys))
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(WrappedLabel(action.what), row, 1)
        return grid

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
        action, self._wanted = self._actions[name], (name, keys)
        if keys and not allowed(action, keys):
            refusal = (
                self.tr("{} moves about in the text, or leaves it. Take another key.")
                if action.editor
                else self.tr("{} moves about in the window. Take another key.")
            )
            self._say(refusal.format(shown(keys)))
            return
        others = rivals(action, keys, self._bindings, self._actions)
        if not others:
            self._change({**self._bindings, name: keys})
            return
        owner = self._actions[others[0]]
        what = self.tr("{} (in the editor)").format(owner.what) if owner.editor else owner.what
        self._say(self.tr("{} is the key of “{}”.").format(shown(keys), what), ask=True)

    def _leave_it(self) -> None:
        """Back to the row that was asked about."""
        self.notice.hide()
        button = self.buttons[self._wanted[0]]
        button.setFocus()
        self.show_inside(button)

    def _take(self) -> None:
        name, keys = self._wanted
        self._leave_it()
        others = rivals(self._actions[name], keys, self._bindings, self._actions)
        self._change({**self._bindings, **dict.fromkeys(others, ""), name: keys})

    def _change(self, bindings: dict[str, str]) -> None:
        self.notice.hide()
        self.changed.emit({name: keys for name, keys in bindings.items() if keys != self._actions[name].keys})

    def _say(self, text: str, ask: bool = False) -> None:
        self.said.setText(text)
        self.take.setVisible(ask)
        self.leave_it.setText(self.tr("Leave it") if ask else self.tr("Close"))
        self.notice.show()
        self.show_inside(self.notice)
        (self.take if ask else self.leave_it).setFocus()
