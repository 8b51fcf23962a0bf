"""Fixtures that several folders share."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.hub_server import Hub, serving
from tests.helpers.tiny_mms import write_tiny_mms
from tests.helpers.tiny_mms_lid import write_tiny_mms_lid
from tests.helpers.virtual_microphone import VirtualMicrophone, installed

# Hypothesis would fail what takes more than 200 ms, or long to think of, on a busy machine anything.
settings.register_profile("untimed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# A shell that starts the tests in the background has Ctrl+C ignored by them, and by all that they start: then a test
# that sends it to a process would wait for nothing.
signal.signal(signal.SIGINT, signal.default_int_handler)


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


@pytest.fixture
def quick_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Watched folders are looked at often, what comes is soon taken for whole, claims of the dead are soon free."""
    monkeypatch.setattr("core.session.folder_watch.STEADY_SECONDS", 0.1)
    monkeypatch.setattr("core.session.folder_watching.LOOK_EVERY_SECONDS", 0.05)
    monkeypatch.setattr("core.session.folder_claims.BEAT_SECONDS", 0.1)
    monkeypatch.setattr("core.session.folder_claims.DEAD_SECONDS", 2.0)


@pytest.fixture(scope="session")
def mms_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny checkpoint of the MMS kind with the languages eng (its own) and deu."""
    return write_tiny_mms(tmp_path_factory.mktemp("mms"))


@pytest.fixture(scope="session")
def mms_lid_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny checkpoint of the MMS-LID kind that tells eng from deu."""
    return write_tiny_mms_lid(tmp_path_factory.mktemp("mms-lid"))


@pytest.fixture
def hub(mms_folder: Path, tmp_path: Path) -> Iterator[Hub]:
    """A server that speaks as the Hugging Face hub does, with the tiny MMS checkpoint and a model card."""
    served = shutil.copytree(mms_folder, tmp_path / "served")
    (served / "README.md").write_text("---\nlicense: mit\nlanguage: [en, de]\n---\n# Tiny\n", encoding="utf-8")
    with serving(served) as server:
        yield server
