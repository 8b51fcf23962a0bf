"""Which key an action may have, how a key is written, and which key each action has by the settings. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

# What moves the focus or the view everywhere.
MOVING = frozenset(("Tab", "Esc", "Return", "Left", "Right", "Up", "Down", "Backspace", "Del"))
# What moves in the editor's text, and leaves it.
IN_TEXT = frozenset(("Esc", "Left", "Right", "Up", "Down", "Ctrl+Left", "Ctrl+Right"))
MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Key(NamedTuple):
    """`keys` in Qt's portable form ("Ctrl+E"); empty: none. `editor`: it acts in the editor's text alone."""

    id: str
    keys: str
    what: str
    editor: bool = False


def allowed(action: Key, keys: str) -> bool:
    """Whether an action may have this key, whichever others have it."""
    return bool(keys) and keys not in IN_TEXT if action.editor else _allowed_in_window(keys)


def _allowed_in_window(keys: str) -> bool:
    return bool(keys) and keys.rpartition("Shift+")[2] not in MOVING


def allowed_everywhere(keys: str) -> bool:
    """Whether a key may be taken from all programs: none that writes or moves the cursor."""
    rest, _, key = keys.rpartition("+")
    modified = not {"Ctrl", "Alt", "Meta"}.isdisjoint(rest.split("+"))
    return modified or (len(key) > 1 and key not in (*MOVING, "Space", "Home", "End", "PgUp", "PgDown", "Ins"))


def plain(keys: str) -> bool:
    """Whether a focused control may have its own use for it (a button for Space, a list for letters)."""
    return keys == "Space" or (len(keys) == 1 and keys.isalnum())


def portable(pressed: QKeyCombination) -> str:
    """A pressed key as it is stored; those of the number pad are the others.

    Shift only counts where it makes no other character: some layouts have digits with Shift.
    """
    key, held = pressed.key(), pressed.keyboardModifiers() & MODIFIERS
    if key == Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | Qt.KeyboardModifier.ShiftModifier
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    keys = QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)
    rest = keys.replace("Shift+", "", 1)
    character = rest.rpartition("+")[2] or "+"
    return rest if len(character) == 1 and not character.isalpha() else keys


def shown(keys: str) -> str:
    """A key as the system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def rivals(action: Key, keys: str, bindings: Mapping[str, str], actions: Mapping[str, Key]) -> tuple[str, ...]:
    """The other actions (ids) that have a key and would lose it to this one.

    A plain key may be the window's and the editor's: the focused text has it first.
    """
    return tuple(
        name
        for name, has in bindings.items()
        if keys and has == keys and name != action.id and (actions[name].editor == action.editor or not plain(keys))
    )


def bindings_of(stored: Mapping[str, str], all_actions: Sequence[Key]) -> tuple[dict[str, str], str]:
    """The key of every action, and a sentence for each stored one (id: key) that can't be; its default holds instead.

    The defaults are no rivals of one another.
    """
    translate = QCoreApplication.translate
    actions = {action.id: action for action in all_actions}
    bindings = {action.id: action.keys for action in all_actions}
    refused: list[str] = []
    for name, wanted in stored.items():
        keys = _read(wanted)
        if name not in actions:
            refused.append(translate("Shortcuts", "The settings have a key for “{}”, which is unknown.").format(name))
        elif wanted and not allowed(actions[name], keys):
            refused.append(
                translate("Shortcuts", "“{key}” in the settings can't be the key of “{what}”, which has {default}.")
                .format(key=wanted, what=actions[name].what, default=shown(actions[name].keys) or "–")
            )  # fmt: skip
        else:
            bindings[name] = keys
    # Who goes back to its default may meet another that has that one by the settings.
    while clash := _clash(stored, bindings, actions):
        action, rival = clash
        said = translate(
            "Shortcuts", "{key} is the key of “{other}” and of “{what}” in the settings; “{what}” has {default}."
        )
        default = shown(action.keys) or "–"
        refused.append(said.format(key=shown(bindings[action.id]), other=rival.what, what=action.what, default=default))
        bindings[action.id] = action.keys
    return bindings, " ".join(refused)


def _clash(
    stored: Mapping[str, str], bindings: Mapping[str, str], actions: Mapping[str, Key]
) -> tuple[Key, Key] | None:
    """An action with a stored key that another has as well, and that other one."""
    for name in stored:
        action = actions.get(name)
        if action is None or bindings[name] == action.keys:
            continue
        others = rivals(action, bindings[name], bindings, actions)
        if others:
            return action, actions[others[0]]
    return None


def _read(stored: str) -> str:
    """A stored key in the one form that pressed ones have; empty for what is none."""
    sequence = QKeySequence(stored)
    return portable(sequence[0]) if sequence.count() == 1 else ""  # type: ignore[index]
