"""`wavescribe gui`: starts the window, which is found by its entry point so that core never imports desktop."""

from __future__ import annotations

import argparse
from importlib.metadata import entry_points

from core.commands.failures import UsageError
from core.commands.recognition_arguments import add_recognition_arguments

ENTRY_POINT_GROUP = "wavescribe.window"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe gui`; what is not given comes from the stored settings."""
    add_recognition_arguments(parser)
    parser.add_argument("--input", metavar="NAME", help="microphone, by name (see `wavescribe devices`)")
    parser.add_argument("--library", metavar="DIR", help="folder of the recorded sessions")
    parser.add_argument("files", nargs="*", metavar="FILE", help="media files to transcribe")


def run(arguments: argparse.Namespace) -> int:
    """Open the window and return its exit code when it closes."""
    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        window_main = entry_point.load()
        code: int = window_main(arguments)
        return code
    raise UsageError("the window is not installed. Install Wavescribe again, or use `wavescribe listen`.")
