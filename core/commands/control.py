"""`wavescribe control`: what a running window or listener is asked for from outside."""

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
        help="begin or end listening (toggle: whichever), print how it stands, mark this moment, or begin or end "
        "typing into the window that has the focus",
    )
    parser.add_argument("text", nargs="*", help="with mark: what to write beside it")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Ask, and print the answer."""
    from core.commands.failures import UsageError
    from core.session.control.client import ask

    if arguments.text and arguments.action != "mark":
        raise UsageError("only mark takes a text.")
    reply = ask(arguments.action, " ".join(arguments.text))
    if arguments.json:
        sys.stdout.write(json.dumps(reply, ensure_ascii=False) + "\n")
    elif reply:
        sys.stdout.write("".join(f"{name}: {value}\n" for name, value in reply.items()))
    return 0
