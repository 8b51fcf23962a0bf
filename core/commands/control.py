"""`wavescribe control`: start, stop, toggle, status and mark of a running window or listener."""

from __future__ import annotations

import argparse
import json
import sys

from core.session.control.messages import ACTIONS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe control`."""
    parser.add_argument(
        "action",
        choices=ACTIONS,
        help="begin or end listening (toggle: whichever), print how it stands, or mark this moment",
    )
    parser.add_argument("text", nargs="*", help="with mark: what to write beside it")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Ask, and print the answer."""
    from core.commands.failures import UsageError
    from core.session.control.client import ask
    from core.session.control.messages import default_socket

    if arguments.text and arguments.action != "mark":
        raise UsageError("only mark takes a text.")
    reply = ask(default_socket(), arguments.action, " ".join(arguments.text))
    if arguments.json:
        sys.stdout.write(json.dumps(reply, ensure_ascii=False) + "\n")
    elif reply:
        sys.stdout.write("".join(f"{name}: {value}\n" for name, value in reply.items()))
    return 0
