"""Recovery in the window: how far it is, what it had to do without, why it cannot be, and how it is stopped."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from core.audio.media import read_media
from core.session.library import Library
from core.session.recognition import ChangedOptions, MixedIn, RecognitionOptions
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import ScriptedEngine
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open
from tests.helpers.shared_data import PROJECT

HISTORY = 2


def cut_off(folder: Path, options: RecognitionOptions, samples: Any, *changes: ChangedOptions) -> str:
    library = Library(folder)
    recorder = library.begin(options, "Team meeting")
    recorder.audio(samples)
    for change in changes:
        recorder.changed(change)
    recorder.abandon()
    library.close()
    return recorder.session


def recover(window: MainWindow) -> None:
    window.go(HISTORY)
    window.history.list.setCurrentIndex(window.history.model.index(0))
    window.history.recover.click()


def test_what_was_in_force_is_used_and_what_has_gone_is_said(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    samples = read_media(PROJECT / "assets/demo/demo.flac")[: 10 * 16_000]
    gone = RecognitionOptions(mixed_in=(MixedIn("/nowhere/minutes.arpa", 0.4),))
    none = RecognitionOptions(language_model="none")
    changes = (ChangedOptions(0, none), ChangedOptions(4 * 16_000, gone))
    session = cut_off(tmp_path / "library", RecognitionOptions(), samples, *changes)
    window = open_window(real=True, theme="light")
    recover(window)
    bar = window.history.recovery
    qtbot.waitUntil(lambda: "is whole again" in bar.label.text(), timeout=60_000)
    assert bar.label.text() == (
        "Team meeting is whole again. Language model /nowhere/minutes.arpa does not exist; give a KenLM file (.arpa or "
        ".bin). The rest is recognised without it."
    )
    library = window.controller.library()
    assert library.rows.one(session).ended is not None
    heard = [segment.text for segment in library.segments.of(session) if segment.words]
    plain, other = Library(tmp_path / "plain"), tmp_path / "plain"
    for options in (none, RecognitionOptions()):
        session = cut_off(other, options, samples)
        plain.recover(session, window.controller.recovery_engine(options))
        texts = [segment.text for segment in plain.segments.of(session) if segment.words]
        assert texts[0 if options == none else -1] == heard[0 if options == none else -1]
    plain.close()


def test_why_it_cannot_be_is_said_there_and_it_can_be_tried_again(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    cut_off(tmp_path / "library", RecognitionOptions(model="/nowhere/model"), speech())
    window = open_window(real=True, theme="light")
    recover(window)
    bar = window.history.recovery
    qtbot.waitUntil(lambda: "not on this computer" in bar.label.text(), timeout=30_000)
    assert bar.label.text().startswith("Team meeting: /nowhere/model is not on this computer; download it")
    assert window.history.recover.isVisible()


def test_it_is_stopped_and_goes_on_later(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def engine(_options: RecognitionOptions) -> ScriptedEngine:
        waiting = ScriptedEngine()
        emission = waiting.network.emission

        def wait(*arguments: Any, **options: Any) -> Any:
            begun.set()
            assert go_on.wait(30)
            return emission(*arguments, **options)

        waiting.network.emission = wait  # type: ignore[method-assign]
        return waiting

    session = cut_off(tmp_path / "library", RecognitionOptions(model="scripted"), speech())
    window = open_window(engine=engine, theme="light")
    recover(window)
    bar, library = window.history.recovery, window.controller.library()
    qtbot.waitUntil(begun.is_set, timeout=30_000)
    assert bar.label.text().startswith("Recovering Team meeting: 0:00:0")
    with qtbot.waitSignal(window.controller.history_changed, timeout=30_000):
        bar.action.click()
        go_on.set()
    assert not bar.isVisible()
    assert [entry.id for entry in library.unfinished()] == [session]
    recover(window)
    qtbot.waitUntil(lambda: "is whole again" in bar.label.text(), timeout=30_000)
    assert [segment.text for segment in library.segments.of(session)] == list(TEXTS)
