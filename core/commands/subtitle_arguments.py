"""The options by which subtitles are shaped, and what they mean."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from core.commands.failures import UsageError

if TYPE_CHECKING:
    from core.session.subtitles import SubtitleShape

_OPTIONS = {
    "characters": ("--max-chars", int, "characters a line (default: 42; a wide one counts two)"),
    "lines": ("--max-lines", int, "lines a cue (default: 2)"),
    "speed": ("--max-speed", float, "characters a second to read (default: 20)"),
    "gap": ("--min-gap", float, "seconds between cues, at least (default: 0.08)"),
    "shortest": ("--min-duration", float, "seconds of a cue, where the next leaves room (default: 1)"),
    "longest": ("--max-duration", float, "seconds of a cue, at most (default: 7)"),
    "lead": ("--lead", float, "seconds that a cue comes before its first word (default: 0)"),
    "trail": ("--trail", float, "seconds that a cue stays after its last word (default: 0.2)"),
}


def add_subtitle_arguments(parser: argparse.ArgumentParser) -> None:
    """--max-chars and its like."""
    group = parser.add_argument_group("shape of subtitles (srt, vtt, ass)")
    for name, (option, kind, what) in _OPTIONS.items():
        group.add_argument(option, type=kind, dest=f"subtitle_{name}", metavar="N", help=what)


def subtitle_shape(arguments: argparse.Namespace) -> SubtitleShape:
    """What the options say; `UsageError` for a value that cannot be."""
    from core.session.subtitles import SubtitleShape

    given = {name: getattr(arguments, f"subtitle_{name}") for name in _OPTIONS}
    try:
        return SubtitleShape(**{name: value for name, value in given.items() if value is not None})
    except ValueError as failure:
        text = str(failure)
        for name, (option, _kind, _what) in _OPTIONS.items():
            text = text.replace(name, option)
        raise UsageError(text[:1].upper() + text[1:]) from failure
