"""The options for speaker labels, and what they mean."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from core.commands.failures import UsageError

if TYPE_CHECKING:
    from core.session.speakers import SpeakerOptions

AUTO, NOBODY = "auto", "none"


def add_speaker_arguments(parser: argparse.ArgumentParser, may_forget: bool = False) -> None:
    """--speakers and its like; where labels can be there already, they may be forgotten (`NOBODY`)."""
    parser.set_defaults(may_forget_speakers=may_forget)
    group = parser.add_argument_group("speakers")
    group.add_argument(
        "--speakers",
        metavar=f"N|{AUTO}|{NOBODY}" if may_forget else f"N|{AUTO}",
        help="say who speaks; so many speakers, or as many as are heard (auto). The bundled speaker model errs often: "
        "the number, where it is known, helps much",
    )
    group.add_argument(
        "--speaker-name",
        action="append",
        metavar="NAME",
        help="what the first to speak is called; again for the second, the third …",
    )
    group.add_argument(
        "--speaker-model",
        metavar="MODEL",
        help="a Wav2Vec2ForXVector checkpoint, or a Wav2Vec2ForAudioFrameClassification, which finds the turns alone; "
        "a folder, or OWNER/NAME on the hub",
    )


def requested_speakers(arguments: argparse.Namespace) -> SpeakerOptions | None:
    """What the options say; None where no labels are wanted. `UsageError` for what cannot be."""
    from core.session.speakers import MOST_SPEAKERS, SpeakerOptions

    if arguments.speakers is None:
        if arguments.speaker_name or arguments.speaker_model:
            raise UsageError("--speaker-name and --speaker-model go with --speakers.")
        return None
    if arguments.no_vad:
        raise UsageError("--speakers needs voice activity; leave out --no-vad.")
    names = tuple(arguments.speaker_name or ())
    if not all(name.strip() for name in names):
        raise UsageError("--speaker-name takes a name with at least one letter.")
    model = arguments.speaker_model or ""
    if arguments.speakers == AUTO:
        return SpeakerOptions(None, names, model)
    if not arguments.speakers.isascii() or not arguments.speakers.isdigit():
        words = "a number, auto or none" if arguments.may_forget_speakers else "a number or auto"
        raise UsageError(f"--speakers takes {words}, not {arguments.speakers!r}.")
    if not 1 <= int(arguments.speakers) <= MOST_SPEAKERS:
        raise UsageError(f"--speakers takes 1 to {MOST_SPEAKERS}, or auto.")
    return SpeakerOptions(int(arguments.speakers), names, model)
