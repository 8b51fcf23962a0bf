"""Fixtures that several folders share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.virtual_microphone import VirtualMicrophone, installed


@pytest.fixture
def virtual_microphone(tmp_path: Path) -> Iterator[VirtualMicrophone]:
    """A PulseAudio null sink as a microphone; skips where PulseAudio is not installed."""
    if not installed():
        pytest.skip("PulseAudio is not installed")
    microphone = VirtualMicrophone(tmp_path)
    yield microphone
    microphone.unplug()
