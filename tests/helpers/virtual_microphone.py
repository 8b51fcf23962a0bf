"""A microphone without hardware: a private PulseAudio daemon with a null sink, whose monitor is a source.

PortAudio reads its surroundings when it is initialised, so whatever uses the microphone runs in a process of its own
with `VirtualMicrophone.environment`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.helpers.shared_data import PROJECT

ASOUNDRC = """
pcm.!default { type pulse }
ctl.!default { type pulse }
"""
CAPTURE = """
import json, sys, time
import numpy as np
from core.audio.microphone import Microphone
microphone = Microphone("pulse")
microphone.start()
print("listening", flush=True)
blocks, have, wanted = [], 0, float(sys.argv[1]) * 16000
while have < wanted:
    block = microphone.read(0.5)
    blocks.append(block)
    have += len(block)
microphone.stop()
while (block := microphone.read(0.5)) is not None:
    blocks.append(block)
samples = (np.concatenate(blocks) * 32768).astype(int).tolist()
print(json.dumps({"dropped": microphone.dropped, "samples": samples}), flush=True)
"""
REPLUG = """
import sys, time
from core.audio.microphone import Microphone
from core.audio.source import DeviceLost, DeviceUnavailable
microphone = Microphone("pulse")

def hear(word):
    while not len(microphone.read(0.5)):
        pass
    print(word, flush=True)

microphone.start()
hear("heard")
try:
    while True:
        microphone.read(0.5)
except DeviceLost:
    print("lost", flush=True)
while True:
    try:
        microphone.start()
        hear("heard again")
        break
    except (DeviceLost, DeviceUnavailable):
        time.sleep(0.5)
"""


class VirtualMicrophone:
    """A running daemon; `play` speaks into the microphone. PortAudio's name for it is "pulse"."""

    device_name = "pulse"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / ".asoundrc").write_text(ASOUNDRC, encoding="utf-8")
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "PULSE_RUNTIME_PATH": str(runtime / "pulse"),
            "PULSE_STATE_PATH": str(folder / "state"),
            "PYTHONPATH": str(PROJECT),
        }
        self._daemon: subprocess.Popen[bytes] | None = None
        self._player: subprocess.Popen[bytes] | None = None
        self.plug()

    def plug(self) -> None:
        """Start the daemon with its sink and source."""
        self._daemon = subprocess.Popen(
            [
                "pulseaudio",
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                "--disable-shm=yes",
                "--load=module-native-protocol-unix",
                "--load=module-null-sink sink_name=speech rate=16000 channels=1 format=s16le",
                "--load=module-remap-source source_name=mic master=speech.monitor",
            ],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            if self._pactl("set-default-source", "mic") == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("PulseAudio did not start")

    def unplug(self) -> None:
        """Take the daemon away, and with it the microphone."""
        if self._player is not None:
            self._player.terminate()
            self._player.wait()
            self._player = None
        if self._daemon is not None:
            self._daemon.terminate()
            self._daemon.wait()
            self._daemon = None

    def play(self, path: Path) -> None:
        """Speak a WAV or FLAC file into the microphone; returns at once."""
        self._player = subprocess.Popen(
            ["paplay", "--device=speech", str(path)], env=self.environment, stderr=subprocess.DEVNULL
        )

    def run(self, script: str, *arguments: str) -> subprocess.Popen[str]:
        """A Python process that sees the microphone."""
        return subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=PROJECT,
        )

    def capture(self, path: Path, seconds: float) -> dict[str, object]:
        """Play a file, and what `Microphone` made of it: dropped samples and 16-bit samples."""
        process = self.run(CAPTURE, str(seconds))
        assert process.stdout is not None
        assert process.stdout.readline() == "listening\n"
        self.play(path)
        output, _ = process.communicate(timeout=seconds + 60)
        parsed: dict[str, object] = json.loads(output)
        return parsed

    def unplug_and_replug(self) -> list[str]:
        """What a listening process reports while its microphone goes and comes back."""
        process = self.run(REPLUG)
        assert process.stdout is not None
        words = [process.stdout.readline().strip()]
        self.unplug()
        words.append(process.stdout.readline().strip())
        self.plug()
        output, _ = process.communicate(timeout=60)
        return [*words, *output.split("\n")[:1]]

    def _pactl(self, *arguments: str) -> int:
        command = ["pactl", *arguments]
        return subprocess.run(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        ).returncode


def installed() -> bool:
    """Whether the programs are there."""
    return all(shutil.which(program) for program in ("pulseaudio", "pactl", "paplay"))
