"""`X11Connection`: requests to an X server, over libxcb by ctypes.

libxcb is on every X11 desktop (Qt's windows stand on it); unlike Xlib it never ends the process when the server goes.
Its one way to send any request, XTEST's too, is used for all, so that little of C has to be declared: requests and
replies are bytes, as the X protocol describes them. Each waits for the server. One thread at a time.
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_size_t, c_uint, c_uint8, c_void_p
from functools import cache
from typing import Any

from core.session.feeds.caption_feed import FeedError

RAISE_ERRORS = 1
QUERY_EXTENSION = 98


class _Part(Structure):
    _fields_ = (("base", c_void_p), ("length", c_size_t))


class _Request(Structure):
    _fields_ = (("parts", c_size_t), ("extension", c_void_p), ("opcode", c_uint8), ("is_void", c_uint8))


class _Cookie(Structure):
    _fields_ = (("sequence", c_uint),)


@cache
def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    try:
        xcb, system = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL(None)
    except OSError as failure:
        raise FeedError("typing needs libxcb (libxcb1), which is not installed.") from failure
    system.free.argtypes = [c_void_p]
    declared: tuple[tuple[Any, Any, list[Any]], ...] = (
        (xcb.xcb_connect, c_void_p, [c_char_p, c_void_p]),
        (xcb.xcb_connection_has_error, c_int, [c_void_p]),
        (xcb.xcb_disconnect, None, [c_void_p]),
        (xcb.xcb_get_setup, c_void_p, [c_void_p]),
        (xcb.xcb_poll_for_event, c_void_p, [c_void_p]),
        (xcb.xcb_send_request, c_uint, [c_void_p, c_int, POINTER(_Part), POINTER(_Request)]),
        (xcb.xcb_wait_for_reply, c_void_p, [c_void_p, c_uint, POINTER(c_void_p)]),
        (xcb.xcb_request_check, c_void_p, [c_void_p, _Cookie]),
    )
    for function, result, arguments in declared:
        function.restype, function.argtypes = result, arguments
    return xcb, system


class X11Refusal(FeedError):
    """One request was refused; others may not be."""


class X11Connection:
    """Raises FeedError where the server cannot be reached, or has gone."""

    def __init__(self, display: str) -> None:
        self._xcb, self._system = _libraries()
        self._display = display
        self._connection = self._xcb.xcb_connect(display.encode(), None)
        if self._xcb.xcb_connection_has_error(self._connection):
            self.close()
            raise self._gone()
        setup = self._xcb.xcb_get_setup(self._connection)
        fixed = ctypes.string_at(setup, 40)
        (vendor,) = struct.unpack_from("<H", fixed, 24)
        self.keycodes: tuple[int, int] = struct.unpack_from("BB", fixed, 34)
        # After the vendor's name and the picture formats the first screen begins, with its root window.
        screen = 40 + (vendor + 3) // 4 * 4 + 8 * fixed[29]
        (self.root,) = struct.unpack("<I", ctypes.string_at(setup + screen, 4))

    def ask(self, opcode: int, detail: int = 0, body: bytes = b"") -> bytes:
        """A request that is answered; the whole reply."""
        sequence = self._send(opcode, detail, body, is_void=False)
        error = c_void_p()
        reply = self._xcb.xcb_wait_for_reply(self._connection, sequence, byref(error))
        if not reply:
            raise self._refused(error.value)
        (more,) = struct.unpack("<I", ctypes.string_at(reply + 4, 4))
        answer = ctypes.string_at(reply, 32 + 4 * more)
        self._system.free(reply)
        return answer

    def do(self, opcode: int, detail: int = 0, body: bytes = b"") -> None:
        """A request without an answer, carried out when this returns."""
        sequence = self._send(opcode, detail, body, is_void=True)
        error = self._xcb.xcb_request_check(self._connection, _Cookie(sequence))
        if error or self._xcb.xcb_connection_has_error(self._connection):
            raise self._refused(error)

    def extension(self, name: bytes) -> int:
        """The opcode of an extension. Raises FeedError where the server lacks it."""
        body = struct.pack("<HH", len(name), 0) + name + bytes(-len(name) % 4)
        answer = self.ask(QUERY_EXTENSION, 0, body)
        if not answer[8]:
            raise FeedError(
                f"the X server {self._display} has no {name.decode()} extension, without which nobody types."
            )
        return answer[9]

    def events(self) -> list[int]:
        """Types of the events that have come since the last call."""
        types = []
        while event := self._xcb.xcb_poll_for_event(self._connection):
            types.append(ctypes.string_at(event, 1)[0] & 0x7F)
            self._system.free(event)
        return types

    def close(self) -> None:
        """End the connection; once."""
        self._xcb.xcb_disconnect(self._connection)

    def _send(self, opcode: int, detail: int, body: bytes, is_void: bool) -> int:
        """The sequence number. libxcb writes the length, and wants room for two parts before the first."""
        message = bytearray(struct.pack("<BBH", opcode, detail, 0) + body)
        memory = (c_uint8 * len(message)).from_buffer(message)
        parts = (_Part * 4)()
        parts[2] = _Part(ctypes.addressof(memory), len(message))
        request = _Request(1, None, opcode, is_void)
        first = ctypes.cast(byref(parts, 2 * ctypes.sizeof(_Part)), POINTER(_Part))
        return int(self._xcb.xcb_send_request(self._connection, RAISE_ERRORS, first, byref(request)))

    def _refused(self, error: int | None) -> FeedError:
        if not error:
            return self._gone()
        code = ctypes.string_at(error, 2)[1]
        self._system.free(error)
        return X11Refusal(f"the X server {self._display} refuses to be typed into (error {code}).")

    def _gone(self) -> FeedError:
        return FeedError(
            f"the X server {self._display} cannot be reached; start Wavescribe on the desktop to type into."
        )
