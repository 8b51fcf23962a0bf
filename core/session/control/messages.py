"""What is said over the control socket: one JSON line each way.

Request: `{"do": "start" | "stop" | "toggle" | "status" | "mark", "text": "…"}` (text only with mark).
Answer: `{"ok": true, …}` or `{"ok": false, "problem": "one sentence"}`.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any, Protocol

from platformdirs import user_runtime_path

LARGEST_LINE = 16_384
LONGEST_TEXT = 1000
ACTIONS = ("start", "stop", "toggle", "status", "mark")

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
        """State and figures, as JSON can hold them."""

    def mark(self, text: str) -> float:
        """Mark this moment; returns its place in seconds from the session's start."""


def default_socket() -> Path:
    """Where a running instance is found: in the user's own runtime folder."""
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR (a service, a bare terminal) there is still a folder; users need not hear of it.
        warnings.simplefilter("ignore")
        return user_runtime_path("wavescribe", appauthor=False) / "control.sock"


def check_supported() -> None:
    """Raise ControlError where Python has no Unix sockets."""
    if sys.platform == "win32":
        raise ControlError("a running Wavescribe cannot be controlled from the command line on Windows yet.")


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
    if request["do"] == "status":
        return target.status()
    if request["do"] == "mark":
        text = request.get("text", "")
        if not isinstance(text, str):
            raise ControlError("the text of a mark must be text.")
        return {"at": round(target.mark(" ".join(text.split())[:LONGEST_TEXT]), 3)}
    begin = request["do"] == "start" or (request["do"] == "toggle" and target.status()["state"] in IDLE)
    target.start() if begin else target.stop()
    return {}
