"""The microphone for real: a PulseAudio null sink whose monitor PortAudio sees as an ordinary device."""

from __future__ import annotations

import numpy as np
import pytest

from core.audio.media import read_media
from core.audio.microphone import InputDevice, choose_device
from core.audio.resampling import Resampler, to_sixteen_bit_grid
from core.audio.source import DeviceUnavailable
from tests.helpers.shared_data import PROJECT
from tests.helpers.virtual_microphone import VirtualMicrophone

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


def test_ten_seconds_of_speech_are_captured_whole(virtual_microphone: VirtualMicrophone) -> None:
    result = virtual_microphone.capture(DEMO, seconds=10)
    assert result["dropped"] == 0
    heard = np.array(result["samples"], np.int32).astype(np.float32) / 32768
    # Playing and listening do not begin at the same moment: look for a stretch from the middle.
    spoken = read_media(DEMO)[2 * 16_000 : 7 * 16_000]
    size = len(heard) + len(spoken)
    match = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(spoken, size)))
    at = int(match[: len(heard) - len(spoken)].argmax())
    window = heard[at : at + len(spoken)]
    correlation = float(window @ spoken[: len(window)] / np.linalg.norm(window) / np.linalg.norm(spoken[: len(window)]))
    assert correlation > 0.98


def test_a_device_that_goes_is_reported_and_can_come_back(virtual_microphone: VirtualMicrophone) -> None:
    assert virtual_microphone.unplug_and_replug() == ["heard", "lost", "heard again"]
