"""The player for real: what it plays on a PulseAudio sink is heard at the sink's monitor."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from core.audio import portaudio
from core.audio.media import read_media
from core.audio.microphone import Microphone
from core.audio.player import Player
from core.audio.sound_reader import SoundReader
from tests.core.audio.test_microphone import hear, likeness, listen
from tests.core.audio.test_sound_reader import read
from tests.helpers.shared_data import PROJECT
from tests.helpers.virtual_microphone import VirtualMicrophone

RATE = 16_000
DEMO = PROJECT / "assets/demo/demo.flac"


@pytest.fixture
def player() -> Iterator[Player]:
    opened = Player(DEMO)
    yield opened
    opened.close()
    opened.join()


@pytest.fixture
def ear(virtual_microphone: VirtualMicrophone) -> Iterator[Microphone]:
    """A microphone that hears what is played."""
    microphone = Microphone(virtual_microphone.device_name)
    microphone.start()
    hear(microphone)
    yield microphone
    microphone.stop()


def until(met: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_stretch_is_played_from_its_start_to_its_end(ear: Microphone, player: Player) -> None:
    player.play(4.0, 7.0)
    assert player.playing
    assert player.position == 4.0
    positions = []

    def over() -> bool:
        positions.append(player.position)
        return not player.playing

    until(over)
    assert player.failure == ""
    assert player.position == 7.0
    assert positions == sorted(positions)
    assert len({round(position, 1) for position in positions}) > 20
    heard = listen(ear, 1)
    # The sound server resamples twice on the way, and may be late on a busy machine.
    assert likeness(heard, read_media(DEMO)[4 * RATE : 7 * RATE]) > 0.8


def test_the_position_is_what_is_heard(ear: Microphone, player: Player) -> None:
    player.play(2.0)
    until(lambda: player.position > 4.0)
    player.pause()
    stopped = player.position
    heard = listen(ear, 1)
    spoken = read_media(DEMO)[2 * RATE :]
    loud = np.flatnonzero(np.abs(heard) > 0.003)
    played = (loud[-1] - loud[0]) / RATE
    loud = np.flatnonzero(np.abs(spoken[: round((stopped - 2) * RATE)]) > 0.003)
    # PulseAudio's own buffers are not known to the last tenth of a second.
    assert played == pytest.approx((loud[-1] - loud[0]) / RATE, abs=0.6)
    assert not player.playing
    assert player.position == stopped


def test_a_loop_comes_again_until_it_is_let_go(ear: Microphone, player: Player) -> None:
    player.loop(3.0, 3.8)
    seen: list[float] = []

    def three_times() -> bool:
        seen.append(player.position)
        return sum(after < before - 0.4 for before, after in pairwise(seen)) >= 3

    until(three_times)
    assert min(seen) >= 3.0
    assert max(seen) <= 3.85
    player.seek(10.0)
    until(lambda: player.position > 10.3)
    player.pause()
    once = read_media(DEMO)[3 * RATE : round(3.8 * RATE)]
    assert likeness(listen(ear, 1), np.tile(once, 3)) > 0.8


def test_another_speed_goes_on_from_where_it_is(ear: Microphone, player: Player) -> None:
    player.play(1.0)
    until(lambda: player.position > 2.0)
    here = player.position
    player.set_speed(2.0)
    assert player.position == pytest.approx(here, abs=0.2)
    until(lambda: player.position > here + 3.0)
    assert player.speed == 2.0
    player.set_speed(9)
    assert player.speed == 2.0
    player.pause()


def test_at_double_speed_the_stretch_is_heard_in_half_the_time(ear: Microphone, player: Player) -> None:
    player.set_speed(2.0)
    player.play(4.0, 10.0)
    until(lambda: not player.playing)
    reader = SoundReader(DEMO, RATE, 1)
    hurried = read(reader, 4.0, 3.0, 2.0)[:, 0]
    reader.close()
    assert likeness(listen(ear, 1), hurried) > 0.8


def test_at_the_end_of_the_file_it_stands_at_the_beginning(ear: Microphone, player: Player) -> None:
    length = len(read_media(DEMO)) / RATE
    player.play(length - 0.5)
    until(lambda: not player.playing)
    assert player.failure == ""
    assert player.position == 0.0
    player.loop(length + 5, length + 6)
    until(lambda: not player.playing)


def test_without_a_device_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, player: Player) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    with portaudio.devices(refresh=True) as sounddevice:
        if any(device["max_output_channels"] for device in sounddevice.query_devices()):
            pytest.skip("there is a loudspeaker here that has nothing to do with PulseAudio")
    player.play(3.0)
    until(lambda: not player.playing)
    assert "nothing to play sound on was found; plug in" in player.failure
    assert player.position == 3.0


def test_a_device_that_goes_and_a_file_that_is_gone_are_said(
    virtual_microphone: VirtualMicrophone, player: Player, tmp_path: Path
) -> None:
    player.play(0.0)
    until(lambda: player.position > 0.3)
    virtual_microphone.unplug()
    until(lambda: not player.playing)
    assert "does not answer any more" in player.failure or "cannot be opened" in player.failure
    virtual_microphone.plug()
    player.play()
    until(lambda: player.position > 1.0)
    assert player.failure == ""
    gone = Player(tmp_path / "gone.flac")
    gone.play()
    until(lambda: not gone.playing)
    assert "does not exist" in gone.failure
    gone.close()
    gone.join()
