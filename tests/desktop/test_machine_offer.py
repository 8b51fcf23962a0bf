"""The machine is measured for real, in a network small enough for a test, and what suits it is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.session import machine_check
from core.session.live_session import SessionState
from core.session.machine_check import MachineChoice, Measurement, choose, machine_name
from core.session.settings import Settings
from core.streaming.compute import choose_device, choose_dtype, dtype_name
from core.wav2vec2 import Wav2Vec2Config
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_live_session import speech
from tests.core.session.test_machine_check import SMALL
from tests.desktop.conftest import Open

WAIT = 60_000
OTHER = "float16" if dtype_name(choose_dtype("auto", choose_device("auto"), 768)) != "float16" else "float32"


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small network, and nobody else on the machine."""
    monkeypatch.setattr(machine_check, "Wav2Vec2Config", lambda: Wav2Vec2Config(**SMALL))
    monkeypatch.setattr(machine_check, "quiet_seconds", lambda runs: (min(run.own for run in runs), False))


@pytest.fixture
def first_start(open_window: Open) -> Callable[..., MainWindow]:
    return lambda **settings: open_window(BlockSource(speech(), live=True), **{"theme": "light", **settings})


@pytest.mark.usefixtures("quiet")
def test_the_first_start_measures_stores_and_offers(qtbot: QtBot, first_start: Callable[..., MainWindow]) -> None:
    window = first_start()
    offer = window.models_place.offer
    assert not window.live.offer.isVisible()
    offer.begin()
    qtbot.waitUntil(lambda: window.controller.settings.machine == machine_name(), timeout=WAIT)
    # So small a network is fast anywhere.
    assert window.controller.settings.model_size == "large"
    assert "large models" in window.live.offer.label.text()
    assert window.controller.settings.device == "auto"
    window.live.offer.action.click()
    assert window.live.model_sheet.isVisible()
    assert window.live.model_sheet.adding.name.text() == "facebook/wav2vec2-large-960h"
    assert not window.live.offer.isVisible()
    offer.begin()
    qtbot.waitUntil(lambda: not offer._measuring, timeout=WAIT)
    assert not window.live.offer.isVisible()
    window.measure_machine()
    assert "less than a minute" in window.live.offer.label.text()
    qtbot.waitUntil(lambda: "large models" in window.live.offer.label.text(), timeout=WAIT)


@pytest.mark.usefixtures("quiet")
def test_captions_come_first(
    qtbot: QtBot, first_start: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_check, "RUNS", 10**9)
    monkeypatch.setattr(machine_check, "BUDGET_SECONDS", 10**9)
    window = first_start()
    offer = window.models_place.offer
    offer.begin()
    window.live.start.click()
    qtbot.waitUntil(lambda: not offer._measuring, timeout=WAIT)
    assert window.controller.settings.machine == ""
    window.measure_machine()
    assert window.live.offer.label.text().startswith("Stop the captions first")
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=WAIT)
    assert offer.rest.isActive()
    offer.rest.timeout.emit()
    assert offer._measuring
    window.close()


def choice(size_seconds: float, dtype: str = "auto", busy: bool = False) -> MachineChoice:
    place = choose_device("auto")
    dtype = dtype_name(choose_dtype("auto", place, 768)) if dtype == "auto" else dtype
    return choose((Measurement(place.type, dtype, size_seconds, busy),))


def test_what_changes_nothing_is_not_offered(qtbot: QtBot, first_start: Callable[..., MainWindow]) -> None:
    window = first_start()
    offer, bar = window.models_place.offer, window.live.offer
    offer.show(choice(9.0))
    assert not bar.isVisible()
    offer.show(choice(9.0, OTHER))
    assert "The bundled model suits" in bar.label.text()
    bar.action.click()
    assert window.controller.settings.dtype == OTHER
    assert not window.live.model_sheet.isVisible()
    offer.show(choice(0.2))
    assert "base models" in bar.label.text()


def test_a_busy_machine_is_measured_again_at_the_next_start(
    qtbot: QtBot, first_start: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = first_start()
    offer, bar = window.models_place.offer, window.live.offer
    offer._measured(choice(0.2, busy=True))
    assert window.controller.settings.machine == ""
    assert not bar.isVisible()
    offer._asked = True
    offer._measured(choice(0.2, busy=True))
    assert "it may be faster" in bar.label.text()
    assert replace(window.controller.settings, theme="system").machine == Settings().machine
