"""The computer's own sound on a private sound server: heard alone, mixed with a microphone, and when it goes."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from core.audio import system_audio
from core.audio.choice import SourceChoice, make_source
from core.audio.source import SAMPLE_RATE, AudioSource, DeviceLost, DeviceUnavailable
from core.audio.system_audio import SystemAudio, monitors
from tests.core.audio.wav_files import write_wav
from tests.helpers.virtual_microphone import VirtualMicrophone

MICROPHONE_HERTZ, COMPUTER_HERTZ = 440, 1500


def tone(path: Path, hertz: int, seconds: float = 6.0) -> Path:
    time_axis = np.arange(round(48_000 * seconds)) / 48_000
    sine = 9_830 * np.sin(2 * np.pi * hertz * time_axis)
    write_wav(path, sine.astype(np.int16)[None], 48_000)
    return path


def share(samples: np.ndarray, hertz: int) -> float:
    """How much of the sound's energy lies within 20 Hz of a frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    frequencies = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    return float(spectrum[np.abs(frequencies - hertz) < 20].sum() / max(spectrum.sum(), 1e-12))


def hear(source: AudioSource, wanted: tuple[int, ...]) -> dict[int, float]:
    """Listen until each wanted tone makes up a fifth of a second, or fail after half a minute."""
    heard = np.zeros(0, np.float32)
    deadline = time.monotonic() + 30
    shares: dict[int, float] = {}
    while time.monotonic() < deadline:
        block = source.read(0.2)
        assert block is not None
        heard = np.concatenate([heard, block])[-SAMPLE_RATE:]
        if len(heard) < SAMPLE_RATE:
            continue
        shares = {hertz: share(heard, hertz) for hertz in (MICROPHONE_HERTZ, COMPUTER_HERTZ)}
        if all(shares[hertz] > 0.2 for hertz in wanted):
            break
    return shares


def read_for(source: SystemAudio, seconds: int) -> None:
    for _ in range(10 * seconds):
        source.read(0.1)


def start_and_read(source: SystemAudio) -> None:
    source.start()
    read_for(source, 10)


@pytest.fixture
def film(virtual_microphone: VirtualMicrophone) -> str:
    """A second output, on which something else can be played; its name."""
    virtual_microphone.add_output("film")
    return "film"


def test_what_an_output_plays_is_heard_alone(virtual_microphone: VirtualMicrophone, film: str, tmp_path: Path) -> None:
    assert "film.monitor" in [monitor.name for monitor in monitors()]
    virtual_microphone.play(tone(tmp_path / "room.wav", MICROPHONE_HERTZ))
    virtual_microphone.play(tone(tmp_path / "film.wav", COMPUTER_HERTZ), film)
    source = SystemAudio("film.monitor")
    source.start()
    shares = hear(source, (COMPUTER_HERTZ,))
    assert shares[COMPUTER_HERTZ] > 0.9
    assert shares[MICROPHONE_HERTZ] < 0.01
    source.stop()
    while source.read(0.1) is not None:
        pass


def test_microphone_and_computer_are_heard_together(
    virtual_microphone: VirtualMicrophone, film: str, tmp_path: Path
) -> None:
    choice = SourceChoice("both", virtual_microphone.device_name, "film.monitor")
    source = make_source(choice, lambda _: None)
    source.start()
    virtual_microphone.play(tone(tmp_path / "room.wav", MICROPHONE_HERTZ, 20))
    virtual_microphone.play(tone(tmp_path / "film.wav", COMPUTER_HERTZ, 20), film)
    shares = hear(source, (MICROPHONE_HERTZ, COMPUTER_HERTZ))
    assert min(shares.values()) > 0.2
    assert sum(shares.values()) > 0.9
    source.stop()
    while source.read(0.1) is not None:
        pass
    assert source.dropped == 0


def test_an_output_that_is_not_there_is_said(virtual_microphone: VirtualMicrophone) -> None:
    source = SystemAudio("nowhere.monitor")
    with pytest.raises((DeviceUnavailable, DeviceLost), match="cannot be heard"):
        start_and_read(source)


def test_a_recorder_that_ends_is_a_lost_device(virtual_microphone: VirtualMicrophone, film: str) -> None:
    source = SystemAudio("film.monitor")
    source.start()
    assert source._process is not None
    source._process.kill()
    with pytest.raises(DeviceLost, match="cannot be heard any more"):
        read_for(source, 10)
    source.start()
    source.stop()
    while source.read(0.1) is not None:
        pass


@pytest.mark.parametrize(("platform", "word"), [("win32", "Stereo Mix"), ("darwin", "BlackHole"), ("linux", "pulse")])
def test_each_system_says_what_to_do(monkeypatch: pytest.MonkeyPatch, platform: str, word: str) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr("shutil.which", lambda _program: None)
    assert not system_audio.available()
    assert word in system_audio.advice()
    assert monitors() == []
    with pytest.raises(DeviceUnavailable, match=word):
        SystemAudio().start()


def test_a_sound_server_that_answers_nonsense_has_no_outputs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_audio, "available", lambda: True)
    monkeypatch.setattr("shutil.which", lambda program: program)
    for answer in (b"not json", b'{"name": 1}', b"[1, {}]"):
        done = subprocess.CompletedProcess([], 0, stdout=answer)
        monkeypatch.setattr("subprocess.run", lambda *_a, done=done, **_k: done)
        assert monitors() == []
