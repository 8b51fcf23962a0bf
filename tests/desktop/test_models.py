"""Models and languages through the window's sheets: a hub on this machine, real folders, real checkpoints."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.audio.media import read_media
from core.models import download as download_module
from core.models.catalogue import BUNDLED, BUNDLED_MODELS, DEFAULT_MODEL
from core.models.places import ModelPlaces
from core.session.live_session import SessionState
from desktop.models.idle_unloading import IdleUnloading
from desktop.models.model_row import ModelRow
from desktop.window.main_window import MainWindow
from tests.core.models.test_importing import zipped
from tests.core.session.scripted_session import BlockSource
from tests.desktop.conftest import Open
from tests.helpers.hub_server import NAME, Hub
from tests.helpers.shared_data import PROJECT

WAIT = 30_000


@pytest.fixture
def at_hub(qtbot: QtBot, open_window: Open, hub: Hub, tmp_path: Path) -> Callable[..., MainWindow]:
    """A window whose hub is the server on this machine, with the sheet of models open."""

    def open_one(**options: Any) -> MainWindow:
        window = open_window(**{"theme": "light", **options})
        window.controller.places = ModelPlaces(tmp_path / "models", (), tmp_path / "cache", hub.address)
        window.choose_model()
        window.controller.find_models()
        qtbot.waitUntil(lambda: names(window)[:1] == [DEFAULT_MODEL], timeout=WAIT)
        return window

    return open_one


def names(window: MainWindow) -> list[str]:
    return [row.entry.title for row in window.live.model_sheet.rows]


def row(window: MainWindow, title: str) -> ModelRow:
    return next(row for row in window.live.model_sheet.rows if row.entry.title == title)


def look_up_and_download(qtbot: QtBot, window: MainWindow) -> None:
    adding = window.live.model_sheet.adding
    qtbot.keyClicks(adding.name, NAME)
    qtbot.keyClick(adding.name, Qt.Key.Key_Return)
    assert not adding.look_up.isEnabled()
    qtbot.waitUntil(adding.notice.isVisible, timeout=WAIT)
    assert adding.notice.label.text().startswith(f"{NAME}: "), adding.notice.label.text()
    adding.notice.action.click()


def test_a_model_is_looked_up_downloaded_and_used(qtbot: QtBot, at_hub: Callable[..., MainWindow], hub: Hub) -> None:
    window = at_hub()
    assert window.live.model_sheet.isVisible()
    assert hub.requests == []
    look_up_and_download(qtbot, window)
    adding = window.live.model_sheet.adding
    seen: list[str] = []
    window.models_place.transfers.progressed.connect(lambda _progress: seen.append(adding.doing.text()))
    qtbot.waitUntil(lambda: names(window) == [*BUNDLED_MODELS, NAME], timeout=WAIT)
    assert adding.notice.label.text() == f"{NAME} is here, whole and checked."
    assert any(text.startswith("Downloading model.safetensors: ") for text in seen)
    assert any(text.startswith("Checking ") for text in seen)
    assert window.controller.settings.model == NAME
    qtbot.waitUntil(row(window, NAME).use.isHidden, timeout=WAIT)
    assert "mit" in row(window, NAME).facts.text()
    row(window, BUNDLED).use.click()
    assert window.controller.settings.model == BUNDLED


def test_what_breaks_off_is_said_and_goes_on(
    qtbot: QtBot, at_hub: Callable[..., MainWindow], hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_module, "ATTEMPTS", 1)
    monkeypatch.setattr(download_module, "PIECE", 1000)
    hub.broken_after, hub.broken_times = 3000, 2
    window = at_hub()
    look_up_and_download(qtbot, window)
    adding = window.live.model_sheet.adding
    qtbot.waitUntil(lambda: "check the network" in adding.notice.label.text(), timeout=WAIT)
    assert window.controller.settings.model == DEFAULT_MODEL
    qtbot.waitUntil(lambda: names(window) == [*BUNDLED_MODELS, NAME], timeout=WAIT)
    assert "Not whole: model.safetensors is missing." in row(window, NAME).facts.text()
    assert adding.notice.action.text() == "Try again"
    adding.notice.action.click()
    assert not adding.notice.isVisible()
    qtbot.waitUntil(adding.notice.isVisible, timeout=WAIT)
    assert "check the network" in adding.notice.label.text()
    row(window, NAME).more.click()
    qtbot.waitUntil(lambda: adding.notice.action.text() == "Download" and adding.notice.isVisible(), timeout=WAIT)
    adding.notice.action.click()
    qtbot.waitUntil(lambda: window.controller.settings.model == NAME, timeout=WAIT)
    assert [span for _, _, span in hub.requests if span] == ["bytes=3000-", "bytes=6000-"]


def test_a_download_can_be_stopped_and_the_window_closed(
    qtbot: QtBot, at_hub: Callable[..., MainWindow], hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_module, "PAUSE_SECONDS", 600.0)
    hub.broken_after, hub.broken_times = 3000, 9
    window = at_hub()
    look_up_and_download(qtbot, window)
    adding = window.live.model_sheet.adding
    qtbot.waitUntil(lambda: "model.safetensors" in adding.doing.text(), timeout=WAIT)
    adding.stop.click()
    qtbot.waitUntil(lambda: "goes on from there" in adding.notice.label.text(), timeout=WAIT)
    adding.notice.action.click()
    qtbot.waitUntil(lambda: "model.safetensors" in adding.doing.text(), timeout=WAIT)
    window.close()
    assert not window.isVisible()


def test_an_unknown_name_is_said(qtbot: QtBot, at_hub: Callable[..., MainWindow]) -> None:
    window = at_hub()
    adding = window.live.model_sheet.adding
    adding.lookup_wanted.emit("someone/else")
    qtbot.waitUntil(lambda: "check the spelling" in adding.notice.label.text(), timeout=WAIT)
    assert adding.name.isEnabled()


def test_folders_and_files_come_and_go_without_a_network(
    qtbot: QtBot,
    at_hub: Callable[..., MainWindow],
    mms_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = at_hub()

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    mine = shutil.copytree(mms_folder, tmp_path / "mine")
    adding = window.live.model_sheet.adding
    adding.folder_given.emit(str(tmp_path))
    assert "choose another folder" in adding.notice.label.text()
    adding.folder_given.emit(str(mine))
    qtbot.waitUntil(lambda: names(window) == [*BUNDLED_MODELS, "mine"], timeout=WAIT)
    assert window.controller.settings.model == str(mine)
    adding.import_given.emit(str(zipped(mine, tmp_path / "stick.zip")))
    qtbot.waitUntil(lambda: names(window) == [*BUNDLED_MODELS, "stick", "mine"], timeout=WAIT)
    assert window.controller.settings.model == str(tmp_path / "models" / "stick")
    adding.import_given.emit(str(tmp_path / "served"))
    qtbot.waitUntil(lambda: "served" in names(window), timeout=WAIT)
    remove = row(window, "stick")
    remove.remove.click()
    assert "will be deleted from the disk" in remove.notice.label.text()
    assert window.focusWidget() is remove.notice.leave
    remove.notice.leave.click()
    assert not remove.notice.isVisible()
    assert (tmp_path / "models" / "stick").is_dir()
    remove.remove.click()
    remove.notice.action.click()
    qtbot.waitUntil(lambda: "stick" not in names(window), timeout=WAIT)
    assert not (tmp_path / "models" / "stick").exists()
    row(window, "mine").remove.click()
    qtbot.waitUntil(lambda: names(window) == [*BUNDLED_MODELS, "served"], timeout=WAIT)
    assert mine.is_dir()


def test_the_model_in_use_gives_way_to_the_bundled_one_when_it_is_removed(
    qtbot: QtBot, at_hub: Callable[..., MainWindow], mms_folder: Path
) -> None:
    window = at_hub()
    window.live.model_sheet.adding.import_given.emit(str(mms_folder))
    qtbot.waitUntil(lambda: len(names(window)) == 3, timeout=WAIT)
    imported = window.live.model_sheet.rows[2]
    assert window.controller.settings.model == imported.entry.name
    imported.remove.click()
    imported.notice.action.click()
    qtbot.waitUntil(lambda: names(window) == list(BUNDLED_MODELS), timeout=WAIT)
    assert window.controller.settings.model == DEFAULT_MODEL
    assert window.controller.settings.recent_models == (DEFAULT_MODEL,)


def test_languages_are_searched_downloaded_used_and_removed(
    qtbot: QtBot, at_hub: Callable[..., MainWindow], hub: Hub
) -> None:
    window = at_hub()
    look_up_and_download(qtbot, window)
    qtbot.waitUntil(lambda: window.controller.settings.model == NAME, timeout=WAIT)
    box, sheet = window.live.bar.languages, window.live.language_sheet
    qtbot.waitUntil(lambda: box.count() == 2, timeout=WAIT)
    assert [box.itemText(0), box.itemText(1)] == ["English", "More languages…"]
    box.activated.emit(1)
    assert sheet.isVisible()
    assert box.currentText() == "English"
    qtbot.waitUntil(lambda: len(sheet.texts) == 2, timeout=WAIT)
    assert sheet.texts[1] == "Deutsch (German) · deu · to download"
    assert (sheet.use.isEnabled(), sheet.remove.isEnabled()) == (True, True)
    qtbot.keyClicks(sheet.search, "germ")
    assert [text.split(" ")[0] for text in sheet.texts] == ["Deutsch"]
    assert (sheet.use.isEnabled(), sheet.download.isEnabled()) == (False, True)
    hub.requests.clear()
    qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.use.isEnabled, timeout=WAIT)
    assert hub.fetched == ["adapter.deu.safetensors"]
    assert not sheet.notice.isVisible()
    qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    assert window.controller.settings.language == "deu"
    qtbot.waitUntil(lambda: box.count() == 3, timeout=WAIT)
    assert [box.itemData(0), box.itemData(1), box.itemText(2)] == ["deu", "eng", "Automatic…"]
    sheet.remove.click()
    assert sheet.notice.label.text().startswith("Deutsch will be deleted")
    sheet.notice.action.click()
    qtbot.waitUntil(lambda: sheet.texts == ["Deutsch (German) · deu · to download"], timeout=WAIT)
    assert window.controller.settings.language is None


def test_a_language_that_cannot_be_fetched_is_said_in_its_sheet(
    qtbot: QtBot, at_hub: Callable[..., MainWindow], hub: Hub
) -> None:
    window = at_hub()
    look_up_and_download(qtbot, window)
    qtbot.waitUntil(lambda: window.controller.settings.model == NAME, timeout=WAIT)
    (hub.folder / "adapter.deu.safetensors").unlink()
    sheet = window.live.language_sheet
    qtbot.waitUntil(lambda: NAME in names(window), timeout=WAIT)
    row(window, NAME).languages.click()
    qtbot.waitUntil(lambda: len(sheet.texts) == 2, timeout=WAIT)
    sheet.search.setText("deu")
    sheet.download.click()
    qtbot.waitUntil(lambda: "no adapter for 'deu'" in sheet.notice.label.text(), timeout=WAIT)
    assert sheet.notice.action.text() == "Try again"


def test_what_is_in_memory_is_said_and_stands_first(
    qtbot: QtBot, at_hub: Callable[..., MainWindow], mms_folder: Path
) -> None:
    source = BlockSource(np.zeros(16_000, np.float32), live=True)
    window = at_hub(source=source, real=True, model=str(mms_folder), model_folders=(str(mms_folder),))
    assert window.live.model_sheet.memory.text() == "No model is in memory."
    box = window.live.bar.languages
    assert [box.itemText(at) for at in range(3)] == ["None chosen", "Deutsch (German)", "English"]
    assert (box.currentText(), box.currentData()) == ("None chosen", None)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.LISTENING, timeout=WAIT)
    assert window.live.model_sheet.memory.text().startswith("In memory: ")
    assert "cpu float32 · eng" in window.live.model_sheet.memory.text()
    assert [box.itemText(0), box.itemText(1)] == ["● English", "Deutsch (German)"]
    assert (box.currentText(), window.controller.settings.language) == ("● English", None)
    row(window, mms_folder.name).languages.click()
    qtbot.waitUntil(lambda: len(window.live.language_sheet.texts) == 2, timeout=WAIT)
    assert window.live.language_sheet.texts[0].startswith("● English")
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=WAIT)


def test_an_idle_model_leaves_memory_and_the_next_start_hears_from_the_first_sample(
    qtbot: QtBot, at_hub: Callable[..., MainWindow]
) -> None:
    samples = read_media(PROJECT / "assets/demo/demo.flac")[: 7 * 16_000]
    texts = []
    sources = [BlockSource(samples, live=True) for _ in range(2)]
    window = at_hub(source=lambda _settings: sources[len(texts)], real=True)
    idle = window.models_place.idle
    assert idle.timer.interval() == 600_000
    for source in sources:
        assert window.controller.live_shelf.loaded is None
        window.live.start.click()
        # Before the model can have loaded, all has been said.
        qtbot.waitUntil(source.played.is_set, timeout=WAIT)
        window.live.start.click()
        qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=WAIT)
        texts.append(window.live.captions.text)
        assert window.controller.live_shelf.loaded is not None
        idle.timer.timeout.emit()
        qtbot.waitUntil(lambda: window.controller.live_shelf.loaded is None, timeout=WAIT)
        qtbot.waitUntil(lambda: window.live.model_sheet.memory.text() == "No model is in memory.", timeout=WAIT)
    assert texts[0] == texts[1] != ""


def test_the_idle_time_is_chosen_and_never_ends_a_session(qtbot: QtBot, at_hub: Callable[..., MainWindow]) -> None:
    window = at_hub()
    unload = window.live.model_sheet.unload
    assert [unload.itemText(at) for at in range(unload.count())] == [
        "5 minutes",
        "10 minutes",
        "30 minutes",
        "It stays",
    ]
    unload.activated.emit(3)
    assert window.controller.settings.unload_minutes == 0
    assert not window.models_place.idle.timer.isActive()
    released, busy = [], [True]
    idle = IdleUnloading(lambda: released.append(1), lambda: busy[0], window)
    idle.apply(replace(window.controller.settings, unload_minutes=5))
    idle.timer.timeout.emit()
    assert (released, idle.timer.isActive()) == ([], True)
    busy[0] = False
    idle.timer.timeout.emit()
    assert released == [1]


def test_a_model_that_is_not_here_is_never_fetched_unasked(
    qtbot: QtBot, at_hub: Callable[..., MainWindow], hub: Hub
) -> None:
    source = BlockSource(np.zeros(16_000, np.float32), live=True)
    window = at_hub(source=source, real=True, model=NAME, language="deu")
    hub.requests.clear()
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.FAILED, timeout=WAIT)
    text = f"{NAME} with the language deu is not on this computer; download it, or choose another model."
    assert window.live.message.label.text() in (text, text[:1].upper() + text[1:])
    assert hub.requests == []
    window.live.message.action.click()
    adding = window.live.model_sheet.adding
    qtbot.waitUntil(adding.notice.isVisible, timeout=WAIT)
    adding.notice.action.click()
    qtbot.waitUntil(lambda: NAME in names(window), timeout=WAIT)
    qtbot.waitUntil(lambda: row(window, NAME).entry.languages == ("deu", "eng"), timeout=WAIT)
    assert (window.controller.settings.model, window.controller.settings.language) == (NAME, "deu")
