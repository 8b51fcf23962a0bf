"""The sheet of keys: every action with its key, which a click changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.theme.tokens import STEP
from desktop.window.sheet import Sheet
from desktop.window.shortcuts import Key, allowed, of_editor, portable, rebindable, shown

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
        self.setMinimumHeight(self.heightForWidth(self.width()))


class KeyButton(QPushButton):
    """Shows an action's key; pressed, it waits for another. Escape leaves it, Delete takes it away."""

    pressed_keys = Signal(str)

    def __init__(self, action: Key) -> None:
        super().__init__()
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
        self.setAccessibleName(f"{self._action.what}: {said}")

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
        if event.key() in NO_KEY:
            self.pressed_keys.emit("")
        elif event.key() != Qt.Key.Key_Escape:
            self.pressed_keys.emit(portable(event.keyCombination()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever leaves it, leaves it as it was."""
        self._wait(False)
        super().focusOutEvent(event)


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
        self.content.addWidget(
            WrappedLabel(
                self.tr(
                    "A key that works in every program: let your desktop's own keyboard settings run “wavescribe "
                    "control toggle”, which starts and stops."
                )
            )
        )
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
