"""Several machines that work on one folder, as processes: `python -m tests.helpers.machines PLACE MACHINES KILLS SEED`.

Each has a library of its own and a share that refuses now and then, or is away for a while; they are killed at random
moments and begun again. What they read is a few bytes, and the text of a file says its name a thousand times.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.commands import watch_folder as command
from core.session import folder_claims, folder_watch
from core.session.export_files import write_file
from core.session.transcript import Transcript
from core.session.transcription import Cancelled

REFUSED, AWAY = 0.003, 0.0001


def text(name: str) -> str:
    return f"{name}\n" * 1000


class Share:
    """The system's calls on what lies in a folder, some of which are refused."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder, self._chance = str(folder), chance
        self._back = 0.0
        for module, name in ((io, "open"), *((os, name) for name in ("stat", "open", "unlink", "replace", "scandir"))):
            setattr(module, name, self._refusing(getattr(module, name)))

    def _refusing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def refusing(path: Any, *rest: Any, **options: Any) -> Any:
            if isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self._folder):
                self._refuse(os.fspath(path))
            return call(path, *rest, **options)

        return refusing

    def _refuse(self, path: str) -> None:
        now, drawn = time.monotonic(), self._chance.random()
        if drawn < AWAY:
            self._back = now + 3 * folder_claims.BEAT_SECONDS
        if now < self._back:
            raise OSError(errno.EHOSTDOWN, os.strerror(errno.EHOSTDOWN), path)
        if drawn < REFUSED:
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)


def machine(place: Path, number: int, seed: int) -> None:
    chance = random.Random(seed)
    folder = place / "share"

    def text_of(media: Path, cancelled: Callable[[], bool]) -> Transcript:
        for _ in range(chance.randrange(5)):
            time.sleep(0.02)
            if cancelled():
                raise Cancelled
        return Transcript(str(media), "", None, 0.0, ())

    def write(transcript: Transcript, _form: str, target: Path) -> None:
        name = Path(transcript.file).name
        write_file(target, text(name).encode())
        # One call, so that no kill parts it.
        handle = os.open(place / "written", os.O_APPEND | os.O_CREAT | os.O_WRONLY)
        os.write(handle, f"{name}\n".encode())
        os.close(handle)

    wanted = argparse.Namespace(watch=str(folder), library=str(place / f"library-{number}"), output=None, format="txt")
    sys.stderr = (place / f"said-{number}").open("a", encoding="utf-8", buffering=1)
    Share(folder, chance)
    command.watch_folder(wanted, ("txt",), text_of, write)


def begin(place: Path, number: int, seed: int) -> int:
    process = os.fork()
    if process == 0:
        code = 1
        try:
            machine(place, number, seed)
            code = 0
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
            raise
        finally:
            os._exit(code)
    return process


def is_done(share: Path) -> bool:
    names = [path.name for path in share.iterdir()]
    media = [name for name in names if Path(name).suffix in (".wav", ".mp4")]
    return not any(name.startswith(".") for name in names) and len(names) == 2 * len(media)


def main(place: Path, machines: int, kills: int, seed: int) -> None:
    """Until every media file has its text and nothing else is left; then the machines are stopped."""
    folder_watch.STEADY_SECONDS, folder_watch.STEADY_LOOKS = 0.0, 1
    command.LOOK_EVERY_SECONDS = 0.05
    folder_claims.BEAT_SECONDS, folder_claims.DEAD_SECONDS = 0.1, 2.0
    chance = random.Random(seed)
    seeds = iter(range(seed, sys.maxsize))
    processes = [begin(place, number, next(seeds)) for number in range(machines)]
    for _ in range(kills):
        time.sleep(chance.uniform(0.0, 0.4))
        number = chance.randrange(machines)
        os.kill(processes[number], signal.SIGKILL)
        os.waitpid(processes[number], 0)
        processes[number] = begin(place, number, next(seeds))
    while not is_done(place / "share"):
        time.sleep(0.1)
    for process in processes:
        os.kill(process, signal.SIGTERM)
    codes = [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes]
    # One that has only just begun does not listen yet.
    assert set(codes) <= {0, -signal.SIGTERM}, codes


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
