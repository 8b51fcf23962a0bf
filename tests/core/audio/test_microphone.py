"""The microphone for real: a PulseAudio null sink whose monitor PortAudio sees as an ordinary device."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.audio.media import read_media
from core.audio.microphone import InputDevice, Microphone, choose_device, input_devices
from core.audio.resampling import Resampler, to_sixteen_bit_grid
from core.audio.source import DeviceLost, DeviceUnavailable
from tests.core.audio.wav_files import write_wav
from tests.helpers.shared_data import PROJECT
from tests.helpers.virtual_microphone import DEVICE_NAME, VirtualMicrophone

RATE = 16_000
DEMO = PROJECT / "assets/demo/demo.flac"


def device(name: str, index: int = 0) -> InputDevice:
    return InputDevice(name, "ALSA", index, 2, 48_000.0, index == 0)


def test_devices_are_chosen_by_name() -> None:
    devices = [device("Built-in"), device("USB Headset", 1), device("USB Camera", 2)]
    assert choose_device(None, None, devices).name == "Built-in"
    assert choose_device("USB Camera", None, devices).index == 2
    assert choose_device("headset", None, devices).index == 1
    with pytest.raises(DeviceUnavailable, match=r"not clear.*USB Headset"):
        choose_device("usb", None, devices)
    with pytest.raises(DeviceUnavailable, match=r"not found.*Built-in"):
        choose_device("Shure", None, devices)
    with pytest.raises(DeviceUnavailable, match="plug one in"):
        choose_device(None, None, [])


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000, 96_000])
def test_resampling_does_not_depend_on_the_cuts(rate: int) -> None:
    samples = np.random.default_rng(rate).standard_normal(rate).astype(np.float32)
    whole = Resampler(rate)
    expected = np.concatenate([whole.feed(samples), whole.flush()])
    cut = Resampler(rate)
    parts = [cut.feed(samples[at : at + 333]) for at in range(0, rate, 333)]
    assert np.array_equal(np.concatenate([*parts, cut.flush()]), expected)
    assert len(expected) == 16_000


def test_the_sixteen_bit_grid_is_kept_by_sixteen_bits() -> None:
    samples = np.random.default_rng(3).uniform(-1.2, 1.2, 5000).astype(np.float32)
    grid = to_sixteen_bit_grid(samples)
    assert np.array_equal((grid * 32768).astype(np.int16) / np.float32(32768), grid)
    assert np.abs(grid - np.clip(samples, -1, 32767 / 32768)).max() <= 0.5 / 32768 + 1e-7


def hear(microphone: Microphone) -> np.ndarray:
    """The next block that is not empty."""
    for _ in range(100):
        block = microphone.read(0.1)
        assert block is not None
        if len(block):
            return block
    raise AssertionError("nothing was heard for ten seconds")


def read_on(microphone: Microphone) -> None:
    """Through what was on its way, until something is raised; half a minute at most."""
    for _ in range(300):
        microphone.read(0.1)


def listen(microphone: Microphone, seconds: float) -> np.ndarray:
    """So many seconds and what was still inside when the device was closed."""
    blocks: list[np.ndarray] = []
    while sum(map(len, blocks)) < seconds * RATE:
        block = microphone.read(0.5)
        assert block is not None
        blocks.append(block)
    microphone.stop()
    while (block := microphone.read(0.5)) is not None:
        blocks.append(block)
    return np.concatenate(blocks)


def likeness(heard: np.ndarray, spoken: np.ndarray) -> float:
    """Correlation of what was spoken with the stretch of what was heard that is most like it."""
    size = len(heard) + len(spoken)
    match = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(spoken, size)))
    window = heard[int(match.argmax()) :][: len(spoken)]
    spoken = spoken[: len(window)]
    return float(window @ spoken / np.linalg.norm(window) / np.linalg.norm(spoken))


def test_ten_seconds_of_speech_are_captured_whole(virtual_microphone: VirtualMicrophone) -> None:
    microphone = Microphone(virtual_microphone.device_name)
    microphone.start()
    hear(microphone)
    virtual_microphone.play(DEMO)
    heard = listen(microphone, 10)
    assert microphone.dropped == 0
    assert np.array_equal(to_sixteen_bit_grid(heard), heard)
    assert likeness(heard, read_media(DEMO)[: 8 * RATE]) > 0.98


@pytest.mark.slow
def test_a_minute_of_speech_is_captured_whole(virtual_microphone: VirtualMicrophone, tmp_path: Path) -> None:
    spoken = np.tile(read_media(DEMO), 3)[: 60 * RATE]
    write_wav(tmp_path / "minute.wav", (spoken * 32767).astype(np.int16)[None], RATE)
    microphone = Microphone(virtual_microphone.device_name)
    microphone.start()
    hear(microphone)
    virtual_microphone.play(tmp_path / "minute.wav")
    heard = listen(microphone, 63)
    assert microphone.dropped == 0
    # A sample lost anywhere would shift the rest against what was spoken. How alike the two are is the affair of the
    # daemon's resampler, and varies from run to run between 0.97 and 0.99.
    shifts = [shift_of(heard, spoken, second) for second in range(0, 57, 3)]
    assert len(set(shifts)) == 1, shifts
    assert likeness(heard, spoken) > 0.95


def shift_of(heard: np.ndarray, spoken: np.ndarray, second: int) -> int:
    """How many samples later than spoken three seconds were heard, looked for around the shift of the whole."""
    size = len(heard) + len(spoken)
    whole = int(np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(spoken, size))).argmax())
    part = spoken[second * RATE : (second + 3) * RATE]
    candidates = range(max(0, whole - 800), whole + 800)
    stretches = [heard[second * RATE + shift :][: len(part)] for shift in candidates]
    return candidates[int(np.argmax([stretch @ part[: len(stretch)] for stretch in stretches]))]


def test_a_device_that_goes_is_reported_and_can_come_back(virtual_microphone: VirtualMicrophone) -> None:
    microphone = Microphone(virtual_microphone.device_name)
    microphone.start()
    assert sum(len(hear(microphone)) for _ in range(3)) > 0
    virtual_microphone.unplug()
    with pytest.raises(DeviceLost, match=DEVICE_NAME):
        read_on(microphone)
    with pytest.raises(DeviceUnavailable, match=r"plug it in again|was not found|no microphone"):
        microphone.start()
    virtual_microphone.plug()
    microphone.start()
    assert len(hear(microphone)) > 0
    microphone.stop()


def test_the_devices_are_listed_even_while_one_is_open(virtual_microphone: VirtualMicrophone) -> None:
    names = [device.name for device in input_devices(refresh=True)]
    assert virtual_microphone.device_name in names
    microphone = Microphone("VIRTUAL_micro")
    microphone.start()
    assert microphone.name == virtual_microphone.device_name
    assert [device.name for device in input_devices(refresh=True)] == names
    assert len(hear(microphone)) > 0
    microphone.stop()


def test_stop_before_start_leaves_the_device_closed(virtual_microphone: VirtualMicrophone) -> None:
    microphone = Microphone(virtual_microphone.device_name)
    microphone.stop()
    microphone.start()
    rest = [microphone.read(0.1), microphone.read(0.1)]
    assert rest[-1] is None


def test_a_channel_that_is_not_there_says_so(virtual_microphone: VirtualMicrophone) -> None:
    with pytest.raises(DeviceUnavailable, match="has no channel 77; choose one from 0 to"):
        Microphone(virtual_microphone.device_name, channel=77).start()
