"""A disk that is really full (a small file system in memory), while files run, are written and recorded: it is said,
nothing is lost, and it goes on when there is room."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.audio.media import read_media
from core.session import file_queue
from core.session.file_job import FileState
from core.session.library import Library
from core.session.live_session import SessionState
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import BlockSource, ScriptedEngine
from tests.core.session.test_file_queue import wav
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open

SIZE = "3m"


def write_on(file: FileIO, content: bytes) -> None:
    while True:
        file.write(content)


class SmallDisk:
    """A file system of 3 MB; `fill` leaves no byte, `free` gives all back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        with self._ballast.open("ab", buffering=0) as file:
            for size in (65_536, 4_096, 1):
                with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
                    write_on(file, bytes(size))

    def free(self) -> None:
        self._ballast.unlink()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[[str], SmallDisk]]:
    """Mounts small disks by name in the test's folder."""
    mounted: list[Path] = []

    def mount(name: str) -> SmallDisk:
        folder = tmp_path / name
        folder.mkdir()
        program = shutil.which("mount")
        if sys.platform != "linux" or program is None or os.geteuid() != 0:
            pytest.skip("a small disk can be mounted by root on Linux alone")
        command = [program, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            pytest.skip(f"no file system can be mounted here: {done.stderr.decode().strip()}")
        mounted.append(folder)
        return SmallDisk(folder)

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(autouse=True)
def quick(quick_watching: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_queue, "STORE_AGAIN_SECONDS", 0.2)


def texts_kept(window: MainWindow) -> list[str]:
    library = window.controller.library()
    return sorted(library.transcript(entry.id).text for entry in library.sessions() if entry.ended is not None)


def stored(window: MainWindow, count: int) -> bool:
    jobs = window.files.model.jobs
    return (
        len(jobs) == count
        and all(job.state is FileState.DONE and job.session is not None for job in jobs)
        and not any(job.message or job.transcript for job in jobs)
    )


def test_files_are_done_on_a_full_disk_and_stored_when_there_is_room(
    qtbot: QtBot, open_window: Open, tmp_path: Path, small: Callable[[str], SmallDisk]
) -> None:
    disk = small("library")
    window = open_window()
    window.controller.files.queue()
    paths = [wav(tmp_path / f"{name}.wav", speech()) for name in "abc"]
    disk.fill()
    window.add_files(paths)
    model = window.files.model
    qtbot.waitUntil(lambda: len(model.jobs) == 3 and model.active == 0, timeout=60_000)
    assert [job.state for job in model.jobs] == [FileState.DONE] * 3
    assert [model.last_line(job) for job in model.jobs] == [" ".join(TEXTS)] * 3
    assert window.files.message.isVisible()
    assert "free some space" in window.files.message.label.text()
    assert all("free some space" in model.facts(job) for job in model.jobs)
    # What is only in memory can be read all the same.
    window.files.list.actions_for(1).buttons["open"].click()
    qtbot.waitUntil(lambda: window.files.result.captions.text.split("\n") == list(TEXTS))
    window.files.result.back_wanted.emit()
    assert texts_kept(window) == []
    disk.free()
    qtbot.waitUntil(lambda: stored(window, 3), timeout=30_000)
    assert texts_kept(window) == [" ".join(TEXTS)] * 3
    assert "nothing is missing" in window.files.message.label.text()
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: stored(again, 3), timeout=30_000)
    assert [job.path for job in again.files.model.jobs] == paths
    assert again.files.model.active == 0


def test_a_disk_that_fills_while_a_file_runs_loses_nothing_of_it(
    qtbot: QtBot, open_window: Open, tmp_path: Path, small: Callable[[str], SmallDisk]
) -> None:
    disk = small("library")
    window = open_window(engine=lambda _options: ScriptedEngine(slowness=0.05))
    window.add_files([wav(tmp_path / "long.wav", speech(TEXTS * 30))])
    model = window.files.model
    qtbot.waitUntil(lambda: bool(model.jobs) and bool(model.jobs[0].last_line), timeout=30_000)
    disk.fill()
    qtbot.waitUntil(window.files.message.isVisible, timeout=60_000)
    assert "free some space" in window.files.message.label.text()
    qtbot.waitUntil(lambda: model.active == 0, timeout=120_000)
    disk.free()
    qtbot.waitUntil(lambda: stored(window, 1), timeout=30_000)
    assert texts_kept(window) == [" ".join(TEXTS * 30)]


def test_texts_of_a_watched_folder_are_written_when_its_place_has_room(
    qtbot: QtBot, open_window: Open, tmp_path: Path, small: Callable[[str], SmallDisk]
) -> None:
    disk = small("texts")
    folder = tmp_path / "in"
    folder.mkdir()
    window = open_window()
    window.watch_folders()
    sheet = window.files.watches
    sheet._show_place(str(disk.folder))
    sheet.watch(str(folder))
    disk.fill()
    wav(folder / "a.wav", speech())
    qtbot.waitUntil(window.files.message.isVisible, timeout=30_000)
    expected = f"The text of a.wav cannot be written to {disk.folder} (No space left on device)."
    assert window.files.message.label.text() == expected
    assert [path.name for path in disk.folder.iterdir()] == ["ballast"], "nothing half is left"
    disk.free()
    qtbot.waitUntil((disk.folder / "a.txt").exists, timeout=30_000)
    assert (disk.folder / "a.txt").read_text().split() == " ".join(TEXTS).split()
    qtbot.waitUntil(lambda: not window.files.message.isVisible())


def test_a_recording_on_a_full_disk_is_whole_when_there_is_room_again(
    qtbot: QtBot, open_window: Open, tmp_path: Path, small: Callable[[str], SmallDisk]
) -> None:
    disk = small("library")
    samples = np.concatenate([speech()] * 12)
    source = BlockSource(samples, live=True)
    window = open_window(source, engine=lambda _options: ScriptedEngine(slowness=0.01))
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.captions.line_count > 1, timeout=30_000)
    disk.fill()
    qtbot.waitUntil(window.live.message.isVisible, timeout=60_000)
    assert "free some space" in window.live.message.label.text()
    before = window.live.captions.line_count
    qtbot.waitUntil(lambda: window.live.captions.line_count > before + 3, timeout=60_000)
    disk.free()
    qtbot.waitUntil(lambda: "nothing is missing" in window.live.message.label.text(), timeout=60_000)
    qtbot.waitUntil(source.played.is_set, timeout=120_000)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=60_000)
    session = window.controller.kept_session
    shown = window.live.captions.text.split("\n")
    window.close()
    library = Library(disk.folder)
    (entry,) = library.sessions()
    assert (entry.id, entry.ended is not None) == (session, True)
    assert [line.text for line in library.transcript(entry.id).segments if line.words] == shown
    assert np.array_equal(read_media(library.audio_path(entry.id))[: len(samples)], samples)
    library.close()
