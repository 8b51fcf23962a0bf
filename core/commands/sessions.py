"""`wavescribe sessions`: the recorded sessions of a library."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.recognition_arguments import add_recognition_arguments, load_requested_engine

if TYPE_CHECKING:
    from core.session.library import Library

ACTIONS = ("list", "show", "export", "recover", "delete")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe sessions`."""
    parser.add_argument("action", nargs="?", choices=ACTIONS, default="list", help="default: list")
    parser.add_argument("session", nargs="?", metavar="ID", help="which session; `recover` without it takes all")
    parser.add_argument("--library", metavar="DIR", help="folder of the library")
    parser.add_argument("--json", action="store_true", help="list and show as JSON")
    parser.add_argument("--format", choices=("txt", "srt", "vtt", "json"), default="txt", help="of export")
    add_recognition_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do one action; a session that is not there is one line on standard error."""
    from core.commands.failures import UsageError
    from core.session.library import Library, default_library

    if arguments.action in ("show", "export", "delete") and not arguments.session:
        raise UsageError(f"sessions {arguments.action} needs the ID of a session; see `wavescribe sessions`.")
    library = Library(Path(arguments.library) if arguments.library else default_library())
    try:
        _ACTIONS[arguments.action](library, arguments)
    finally:
        library.close()
    return 0


def _list(library: Library, arguments: argparse.Namespace) -> None:
    lost = {entry.id for entry in library.unfinished()}
    for entry in library.sessions():
        if arguments.json:
            sys.stdout.write(json.dumps({**asdict(entry), "recoverable": entry.id in lost}, ensure_ascii=False) + "\n")
            continue
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(entry.started))
        state = "  [cut off: wavescribe sessions recover]" if entry.id in lost else ""
        sys.stdout.write(f"{entry.id}  {when}  {entry.seconds:7.1f} s  {entry.first_words[:60]}{state}\n")


def _show(library: Library, arguments: argparse.Namespace) -> None:
    from core.session.export import write_transcript

    sys.stdout.write(write_transcript(library.transcript(arguments.session), "json" if arguments.json else "txt"))


def _export(library: Library, arguments: argparse.Namespace) -> None:
    from core.session.export import write_transcript

    sys.stdout.write(write_transcript(library.transcript(arguments.session), arguments.format))


def _recover(library: Library, arguments: argparse.Namespace) -> None:
    chosen = [arguments.session] if arguments.session else [entry.id for entry in library.unfinished()]
    engine = load_requested_engine(arguments) if chosen else None
    for session in chosen:
        assert engine is not None
        transcript = library.recover(session, engine)
        sys.stderr.write(f"{session}: {transcript.duration:.1f} s recovered\n")


def _delete(library: Library, arguments: argparse.Namespace) -> None:
    library.delete(arguments.session)


_ACTIONS = {"list": _list, "show": _show, "export": _export, "recover": _recover, "delete": _delete}
