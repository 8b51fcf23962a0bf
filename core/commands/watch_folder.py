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
    from core.session.folder_claims import FolderClaims
    from core.session.folder_watch import FolderWatch
    from core.session.library import Library
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
        "that fails is reported once, one whose text is there already is left alone; several computers may watch one "
        "folder of the network",
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


def watch_folder(
    arguments: argparse.Namespace,
    forms: Sequence[str],
    text_of: Callable[[Path, Callable[[], bool]], Transcript],
    write: Callable[[Transcript, str, Path], None],
) -> int:
    """Watch until Ctrl+C or SIGTERM, which leave the file at hand without a text; the second one does not wait."""
    from core.session.folder_claims import FolderClaims
    from core.session.folder_watch import FolderWatch
    from core.session.library import Library, default_library

    folder = Path(arguments.watch)
    library = Library(Path(arguments.library) if arguments.library else default_library())
    output = None if arguments.output is None else Path(arguments.output)
    watch = FolderWatch(folder, arguments.format, forms, output, library.watched.all())
    claims = FolderClaims()
    stopped = threading.Event()

    def interrupt(_number: int, _frame: object) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    turns = _Turns(folder, watch, library, claims, stopped)
    previous = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    sys.stderr.write(f"watching {folder}; Ctrl+C ends it\n")
    try:
        while not stopped.is_set():
            began = time.monotonic()
            file = turns.next(began)
            if file is not None:
                turns.take(file, text_of, lambda transcript, target: write(transcript, arguments.format, target))
                continue
            claims.tidy(output or folder)
            # A folder that takes long to look through is looked at less often.
            stopped.wait(max(LOOK_EVERY_SECONDS, 10 * (time.monotonic() - began)))
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
        claims.close()
        library.close()
    return INTERRUPTED


class _Turns:
    """Which file is next, and its turn. Two claims: of the library, where other processes of this machine leave theirs,
    and in the folder, where other machines do."""

    def __init__(
        self, folder: Path, watch: FolderWatch, library: Library, claims: FolderClaims, stopped: threading.Event
    ) -> None:
        self._folder, self._watch, self._library = folder, watch, library
        self._claims, self._stopped = claims, stopped
        self._said = ""

    def next(self, now: float) -> WatchedFile | None:
        """The first of the ready files that is this process's to do."""
        ready = self._watch.ready(now)
        trouble = self._watch.trouble
        for file in ready:
            try:
                if self._is_ours(file):
                    self._say(trouble)
                    return file
            except OSError as failure:
                trouble = _not_written(file, failure)
        self._say(trouble)
        return None

    def take(
        self,
        file: WatchedFile,
        text_of: Callable[[Path, Callable[[], bool]], Transcript],
        write: Callable[[Transcript, Path], None],
    ) -> None:
        """Transcribe it and write its text, unless another machine has taken it over or it has changed meanwhile."""
        from core.session.folder_watch import WATCH
        from core.session.library.files import stamp_of
        from core.session.transcription import Cancelled

        try:
            transcript = text_of(file.media, lambda: self._stopped.is_set() or self._lost(file))
            if self._write(file, lambda: write(transcript, file.output)):
                self._watch.settle(file, written=True)
        except Cancelled:
            pass
        except Exception as failure:  # noqa: BLE001 - one bad file must not stop the others
            sys.stderr.write(f"wavescribe: {describe_failure(failure)}\n")
            # What cannot be read any more is not broken: the folder may be on a network that is away.
            if stamp_of(file.media) == file.stamp:
                self._watch.settle(file)
        finally:
            self._claims.give_back(file.output, file.media.name)
            self._library.claims.give_back([file.media], WATCH)

    def _is_ours(self, file: WatchedFile) -> bool:
        from core.session.folder_watch import claimed

        if not self._claims.take(file.output, file.media.name):
            return False
        if claimed(self._library, self._watch, [file]):
            return True
        self._claims.give_back(file.output, file.media.name)
        return False

    def _write(self, file: WatchedFile, write: Callable[[], None]) -> bool:
        """Whether the text was written; what is refused is tried again until it is taken."""
        from core.session.library.files import stamp_of

        while not self._stopped.is_set() and not self._lost(file):
            try:
                # Of a file that has changed this would be half of a text, and the whole one follows.
                if stamp_of(file.media) != file.stamp and os.path.isdir(self._folder):
                    return False
                if not self._claims.held(file.output, file.media.name) or self._watch.is_done(file):
                    return False
                write()
            except OSError as failure:
                self._say(_not_written(file, failure))
                self._stopped.wait(LOOK_EVERY_SECONDS)
                continue
            self._say("")
            # A name that is no text cannot be stored; its output is there and says that it is done.
            with suppress(UnicodeEncodeError):
                self._library.watched.remember(file)
            return True
        return False

    def _lost(self, file: WatchedFile) -> bool:
        return self._claims.lost(file.output, file.media.name)

    def _say(self, trouble: str) -> None:
        """Tell once what is in the way, and once that it is no more."""
        if trouble != self._said:
            sys.stderr.write(f"wavescribe: {trouble or f'{self._folder} can be used again.'}\n")
        self._said = trouble


def _not_written(file: WatchedFile, failure: OSError) -> str:
    reason = failure.strerror or failure
    return f"the text of {file.media.name} cannot be written to {file.output.parent} yet ({reason})."
