"""The live view around the captions: meter, mute hint, marks, title, sources, feeds and control of the window."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot
from websockets.sync.client import connect

from core.audio.microphone import InputDevice
from core.audio.ring_buffer import RingBuffer
from core.audio.source import DeviceUnavailable
from core.audio.system_audio import Monitor
from core.decoding.hypothesis import Word
from core.models.catalogue import ModelEntry
from core.session.control import client, server
from core.session.control.client import ask
from core.session.control.messages import ControlError
from core.session.control.transport import default_place, transport_for
from core.session.export_choices import as_chosen
from core.session.live_session import SessionState
from core.streaming.captions import FinalCaption, PartialCaption
from desktop.captions.caption_layout import CaptionStyle, Line, _formats
from desktop.captions.captions_view import CaptionsView
from desktop.live.level_meter import LevelMeter
from desktop.theme.tokens import LIGHT, THEMES, Tokens, mixed
from desktop.window.message_bar import MessageBar
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open
from tests.desktop.test_tokens import contrast


def started(qtbot: QtBot, open_window: Open, **settings: object) -> tuple[object, BlockSource]:
    source = BlockSource(speech(), live=True)
    window = open_window(source, **{"theme": "light", **settings})
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    return window, source


# Confidence


def colours(confidence: float, doubtful: float, view: CaptionsView) -> list[tuple[str, bool]]:
    style = CaptionStyle(LIGHT, view.font(), 20, 500.0, doubtful)
    runs = _formats(Line(0.0, (Word("word", 0, 1, confidence),)), style, partial=False)
    return [(run.format.foreground().color().name(), run.format.underlineColor().isValid()) for run in runs]


def test_doubtful_words_fade_with_their_confidence_below_the_users_threshold(qtbot: QtBot) -> None:
    view = CaptionsView()
    qtbot.addWidget(view)
    assert colours(0.7, 0.6, view) == [(LIGHT.text, False)]
    assert colours(0.3, 0.6, view) == [(LIGHT.text, False), (mixed(LIGHT.soft, LIGHT.text, 0.5), True)]
    assert colours(0.0, 0.6, view)[1] == (LIGHT.soft, True)
    assert colours(0.0, 0.0, view) == [(LIGHT.text, False)]
    assert len(colours(0.7, 0.85, view)) == 2


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
def test_a_faded_word_can_still_be_read(tokens: Tokens) -> None:
    for share in np.linspace(0, 1, 11):
        assert contrast(mixed(tokens.soft, tokens.text, float(share)), tokens.surface) >= 4.5


# Meter


@pytest.fixture
def meter(qtbot: QtBot) -> LevelMeter:
    meter = LevelMeter()
    qtbot.addWidget(meter)
    return meter


def test_five_seconds_of_nothing_are_a_muted_microphone_until_it_is_heard(qtbot: QtBot, meter: LevelMeter) -> None:
    ring = RingBuffer(16_000)
    meter.follow(ring)
    said: list[bool] = []
    meter.muted_changed.connect(said.append)
    for _ in range(99):
        ring.write(np.zeros(1600, np.float32))
        meter.refresh()
    assert said == []
    ring.write(np.zeros(1600, np.float32))
    meter.refresh()
    assert said == [True]
    ring.write(np.full(1600, 0.001, np.float32))
    meter.refresh()
    assert said == [True, False]


def test_a_device_that_has_not_opened_yet_is_not_called_muted(meter: LevelMeter) -> None:
    meter.follow(RingBuffer(16_000))
    for _ in range(300):
        meter.refresh()
    assert not meter.muted


def test_clipping_is_said_for_two_seconds(meter: LevelMeter) -> None:
    ring = RingBuffer(1600)
    meter.follow(ring)
    ring.write(np.ones(1600, np.float32))
    meter.refresh()
    assert meter.clipping
    assert "Too loud" in meter.toolTip()
    ring.write(np.full(1600, 0.1, np.float32))
    for _ in range(39):
        meter.refresh()
    assert meter.clipping
    meter.refresh()
    assert not meter.clipping


# Follow and pause


def test_p_stops_the_scrolling_and_goes_on(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light")
    for number in range(40):
        window.live.show_caption(FinalCaption(number, number, number + 1, (Word("word", 0, 1, 0.9),), number + 1, None))
    bar = window.live.captions.verticalScrollBar()
    qtbot.keyClick(window, Qt.Key.Key_P)
    place = bar.value()
    window.live.show_caption(FinalCaption(41, 41, 42, (Word("more", 0, 1, 0.9),), 42, None))
    assert bar.value() == place < bar.maximum()
    assert window.live.back.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_P)
    assert bar.value() == bar.maximum()
    assert not window.live.back.isVisible()


# Marks and title


def test_a_mark_is_shown_and_kept_with_the_session(qtbot: QtBot, open_window: Open) -> None:
    window, _ = started(qtbot, open_window)
    qtbot.waitUntil(lambda: window.live.state is SessionState.LISTENING, timeout=30_000)
    qtbot.keyClick(window, Qt.Key.Key_M)
    session = window.controller.kept_session
    qtbot.waitUntil(lambda: len(window.controller.library().marks.of(session)) == 1, timeout=30_000)
    assert any(line.marker.startswith("★ 0:00:0") for line in window.live.captions._lines)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=30_000)
    assert window.live.captions.text.split("\n") == list(TEXTS)
    assert not window.live.bar.mark.isEnabled()
    assert window.controller.mark("too late") is None


def test_the_title_is_edited_while_listening_and_stands_in_the_history(qtbot: QtBot, open_window: Open) -> None:
    window, _ = started(qtbot, open_window)
    title = window.top_bar.title
    assert title.isEnabled()
    before = title.text()
    title.setText("   ")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert title.text() == before
    title.setText("  Team   meeting ")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    session = window.controller.kept_session
    qtbot.waitUntil(lambda: window.controller.library().rows.one(session).title == "Team meeting", timeout=30_000)
    assert title.text() == "Team meeting"
    assert window.live_place.transcript().file == "Team meeting"


# Sources


def test_sources_are_offered_and_chosen(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light")
    bar = window.live.bar
    window.controller.devices_found.emit([InputDevice("Headset", "ALSA", 1, 1, 48_000.0, False)])
    assert [bar.sources.itemText(row) for row in range(bar.sources.count())] == ["Default microphone", "Headset"]
    window.controller.monitors_found.emit([Monitor("speakers.monitor", "Speakers"), Monitor("hdmi.monitor", "HDMI")])
    names = [bar.sources.itemText(row) for row in range(bar.sources.count())]
    assert names[2:] == ["Sound of this computer", "Microphone and computer", "Sound of Speakers", "Sound of HDMI"]
    for row, expected in (
        (3, ("both", None, None)),
        (5, ("system", None, "hdmi.monitor")),
        (1, ("microphone", "Headset", None)),
    ):
        bar.sources.setCurrentIndex(row)
        bar.sources.activated.emit(row)
        settings = window.controller.settings
        assert (settings.listening, settings.input_device, settings.monitor) == expected
        assert bar.sources.currentData() == expected
    assert "Headset will be heard" in window.live.captions.empty_text


def test_the_device_changes_in_the_same_session_and_nothing_is_lost(qtbot: QtBot, open_window: Open) -> None:
    first = BlockSource(speech(TEXTS[:1]), live=True)
    second = BlockSource(speech(TEXTS[1:]), live=True)
    sources = [first, second]
    window = open_window(lambda _settings: sources.pop(0), theme="light")
    window.live.start.click()
    qtbot.waitUntil(first.played.is_set, timeout=30_000)
    session = window.controller.session
    window.live.bar.source_chosen.emit("microphone", "Headset", None)
    qtbot.waitUntil(second.played.is_set, timeout=30_000)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=30_000)
    assert window.controller.session is session
    assert window.live.captions.text.split("\n") == list(TEXTS)
    assert session.ring.position == len(speech(TEXTS[:1])) + len(speech(TEXTS[1:]))


def test_a_device_that_refuses_is_said_and_the_old_one_goes_on(qtbot: QtBot, open_window: Open) -> None:
    class Refusing(BlockSource):
        name = "headset"

        def start(self) -> None:
            raise DeviceUnavailable("headset cannot be opened.")

    first = BlockSource(speech(), live=True)
    sources = [first, Refusing(speech())]
    window = open_window(lambda _settings: sources.pop(0), theme="light", input_device="desk microphone")
    window.live.start.click()
    window.live.bar.source_chosen.emit("microphone", "headset", None)
    assert window.live.bar.sources.currentText() == "headset"
    qtbot.waitUntil(lambda: "goes on" in window.live.message.label.text(), timeout=30_000)
    # What is heard is what the picker shows, and what the next start takes.
    qtbot.waitUntil(lambda: window.live.bar.sources.currentText() == "desk microphone", timeout=30_000)
    assert "headset" not in [window.live.bar.sources.itemText(at) for at in range(window.live.bar.sources.count())]
    assert window.controller.settings.input_device == "desk microphone"
    qtbot.waitUntil(first.played.is_set, timeout=30_000)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=30_000)
    assert window.live.captions.text.split("\n") == list(TEXTS)


def test_languages_are_found_by_any_part_of_their_names(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(model="mms")
    entry = ModelEntry("mms", Path("/"), 1, ("ara", "cmn", "deu", "eng", "spa"), "", False)
    window.live.show_models([entry], window.controller.settings)
    box = window.live.bar.languages
    completer = box.completer()
    for typed, found in (("span", "spa"), ("deut", "deu"), ("arab", "ara")):
        completer.setCompletionPrefix(typed)
        assert completer.completionCount() == 1
        assert box.itemData(box.findText(completer.currentCompletion())) == found
    box.lineEdit().setText("klingon")
    box.lineEdit().editingFinished.emit()
    assert box.lineEdit().text() == box.itemText(box.currentIndex())


def test_a_change_of_language_is_marked_in_its_own_name(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light")
    for number, code in enumerate(("eng", "eng", "spa", "ara")):
        words = (Word("word", number, number + 1, 0.9),)
        window.live.show_caption(FinalCaption(number, number, number + 1, words, number + 1, code))
    assert [line.marker for line in window.live.captions._lines if line.marker] == ["— español —", "— العربية —"]
    assert window.live.captions.text.split("\n") == ["word"] * 4


# Feeds and control


def test_feeds_get_what_the_screen_gets_and_outlive_the_window(
    qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.live.live_place.FEED_PORT", 0)
    source = BlockSource(speech(), live=True)
    window = open_window(source, theme="light")
    window.live.feeds.file_wanted.emit(str(tmp_path / "captions.txt"))
    window.live.feeds.page.click()
    feeds = window.controller.feeds
    qtbot.waitUntil(lambda: feeds.text_file is not None and feeds.web_socket is not None, timeout=30_000)
    assert window.live.feeds.page_address.text() == feeds.web_socket.page_address
    rows: list[dict[str, object]] = []

    def listen() -> None:
        with connect(feeds.web_socket.address, proxy=None) as connection:
            while len([row for row in rows if row["type"] == "final" and row["text"]]) < len(TEXTS):
                rows.append(json.loads(connection.recv(timeout=30)))

    listener = threading.Thread(target=listen)
    listener.start()
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=30_000)
    listener.join(30)
    assert [row["text"] for row in rows if row["type"] == "final" and row["text"]] == list(TEXTS)
    assert (tmp_path / "captions.txt").read_text(encoding="utf-8").splitlines() == list(TEXTS)
    window.live.feeds.page.click()
    assert feeds.web_socket is None
    assert window.live.feeds.page_address.text() == ""
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.controller.feeds.text_file is not None, timeout=30_000)


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_the_window_is_controlled_from_outside(
    qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    transport = transport_for(platform)
    for side in (client, server):
        monkeypatch.setattr(side, "transport_for", lambda: transport)
    source = BlockSource(speech(), live=True)
    window = open_window(source, theme="light")
    window.controller.serve_control()
    assert default_place(transport).exists()
    assert ask("status") == {"state": "stopped", "typing": "off"}
    with pytest.raises(ControlError, match="does not listen"):
        ask("mark")
    ask("toggle")
    qtbot.waitUntil(lambda: window.live.state is SessionState.LISTENING, timeout=30_000)
    assert ask("status")["state"] == "listening"
    with pytest.raises(ControlError, match="listens already"):
        ask("start")
    assert ask("mark", "the proof")["at"] >= 0
    qtbot.waitUntil(lambda: any("the proof" in line.marker for line in window.live.captions._lines), timeout=30_000)
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    ask("toggle")
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=30_000)
    assert window.live.captions.text.split("\n") == list(TEXTS)
    window.close()
    assert not default_place(transport).exists()


# Accessibility


def test_every_control_has_a_name(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light")
    nameless = []
    for kind in (QAbstractButton, QComboBox, QSpinBox, QLineEdit):
        for control in window.live.findChildren(kind) + window.top_bar.findChildren(kind):
            # Parts of Qt's own controls, and a button that shows up only with its text.
            inside_other = isinstance(control.parent(), (QComboBox, QSpinBox)) or control.objectName().startswith("qt_")
            text = control.text() if isinstance(control, QAbstractButton) else ""
            if not (control.accessibleName() or text or inside_other or isinstance(control.parent(), MessageBar)):
                nameless.append(control)
    assert nameless == []


def test_finals_are_announced_politely_and_not_faster_than_one_can_listen(qtbot: QtBot) -> None:
    view = CaptionsView()
    qtbot.addWidget(view)
    for number, text in enumerate(("one", "two", "three")):
        view.add_final(FinalCaption(number, number, number + 1, (Word(text, 0, 1, 0.9),), number + 1, None))
    assert view.accessibleDescription() == "one"
    view._announcer._announce()
    assert view.accessibleDescription() == "two three"


def test_coarse_words_are_masked_on_the_screen_and_in_exports_where_that_is_chosen(open_window: Open) -> None:
    window = open_window()
    words = (Word("well", 0.0, 0.3, 0.9), Word("shit", 0.4, 0.8, 0.9))
    window.controller.captioned(FinalCaption(0, 0.0, 1.0, words, 1.2, None))
    window.controller.change(mask_words=True)
    window.controller.captioned(PartialCaption(1, 2.0, 3.0, words, 2, 3.0, None))
    assert window.live.captions.partial_text == "well s***"
    window.controller.captioned(FinalCaption(1, 2.0, 3.0, words, 3.2, None))
    assert window.live.captions.text == "well shit\nwell s***"
    assert as_chosen(window.live_place.transcript(), window.controller.settings).text == "well s*** well s***"
    window.controller.change(mask_words=False)
    assert as_chosen(window.live_place.transcript(), window.controller.settings).text == "well shit well s***"
