"""A microphone without hardware: a private PulseAudio server with a null sink, whose monitor is a source.

What is played into the sink arrives at the microphone in real time. The server, its socket and the ALSA configuration
lie in a folder of their own, so that nothing of the machine's own sound is touched. PortAudio reads its surroundings
when it is initialised, which `Microphone.start` and `input_devices(refresh=True)` do anew: with `surroundings` in
`os.environ` (the fixture `virtual_microphone` puts them there) this process and its children see the microphone.
Its first samples may take two seconds; play when they have come.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

DEVICE_NAME = "virtual_microphone"
ALSA_DEFAULTS = "/usr/share/alsa/alsa.conf"
ALSA_CONFIGURATION = f"""
pcm.!default {{ type pulse }}
ctl.!default {{ type pulse }}
pcm.{DEVICE_NAME} {{ type pulse device "{DEVICE_NAME}" hint {{ show on description "tests" }} }}
"""
START_SECONDS = 20.0


class VirtualMicrophone:
    """A running, plugged-in microphone; `play` speaks into it, `unplug` and `plug` are its cable."""

    device_name = DEVICE_NAME

    def __init__(self, folder: Path) -> None:
        configuration = folder / "asound.conf"
        configuration.write_text(ALSA_CONFIGURATION, encoding="utf-8")
        self._socket = folder / "pulse.socket"
        self.surroundings = {
            "ALSA_CONFIG_PATH": f"{ALSA_DEFAULTS}:{configuration}",
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(folder / "pulse-runtime"),
            "PULSE_STATE_PATH": str(folder / "pulse-state"),
            "PULSE_COOKIE": str(folder / "pulse-cookie"),
        }
        self._processes: list[subprocess.Popen[bytes]] = []
        self._modules: list[str] = []
        self._start_server()
        self.plug()

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of a process that shall see this microphone."""
        return {**os.environ, **self.surroundings}

    def plug(self) -> None:
        """Put the cable in (again)."""
        sink = self._control("load-module", "module-null-sink", "sink_name=speech", "rate=48000", "channels=2")
        source = self._control(
            "load-module", "module-remap-source", "master=speech.monitor", f"source_name={DEVICE_NAME}"
        )
        self._modules = [source, sink]
        self._control("set-default-source", DEVICE_NAME)
        # A null sink works in blocks of two seconds until a player asks for less.
        self._spawn("pacat", "--playback", "--device=speech", "--latency-msec=30", "/dev/zero")

    def unplug(self) -> None:
        """Pull the cable. The sink goes too: PulseAudio would move the stream to its monitor, the only other source."""
        for module in self._modules:
            self._control("unload-module", module)
        self._modules = []

    def add_output(self, name: str) -> None:
        """Another loudspeaker, of which `NAME.monitor` hears what is played on it."""
        self._control("load-module", "module-null-sink", f"sink_name={name}", "rate=48000", "channels=2")
        self._spawn("pacat", "--playback", f"--device={name}", "--latency-msec=30", "/dev/zero")

    def play(self, path: Path, output: str = "speech") -> None:
        """Speak a WAV, FLAC or Ogg file into the microphone (or play it on another output); returns at once."""
        self._spawn("paplay", f"--device={output}", "--latency-msec=200", str(path))

    def close(self) -> None:
        """End the players and the server."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait(timeout=10)

    def _start_server(self) -> None:
        server = self._spawn(
            "pulseaudio",
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--use-pid-file=no",
            "--disable-shm=yes",
            f"--load=module-native-protocol-unix auth-anonymous=1 socket={self._socket}",
        )
        deadline = time.monotonic() + START_SECONDS
        while subprocess.run(["pactl", "info"], env=self.environment, capture_output=True, check=False).returncode:
            if server.poll() is not None or time.monotonic() > deadline:
                self.close()
                raise RuntimeError("the private PulseAudio server did not start")
            time.sleep(0.05)

    def _spawn(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._processes.append(process)
        return process

    def _control(self, *arguments: str) -> str:
        """What `pactl` answers: the number of a module that it loads."""
        done = subprocess.run(["pactl", *arguments], env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()


def installed() -> bool:
    """Whether the programs are there (Debian: pulseaudio, pulseaudio-utils)."""
    return all(shutil.which(program) for program in ("pulseaudio", "pactl", "pacat", "paplay"))
