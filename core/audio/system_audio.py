"""The computer's own sound (a meeting, a film), where the operating system lets a program hear it.

Linux: PulseAudio and PipeWire have a "monitor" for every output; their recorder `parec` reads it, which PortAudio's
ALSA devices cannot. Windows and macOS give no monitor to PortAudio: there a loopback device ("Stereo Mix", VB-Cable,
BlackHole) appears among the microphones, and `advice` says so. The recorder is a process of its own; its pipe is read
by the capture thread. No shell is involved.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.audio.resampling import Resampler, to_sixteen_bit_grid
from core.audio.source import DeviceLost, DeviceUnavailable

DEFAULT_MONITOR = "@DEFAULT_MONITOR@"
RECORDED_RATE = 48_000
LATENCY_MS = 50
LARGEST_READ = 1 << 16
LIST_SECONDS = 5.0
START_SECONDS = 0.15


@dataclass(frozen=True, slots=True)
class Monitor:
    """What one output plays. `name` is the sound server's, `description` the user's."""

    name: str
    description: str


def available() -> bool:
    """Whether this machine lets us hear its own sound."""
    return sys.platform.startswith("linux") and shutil.which("parec") is not None


def advice() -> str:
    """What to do where `available` is false; one sentence."""
    if sys.platform == "win32":
        return 'Switch on "Stereo Mix" or install a virtual cable; it then appears among the microphones.'
    if sys.platform == "darwin":
        return "Install a loopback device such as BlackHole; it then appears among the microphones."
    return "Install the recorder of PulseAudio or PipeWire (Debian and Ubuntu: pulseaudio-utils)."


def monitors() -> list[Monitor]:
    """The outputs whose sound can be heard; none where there is no sound server."""
    if not available() or shutil.which("pactl") is None:
        return []
    try:
        listed = subprocess.run(
            ["pactl", "--format=json", "list", "sources"],
            capture_output=True,
            timeout=LIST_SECONDS,
            check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        rows = json.loads(listed.stdout.decode("utf-8", "replace"))
    except (OSError, subprocess.SubprocessError, ValueError):
        return []
    found = [row for row in rows if isinstance(row, dict) and str(row.get("name", "")).endswith(".monitor")]
    return [Monitor(str(row["name"]), str(row.get("description") or row["name"])) for row in found]


class SystemAudio:
    """Satisfies `AudioSource`: what an output plays (None: the default one)."""

    live = True

    def __init__(self, monitor: str | None = None) -> None:
        self.name = "sound of this computer" if monitor is None else monitor
        self._monitor = monitor or DEFAULT_MONITOR
        self._process: subprocess.Popen[bytes] | None = None
        self._resampler = Resampler(RECORDED_RATE)
        self._bytes = b""
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._drained = False

    @property
    def dropped(self) -> int:
        """The pipe makes the recorder wait: nothing is lost on our side."""
        return 0

    def start(self) -> None:
        """Start the recorder; again after DeviceLost. Raises DeviceUnavailable."""
        if not available():
            raise DeviceUnavailable(f"the sound of this computer cannot be heard here. {advice()}")
        with self._lock:
            if self._stopped.is_set():
                return
            self._end_process()
            self._resampler, self._bytes = Resampler(RECORDED_RATE), b""
            self._process = subprocess.Popen(
                [
                    *("parec", "--raw", f"--device={self._monitor}", "--format=float32le", "--channels=1"),
                    *(f"--rate={RECORDED_RATE}", f"--latency-msec={LATENCY_MS}", "--client-name=Wavescribe"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        # A recorder that finds no server or no such output ends at once.
        self._stopped.wait(START_SECONDS)
        if not self._stopped.is_set() and self._process.poll() is not None:
            self._end_process()
            raise DeviceUnavailable(
                f"{self.name} cannot be heard (the sound server refused); check that sound plays at all."
            )

    def read(self, timeout: float) -> NDArray[np.float32] | None:
        """See `AudioSource.read`."""
        if self._stopped.is_set():
            return self._rest()
        process = self._process
        assert process is not None
        assert process.stdout is not None
        deadline = time.monotonic() + timeout
        while not self._stopped.is_set():
            ready, _, _ = select.select([process.stdout], [], [], max(0.0, min(0.1, deadline - time.monotonic())))
            if ready:
                chunk = os.read(process.stdout.fileno(), LARGEST_READ)
                if chunk:
                    return self._samples(chunk)
                if not self._stopped.is_set():
                    self._end_process()
                    raise DeviceLost(f"{self.name} cannot be heard any more.")
            elif time.monotonic() >= deadline:
                break
        return np.zeros(0, np.float32)

    def stop(self) -> None:
        """End the recorder; what its pipe holds is still to be read. From any thread."""
        self._stopped.set()
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()

    def _samples(self, chunk: bytes) -> NDArray[np.float32]:
        held = self._bytes + chunk
        whole = len(held) // 4 * 4
        self._bytes = held[whole:]
        samples = np.nan_to_num(np.frombuffer(held[:whole], "<f4").astype(np.float32), posinf=1.0, neginf=-1.0)
        return to_sixteen_bit_grid(self._resampler.feed(samples))

    def _rest(self) -> NDArray[np.float32] | None:
        """What the pipe still holds, then the resampler's tail, then None."""
        if self._drained:
            return None
        with self._lock:
            process = self._process
            chunk = process.stdout.read() if process is not None and process.stdout is not None else b""
            heard = self._samples(chunk)
            self._drained = True
            self._end_process()
        return np.concatenate([heard, to_sixteen_bit_grid(self._resampler.flush())])

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
