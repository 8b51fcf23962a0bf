"""A real `wavescribe listen --save` is killed, loses power, or has disks that refuse: nothing is missing afterwards."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.audio.media import read_media
from core.session.recognition import Engine, RecognitionOptions, load_engine
from core.session.transcription import transcribe
from tests.core.session.nothing_lost import Played, Shown, check_nothing_lost
from tests.helpers.shared_data import PROJECT

DEMO = PROJECT / "assets/demo/demo.flac"

# What a power cut leaves of the journal is what was synced: the sizes at each sync are written down.
NOTES_SYNCS = """
import os, sys
from core.cli import main
from core.session import journal

sync = os.fsync
def noting(handle):
    sync(handle)
    with open(os.environ["SYNCED"], "a") as notes:
        notes.write(f"{os.fstat(handle).st_size}\\n")
journal.os = type("os", (), {"fsync": staticmethod(noting)})
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(RecognitionOptions())


@pytest.fixture(scope="module")
def played(engine: Engine) -> Played:
    return Played(read_media(DEMO), transcribe(DEMO, engine).segments)


class Process:
    """A session that is recorded by a process of its own. Standard output goes into a file, as lines come."""

    def __init__(self, folder: Path, *options: str, program: str | None = None, **environment: str) -> None:
        self.library = folder / "library"
        self._printed = folder / "printed"
        self._messages = folder / "messages"
        start = [sys.executable, "-m", "core.cli"] if program is None else [sys.executable, "-c", program]
        command = [*start, "listen", "--file", str(DEMO), "--save", "--json", "--library", str(self.library), *options]
        with self._printed.open("w") as out, self._messages.open("w") as messages:
            self._process = subprocess.Popen(
                command, cwd=PROJECT, stdout=out, stderr=messages, env={**os.environ, **environment}
            )

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def journal(self) -> Path | None:
        return next((self.library / "audio").glob("*.flac"), None)

    def wait_for_recording(self) -> None:
        deadline = time.monotonic() + 120
        while self.running and self.journal is None:
            assert time.monotonic() < deadline, self.messages
            time.sleep(0.005)

    def send(self, number: int) -> None:
        if self.running:
            self._process.send_signal(number)

    def wait(self) -> int:
        return self._process.wait(240)

    @property
    def shown(self) -> Shown:
        return Shown.of(self._printed.read_text())

    @property
    def messages(self) -> str:
        return self._messages.read_text()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    started: list[Process] = []

    def begin(*options: str, **more: Any) -> Process:
        folder = tmp_path / f"run{len(started)}"
        folder.mkdir()
        started.append(Process(folder, *options, **more))
        return started[-1]

    yield begin
    for process in started:
        process.send(signal.SIGKILL)
        process.wait()


def kill_somewhere(start: Callable[..., Process], played: Played, engine: Engine, seed: int) -> str:
    """Kill at a random moment from the first file on, while a file is read as fast as can be or as it is spoken."""
    chance = random.Random(seed)
    live = seed % 4 == 3
    process = start(*(["--realtime"] if live else []))
    process.wait_for_recording()
    time.sleep(chance.uniform(0, 9) if live else chance.uniform(0, 4))
    process.send(signal.SIGKILL)
    process.wait()
    return check_nothing_lost(process.library, played, process.shown, lambda: engine)


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_session_is_whole_again(
    start: Callable[..., Process], played: Played, engine: Engine, seed: int
) -> None:
    kill_somewhere(start, played, engine, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_two_hundred_killed_sessions_are_whole_again(
    start: Callable[..., Process], played: Played, engine: Engine, seed: int
) -> None:
    kill_somewhere(start, played, engine, seed)


def after_a_power_cut(process: Process, synced: Path, target: Path, chance: random.Random) -> float:
    """Copy the folder at this moment; the end that was not synced is torn. Returns the seconds that must be there."""
    process.send(signal.SIGSTOP)
    time.sleep(0.02)
    shutil.copytree(process.library, target)
    sizes = synced.read_text().split() if synced.exists() else []
    process.send(signal.SIGCONT)
    journal = next((target / "audio").glob("*.flac"), None)
    safe = int(sizes[-1]) if sizes else 0
    if journal is not None:
        written = journal.read_bytes()
        left = chance.randint(safe, max(safe, len(written)))
        # What was not synced is gone, zeros (space was set aside, the data was not written), or anything.
        torn = chance.choice([b"", bytes(len(written) - left), chance.randbytes(len(written) - left)])
        journal.write_bytes(written[:safe])
        seconds = len(read_media(journal)) / 16_000 if safe > 10_000 else 0.0
        journal.write_bytes(written[:left] + torn)
        log = target / "library.sqlite-wal"
        if log.exists():
            log.write_bytes(log.read_bytes() + chance.randbytes(chance.randint(0, 6000)))
        return seconds
    return 0.0


def power_cuts(
    start: Callable[..., Process], played: Played, engine: Engine, tmp_path: Path, seed: int, cuts: int
) -> None:
    chance = random.Random(seed)
    synced = tmp_path / f"synced{seed}"
    live = seed % 2 == 1
    process = start(*(["--realtime"] if live else []), program=NOTES_SYNCS, SYNCED=str(synced))
    process.wait_for_recording()
    for number in range(cuts):
        time.sleep(chance.uniform(0, 1.2 if live else 0.4))
        shown = process.shown
        target = tmp_path / f"cut{seed}-{number}"
        seconds = after_a_power_cut(process, synced, target, chance)
        # The recogniser may be ahead of the last sync by the second that a power cut costs.
        assert seconds >= shown.seconds - 1.5 or not live
        check_nothing_lost(target, played, shown, lambda: engine, seconds)
        shutil.rmtree(target)


def test_a_power_cut_costs_a_second_at_most(
    start: Callable[..., Process], played: Played, engine: Engine, tmp_path: Path
) -> None:
    for seed in (0, 1):
        power_cuts(start, played, engine, tmp_path, seed, cuts=3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_a_hundred_power_cuts_cost_a_second_at_most(
    start: Callable[..., Process], played: Played, engine: Engine, tmp_path: Path, seed: int
) -> None:
    power_cuts(start, played, engine, tmp_path, seed, cuts=5)
