"""The `wavescribe` command, as a script calls it: in this process, or in one of its own where that is the subject."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

from core.cli import main
from tests.helpers.shared_data import PROJECT

Done = subprocess.CompletedProcess[str]


def wavescribe(*arguments: str | Path) -> Done:
    """Run the command in this process, without a terminal: no interpreter starts, nothing is imported again.

    What libraries in C write to the standard streams is caught as well.
    """
    words = list(map(str, arguments))
    with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as err:
        streams = (_descriptor_is(1, out), _descriptor_is(2, err), redirect_stdout(out), redirect_stderr(err))
        with chdir(PROJECT), streams[0], streams[1], streams[2], streams[3]:
            try:
                code = main(words)
            except SystemExit as end:  # as argparse ends
                code = int(end.code or 0)
            out.flush()
            err.flush()
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(words, code, out.read(), err.read())


@contextmanager
def _descriptor_is(number: int, file: TextIO) -> Iterator[None]:
    kept = os.dup(number)
    os.dup2(file.fileno(), number)
    try:
        yield
    finally:
        os.dup2(kept, number)
        os.close(kept)


def wavescribe_process(*arguments: str | Path, timeout: float = 240) -> Done:
    """Run the command in a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "core.cli", *map(str, arguments)],
        cwd=PROJECT,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
