"""Asks a running window or listener for something; see `core.session.control.messages`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.session.control.messages import LARGEST_LINE, ControlError
from core.session.control.transport import Transport, default_place, received_line, transport_for

PATIENCE_SECONDS = 5.0


def ask(action: str, text: str = "", place: Path | None = None, transport: Transport | None = None) -> dict[str, Any]:
    """Send one request and return its answer. Raises ControlError where nobody runs or it was refused.

    `place`: None for the user's own instance.
    """
    transport = transport or transport_for()
    request = {"do": action, **({"text": text} if text else {})}
    try:
        client, secret = transport.reach(place or default_place(transport), PATIENCE_SECONDS)
        with client:
            client.sendall(secret + json.dumps(request, ensure_ascii=False).encode() + b"\n")
            line = received_line(client, PATIENCE_SECONDS)
    except OSError as failure:
        raise ControlError(f"the running Wavescribe does not answer ({failure}); start it again.") from failure
    if len(line) > LARGEST_LINE:
        raise ControlError("the running Wavescribe answered with too much; start it again.")
    try:
        reply = json.loads(line)
    except (ValueError, RecursionError) as failure:
        raise ControlError("the running Wavescribe gave no answer; start it again.") from failure
    if not isinstance(reply, dict) or reply.pop("ok", None) is not True:
        raise ControlError(str(reply.get("problem") if isinstance(reply, dict) else "the answer cannot be read."))
    return reply
