"""Asks a running window or listener for something; see `core.session.control.messages`."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

from core.session.control.messages import LARGEST_LINE, ControlError, check_supported

PATIENCE_SECONDS = 5.0


def ask(path: Path, action: str, text: str = "") -> dict[str, Any]:
    """Send one request and return its answer. Raises ControlError where nobody runs or it was refused."""
    check_supported()
    request = {"do": action, **({"text": text} if text else {})}
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(PATIENCE_SECONDS)
            client.connect(str(path))
            client.sendall(json.dumps(request, ensure_ascii=False).encode() + b"\n")
            line = b""
            while not line.endswith(b"\n") and (more := client.recv(4096)):
                line += more
                if len(line) > LARGEST_LINE:
                    raise ControlError("the running Wavescribe answered with too much; start it again.")
    except (FileNotFoundError, ConnectionRefusedError) as failure:
        raise ControlError("no Wavescribe is running; open the window or start `wavescribe listen` first.") from failure
    except OSError as failure:
        raise ControlError(f"the running Wavescribe does not answer ({failure}); start it again.") from failure
    try:
        reply = json.loads(line)
    except ValueError as failure:
        raise ControlError("the running Wavescribe gave no answer; start it again.") from failure
    if not isinstance(reply, dict) or reply.pop("ok", None) is not True:
        raise ControlError(str(reply.get("problem") if isinstance(reply, dict) else "the answer cannot be read."))
    return reply
