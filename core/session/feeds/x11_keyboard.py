"""`X11Keyboard`: keys pressed by XTEST, as if they were on the user's keyboard.

What the layout in use has, plain or with Shift, is pressed there. Any other character (an umlaut on an American
keyboard, CJK) borrows one of the keycodes that no key has: the server is told that it writes the character, and then
it is pressed. Programs look up what a key writes when they read the press, so a borrowed key keeps its character as
long as others are free, and at least until the press has surely been read. Caps Lock acts as on the user's own keys.
"""

from __future__ import annotations

import os
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from core.session.feeds.caption_feed import FeedError
from core.session.feeds.keyboard import character_of, keysym_of
from core.session.feeds.x11_connection import X11Connection, X11Refusal

# Requests of the core protocol, and of XTEST.
INTERN_ATOM, GET_PROPERTY, QUERY_TREE, QUERY_POINTER, GET_INPUT_FOCUS = 16, 20, 15, 38, 43
CHANGE_KEYBOARD_MAPPING, GET_KEYBOARD_MAPPING, GET_MODIFIER_MAPPING = 100, 101, 119
FAKE_INPUT = 2
KEY_PRESS, KEY_RELEASE, MAPPING_NOTIFY = 2, 3, 34
CARDINAL = 6
POINTER_ROOT = 1
CAPS_LOCK, NUM_LOCK = 2, 16
# Shift, Ctrl, Alt, logo key, AltGr: all but the two that stay on.
HELD = 0xFF & ~(CAPS_LOCK | NUM_LOCK)
# What the keypad writes depends on Num Lock.
KEYPAD = range(0xFF80, 0xFFBE)
# After a key was given a character, and before it is given another one.
LEARN_SECONDS, FORGET_SECONDS = 0.02, 0.3


@dataclass(slots=True)
class _Loan:
    """A borrowed key: what it was taught, plain and with Shift, the characters that it so writes, and its last use."""

    keysyms: tuple[int, int]
    keys: dict[str, tuple[int, bool]]
    pressed: float = 0.0


