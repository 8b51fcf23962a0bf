"""What happens when a fault of ours comes through: it is logged, and told to the user with a report to copy.

A report holds versions, and types and places of faults in the program. It never holds what a fault says, which may name
the user's files or words. Native crashes are written by `faulthandler` and offered at the next start.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import re
import sys
import threading
import traceback
from collections import deque
from importlib.metadata import PackageNotFoundError, version
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from filelock import FileLock, Timeout
from platformdirs import user_log_path
from PySide6.QtCore import QObject, Signal

LOG_BYTES, LOG_FILES = 256 << 10, 3
LAST_LINES = 40
PACKAGES = ("wavescribe", "PySide6-Essentials", "torch", "numpy", "sounddevice", "av")
# `File "/home/ada/wavescribe/desktop/app.py"`: what stands before the program's own folders is the user's.
OWN_PATH = re.compile(r'"[^"\n]*?((?:/|\\)(?:site-packages|core|desktop|python3?[.0-9]*)(?:/|\\)[^"\n]*)"')
ANY_PATH = re.compile(r'"(?:[A-Za-z]:)?(?:/|\\)[^"\n]*?([^"/\\\n]+)"')

log = logging.getLogger("wavescribe")


def default_log_folder() -> Path:
    """Where the log and traces of crashes are kept."""
    return user_log_path("wavescribe", appauthor=False)


def versions() -> str:
    """The program, what it stands on, and the system; one a line."""
    lines = []
    for package in PACKAGES:
        try:
            lines.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            lines.append(f"{package} –")
    return "\n".join([*lines, f"Python {platform.python_version()}", platform.platform()])


def trace(kind: type[BaseException], where: TracebackType | None) -> str:
    """Places and type of a fault, without what it says."""
    frames = "".join(
        f'  File "{frame.filename}", line {frame.lineno} in {frame.name}\n' for frame in traceback.extract_tb(where)
    )
    return without_folders(f"{frames}{kind.__name__}")


def without_folders(text: str) -> str:
    """Paths from the program's own folders on; of others only the name."""
    return ANY_PATH.sub(r'"\1"', OWN_PATH.sub(lambda found: '"' + found.group(1)[1:] + '"', text))


class CrashReports(QObject):
    """`fault` with each new fault's trace, from any thread; `before`: the trace of a run that crashed, or empty."""

    fault = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._seen: set[str] = set()
        self._handler: RotatingFileHandler | None = None
        self._file: IO[str] | None = None
        self._lock: FileLock | None = None
        self.before = ""

    def begin(self) -> None:
        """Log, and watch every thread. Where the folder can't be written, faults are still told."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self.before = self._crashed_before()
            self._open()
        except OSError:
            log.addHandler(logging.NullHandler())
        sys.excepthook = self._unhandled
        threading.excepthook = lambda told: self._unhandled(told.exc_type, told.exc_value, told.exc_traceback)

    def end(self) -> None:
        """A run without a crash leaves no trace of one."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        if self._handler is not None:
            log.removeHandler(self._handler)
            self._handler.close()
        if self._file is not None and self._lock is not None:
            faulthandler.disable()
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)
            self._lock.release()
            Path(self._lock.lock_file).unlink(missing_ok=True)

    def report(self, told: str) -> str:
        """What the user may copy: versions, this fault, and the log's last lines."""
        try:
            with (self._folder / "wavescribe.log").open(encoding="utf-8") as file:
                lines = "".join(deque(file, LAST_LINES))
        except OSError:
            lines = ""
        return f"{versions()}\n\n{told}\n\n{lines}".strip() + "\n"

    def _open(self) -> None:
        self._handler = RotatingFileHandler(
            self._folder / "wavescribe.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(self._handler)
        log.setLevel(logging.INFO)
        log.propagate = False
        log.info("started, %s", ", ".join(versions().splitlines()))
        # A lock says whose process lives; its number alone may have been given to another since.
        lock = FileLock(self._folder / f"fault-{os.getpid()}.lock")
        lock.acquire(timeout=0)
        self._lock = lock
        self._file = Path(lock.lock_file).with_suffix(".log").open("w", encoding="utf-8")
        faulthandler.enable(self._file)

    def _crashed_before(self) -> str:
        """The traces of processes that live no more."""
        found = []
        for path in sorted(self._folder.glob("fault-*.log")):
            lock = FileLock(path.with_suffix(".lock"))
            try:
                lock.acquire(timeout=0)
            except Timeout:
                continue
            found.append(path.read_text(encoding="utf-8", errors="replace"))
            path.unlink()
            lock.release()
            path.with_suffix(".lock").unlink(missing_ok=True)
        crashed = without_folders("\n".join(text for text in found if text.strip()))
        if crashed:
            log.error("the run before crashed:\n%s", crashed)
        return crashed

    def _unhandled(self, kind: type[BaseException], fault: BaseException | None, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, fault or kind(), where)
            return
        told = trace(kind, where)
        log.error("unhandled, thread %s:\n%s", threading.current_thread().name, told)
        # A widget that can't be painted fails at every repaint: once is enough.
        if told not in self._seen:
            self._seen.add(told)
            sys.__excepthook__(kind, fault or kind(), where)
            self.fault.emit(told)
