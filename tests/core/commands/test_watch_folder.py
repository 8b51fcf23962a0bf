"""`wavescribe transcribe --watch` as a process: real sound comes in, Ctrl+C ends it, a restart repeats nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.cli import main
from core.session.library import Library
from tests.helpers.shared_data import PROJECT, shared

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as a terminal sends them")


# `wavescribe`, that looks often and soon takes what has come for whole.
QUICK = """
import sys
from core.cli import main
from core.commands import watch_folder
from core.session import folder_watch
folder_watch.STEADY_SECONDS = watch_folder.LOOK_EVERY_SECONDS = 0.1
sys.exit(main(sys.argv[1:]))
"""


class Watcher:
    """The command on `folder`, its messages in a file. `quick`: it looks twenty times as often."""

    def __init__(self, folder: Path, messages: Path, quick: bool = False) -> None:
        self._messages = messages
        words = ["transcribe", "--watch", folder, "--format", "srt", "--library", messages.parent / "library"]
        with messages.open("w") as file:
            self._process = subprocess.Popen(
                [sys.executable, *(("-c", QUICK) if quick else ("-m", "core.cli")), *map(str, words)],
                cwd=PROJECT,
                env={**os.environ, "HF_HUB_OFFLINE": "1"},
                stdout=file,
                stderr=file,
            )

    def wait_for(self, text: str, seconds: float = 180) -> str:
        end = time.monotonic() + seconds
        while text not in (said := self._messages.read_text()):
            assert time.monotonic() < end, said
            assert self._process.poll() is None, said
            time.sleep(0.2)
        return said

    def stop(self, number: int) -> tuple[int, str]:
        self._process.send_signal(number)
        return self._process.wait(60), self._messages.read_text()


def test_what_comes_is_transcribed_once_and_ctrl_c_leaves_nothing_half(tmp_path: Path) -> None:
    derived = shared("data/media") / "derived"
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "broken.mp4").write_bytes(b"this is no film" * 50)
    watcher = Watcher(folder, tmp_path / "first")
    watcher.wait_for("watching")
    shutil.copy(derived / "ls-1688-142285-0003__opus.opus", folder / "talk.opus")
    watcher.wait_for("talk.srt")
    code, said = watcher.stop(signal.SIGINT)
    assert code == 130
    assert "Traceback" not in said
    assert said.count("broken.mp4") == 1
    assert (folder / "talk.srt").read_text().startswith("1\n00:00:")
    written = (folder / "talk.srt").stat().st_mtime_ns

    shutil.copy(PROJECT / "assets" / "demo" / "demo.flac", folder / "next.flac")
    again = Watcher(folder, tmp_path / "second", quick=True)
    again.wait_for("broken.mp4")
    code, said = again.stop(signal.SIGTERM)
    assert code == 130
    assert "Traceback" not in said
    assert (folder / "talk.srt").stat().st_mtime_ns == written
    assert "talk" not in said
    assert {path.name for path in folder.iterdir()} - {"next.srt"} == {
        "broken.mp4",
        "next.flac",
        "talk.opus",
        "talk.srt",
    }


def test_a_file_that_another_process_is_at_is_left_to_it_until_that_ends_and_a_lost_folder_is_said(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(PROJECT / "assets" / "demo" / "demo.flac", folder / "mine.flac")
    shutil.copy(PROJECT / "assets" / "demo" / "demo.flac", folder / "other.flac")
    # As the window has it.
    library = Library(tmp_path / "library")
    assert library.claims.take([folder / "other.flac"], "watch") == {folder / "other.flac"}
    watcher = Watcher(folder, tmp_path / "messages", quick=True)
    watcher.wait_for("mine.srt")
    # Ten looks and more.
    time.sleep(2)
    assert not (folder / "other.srt").exists()
    library.close()
    watcher.wait_for("other.srt")
    folder.rename(tmp_path / "away")
    watcher.wait_for("is not there any more")
    code, said = watcher.stop(signal.SIGINT)
    assert code == 130
    assert said.count("is not there any more") == 1
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "words",
    [
        ["--watch", "no such folder"],
        ["--watch", ".", "file.wav"],
        ["file.wav", "--library", "."],
        ["--watch", ".", "--output", "x", "--name", "{stem}.{ext}"],
        [],
    ],
)
def test_what_cannot_be_meant_is_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcribe", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
