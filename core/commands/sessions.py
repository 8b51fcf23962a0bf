"""`wavescribe sessions`: the recorded sessions of a library."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.recognition_arguments import (
    add_recognition_arguments,
    with_decoding_arguments,
    with_model_arguments,
)
from core.commands.speaker_arguments import NOBODY, add_speaker_arguments, requested_speakers

if TYPE_CHECKING:
    from core.session.library import Library, SessionEntry
    from core.streaming.captions import FinalCaption

FORMATS = ("txt", "srt", "vtt", "ass", "json", "csv", "tsv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe sessions`."""
    parser.set_defaults(any_order=True)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "actions:\n" + "\n".join(f"  {usage:24} {what}" for usage, what in USAGE.values())
    parser.add_argument("action", nargs="?", choices=tuple(USAGE), default="list", metavar="ACTION", help="see below")
    parser.add_argument("operands", nargs="*", metavar="ID", help="what the action is about")
    parser.add_argument("--library", metavar="DIR", help="folder of the library")
    parser.add_argument("--json", action="store_true", help="list, show, search and prune: as JSON")
    parser.add_argument("--format", choices=FORMATS, default="txt", help="of export (default: txt)")
    parser.add_argument("--days", type=float, metavar="N", help="prune: remove sessions that ended more days ago")
    parser.add_argument("--audio-days", type=float, metavar="N", help="prune: remove the audio of older sessions")
    add_recognition_arguments(parser)
    add_speaker_arguments(parser, may_forget=True)


USAGE = {
    "list": ("list", "all sessions, newest first (what `wavescribe sessions` alone does)"),
    "show": ("show ID", "the text of a session"),
    "export": ("export ID", "the text in one of the formats"),
    "search": ("search WORDS", "where the words stand, over all sessions"),
    "rename": ("rename ID TITLE", "give a session another title"),
    "speakers": ("speakers ID", "say who speaks, from the sound (--speakers; errs often), or none: forget it"),
    "rename-speaker": ("rename-speaker ID NAME OTHER", "call one who speaks otherwise, everywhere in a session"),
    "recover": ("recover [ID …]", "make whole what was cut off; without ID: all of it"),
    "delete": ("delete ID …", "remove text and audio for good"),
    "prune": ("prune", "remove what is older than --days and --audio-days, but for marked sessions"),
    "export-all": ("export-all FILE", "the whole library, text and audio, as one file"),
    "import": ("import FILE", "add the sessions of such a file"),
}


def run(arguments: argparse.Namespace) -> int:
    """Do one action; a session that is not there is one line on standard error."""
    from core.session.library import Library, default_library

    _check_usage(arguments)
    library = Library(Path(arguments.library) if arguments.library else default_library())
    try:
        return _ACTIONS[arguments.action](library, arguments)
    finally:
        library.close()


def _check_usage(arguments: argparse.Namespace) -> None:
    """Refuse what cannot be meant before the library is opened."""
    action, operands = arguments.action, arguments.operands
    least, most = _OPERANDS.get(action, (0, 0))
    if not least <= len(operands) <= most:
        raise UsageError(f"write: wavescribe sessions {USAGE[action][0]}. IDs are those of `wavescribe sessions`.")
    if action == "prune":
        days = [number for number in (arguments.days, arguments.audio_days) if number is not None]
        if not days or any(number < 0 for number in days):
            raise UsageError("prune needs --days or --audio-days, at least 0.")
    if action == "import" and not Path(operands[0]).is_file():
        raise UsageError(f"{operands[0]} does not exist. Check the name and the folder.")
    if action == "rename-speaker" and not operands[2].strip():
        raise UsageError("a speaker's name needs at least one letter.")
    if action == "recover" and arguments.no_vad:
        raise UsageError("recover finds the segments that the session has, so it does not go with --no-vad.")
    if action == "speakers" and arguments.speakers is None:
        raise UsageError("speakers needs --speakers: a number, auto, or none.")
    if action != "speakers" and arguments.speakers is not None:
        raise UsageError("--speakers goes with speakers ID.")
    if arguments.speakers != NOBODY:
        requested_speakers(arguments)


_ANY = 1_000_000
_OPERANDS = {
    "show": (1, 1),
    "export": (1, 1),
    "search": (1, _ANY),
    "rename": (2, _ANY),
    "speakers": (1, 1),
    "rename-speaker": (3, 3),
    "recover": (0, _ANY),
    "delete": (1, _ANY),
    "export-all": (1, 1),
    "import": (1, 1),
}


def _list(library: Library, arguments: argparse.Namespace) -> int:
    lost = {entry.id for entry in library.unfinished()}
    for entry in library.sessions():
        if arguments.json:
            _print_json({**asdict(entry), "recoverable": entry.id in lost})
        else:
            sys.stdout.write(_line(entry, entry.id in lost) + "\n")
    return 0


def _line(entry: SessionEntry, lost: bool) -> str:
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(entry.started))
    title = "" if entry.title == when else f"{entry.title}: "
    state = "  [cut off: wavescribe sessions recover]" if lost else ""
    return f"{entry.id}  {when}  {entry.seconds:7.1f} s  {title}{entry.first_words[:60]}{state}"


def _show(library: Library, arguments: argparse.Namespace) -> int:
    return _write(library, arguments, "json" if arguments.json else "txt")


