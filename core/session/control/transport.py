"""How requests reach a running instance: by a Unix socket, or where Python has none (Windows), over loopback TCP.

Either way a file in the user's own runtime folder is the door, and only who may open that file is let in.
"""

from __future__ import annotations

import socket
import stat
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from platformdirs import user_runtime_path

from core.session.control.messages import LARGEST_LINE, ControlError

ALREADY = "another Wavescribe is running already and is the one that `wavescribe control` reaches."
NOBODY = "no Wavescribe is running; open the window or start `wavescribe listen` first."


@dataclass(frozen=True, slots=True)
class Door:
    """A server's side. Each request must begin with `secret` (empty where the file's permissions say enough);
    `remove` takes away what clients find the server by."""

    listener: socket.socket
    secret: bytes
    remove: Callable[[], None]


class Transport(Protocol):
    """One of the two ways. `place` is the door's file."""

    file_name: str

    def open(self, place: Path) -> Door:
        """Begin to listen. Raises ControlError where another instance does, or others could get in."""

    def reach(self, place: Path, patience: float) -> tuple[socket.socket, bytes]:
        """A connection to who listens there, and its secret. Raises ControlError (`NOBODY`), OSError."""


def transport_for(platform: str = sys.platform) -> Transport:
    """The way that a platform has."""
    if platform == "win32":
        from core.session.control.loopback import Loopback

        return Loopback()
    from core.session.control.unix_socket import UnixSocket

    return UnixSocket()


def default_place(transport: Transport) -> Path:
    """The door of the user's running instance: in a folder that is the user's own."""
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR (a service, a bare terminal) there is still a folder; users need not hear of it.
        warnings.simplefilter("ignore")
        return user_runtime_path("wavescribe", appauthor=False) / transport.file_name


def make_private(folder: Path) -> None:
    """Make the folder, where only its user may enter. Raises ControlError for one that others may enter, OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # On Windows it lies in the user's profile, which the profile's access list keeps others out of.
    if sys.platform != "win32":
        import os

        found = folder.stat()
        if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
            raise ControlError(f"{folder} can be entered by others; set its permissions to 0700.")


def received_line(connection: socket.socket, seconds: float) -> bytes:
    """What the other side says up to the end of a line, or of the connection: never more than `LARGEST_LINE` bytes,
    never for longer than `seconds`. Raises OSError."""
    line, deadline = b"", time.monotonic() + seconds
    while not line.endswith(b"\n"):
        connection.settimeout(max(0.001, deadline - time.monotonic()))
        more = connection.recv(4096)
        line += more
        if not more or len(line) > LARGEST_LINE:
            break
    return line
