"""The sheet of language models: chosen, built from documents in the background, refused with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.decoding.language_model import LanguageModel
from core.session.recognition import MixedIn
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_live_session import speech
from tests.desktop.conftest import Open

MINUTES = "Okonkwo writes to the printers about the second proof. The printers answer Okonkwo on Thursday.\n" * 30


def test_the_models_own_none_and_a_file_are_chosen(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(theme="light")
    sheet = window.live.language_model
    assert sheet.models.currentText() == "The model's own"
    sheet.models.activated.emit(1)
    assert window.controller.recognition_options().language_model == "none"
    sheet.chosen.emit(str(tmp_path / "mine.arpa"))
    assert sheet.models.currentText() == "mine.arpa"
    sheet.models.activated.emit(0)
    assert window.controller.settings.language_model is None


def test_weights_are_the_models_own_until_they_are_chosen(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light")
    sheet = window.live.language_model
    assert sheet.weight.text() == "the model's own"
    assert window.controller.recognition_options().language_model_weight is None
    sheet.weight.setValue(0.7)
    sheet.bonus.setValue(-1.5)
    options = window.controller.recognition_options()
    assert (options.language_model_weight, options.word_bonus) == (0.7, -1.5)
    sheet.weight.stepBy(-7)
    assert window.controller.settings.language_model_weight == 0.0
    sheet.weight.stepBy(-1)
    assert sheet.weight.text() == "the model's own"
    assert window.controller.settings.language_model_weight is None
    sheet.models.activated.emit(1)
    assert not sheet.weight.isEnabled()


def test_captions_that_run_take_up_another_weight(qtbot: QtBot, open_window: Open) -> None:
    source = BlockSource(speech(), live=True)
    window = open_window(source, theme="light")
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    taken: list[Any] = []
    window.controller.session.set_language_model = taken.append
    window.live.language_model.weight.setValue(1.2)
    qtbot.waitUntil(lambda: bool(taken), timeout=30_000)
    assert taken[0].alpha == 1.2
    window.live.language_model.chosen.emit("/nowhere/model.arpa")
    qtbot.waitUntil(lambda: "does not exist" in window.live.language_model.state.text(), timeout=30_000)
    assert len(taken) == 1


def test_one_is_built_from_documents_and_used(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    window = open_window(theme="light")
    sheet = window.live.language_model
    sheet.build_wanted.emit([tmp_path / "minutes.txt"], "minutes ../of 2026")
    assert not sheet.build.isEnabled()
    qtbot.waitUntil(sheet.build.isEnabled, timeout=60_000)
    folder = tmp_path / "language_models" / "minutes of 2026"
    assert window.controller.settings.language_model == str(folder), sheet.state.text()
    assert sheet.models.currentText() == "minutes of 2026"
    options = window.controller.recognition_options()
    assert options.language_model is None
    assert options.mixed_in == (MixedIn(str(folder), 0.4),)
    sheet.share.setValue(100)
    options = window.controller.recognition_options()
    assert (options.language_model, options.mixed_in) == (str(folder), ())
    assert "OKONKWO" in LanguageModel.load(folder).unigrams


@pytest.mark.parametrize(("name", "content"), [("empty.txt", b""), ("broken.pdf", b"%PDF-1.7 nothing")])
def test_documents_without_words_are_said_and_nothing_changes(
    qtbot: QtBot, open_window: Open, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    window = open_window(theme="light")
    sheet = window.live.language_model
    sheet.build_wanted.emit([tmp_path / name], "")
    qtbot.waitUntil(sheet.build.isEnabled, timeout=60_000)
    assert sheet.state.text().endswith(".")
    assert window.controller.settings.language_model is None
