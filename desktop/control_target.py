"""What `wavescribe control` may do with the window. Called on the control thread; signals bring it to the GUI's."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.session.control.messages import ControlError
from core.session.feeds.typed_text import TypingState

if TYPE_CHECKING:
    from desktop.controller import Controller


class WindowTarget:
    """Satisfies `ControlTarget`."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    def start(self) -> None:
        """As the Start button does."""
        if self._controller.listening:
            raise ControlError("it listens already.")
        self._controller.start_asked.emit()

    def stop(self) -> None:
        """As the Stop button does."""
        if not self._controller.listening:
            raise ControlError("it does not listen.")
        self._controller.stop()

    def status(self) -> dict[str, Any]:
        """State and figures of the session that was started last."""
        session, typing = self._controller.session, self._controller.feeds.typing_state.value
        if session is None:
            return {"state": "stopped", "typing": typing}
        return {"state": session.state.value, "typing": typing, **asdict(session.status)}

    def mark(self, text: str) -> float:
        """As the Mark button does."""
        at = self._controller.mark(text)
        if at is None:
            raise ControlError("it does not listen, so there is nothing to mark.")
        return at

    def start_typing(self) -> None:
        """As its switch in the menu does."""
        if self._controller.feeds.typing_state is not TypingState.OFF:
            raise ControlError("it types already.")
        self._controller.typing_asked.emit(True)

    def stop_typing(self) -> None:
        """As its switch in the menu does."""
        if self._controller.feeds.typing_state is TypingState.OFF:
            raise ControlError("it does not type.")
        self._controller.typing_asked.emit(False)