class X11Keyboard:
    """See `Keyboard`. `own` are the processes whose windows are not typed into: this one, and those it came from."""

    def __init__(self, display: str) -> None:
        """Raises FeedError where the server cannot be reached or has no XTEST."""
        self._server = X11Connection(display)
        self._own = ancestry(os.getpid())
        self._xtest = self._server.extension(b"XTEST")
        self._pid_atom = self._atom(b"_NET_WM_PID")
        self._free: list[int] = []
        self._loans: dict[int, _Loan] = {}
        self._group = -1
        self._keys: dict[str, tuple[int, bool]] = {}
        self._shift = 0

    def open(self, closing: threading.Event) -> None:
        """Nobody has to be asked."""

    def ours(self) -> bool:
        """Whether the focused window, or one around it, names a process of our own."""
        (window,) = struct.unpack_from("<I", self._server.ask(GET_INPUT_FOCUS), 8)
        try:
            return self._is_ours(self._under_pointer() if window == POINTER_ROOT else window)
        except X11Refusal:
            # The window has just gone.
            return False

    def _under_pointer(self) -> int:
        """The innermost window there: where no window has the focus, keys go to it."""
        window, inner = 0, self._server.root
        while inner:
            window = inner
            (inner,) = struct.unpack_from("<I", self._server.ask(QUERY_POINTER, 0, struct.pack("<I", window)), 12)
        return window

    def _is_ours(self, window: int) -> bool:
        while window:
            body = struct.pack("<IIIII", window, self._pid_atom, CARDINAL, 0, 1)
            found = self._server.ask(GET_PROPERTY, 0, body)
            if len(found) >= 36:
                return int.from_bytes(found[32:36], "little") in self._own
            root, window = struct.unpack_from("<II", self._server.ask(QUERY_TREE, 0, struct.pack("<I", window)), 8)
            if window == root:
                return False
        return False

    def held(self) -> bool:
        """Whether a modifier is down."""
        return bool(self._state() & HELD)

    def press(self, character: str) -> None:
        """Write one character."""
        self._follow_layout(self._state() >> 13 & 3)
        key = self._keys.get(character) or self._borrow(character)
        if key is None:
            return
        code, shifted = key
        if shifted:
            self._fake(KEY_PRESS, self._shift)
        self._fake(KEY_PRESS, code)
        self._fake(KEY_RELEASE, code)
        if shifted:
            self._fake(KEY_RELEASE, self._shift)
        if code in self._loans:
            self._loans[code].pressed = time.monotonic()

    def close(self) -> None:
        """Give the borrowed keys back, when what they wrote has been read."""
        if self._loans:
            time.sleep(FORGET_SECONDS)
        with suppress(FeedError):
            for code in self._loans:
                self._teach(code, 0, 0)
        self._server.close()

    def _state(self) -> int:
        """Modifiers (bits 0 to 7) and layout (bits 13 and 14) of now."""
        answer = self._server.ask(QUERY_POINTER, 0, struct.pack("<I", self._server.root))
        return int(struct.unpack_from("<H", answer, 24)[0])

    def _follow_layout(self, group: int) -> None:
        """Read anew what the keys write, where the layout is another one."""
        changed = MAPPING_NOTIFY in self._server.events()
        if group == self._group and not changed:
            return
        self._group = group
        first, last = self._server.keycodes
        answer = self._server.ask(GET_KEYBOARD_MAPPING, 0, struct.pack("<BBH", first, last - first + 1, 0))
        width = answer[1]
        rows = list(struct.iter_unpack(f"<{width}I", answer[32:]))
        # A layout that was loaded meanwhile has forgotten what borrowed keys wrote.
        self._loans = {code: loan for code, loan in self._loans.items() if rows[code - first][:2] == loan.keysyms}
        self._free = [code for code, row in enumerate(rows, first) if not any(row)]
        self._keys = {}
        # Of a third and fourth layout nothing is said here: their characters are borrowed.
        for column, shifted in ((2 * group, False), (2 * group + 1, True)) if group < 2 else ():
            for code, row in enumerate(rows, first):
                if column < width and row[column] not in KEYPAD:
                    self._keys.setdefault(character_of(row[column]), (code, shifted))
        for loan in self._loans.values():
            self._keys.update(loan.keys)
        modifiers = self._server.ask(GET_MODIFIER_MAPPING)
        self._shift = next((code for code in modifiers[32 : 32 + modifiers[1]] if code), 0)

    def _borrow(self, character: str) -> tuple[int, bool] | None:
        """Let a free key write this character, else the one that was not pressed for longest; None if there is none."""
        if self._free:
            code = self._free.pop(0)
        elif self._loans:
            code = min(self._loans, key=lambda code: self._loans[code].pressed)
            time.sleep(max(0.0, self._loans[code].pressed + FORGET_SECONDS - time.monotonic()))
            for forgotten in self._loans.pop(code).keys:
                self._keys.pop(forgotten, None)
        else:
            return None
        plain, shifted = character.lower(), character.upper()
        if len(plain) != 1 or len(shifted) != 1 or character not in (plain, shifted):
            plain = shifted = character
        loan = _Loan((keysym_of(plain), keysym_of(shifted)), {shifted: (code, True), plain: (code, False)})
        self._teach(code, *loan.keysyms)
        time.sleep(LEARN_SECONDS)
        self._loans[code] = loan
        self._keys.update(loan.keys)
        return self._keys.get(character)

    def _teach(self, code: int, plain: int, shifted: int) -> None:
        self._server.do(CHANGE_KEYBOARD_MAPPING, 1, struct.pack("<BBHII", code, 2, 0, plain, shifted))

    def _fake(self, what: int, code: int) -> None:
        body = struct.pack("<BBHIIIIhhIHBB", what, code, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        self._server.do(self._xtest, FAKE_INPUT, body)

    def _atom(self, name: bytes) -> int:
        body = struct.pack("<HH", len(name), 0) + name + bytes(-len(name) % 4)
        return int(struct.unpack_from("<I", self._server.ask(INTERN_ATOM, 0, body), 8)[0])


def ancestry(process: int) -> frozenset[int]:
    """A process and those that it was started from, as far as the system tells (Linux)."""
    found: set[int] = set()
    while process > 1 and process not in found:
        found.add(process)
        try:
            with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as stat:
                # The name, in brackets, may hold anything.
                process = int(stat.read().rpartition(")")[2].split()[1])
        except OSError:
            break
    return frozenset(found)
