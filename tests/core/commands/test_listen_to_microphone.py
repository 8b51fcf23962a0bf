"""`wavescribe listen` on a microphone, in real time: nothing dropped, kept exactly, and through an unplugged cable."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command import wavescribe
from tests.helpers.shared_data import PROJECT
from tests.helpers.virtual_microphone import VirtualMicrophone

DEMO = PROJECT / "assets" / "demo" / "demo.flac"


class Listening:
    """`wavescribe listen --json --save` in a process of its own."""

    def __init__(self, microphone: VirtualMicrophone, library: Path, seconds: int) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "core.cli", "listen", "--input", microphone.device_name),
                *("--json", "--save", "--library", str(library), "--seconds", str(seconds)),
            ],
            cwd=PROJECT,
            env={**microphone.environment, "HF_HUB_OFFLINE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._library = library

    def wait_for_sound(self) -> None:
        """Until the journal has its first seconds."""
        deadline = time.monotonic() + 60
        while not any(path.stat().st_size for path in self._library.rglob("*.flac")):
            assert time.monotonic() < deadline, "nothing was recorded within a minute"
            assert self._process.poll() is None, self._process.communicate()
            time.sleep(0.1)

    def finish(self) -> tuple[list[dict[str, Any]], str]:
        """All JSON lines, and standard error."""
        output, messages = self._process.communicate(timeout=180)
        assert self._process.returncode == 0, messages
        return [json.loads(line) for line in output.splitlines()], messages

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def listening(virtual_microphone: VirtualMicrophone, tmp_path: Path) -> Iterator[Listening]:
    process = Listening(virtual_microphone, tmp_path / "library", seconds=14)
    yield process
    process.kill()


def test_captions_are_those_of_the_recording_and_nothing_is_dropped(
    virtual_microphone: VirtualMicrophone, listening: Listening, tmp_path: Path
) -> None:
    listening.wait_for_sound()
    virtual_microphone.play(DEMO)
    rows, _ = listening.finish()
    assert rows[-1]["samples_dropped"] == 0
    assert rows[-1]["audio_seconds"] == pytest.approx(14)
    live = [row["text"] for row in rows if row["type"] == "final"]
    assert live
    (journal,) = (tmp_path / "library").rglob("*.flac")
    again = wavescribe("transcribe", "--format", "json", journal)
    assert again.returncode == 0, again.stderr
    assert [segment["text"] for segment in json.loads(again.stdout)["segments"]] == live


@pytest.mark.slow
def test_a_cable_that_is_pulled_and_put_back_ends_nothing(
    virtual_microphone: VirtualMicrophone, listening: Listening
) -> None:
    listening.wait_for_sound()
    virtual_microphone.unplug()
    time.sleep(2)
    virtual_microphone.plug()
    rows, messages = listening.finish()
    assert "does not answer any more. Waiting for it to come back." in messages
    assert "virtual_microphone is back." in messages
    assert rows[-1]["samples_dropped"] == 0
    assert rows[-1]["audio_seconds"] == pytest.approx(14)
