"""What `wavescribe control` may do with a running `wavescribe listen`. Called on the control thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.session.control.messages import ControlError
from core.session.control.server import ControlServer
from core.session.feeds.typed_text import TypingState

if TYPE_CHECKING:
    from core.commands.listen_typing import ListenTyping
    from core.commands.live_output import LiveOutput
    from core.session.live_session import LiveSession


class ListenTarget:
    """Satisfies `ControlTarget` for one session."""

    def __init__(self, session: LiveSession, output: LiveOutput, typing: ListenTyping) -> None:
        self._session = session
        self._output = output
        self._typing = typing

    def start(self) -> None:
        """A listener listens as long as it runs."""
        raise ControlError("it listens already.")

    def stop(self) -> None:
        """As Ctrl+C does: what was heard is still captioned."""
        self._session.stop()

    def status(self) -> dict[str, Any]:
        """State and figures."""
        state, typing = self._session.state.value, self._typing.state.value
        return {"state": state, "typing": typing, **asdict(self._session.status)}

    def mark(self, text: str) -> float:
        """Write the mark among the captions, and into the library where the session is kept."""
        at = self._session.mark(text)
        self._output.marked(at, text)
        return at

    def start_typing(self) -> None:
        """As --type does."""
        if self._typing.state is not TypingState.OFF:
            raise ControlError("it types already.")
        self._typing.start()

    def stop_typing(self) -> None:
        """At once."""
        if self._typing.state is TypingState.OFF:
            raise ControlError("it does not type.")
        self._typing.stop()


@contextmanager
def controlled(session: LiveSession, output: LiveOutput, typing: ListenTyping) -> Iterator[None]:
    """Serve `wavescribe control` meanwhile. Where another instance has it, this one is simply not reached by it."""
    try:
        server = ControlServer(ListenTarget(session, output, typing))
    except ControlError:
        yield
        return
    try:
        yield
    finally:
        server.close()
