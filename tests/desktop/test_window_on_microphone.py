"""The main flow with nothing scripted: real microphone, real recogniser, real window, library and feeds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.audio.media import read_media
from core.session.live_session import SessionState
from core.session.recognition import RecognitionOptions, load_engine
from core.session.settings import Settings
from core.session.transcription import transcribe
from desktop.controller import Controller
from desktop.window.main_window import MainWindow
from tests.core.session.test_file_queue import wav
from tests.helpers.shared_data import PROJECT
from tests.helpers.virtual_microphone import VirtualMicrophone

DEMO = PROJECT / "assets" / "demo" / "demo.flac"


@pytest.mark.slow
def test_a_talk_is_captioned_marked_and_kept(
    qtbot: QtBot, virtual_microphone: VirtualMicrophone, tmp_path: Path
) -> None:
    settings = Settings(theme="light", input_device=virtual_microphone.device_name, overlay_shown=True)
    controller = Controller(settings, tmp_path / "settings.json", tmp_path / "library")
    window = MainWindow(controller)
    window.show()
    window.live.feeds.file_wanted.emit(str(tmp_path / "captions.txt"))
    qtbot.waitUntil(lambda: window.live.bar.sources.findText(virtual_microphone.device_name) > 0, timeout=60_000)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.live.state is SessionState.LISTENING, timeout=120_000)
    session = controller.session
    assert session is not None
    qtbot.waitUntil(lambda: session.ring.position > 0, timeout=60_000)
    virtual_microphone.play(DEMO)
    qtbot.waitUntil(lambda: window.live.captions.partial_text != "", timeout=60_000)
    assert window.live.meter.level > 0
    qtbot.keyClick(window, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: window.live.captions.text.count("\n") >= 1, timeout=120_000)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=120_000)
    shown = window.live.captions.text.split("\n")
    overlay = window.live_place.screens.overlay
    assert overlay is not None
    assert " ".join(shown).endswith(" ".join(overlay.text.lines()))
    assert (tmp_path / "captions.txt").read_text(encoding="utf-8").splitlines() == shown
    assert session.status.samples_dropped == 0
    kept = controller.kept_session
    assert kept is not None
    assert len(controller.library().marks.of(kept)) == 1
    recording = transcribe(controller.library().audio_path(kept), load_engine(RecognitionOptions()))
    assert [segment.text for segment in recording.segments if segment.words] == shown
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    shiboken6.delete(window)


@pytest.mark.slow
def test_a_muted_and_a_too_loud_microphone_are_said_and_the_figures_move(
    qtbot: QtBot, virtual_microphone: VirtualMicrophone, tmp_path: Path
) -> None:
    settings = Settings(theme="light", input_device=virtual_microphone.device_name)
    controller = Controller(settings, tmp_path / "settings.json", tmp_path / "library")
    window = MainWindow(controller)
    window.show()
    live = window.live
    qtbot.waitUntil(lambda: live.bar.sources.findText(virtual_microphone.device_name) > 0, timeout=60_000)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: live.state is SessionState.LISTENING, timeout=120_000)
    # Nobody plays anything: zeros arrive, as from a microphone that is muted.
    qtbot.waitUntil(live.muted.isVisible, timeout=60_000)
    assert not live.meter.clipping
    virtual_microphone.play(wav(tmp_path / "loud.wav", np.clip(read_media(DEMO) * 30, -1.0, 0.9999)))
    qtbot.waitUntil(lambda: live.meter.clipping, timeout=60_000)
    assert not live.muted.isVisible()
    assert "cut off" in live.meter.toolTip()
    qtbot.waitUntil(lambda: "final" in live.status.text(), timeout=120_000)
    for figure in ("lag ", "final ", "revisions "):
        assert figure in live.status.text()
    assert live.bar.elapsed.text() > "0:00:04"
    qtbot.waitUntil(lambda: not live.meter.clipping, timeout=120_000)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: live.state is SessionState.STOPPED, timeout=120_000)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    shiboken6.delete(window)
