"""What is said to a running instance: one JSON line each way (how the lines get there: `transport`).

Request: `{"do": one of ACTIONS, "text": "…"}` (text only with mark).
Answer: `{"ok": true, …}` or `{"ok": false, "problem": "one sentence"}`.
"""

from __future__ import annotations

import json
from typing import Any, Protocol

LARGEST_LINE = 16_384
LONGEST_TEXT = 1000
ACTIONS = ("start", "stop", "toggle", "status", "mark", "start-typing", "stop-typing", "toggle-typing")

IDLE = ("stopped", "failed")


class ControlError(Exception):
    """Control cannot be had, or a request was refused; the message is one sentence that says what to do."""


class ControlTarget(Protocol):
    """What a running window or listener lets others do. Called on the control thread; must return quickly.

    Each raises ControlError where it refuses.
    """

    def start(self) -> None:
        """Begin to listen."""

    def stop(self) -> None:
        """End; what was heard is still captioned."""

    def status(self) -> dict[str, Any]:
        """State and figures, as JSON can hold them. `state` of listening, `typing`: a `TypingState`, by its value."""

    def mark(self, text: str) -> float:
        """Mark this moment; returns its place in seconds from the session's start."""

    def start_typing(self) -> None:
        """Type finals into the window that has the focus, from now on."""

    def stop_typing(self) -> None:
        """No longer, in the middle of a word too."""


def answer(line: bytes, target: ControlTarget) -> bytes:
    """Carry out one request; whatever is wrong with it becomes an answer."""
    try:
        reply = {"ok": True, **_carry_out(line, target)}
    except ControlError as refused:
        reply = {"ok": False, "problem": str(refused)}
    return json.dumps(reply, ensure_ascii=False).encode() + b"\n"


def _carry_out(line: bytes, target: ControlTarget) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as failure:
        raise ControlError("the request is not JSON.") from failure
    if not isinstance(request, dict) or request.get("do") not in ACTIONS:
        raise ControlError(f"the request must name one of {', '.join(ACTIONS)}.")
    action = request["do"]
    if action == "status":
        return target.status()
    if action == "mark":
        text = request.get("text", "")
        if not isinstance(text, str):
            raise ControlError("the text of a mark must be text.")
        return {"at": round(target.mark(" ".join(text.split())[:LONGEST_TEXT]), 3)}
    if action == "toggle":
        action = "start" if target.status()["state"] in IDLE else "stop"
    elif action == "toggle-typing":
        action = "start-typing" if target.status()["typing"] == "off" else "stop-typing"
    {
        "start": target.start,
        "stop": target.stop,
        "start-typing": target.start_typing,
        "stop-typing": target.stop_typing,
    }[action]()
    return {}
