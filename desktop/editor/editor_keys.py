"""The keys of the editor's text, as the settings have them: which action a pressed one is. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.window.bindings import allowed_everywhere, portable

# What lists have for this, beside the key that the user gives it.
ALSO = {"F2": "editor_write"}
# These act in the fields beside the text too, by keys that write nothing.
IN_FIELDS = ("editor_undo", "editor_redo", "editor_play_writing")

# What an action does; False: nothing now, so that the key is somebody else's.
Action = Callable[[], object]


class EditorKeys:
    """`press` does what a key is for; `apply` gives the actions (by id) other keys."""

    def __init__(self, page: QWidget, actions: Mapping[str, Action]) -> None:
        self._actions = actions
        self._names: dict[str, str] = {}
        self._in_fields = {
            name: QShortcut(
                QKeySequence(), page, actions[name], context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            for name in IN_FIELDS
        }  # fmt: skip

    def apply(self, bindings: Mapping[str, str]) -> None:
        """The key of every action."""
        self._names = {**ALSO, **{bindings[name]: name for name in self._actions if bindings[name]}}
        for name, shortcut in self._in_fields.items():
            keys = bindings[name]
            shortcut.setKey(QKeySequence(keys if allowed_everywhere(keys) else ""))

    def name_of(self, keys: str) -> str:
        """The action that has a key; empty for none."""
        return self._names.get(keys, "")

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; whether there was anything to do."""
        action = self._actions.get(self.name_of(portable(event.keyCombination())))
        return action is not None and action() is not False
