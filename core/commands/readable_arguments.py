"""The option --readable of `transcribe` and `listen`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from core.commands.failures import UsageError

if TYPE_CHECKING:
    from core.decoding.readable.readable_text import ReadableText


def add_readable_argument(parser: argparse.ArgumentParser) -> None:
    """Add --readable."""
    parser.add_argument(
        "--readable",
        action="store_true",
        help="sentence case, punctuation and digits; JSON keeps the words as recognised beside it",
    )


def requested_readable(arguments: argparse.Namespace) -> ReadableText | None:
    """What makes text readable in the language of the arguments, or None where it was not asked for."""
    if not arguments.readable:
        return None
    from core.decoding.language_model import LanguageModelError
    from core.session.readable_captions import load_readable

    try:
        return load_readable(arguments.language)
    except (LanguageModelError, OSError, UnicodeDecodeError) as failure:
        raise UsageError(f"--readable: {failure}") from failure
