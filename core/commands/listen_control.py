"""What `wavescribe control` may do with a running `wavescribe listen`. Called on the control thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.session.control.messages import ControlError, default_socket
from core.session.control.server import ControlServer

if TYPE_CHECKING:
    from core.commands.live_output import LiveOutput
    from core.session.live_session import LiveSession


class ListenTarget:
    """Satisfies `ControlTarget` for one session."""

    def __init__(self, session: LiveSession, output: LiveOutput) -> None:
        self._session = session
        self._output = output

    def start(self) -> None:
        """A listener listens as long as it runs."""
        raise ControlError("it listens already.")

    def stop(self) -> None:
        """As Ctrl+C does: what was heard is still captioned."""
        self._session.stop()

    def status(self) -> dict[str, Any]:
        """State and figures."""
        return {"state": self._session.state.value, **asdict(self._session.status)}

    def mark(self, text: str) -> float:
        """Write the mark among the captions, and into the library where the session is kept."""
        at = self._session.mark(text)
        self._output.marked(at, text)
        return at


@contextmanager
def controlled(session: LiveSession, output: LiveOutput) -> Iterator[None]:
    """Serve the control socket meanwhile. Where another instance has it, this one is simply not reached by it."""
    try:
        server = ControlServer(default_socket(), ListenTarget(session, output))
    except ControlError:
        yield
        return
    try:
        yield
    finally:
        server.close()
