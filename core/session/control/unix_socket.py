"""Control over a Unix socket: it lies in a folder that only its user may enter (0700) and is itself 0600.

A socket that a killed process left behind is replaced; one that somebody answers on is left alone.
"""

from __future__ import annotations

import socket
import stat
from functools import partial
from pathlib import Path

from core.session.control.messages import ControlError
from core.session.control.transport import ALREADY, NOBODY, Door, make_private

PATIENCE_SECONDS = 2.0


class UnixSocket:
    """A `Transport`."""

    file_name = "control.sock"

    def open(self, place: Path) -> Door:
        """See `Transport`."""
        try:
            make_private(place.parent)
            _remove_stale(place)
            listener = socket.socket(socket.AF_UNIX)
        except OSError as failure:
            raise ControlError(
                f"the control socket cannot be made in {place.parent} ({failure.strerror})."
            ) from failure
        try:
            # The folder keeps others out until the mode is set.
            listener.bind(str(place))
            place.chmod(0o600)
            listener.listen(4)
        except OSError as failure:
            listener.close()
            raise ControlError(
                f"the control socket {place} cannot be made ({failure.strerror or failure})."
            ) from failure
        return Door(listener, b"", partial(_remove, place, _identity(place)))

    def reach(self, place: Path, patience: float) -> tuple[socket.socket, bytes]:
        """See `Transport`."""
        client = socket.socket(socket.AF_UNIX)
        try:
            client.settimeout(patience)
            client.connect(str(place))
        except (FileNotFoundError, ConnectionRefusedError) as failure:
            client.close()
            raise ControlError(NOBODY) from failure
        except OSError:
            client.close()
            raise
        return client, b""


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
    raise ControlError(ALREADY)


def _remove(path: Path, identity: tuple[int, int] | None) -> None:
    """Another's that has taken its place meanwhile stays."""
    if _identity(path) == identity:
        path.unlink(missing_ok=True)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
