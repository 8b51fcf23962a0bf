"""Keys of the whole X11 desktop, grabbed over a connection of our own by libxcb, which Qt's own X11 windows stand on.

A grabbed key comes to us whatever window has the focus, and to nobody else. What another program has grabbed already
is refused by the server; requests are checked one by one, so that it can be said of which key. GUI thread only.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ctypes import c_int, c_uint8, c_uint16, c_uint32, c_void_p
from itertools import product
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from PySide6.QtGui import QKeySequence

KEY_PRESS, KEY_RELEASE, MAPPING_NOTIFY = 2, 3, 34
# Alt, Num Lock and the logo key are Mod1, Mod2 and Mod4 wherever X11 is used today.
SHIFT, LOCK, CONTROL, ALT, NUM_LOCK, META = 1, 2, 4, 8, 16, 64
GRAB_ASYNC = 1
# A grab is of exact modifiers; whether these two are on is nobody's wish.
LOCKS = (0, LOCK, NUM_LOCK, LOCK | NUM_LOCK)
MODIFIERS = {
    Qt.KeyboardModifier.ShiftModifier: SHIFT,
    Qt.KeyboardModifier.ControlModifier: CONTROL,
    Qt.KeyboardModifier.AltModifier: ALT,
    Qt.KeyboardModifier.MetaModifier: META,
}
# Keys that write no character, by their names among X's keysyms.
NAMES = {
    Qt.Key.Key_Space: "space", Qt.Key.Key_Tab: "Tab", Qt.Key.Key_Return: "Return", Qt.Key.Key_Enter: "KP_Enter",
    Qt.Key.Key_Escape: "Escape", Qt.Key.Key_Backspace: "BackSpace", Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Insert: "Insert", Qt.Key.Key_Home: "Home", Qt.Key.Key_End: "End", Qt.Key.Key_PageUp: "Prior",
    Qt.Key.Key_PageDown: "Next", Qt.Key.Key_Left: "Left", Qt.Key.Key_Right: "Right", Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down", Qt.Key.Key_Pause: "Pause", Qt.Key.Key_Print: "Print", Qt.Key.Key_Menu: "Menu",
    Qt.Key.Key_ScrollLock: "Scroll_Lock", Qt.Key.Key_MediaPlay: "XF86AudioPlay", Qt.Key.Key_MediaStop: "XF86AudioStop",
    Qt.Key.Key_MediaNext: "XF86AudioNext", Qt.Key.Key_MediaPrevious: "XF86AudioPrev",
    Qt.Key.Key_MediaTogglePlayPause: "XF86AudioPlay", Qt.Key.Key_MicMute: "XF86AudioMicMute",
    **{Qt.Key(Qt.Key.Key_F1 + number): f"F{number + 1}" for number in range(35)},
}  # fmt: skip


def key_name(keys: str) -> tuple[int, str] | None:
    """Modifiers, and name of the keysym or character, of a key in Qt's portable form; None for what is no key."""
    sequence = QKeySequence(keys)
    if sequence.count() != 1:
        return None
    combination = sequence[0]  # type: ignore[index]
    modifiers = sum(mask for modifier, mask in MODIFIERS.items() if modifier in combination.keyboardModifiers())
    key = combination.key()
    if name := NAMES.get(key):
        return modifiers, name
    # Qt's codes of keys that write are those of the characters, in upper case.
    character = chr(key) if key < 0x110000 else ""
    return (modifiers, character.lower()) if character.isprintable() and character else None


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


class _KeyEvent(ctypes.Structure):
    _fields_ = (
        ("type", c_uint8), ("keycode", c_uint8), ("sequence", c_uint16), ("time", c_uint32), ("root", c_uint32),
        ("event", c_uint32), ("child", c_uint32), ("x_y", ctypes.c_int16 * 4), ("state", c_uint16),
    )  # fmt: skip


class _Libraries:
    """What is called of libxcb, its keysyms and libxkbcommon. Raises OSError where they are not there."""

    def __init__(self) -> None:
        self.xcb = ctypes.CDLL("libxcb.so.1")
        self.keysyms = ctypes.CDLL("libxcb-keysyms.so.1")
        self.xkbcommon = ctypes.CDLL("libxkbcommon.so.0")
        self.free = ctypes.CDLL(None).free
        self.free.argtypes = [c_void_p]
        declared: tuple[tuple[Any, Any, list[Any]], ...] = (
            (self.xcb.xcb_connect, c_void_p, [ctypes.c_char_p, c_void_p]),
            (self.xcb.xcb_connection_has_error, c_int, [c_void_p]),
            (self.xcb.xcb_disconnect, None, [c_void_p]),
            (self.xcb.xcb_get_file_descriptor, c_int, [c_void_p]),
            (self.xcb.xcb_get_setup, c_void_p, [c_void_p]),
            (self.xcb.xcb_setup_roots_iterator, _Screens, [c_void_p]),
            (self.xcb.xcb_poll_for_event, c_void_p, [c_void_p]),
            (self.xcb.xcb_request_check, c_void_p, [c_void_p, _Cookie]),
            (self.xcb.xcb_flush, c_int, [c_void_p]),
            (
                self.xcb.xcb_grab_key_checked,
                _Cookie,
                [c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8],
            ),
            (self.xcb.xcb_ungrab_key, _Cookie, [c_void_p, c_uint8, c_uint32, c_uint16]),
            (self.keysyms.xcb_key_symbols_alloc, c_void_p, [c_void_p]),
            (self.keysyms.xcb_key_symbols_free, None, [c_void_p]),
            (self.keysyms.xcb_key_symbols_get_keycode, ctypes.POINTER(c_uint8), [c_void_p, c_uint32]),
            (self.keysyms.xcb_key_symbols_get_keysym, c_uint32, [c_void_p, c_uint8, c_int]),
            (self.xkbcommon.xkb_keysym_from_name, c_uint32, [ctypes.c_char_p, c_int]),
            (self.xkbcommon.xkb_utf32_to_keysym, c_uint32, [c_uint32]),
        )
        for function, result, arguments in declared:
            function.restype, function.argtypes = result, arguments


