"""`ControlServer`: lets `wavescribe control` reach a running window or listener, over a Unix socket.

The socket lies in a folder that only its user may enter (0700) and is itself 0600. A socket that a killed process left
behind is replaced; one that somebody answers on is left alone. One thread, one client at a time, each with two seconds.
"""

from __future__ import annotations

import os
import socket
import stat
import threading
from pathlib import Path

from core.session.control.messages import LARGEST_LINE, ControlError, ControlTarget, answer, check_supported

PATIENCE_SECONDS = 2.0


class ControlServer:
    """Serves from construction to `close`."""

    def __init__(self, path: Path, target: ControlTarget) -> None:
        """Raises ControlError where another instance is there already, or the folder is not ours alone."""
        check_supported()
        self.path = path
        self._target = target
        self._closing = threading.Event()
        self._socket = _bound(path)
        self._identity = _identity(path)
        self._thread = threading.Thread(target=self._serve, name="control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and take the socket away."""
        self._closing.set()
        # Wakes `accept`, which closing alone does not on Linux.
        try:
            with socket.socket(socket.AF_UNIX) as waker:
                waker.settimeout(PATIENCE_SECONDS)
                waker.connect(str(self.path))
        except OSError:
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()
        if _identity(self.path) == self._identity:
            self.path.unlink(missing_ok=True)

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client:
                if not self._closing.is_set():
                    self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        client.settimeout(PATIENCE_SECONDS)
        try:
            line = b""
            while not line.endswith(b"\n"):
                more = client.recv(4096)
                line += more
                if not more or len(line) > LARGEST_LINE:
                    return
            client.sendall(answer(line, self._target))
        except OSError:
            # The client has gone, or says nothing: the next one.
            return


def _bound(path: Path) -> socket.socket:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = path.parent.stat()
        if folder.st_uid != os.getuid() or stat.S_IMODE(folder.st_mode) & 0o077:
            raise ControlError(f"{path.parent} can be entered by others; set its permissions to 0700.")
        _remove_stale(path)
        server = socket.socket(socket.AF_UNIX)
    except OSError as failure:
        raise ControlError(f"the control socket cannot be made in {path.parent} ({failure.strerror}).") from failure
    try:
        # The folder keeps others out until the mode is set.
        server.bind(str(path))
        path.chmod(0o600)
        server.listen(4)
    except OSError as failure:
        server.close()
        raise ControlError(f"the control socket {path} cannot be made ({failure.strerror or failure}).") from failure
    return server


def _remove_stale(path: Path) -> None:
    """Remove a socket that nobody answers on; anything else in its place is an error."""
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise ControlError(f"{path} is in the way of the control socket; remove it.")
    except FileNotFoundError:
        return
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(PATIENCE_SECONDS)
        try:
            probe.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            path.unlink(missing_ok=True)
            return
    raise ControlError("another Wavescribe is running already and is the one that `wavescribe control` reaches.")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