def _export(library: Library, arguments: argparse.Namespace) -> int:
    return _write(library, arguments, arguments.format)


def _write(library: Library, arguments: argparse.Namespace, form: str) -> int:
    from core.session.export import write_transcript

    sys.stdout.write(write_transcript(library.transcript(arguments.operands[0]), form))
    return 0


def _search(library: Library, arguments: argparse.Namespace) -> int:
    """Exit code 1 where nothing was found, as grep does."""
    hits = library.search(" ".join(arguments.operands))
    for hit in hits:
        if arguments.json:
            _print_json({**{k: v for k, v in asdict(hit).items() if k != "pieces"}, "text": hit.text})
        else:
            sys.stdout.write(f"{hit.session}  {hit.title}  {hit.start:8.2f}  {hit.text}\n")
    return 0 if hits else 1


def _rename(library: Library, arguments: argparse.Namespace) -> int:
    session, *title = arguments.operands
    library.rows.rename(session, " ".join(title))
    return 0


def _speakers(library: Library, arguments: argparse.Namespace) -> int:
    from core.session.speaker_labels import change_session, find_labels, labelled, unlabelled

    session = arguments.operands[0]
    library.rows.one(session)
    options = None if arguments.speakers == NOBODY else requested_speakers(arguments)
    if options is None:
        change_session(library, session, unlabelled)
        return 0
    labels = find_labels(library, session, options)
    names = change_session(library, session, lambda segments: labelled(segments, labels))
    sys.stderr.write(f"{session}: {', '.join(names)}\n")
    return 0


def _rename_speaker(library: Library, arguments: argparse.Namespace) -> int:
    from core.session.speaker_labels import change_session, renamed, speakers_in

    session, name, other = arguments.operands
    there = speakers_in([segment.words for segment in library.segments.of(session)])
    if name not in there:
        known = f"there are {', '.join(there)}" if there else "label them first: wavescribe sessions speakers ID"
        raise UsageError(f"nobody is called {name} in session {session}; {known}.")
    change_session(library, session, lambda segments: renamed(segments, name, other))
    return 0


def _recover(library: Library, arguments: argparse.Namespace) -> int:
    """With what was in force as each session was recorded, as far as the arguments do not say otherwise.

    One that cannot be recovered costs one line on standard error and exit code 1 at the end.
    """
    from core.audio.media import MediaError
    from core.session.engine_shelf import EngineShelf
    from core.session.library import LibraryError
    from core.streaming.acoustic_model import ModelError

    # Which language model is missing is said by the recovery, where it would be needed.
    shelf = EngineShelf(lambda _problem: None)
    failed = 0
    for session in arguments.operands or [entry.id for entry in library.unfinished()]:
        try:
            in_force = tuple(
                replace(one, options=with_decoding_arguments(with_model_arguments(one.options, arguments), arguments))
                for one in library.in_force(session)
            )
            engine = shelf.take(in_force[0].options)
            transcript = library.recover(session, engine, _RecoveryMessages(session), in_force)
        except (LibraryError, MediaError, ModelError) as failure:
            failed += 1
            sys.stderr.write(f"wavescribe: {session}: {failure}\n")
        else:
            sys.stderr.write(f"{session}: {transcript.duration:.1f} s recovered\n")
    return 1 if failed else 0


class _RecoveryMessages:
    """A `RecoveryListener` that passes on what the user must know."""

    def __init__(self, session: str) -> None:
        self._session = session

    def stopped(self) -> bool:
        """Ctrl+C ends the command itself."""
        return False

    def progressed(self, done: float, duration: float | None) -> None:
        """Not shown."""

    def heard(self, final: FinalCaption) -> None:
        """`sessions show` prints it."""

    def troubled(self, message: str) -> None:
        """One line on standard error."""
        sys.stderr.write(f"wavescribe: {self._session}: {message}\n")


def _delete(library: Library, arguments: argparse.Namespace) -> int:
    for session in arguments.operands:
        library.delete(session)
    return 0


def _prune(library: Library, arguments: argparse.Namespace) -> int:
    from core.session.library.retention import Retention, apply_retention

    removed = apply_retention(library, Retention(arguments.days, arguments.audio_days))
    if arguments.json:
        _print_json(asdict(removed))
    else:
        sys.stderr.write(f"removed: {len(removed.sessions)} sessions, the audio of {len(removed.audio)} others\n")
    return 0


def _export_all(library: Library, arguments: argparse.Namespace) -> int:
    from core.session.library.archive import export_library

    target = Path(arguments.operands[0])
    sessions = export_library(library, target)
    sys.stderr.write(f"{len(sessions)} sessions -> {target}\n")
    return 0


def _import(library: Library, arguments: argparse.Namespace) -> int:
    from core.session.library.archive import import_library

    imported = import_library(library, Path(arguments.operands[0]))
    sys.stderr.write(f"{len(imported.added)} sessions added, {len(imported.known)} were there already\n")
    return 0


def _print_json(row: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace], int]] = {
    "list": _list,
    "show": _show,
    "export": _export,
    "search": _search,
    "rename": _rename,
    "speakers": _speakers,
    "rename-speaker": _rename_speaker,
    "recover": _recover,
    "delete": _delete,
    "prune": _prune,
    "export-all": _export_all,
    "import": _import,
}
