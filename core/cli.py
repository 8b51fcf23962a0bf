"""The `wavescribe` command: reads the arguments, starts one of `core.commands`, turns failures into one line.

Exit codes: 0 done, 1 some file failed (the others were still done), 2 wrong usage, 130 interrupted.
Set WAVESCRIBE_DEBUG=1 to see tracebacks.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from core.commands.failures import UsageError, describe_failure

# Command → module of core.commands and one line of help.
COMMANDS = {
    "gui": "Open the window (also what `wavescribe` alone does).",
    "listen": "Caption a microphone, or a file as if it were one.",
    "control": "Start, stop, ask or mark a window or listener that is running.",
    "transcribe": "Write transcripts of media files.",
    "align": "Find when each word of a given text is spoken in a recording.",
    "serve": "Transcribe and caption for other programs, over HTTP in OpenAI's form.",
    "devices": "List the microphones.",
    "models": "List, download, import or remove models.",
    "sessions": "List, show, export, recover or delete recorded sessions.",
    "redecode": "Decode a recorded session again, with other hotwords or another language model.",
    "lm": "Build a language model from documents, or say what one holds.",
    "train": "Train or fine-tune a model.",
    "evaluate": "Print error rates of a model on transcribed recordings.",
    "bench": "Measure this machine: the encoder beside others, live captions, what suits it.",
}


class CommandParser(argparse.ArgumentParser):
    """Takes options and operands in any order where a command has the default `any_order`.

    Else argparse takes operands that may be absent for absent as soon as an option stands before them.
    """

    _inside = False

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """See `argparse.ArgumentParser`."""
        if self._inside or not self.get_default("any_order"):
            return super().parse_known_args(args, namespace)
        self._inside = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._inside = False


def build_parser() -> argparse.ArgumentParser:
    """The whole argument parser; importing a command's module must stay cheap (no torch)."""
    parser = argparse.ArgumentParser(
        prog="wavescribe",
        description="Live captions and transcripts on your own machine.",
        epilog="Without a command the window opens. More on each: wavescribe COMMAND --help",
    )
    parser.add_argument("--version", action="version", version=f"wavescribe {installed_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=CommandParser)
    for name, help_line in COMMANDS.items():
        command = import_module(f"core.commands.{name}")
        subparser = commands.add_parser(name, help=help_line, description=help_line)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser


def installed_version() -> str:
    """Version of the installed package, or "unknown" in a bare checkout."""
    try:
        return version("wavescribe")
    except PackageNotFoundError:
        return "unknown"


def keep_caches_small() -> None:
    """Bound what oneDNN, and torch's way to it, keep: a compiled primitive for each shape, and every segment has
    another length. To be called before the first is made; it costs no time.
    """
    for cache in ("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "LRU_CACHE_CAPACITY"):
        os.environ.setdefault(cache, "32")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never lets a traceback reach the user."""
    keep_caches_small()
    words = list(sys.argv[1:] if arguments is None else arguments)
    parsed = build_parser().parse_args(_with_command(words))
    try:
        code: int = parsed.run(parsed)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (`| head`) has gone: leave without Python's own complaint about the closed stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as failure:
        if os.environ.get("WAVESCRIBE_DEBUG"):
            raise
        sys.stderr.write(f"wavescribe: {describe_failure(failure)}\n")
        return 2 if isinstance(failure, UsageError) else 1
    return code


def _with_command(words: list[str]) -> list[str]:
    """The window is what options without a command are for: `wavescribe --model X`."""
    about_itself = ("-h", "--help", "--version")
    if not words or (words[0].startswith("-") and words[0] not in about_itself):
        return ["gui", *words]
    return words


if __name__ == "__main__":
    sys.exit(main())
