"""`wavescribe transcribe --watch`: what comes into a folder is transcribed, until Ctrl+C."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError, describe_failure

if TYPE_CHECKING:
    from core.session.library.watched import WatchedFile
    from core.session.transcript import Transcript

LOOK_EVERY_SECONDS = 2.0
INTERRUPTED = 130


def add_watch_arguments(parser: argparse.ArgumentParser) -> None:
    """Add --watch and --library."""
    group = parser.add_argument_group("watching a folder")
    group.add_argument(
        "--watch",
        metavar="FOLDER",
        help="transcribe the media in this folder and below, and what comes into it, until Ctrl+C (exit code 130); "
        "texts go beside the media, or under --output in the same folders; a file that is replaced is done again, one "
        "that fails is reported once, one whose text is there already is left alone",
    )
    group.add_argument("--library", metavar="DIR", help="with --watch: the library, which remembers what was done")


def check_watch(arguments: argparse.Namespace) -> None:
    """`UsageError` where the folder cannot be watched or its texts not be written."""
    if arguments.watch is None:
        if arguments.library is not None:
            raise UsageError("--library goes with --watch.")
        return
    if not Path(arguments.watch).is_dir():
        raise UsageError(f"--watch {arguments.watch} is no folder. Check the name.")
    if arguments.name is not None:
        raise UsageError("--name does not go with --watch, whose texts are called as the media files.")
    if arguments.output is None and not os.access(arguments.watch, os.W_OK):
        raise UsageError(f"--watch {arguments.watch} cannot be written to. Name a folder for the texts with --output.")


def _say(trouble: str, said: str, folder: Path) -> str:
    """Tell once what is in the way, and once that it is no more."""
    if trouble != said:
        sys.stderr.write(f"wavescribe: {trouble or f'{folder} can be read again.'}\n")
    return trouble


def watch_folder(
    arguments: argparse.Namespace,
    forms: Sequence[str],
    text_of: Callable[[Path, Callable[[], bool]], Transcript],
    write: Callable[[Transcript, str, Path], None],
) -> int:
    """Watch until Ctrl+C or SIGTERM, which leave the file at hand without a text; the second one does not wait."""
    from core.session.folder_watch import WATCH, FolderWatch, claimed
    from core.session.library import Library, default_library
    from core.session.transcription import Cancelled

    folder = Path(arguments.watch)
    library = Library(Path(arguments.library) if arguments.library else default_library())
    output = None if arguments.output is None else Path(arguments.output)
    watch = FolderWatch(folder, arguments.format, forms, output, library.watched.all())

    def transcribe(file: WatchedFile) -> bool:
        """Whether its text was written."""
        from core.session.library.files import stamp_of

        transcript = text_of(file.media, stopped.is_set)
        if stamp_of(file.media) != file.stamp:
            # It has changed meanwhile: this would be half of a text, and the whole one follows.
            return False
        file.output.parent.mkdir(parents=True, exist_ok=True)
        write(transcript, arguments.format, file.output)
        # A name that is no text cannot be stored; its output is there and says that it is done.
        with suppress(UnicodeEncodeError):
            library.watched.remember(file)
        return True

    stopped = threading.Event()
    said = ""

    def interrupt(_number: int, _frame: object) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    previous = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    sys.stderr.write(f"watching {folder}; Ctrl+C ends it\n")
    try:
        while not stopped.is_set():
            began = time.monotonic()
            ready = watch.ready(began)
            said = _say(watch.trouble, said, folder)
            file = next((one for one in ready if claimed(library, watch, [one])), None)
            took = time.monotonic() - began
            if file is None:
                # A folder that takes long to look through is looked at less often.
                stopped.wait(max(LOOK_EVERY_SECONDS, 10 * took))
                continue
            written = False
            try:
                written = transcribe(file)
            except Cancelled:
                break
            except Exception as failure:  # noqa: BLE001 - one bad file must not stop the others
                sys.stderr.write(f"wavescribe: {describe_failure(failure)}\n")
            watch.settle(file, written)
            library.claims.give_back([file.media], WATCH)
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
        library.close()
    return INTERRUPTED
