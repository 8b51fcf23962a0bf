"""Every action of the window that a key can have: its id, what it does, the key it has by default, and the one it has.

The editor's own keys act on its text and are fixed; they are listed for the sheet of keys.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from core.session.settings import Settings
from desktop.window.top_bar import FILES, HISTORY, LIVE

if TYPE_CHECKING:
    from desktop.window.main_window import MainWindow


class Key(NamedTuple):
    """`keys` in Qt's portable form ("Ctrl+E"); empty: none."""

    id: str
    keys: str
    what: str


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


def of_editor() -> tuple[tuple[str, str], ...]:
    """The editor's fixed keys, and what they do."""
    translate = QCoreApplication.translate
    return (
        ("Space", translate("Shortcuts", "Play or pause (Ctrl+Space while writing)")),
        ("Shift+Space", translate("Shortcuts", "Hear the word")),
        ("L  F  [  ]", translate("Shortcuts", "Loop the line, follow, slower, faster")),
        ("Tab", translate("Shortcuts", "Next doubtful word (Shift: the one before)")),
        ("1 … 9", translate("Shortcuts", "Take an alternative")),
        ("Enter  Delete", translate("Shortcuts", "Write in place of the word, remove it")),
        ("Ctrl+Enter", translate("Shortcuts", "Begin a line here, or join it to the one before")),
        ("S", translate("Shortcuts", "Who says this line")),
        ("Alt+←  Alt+→", translate("Shortcuts", "Move the word's start (Shift: its end)")),
        ("Ctrl+Z  Ctrl+Shift+Z", translate("Shortcuts", "Undo, redo")),
    )


# What the editor has, and what moves the focus or the view everywhere.
TAKEN = frozenset(
    ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+Space", "Ctrl+Return", "Ctrl+Enter", "Alt+Left", "Alt+Right")
)
MOVING = frozenset(("Tab", "Backtab", "Esc", "Return", "Enter", "Left", "Right", "Up", "Down", "Backspace", "Del"))


def allowed(keys: str) -> bool:
    """Whether an action of the window may have this key."""
    return bool(keys) and keys not in TAKEN and keys.rpartition("Shift+")[2] not in MOVING


def allowed_everywhere(keys: str) -> bool:
    """Whether a key may be taken from all programs: none that writes or moves the cursor."""
    rest, _, key = keys.rpartition("+")
    modified = not {"Ctrl", "Alt", "Meta"}.isdisjoint(rest.split("+"))
    return modified or (len(key) > 1 and key not in (*MOVING, "Space", "Home", "End", "PgUp", "PgDown", "Ins"))


def plain(keys: str) -> bool:
    """Whether a focused control may have its own use for it (a button for Space, a list for letters)."""
    return keys == "Space" or (len(keys) == 1 and keys.isalnum())


def portable(pressed: QKeyCombination) -> str:
    """A pressed key as it is stored. Shift only counts where it makes no other character."""
    keys = QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)
    rest = keys.replace("Shift+", "", 1)
    character = rest.rpartition("+")[2] or "+"
    return rest if len(character) == 1 and not character.isalnum() else keys


def shown(keys: str) -> str:
    """A key as the system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def bindings_of(settings: Settings) -> dict[str, str]:
    """The key of every action."""
    stored = settings.shortcuts
    return {key.id: stored.get(key.id, key.keys) for key in rebindable()}


class Shortcuts:
    """Gives the window's actions their keys, and tooltips the keys of what they explain. GUI thread only."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._tips: list[tuple[str, QWidget, str]] = []
        self.bindings: dict[str, str] = {}

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
        bindings = bindings_of(settings)
        if bindings == self.bindings:
            return
        self.bindings = bindings
        for name, action in self._actions.items():
            keys = bindings[name]
            action.setShortcut(QKeySequence() if plain(keys) else QKeySequence(keys))
        for name, widget, tip in self._tips:
            keys = shown(bindings[name])
            widget.setToolTip(f"{tip} ({keys})" if keys else tip)
            widget.setAccessibleDescription(widget.toolTip())

    def press(self, event: QKeyEvent) -> bool:
        """A key that the focused control has no use for; whether it was an action's."""
        pressed = portable(event.keyCombination()) if event.modifiers() == Qt.KeyboardModifier.NoModifier else ""
        name = next((name for name, keys in self.bindings.items() if keys == pressed and plain(keys)), None)
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