class X11Keys(QObject):
    """Emits `pressed` with the id of a key that was pressed, once however long it is held.

    `refused` tells, after each `apply` and each change of the layout, the ids of the keys that cannot be had.
    """

    pressed = Signal(str)
    refused = Signal(tuple)
    gone = Signal()

    def __init__(self, display: str | None = None) -> None:
        """Raises OSError where there is no such display, or a library is missing."""
        super().__init__()
        self._libraries = _Libraries()
        xcb = self._libraries.xcb
        self._connection = xcb.xcb_connect(None if display is None else display.encode(), None)
        if xcb.xcb_connection_has_error(self._connection):
            xcb.xcb_disconnect(self._connection)
            raise OSError("the X server cannot be reached")
        self._root = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(self._connection)).data[0]
        self._wanted: dict[str, str] = {}
        self._grabbed: dict[tuple[int, int], str] = {}
        self._released: tuple[int, int] = (0, 0)
        self._notifier = QSocketNotifier(xcb.xcb_get_file_descriptor(self._connection), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def apply(self, wanted: dict[str, str]) -> None:
        """Have these keys (id: key) and no others."""
        self._release(self._grabbed)
        self._grabbed.clear()
        self._wanted = dict(wanted)
        refused = tuple(name for name, keys in wanted.items() if not self._grab(name, keys))
        self.refused.emit(refused)
        # Events may have been read along with the answers, and nothing would tell of them.
        self._read()

    def close(self) -> None:
        """Give all keys back."""
        self._notifier.setEnabled(False)
        self._libraries.xcb.xcb_disconnect(self._connection)

    def _grab(self, name: str, keys: str) -> bool:
        found = key_name(keys)
        if found is None:
            return False
        keys_of_it = self._keys(*found)
        done = [self._request(code, modifiers | lock) for code, modifiers in keys_of_it for lock in LOCKS]
        if not keys_of_it or not all(done):
            self._release(keys_of_it)
            return False
        self._grabbed.update(dict.fromkeys(keys_of_it, name))
        return True

    def _request(self, code: int, modifiers: int) -> bool:
        """Ask the server for a key; whether it is ours now."""
        xcb = self._libraries.xcb
        cookie = xcb.xcb_grab_key_checked(self._connection, 1, self._root, modifiers, code, GRAB_ASYNC, GRAB_ASYNC)
        error = xcb.xcb_request_check(self._connection, cookie)
        if error:
            self._libraries.free(error)
        return not error

    def _release(self, keys: Iterable[tuple[int, int]]) -> None:
        for (code, modifiers), lock in product(keys, LOCKS):
            self._libraries.xcb.xcb_ungrab_key(self._connection, code, self._root, modifiers | lock)
        self._libraries.xcb.xcb_flush(self._connection)

    def _keys(self, modifiers: int, name: str) -> list[tuple[int, int]]:
        """Keycodes that carry a keysym in the layout of now, each with its modifiers; none where no key does."""
        libraries = self._libraries
        if len(name) == 1:
            keysym = libraries.xkbcommon.xkb_utf32_to_keysym(ord(name))
        else:
            keysym = libraries.xkbcommon.xkb_keysym_from_name(name.encode(), 0)
        found: list[tuple[int, int]] = []
        with self._symbols() as symbols:
            codes = libraries.keysyms.xcb_key_symbols_get_keycode(symbols, keysym) if keysym else None
            while codes and (code := codes[len(found)]):
                # A character that stands above another one is written with Shift.
                above = libraries.keysyms.xcb_key_symbols_get_keysym(symbols, code, 0) != keysym
                found.append((code, modifiers | (SHIFT if above else 0)))
            if codes:
                libraries.free(ctypes.cast(codes, c_void_p))
        return found

    @contextmanager
    def _symbols(self) -> Iterator[int]:
        symbols = self._libraries.keysyms.xcb_key_symbols_alloc(self._connection)
        try:
            yield symbols
        finally:
            self._libraries.keysyms.xcb_key_symbols_free(symbols)

    def _read(self) -> None:
        while event := self._libraries.xcb.xcb_poll_for_event(self._connection):
            key = _KeyEvent.from_address(event)
            kind, code, time, state = key.type & 0x7F, key.keycode, key.time, key.state
            self._libraries.free(event)
            if kind == KEY_RELEASE:
                self._released = (code, time)
            elif kind == KEY_PRESS and (code, time) != self._released:
                # A held key is released and pressed again at the same moment.
                name = self._grabbed.get((code, state & (SHIFT | CONTROL | ALT | META)))
                if name is not None:
                    self.pressed.emit(name)
            elif kind == MAPPING_NOTIFY:
                self.apply(self._wanted)
        if self._libraries.xcb.xcb_connection_has_error(self._connection):
            self._notifier.setEnabled(False)
            self.gone.emit()
