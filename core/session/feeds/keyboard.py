"""What a keyboard is that captions are typed on, and which one this desktop gives."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

from core.session.feeds.caption_feed import FeedError


class Keyboard(Protocol):
    """Presses keys that go to whatever window has the focus. One thread; every method may raise FeedError."""

    def open(self, closing: threading.Event) -> None:
        """Be ready to type: the user may have to be asked, which takes as long as it takes or until `closing`."""

    def ours(self) -> bool:
        """Whether the window that has the focus is Wavescribe's own, as far as this desktop tells."""

    def held(self) -> bool:
        """Whether the user holds a key that would make commands of letters (Ctrl, Alt, …), as far as it tells."""

    def press(self, character: str) -> None:
        """Write one character. One that this keyboard cannot write is left out."""

    def close(self) -> None:
        """Leave the desktop as it was."""


def desktop_keyboard(
    keep_permission: Callable[[str], None] = lambda _token: None,
    permission: str = "",
    environment: Mapping[str, str] = os.environ,
) -> Keyboard:
    """The keyboard of this desktop: X11's, or that of Wayland's portal.

    The portal asks the user; what it gives to be remembered goes to `keep_permission` (on the typing thread), and is
    `permission` the next time. Raises FeedError where there is none.
    """
    if sys.platform != "linux":
        raise FeedError("typing into other windows works on Linux only so far; use a feed, or copy the text.")
    # An X server beside Wayland reaches the windows of old programs only.
    if environment.get("WAYLAND_DISPLAY"):
        from core.session.feeds.portal_keyboard import PortalKeyboard

        return PortalKeyboard(keep_permission, permission)
    if display := environment.get("DISPLAY"):
        from core.session.feeds.x11_keyboard import X11Keyboard

        return X11Keyboard(display)
    raise FeedError("there is no desktop to type into: neither WAYLAND_DISPLAY nor DISPLAY is set.")


@cache
def _xkbcommon() -> ctypes.CDLL:
    """Knows which keysym writes which character; every X11 and Wayland desktop has it."""
    try:
        library = ctypes.CDLL("libxkbcommon.so.0")
    except OSError as failure:
        raise FeedError("typing needs libxkbcommon (libxkbcommon0), which is not installed.") from failure
    library.xkb_utf32_to_keysym.argtypes = library.xkb_keysym_to_utf32.argtypes = [ctypes.c_uint32]
    library.xkb_utf32_to_keysym.restype = library.xkb_keysym_to_utf32.restype = ctypes.c_uint32
    return library


def keysym_of(character: str) -> int:
    """The keysym that layouts have for a character. Raises FeedError where libxkbcommon is missing."""
    return int(_xkbcommon().xkb_utf32_to_keysym(ord(character)))


def character_of(keysym: int) -> str:
    """What a keysym writes; "" for none. Raises FeedError where libxkbcommon is missing."""
    code = int(_xkbcommon().xkb_keysym_to_utf32(keysym))
    return chr(code) if code else ""
