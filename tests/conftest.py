"""Fixtures that several folders share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.virtual_microphone import VirtualMicrophone, installed


@pytest.fixture
def virtual_microphone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualMicrophone]:
    """A microphone that this process and its children see; skips where PulseAudio is not installed."""
    if not installed():
        pytest.skip("PulseAudio is not installed (Debian: pulseaudio pulseaudio-utils libasound2-plugins)")
    microphone = VirtualMicrophone(tmp_path)
    for name, value in microphone.surroundings.items():
        monkeypatch.setenv(name, value)
    yield microphone
    microphone.close()
