"""Control over loopback TCP, where there are no Unix sockets: on a free port, for whoever knows a secret token.

Port and token stand in a file that only the user can read. A lock beside it says whether who wrote it lives: a port
alone would not, as another program may have it since.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from core.session.control.messages import ControlError
from core.session.control.transport import ALREADY, NOBODY, Door, make_private

HOST = "127.0.0.1"
TOKEN_BYTES = 32
LARGEST_FILE = 1000


class Loopback:
    """A `Transport`."""

    file_name = "control.json"

    def open(self, place: Path) -> Door:
        """See `Transport`."""
        try:
            make_private(place.parent)
            lock = FileLock(place.with_suffix(".lock"), thread_local=False)
            lock.acquire(timeout=0)
        except Timeout as failure:
            raise ControlError(ALREADY) from failure
        except OSError as failure:
            raise ControlError(f"the control file cannot be made in {place.parent} ({failure.strerror}).") from failure
        listener = socket.socket(socket.AF_INET)
        try:
            if sys.platform == "win32":
                # Another program could otherwise listen on the same port, and be told the token.
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            listener.bind((HOST, 0))
            listener.listen(4)
            token = secrets.token_hex(TOKEN_BYTES)
            _write(place, json.dumps({"port": listener.getsockname()[1], "token": token}))
        except OSError as failure:
            listener.close()
            lock.release()
            raise ControlError(f"the control file {place} cannot be made ({failure.strerror or failure}).") from failure
        return Door(listener, token.encode(), partial(_remove, place, lock))

    def reach(self, place: Path, patience: float) -> tuple[socket.socket, bytes]:
        """See `Transport`."""
        port, token = _read(place)
        try:
            return socket.create_connection((HOST, port), timeout=patience), token.encode()
        except ConnectionRefusedError as failure:
            raise ControlError(NOBODY) from failure


def _write(place: Path, content: str) -> None:
    """Whole or not at all, and never for a moment readable by others."""
    draft = place.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(content)
    draft.replace(place)


def _read(place: Path) -> tuple[int, str]:
    try:
        with place.open(encoding="utf-8") as file:
            found = json.loads(file.read(LARGEST_FILE))
        port, token = found["port"], found["token"]
        if not (isinstance(port, int) and 0 < port < 65_536 and isinstance(token, str)):
            raise ValueError(place)
    except FileNotFoundError as failure:
        raise ControlError(NOBODY) from failure
    except (ValueError, RecursionError, LookupError, TypeError) as failure:
        raise ControlError(f"{place} cannot be understood; remove it and start Wavescribe again.") from failure
    return port, token


def _remove(place: Path, lock: FileLock) -> None:
    place.unlink(missing_ok=True)
    lock.release()
