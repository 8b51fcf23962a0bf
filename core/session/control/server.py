"""`ControlServer`: lets `wavescribe control` reach a running window or listener.

One thread, one client at a time, each with two seconds.
"""

from __future__ import annotations

import hmac
import socket
import threading
from contextlib import suppress
from pathlib import Path

from core.session.control.messages import LARGEST_LINE, ControlTarget, answer
from core.session.control.transport import Transport, default_place, received_line, transport_for

PATIENCE_SECONDS = 2.0


class ControlServer:
    """Serves from construction to `close`. `place`: None for the user's own, which `wavescribe control` asks."""

    def __init__(self, target: ControlTarget, place: Path | None = None, transport: Transport | None = None) -> None:
        """Raises ControlError where another instance is there already, or the folder is not ours alone."""
        transport = transport or transport_for()
        self.place = place or default_place(transport)
        self._target = target
        self._closing = threading.Event()
        self._door = transport.open(self.place)
        self._thread = threading.Thread(target=self._serve, name="control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and take the door away."""
        self._closing.set()
        listener = self._door.listener
        # Wakes `accept`, which closing alone does not on Linux.
        try:
            with socket.socket(listener.family) as waker:
                waker.settimeout(PATIENCE_SECONDS)
                waker.connect(listener.getsockname())
        except OSError:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        listener.close()
        self._door.remove()

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._door.listener.accept()
            except OSError:
                return
            with client:
                if not self._closing.is_set():
                    self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        secret = self._door.secret
        try:
            line = received_line(client, PATIENCE_SECONDS)
            given, request = line[: len(secret)], line[len(secret) :]
            # Who does not know the secret is not answered, be it a browser that some page has sent here.
            if request.endswith(b"\n") and len(line) <= LARGEST_LINE and hmac.compare_digest(given, secret):
                client.settimeout(PATIENCE_SECONDS)
                client.sendall(answer(request, self._target))
        except OSError:
            # The client has gone, or says nothing: the next one.
            return
