"""Another microphone in place of one that was lost and stays away."""

from __future__ import annotations

import numpy as np
import pytest

from core.audio.fallback import ATTEMPTS, SourceWithFallback
from core.audio.source import DeviceUnavailable
from core.session.live_session import SessionState
from tests.core.session.scripted_session import BlockSource, ScriptedEngine, run_session
from tests.core.session.test_live_session import TEXTS, speech


class Named(BlockSource):
    def __init__(self, name: str, samples: np.ndarray, **options: int | list[int]) -> None:
        super().__init__(samples, **options)  # type: ignore[arg-type]
        self.name = name


def test_the_session_goes_on_with_the_second_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.session.live_session.RETRY_SECONDS", 0.01)
    samples = speech()
    first = Named("headset", samples[:16_000], lost_at=[7], away=1000)
    second = Named("built-in", samples[7 * 1600 :])
    _, listener = run_session(SourceWithFallback(first, second), ScriptedEngine)
    assert [caption.text for caption in listener.finals] == list(TEXTS)
    assert "built-in is heard in place of headset." in listener.messages
    assert listener.states[-1][0] is SessionState.STOPPED


def test_the_first_microphone_has_its_chance_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.session.live_session.RETRY_SECONDS", 0.01)
    first = Named("headset", speech(), lost_at=[7], away=ATTEMPTS - 1)
    second = Named("built-in", speech()[:0])
    _, listener = run_session(SourceWithFallback(first, second), ScriptedEngine)
    assert [caption.text for caption in listener.finals] == list(TEXTS)
    assert "headset is back." in listener.messages


def test_a_first_microphone_that_is_not_there_is_a_failure_at_once() -> None:
    class Missing(Named):
        def start(self) -> None:
            raise DeviceUnavailable("no such microphone.")

    source = SourceWithFallback(Missing("headset", speech()), Named("built-in", speech()))
    for _ in range(2 * ATTEMPTS):
        with pytest.raises(DeviceUnavailable):
            source.start()
    assert source.name == "headset"
