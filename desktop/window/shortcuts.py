"""Every action that a key can have: its id, what it does, its default key; and the window's, with the keys they have.

The editor's keys act where its text has the focus (see `EditorKeys`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from core.session.settings import Settings
from desktop.window.bindings import Key, bindings_of, plain, portable, shown
from desktop.window.top_bar import FILES, HISTORY, LIVE

if TYPE_CHECKING:
    from desktop.window.main_window import MainWindow


# Buttons for what else a word may be.
ALTERNATIVES = 5


def rebindable() -> tuple[Key, ...]:
    """Actions with their default keys."""
    translate = QCoreApplication.translate
    return (
        Key("start", "Space", translate("Shortcuts", "Start or stop")),
        Key("words", "W", translate("Shortcuts", "Words to listen for")),
        Key("mark", "M", translate("Shortcuts", "Mark this moment")),
        Key("follow", "P", translate("Shortcuts", "Stop scrolling, or follow again")),
        Key("newest", "End", translate("Shortcuts", "Back to the newest caption")),
        Key("overlay", "O", translate("Shortcuts", "Overlay")),
        Key("overlay_lock", "Ctrl+Shift+O", translate("Shortcuts", "Let clicks through the overlay")),
        Key("projector", "Ctrl+P", translate("Shortcuts", "Projector window")),
        Key("screens", "", translate("Shortcuts", "Look of overlay and projector")),
        Key("live", "Ctrl+1", translate("Shortcuts", "Live")),
        Key("files", "Ctrl+2", translate("Shortcuts", "Files")),
        Key("history", "Ctrl+3", translate("Shortcuts", "History")),
        Key("add_files", "Ctrl+O", translate("Shortcuts", "Add files")),
        Key("watch_folders", "", translate("Shortcuts", "Watched folders")),
        Key("align", "", translate("Shortcuts", "Align a text")),
        Key("export", "Ctrl+E", translate("Shortcuts", "Export")),
        Key("copy", "Ctrl+Shift+C", translate("Shortcuts", "Copy the text")),
        Key("models", "Ctrl+M", translate("Shortcuts", "Models")),
        Key("languages", "Ctrl+L", translate("Shortcuts", "Languages")),
        Key("language_model", "", translate("Shortcuts", "Language model")),
        Key("script", "", translate("Shortcuts", "Follow a script")),
        Key("feeds", "", translate("Shortcuts", "Captions for other programs")),
        Key("type", "", translate("Shortcuts", "Type into other windows")),
        Key("larger", "Ctrl++", translate("Shortcuts", "Larger text")),
        Key("smaller", "Ctrl+-", translate("Shortcuts", "Smaller text")),
        Key("times", "Ctrl+T", translate("Shortcuts", "Show times")),
        Key("keys", "?", translate("Shortcuts", "This list")),
        Key("quit", "Ctrl+Q", translate("Shortcuts", "Quit")),
    )


def everywhere() -> tuple[Key, ...]:
    """Actions that can have a key which works in every program; none has one at first."""
    translate = QCoreApplication.translate
    return (
        Key("start", "", translate("Shortcuts", "Start or stop")),
        Key("mark", "", translate("Shortcuts", "Mark this moment")),
        Key("type", "", translate("Shortcuts", "Type into other windows")),
    )


def of_editor() -> tuple[Key, ...]:
    """What keys do in the text of the editor, with their default keys."""
    translate = QCoreApplication.translate
    take = translate("Shortcuts", "Take alternative {}")
    keys = (
        ("play", "Space", translate("Shortcuts", "Play or pause")),
        ("play_writing", "Ctrl+Space", translate("Shortcuts", "Play or pause, while writing too")),
        ("hear", "Shift+Space", translate("Shortcuts", "Hear the word")),
        ("loop", "L", translate("Shortcuts", "Loop the line")),
        ("follow", "F", translate("Shortcuts", "Keep the word that is heard in view")),
        ("slower", "[", translate("Shortcuts", "Slower")),
        ("faster", "]", translate("Shortcuts", "Faster")),
        ("next", "Tab", translate("Shortcuts", "Next doubtful word")),
        ("previous", "Shift+Tab", translate("Shortcuts", "The doubtful word before")),
        *((f"take_{number}", str(number), take.format(number)) for number in range(1, ALTERNATIVES + 1)),
        ("write", "Return", translate("Shortcuts", "Write in place of the word")),
        ("remove", "Del", translate("Shortcuts", "Remove the word")),
        ("turn_line", "Ctrl+Return", translate("Shortcuts", "Begin a line here, or join it to the one before")),
        ("speaker", "S", translate("Shortcuts", "Who says this line")),
        ("start_earlier", "Alt+Left", translate("Shortcuts", "The word starts earlier")),
        ("start_later", "Alt+Right", translate("Shortcuts", "The word starts later")),
        ("end_earlier", "Alt+Shift+Left", translate("Shortcuts", "The word ends earlier")),
        ("end_later", "Alt+Shift+Right", translate("Shortcuts", "The word ends later")),
        ("undo", "Ctrl+Z", translate("Shortcuts", "Undo")),
        ("redo", "Ctrl+Y" if sys.platform == "win32" else "Ctrl+Shift+Z", translate("Shortcuts", "Redo")),
    )
    return tuple(Key(f"editor_{name}", default, what, editor=True) for name, default, what in keys)


def with_keys(tip: str, *keys: str) -> str:
    """A tooltip, with those keys that there are."""
    said = "; ".join(key for key in keys if key)
    return f"{tip} ({said})" if said else tip


class Shortcuts:
    """Gives the window's actions their keys, and tooltips the keys of what they explain. GUI thread only."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._tips: list[tuple[str, QWidget, str]] = []
        # The key of every action, of the editor's too; and what the settings have that can't be.
        self.bindings: dict[str, str] = {}
        self.complaint = ""

    def add_all(self) -> None:
        """The actions that no menu entry has."""
        window, live = self._window, self._window.live
        for name, what in (
            ("start", window.space),
            ("words", live.toggle_words),
            ("mark", live.bar.mark.click),
            ("follow", live.toggle_following),
            ("newest", live.captions.follow),
            ("overlay", window.live_place.screens.toggle_overlay),
            ("live", lambda: window.go(LIVE)),
            ("files", lambda: window.go(FILES)),
            ("history", lambda: window.go(HISTORY)),
            ("export", window.export_shown),
        ):
            self._add(name, what)
        bar = live.bar
        for name, widget in (
            ("start", bar.start), ("words", bar.words), ("mark", bar.mark), ("overlay", bar.overlay),
            ("export", bar.export), ("newest", live.back), ("overlay_lock", live.screens.locked),
            ("live", window.top_bar.place(LIVE)), ("files", window.top_bar.place(FILES)),
            ("history", window.top_bar.place(HISTORY)),
        ):  # fmt: skip
            self._tips.append((name, widget, widget.toolTip()))

    def adopt(self, name: str, action: QAction) -> None:
        """A menu entry that is the action of this id."""
        self._actions[name] = action

    def apply(self, settings: Settings) -> None:
        """The keys of the settings."""
        bindings, self.complaint = bindings_of(settings.shortcuts, (*rebindable(), *of_editor()))
        if bindings == self.bindings:
            return
        self.bindings = bindings
        for name, action in self._actions.items():
            keys = bindings[name]
            action.setShortcut(QKeySequence() if plain(keys) else QKeySequence(keys))
        for name, widget, tip in self._tips:
            widget.setToolTip(with_keys(tip, shown(bindings[name])))
            widget.setAccessibleDescription(widget.toolTip())

    def press(self, event: QKeyEvent) -> bool:
        """A key that the focused control has no use for; whether it was an action's."""
        pressed = portable(event.keyCombination()) if event.modifiers() == Qt.KeyboardModifier.NoModifier else ""
        name = next((name for name in self._actions if self.bindings[name] == pressed and plain(pressed)), None)
        if name is None:
            return False
        if not event.isAutoRepeat():
            self._actions[name].trigger()
        return True

    def _add(self, name: str, what: Callable[[], Any]) -> None:
        action = QAction(self._window)
        action.triggered.connect(lambda _checked: what())
        self._window.addAction(action)
        self._actions[name] = action
