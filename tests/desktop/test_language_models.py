"""The sheet of language models: any number, weighed and switched, built from documents, refused with a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.decoding.language_model import LanguageModel
from core.session.language_model_list import OWN_ALONE, ListedModel
from core.session.recognition import MixedIn
from desktop.words.language_model_sheet import LanguageModelSheet
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_engine_shelf import write_model
from tests.core.session.test_live_session import speech
from tests.desktop.conftest import Open

MINUTES = "Okonkwo writes to the printers about the second proof. The printers answer Okonkwo on Thursday.\n" * 30
THREE = (ListedModel(None, 0.6), ListedModel("/lm/minutes", 0.3), ListedModel("/lm/papers.arpa", 0.3))


def shown(sheet: LanguageModelSheet) -> list[tuple[str, bool, str]]:
    return [(row.on.accessibleName(), row.on.isChecked(), row.share.text()) for row in sheet.rows]


def test_models_are_weighed_switched_off_and_taken_off_the_list(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light", language_models=THREE)
    sheet, controller = window.live.language_model, window.controller
    assert shown(sheet) == [("The model's own", True, "50 %"), ("minutes", True, "25 %"), ("papers.arpa", True, "25 %")]
    options = controller.recognition_options()
    assert options.language_model is None
    assert options.mixed_in == (MixedIn("/lm/minutes", 0.25), MixedIn("/lm/papers.arpa", 0.25))
    sheet.rows[1].weight.setValue(90)
    assert [share for *_, share in shown(sheet)] == ["33 %", "50 %", "17 %"]
    sheet.rows[0].on.click()
    assert shown(sheet)[0] == ("The model's own", False, "off")
    assert not sheet.rows[0].weight.isEnabled()
    options = controller.recognition_options()
    assert (options.language_model, options.mixed_in) == ("/lm/minutes", (MixedIn("/lm/papers.arpa", 0.25),))
    sheet.rows[1].remove.click()
    assert controller.settings.language_models == (
        ListedModel(None, 0.6, on=False),
        ListedModel("/lm/papers.arpa", 0.3),
    )
    assert sheet.none.isHidden()
    sheet.rows[1].on.click()
    assert not sheet.none.isHidden()
    assert not sheet.weight.isEnabled()
    assert controller.recognition_options().language_model == "none"
    sheet.rows[0].on.click()
    assert controller.recognition_options().language_model is None
    # Its weight is what it was before it was switched off.
    assert controller.settings.language_models[0] == ListedModel(None, 0.6)


def test_the_list_by_keys(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="light", language_models=THREE)
    sheet, controller = window.live.language_model, window.controller
    window.live.open_sheet(sheet)
    order = []
    for _ in range(8):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        order.append(window.focusWidget().accessibleName())
    assert order == [
        "The model's own",
        "Weight of The model's own",
        "minutes",
        "Weight of minutes",
        "Take minutes off the list",
        "papers.arpa",
        "Weight of papers.arpa",
        "Take papers.arpa off the list",
    ]
    sheet.rows[1].weight.setFocus()
    qtbot.keyClick(sheet.rows[1].weight, Qt.Key.Key_Right)
    assert controller.settings.language_models[1] == ListedModel("/lm/minutes", 0.31)
    assert window.focusWidget() is sheet.rows[1].weight
    assert sheet.rows[1].weight.accessibleDescription() == "Share: 26 %"
    qtbot.keyClick(sheet.rows[1].weight, Qt.Key.Key_Delete)
    assert [one.path for one in controller.settings.language_models] == [None, "/lm/papers.arpa"]
    assert window.focusWidget() is sheet.rows[1].on
    qtbot.keyClick(sheet.rows[1].on, Qt.Key.Key_Space)
    assert not controller.settings.language_models[1].on
    sheet.rows[0].on.setFocus()
    qtbot.keyClick(sheet.rows[0].on, Qt.Key.Key_Delete)
    assert len(sheet.rows) == 2


def test_a_file_or_folder_is_added_once_it_is_a_language_model(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    write_model(tmp_path / "mine.arpa", "OKONKWO")
    (tmp_path / "broken.arpa").write_bytes(b"no model")
    (tmp_path / "language_models" / "minutes").mkdir(parents=True)
    window = open_window(theme="light")
    sheet, controller = window.live.language_model, window.controller
    texts = [action.text() for action in sheet.add_menu.actions() if action.text()]
    assert texts == ["minutes", "A file…", "A folder…"]
    for path, problem in (("broken.arpa", "is no KenLM language model"), ("gone.arpa", "cannot be read")):
        sheet.add_wanted.emit(tmp_path / path)
        qtbot.waitUntil(lambda problem=problem: problem in sheet.state.text(), timeout=30_000)  # type: ignore[misc]
    sheet.add_menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: "must hold exactly one" in sheet.state.text(), timeout=30_000)
    assert controller.settings.language_models == OWN_ALONE
    sheet.add_wanted.emit(tmp_path / "mine.arpa")
    qtbot.waitUntil(lambda: len(sheet.rows) == 2, timeout=30_000)
    assert sheet.state.text() == ""
    assert shown(sheet) == [("The model's own", True, "50 %"), ("mine.arpa", True, "50 %")]


def test_a_speech_model_without_one_of_its_own_says_so(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(theme="light", model=str(tmp_path), language_models=THREE)
    assert shown(window.live.language_model)[0] == ("The model's own", False, "it has none")
    options = window.controller.recognition_options()
    assert (options.language_model, options.mixed_in) == ("/lm/minutes", (MixedIn("/lm/papers.arpa", 0.5),))


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
    sheet.rows[0].on.click()
    assert not sheet.weight.isEnabled()


def test_captions_that_run_take_up_what_is_changed_and_do_without_what_has_gone(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    write_model(tmp_path / "mine.arpa", "OKONKWO")
    write_model(tmp_path / "going.arpa", "PROOF")
    source = BlockSource(speech(), live=True)
    listed = tuple(ListedModel(str(tmp_path / name), 0.5) for name in ("mine.arpa", "going.arpa"))
    window = open_window(source, theme="light", language_models=(ListedModel(on=False), *listed))
    sheet = window.live.language_model
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    taken: list[Any] = []
    window.controller.session.set_language_model = taken.append
    sheet.weight.setValue(1.2)
    qtbot.waitUntil(lambda: bool(taken), timeout=30_000)
    assert taken[0].model.alpha == 1.2
    assert taken[0].model.unigrams == {"OKONKWO", "PROOF"}
    assert taken[0].options == window.controller.recognition_options()
    (tmp_path / "going.arpa").unlink()
    sheet.rows[1].weight.setValue(80)
    sheet.rows[1].weight.setValue(70)
    qtbot.waitUntil(lambda: len(taken) > 1, timeout=30_000)
    assert taken[1].model.unigrams == {"OKONKWO"}
    assert (taken[1].options.language_model, taken[1].options.mixed_in) == (str(tmp_path / "mine.arpa"), ())
    assert "going.arpa does not exist" in sheet.state.text()
    assert sheet.state.text().endswith("Recognition goes on without it.")
    # Two changes in a row are taken up once; without it there is nothing to complain of.
    sheet.rows[2].on.click()
    qtbot.waitUntil(lambda: len(taken) > 2, timeout=30_000)
    assert len(taken) == 3
    assert sheet.state.text() == ""


def test_a_model_that_has_gone_before_the_start_is_said_and_captions_come(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    source = BlockSource(speech(), live=True)
    listed = (ListedModel(), ListedModel(str(tmp_path / "gone.arpa")))
    window = open_window(source, real=True, theme="light", language_models=listed)
    notices: list[str] = []
    window.controller.notice.connect(notices.append)
    window.live.start.click()
    qtbot.waitUntil(lambda: bool(notices), timeout=60_000)
    assert "gone.arpa does not exist" in notices[0]
    assert notices[0].endswith("Recognition goes on without it.")
    qtbot.waitUntil(source.played.is_set, timeout=60_000)
    window.live.start.click()
    qtbot.waitUntil(lambda: not window.controller.listening, timeout=60_000)
    assert window.controller.live_shelf.loaded is not None
    assert window.controller.live_shelf.loaded.language_model is not None


def test_one_is_built_from_documents_and_used(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    window = open_window(theme="light")
    sheet, controller = window.live.language_model, window.controller
    sheet.build_wanted.emit([tmp_path / "minutes.txt"], "minutes ../of 2026")
    assert not sheet.build.isEnabled()
    qtbot.waitUntil(sheet.build.isEnabled, timeout=60_000)
    folder = tmp_path / "language_models" / "minutes of 2026"
    assert shown(sheet) == [("The model's own", True, "60 %"), ("minutes of 2026", True, "40 %")], sheet.state.text()
    options = controller.recognition_options()
    assert options.language_model is None
    assert [one.path for one in options.mixed_in] == [str(folder)]
    assert "OKONKWO" in LanguageModel.load(folder).unigrams
    # Taken off the list it can be added again; built again it keeps its place and weight.
    sheet.rows[1].remove.click()
    assert folder.is_dir()
    sheet.add_menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(sheet.rows) == 2, timeout=60_000)
    # Where one has the name, it is asked first.
    (tmp_path / "minutes.txt").write_text("somebody else writes", encoding="utf-8")
    window.open_sheet(sheet)
    sheet.build_wanted.emit([tmp_path / "minutes.txt"], "minutes of 2026")
    qtbot.waitUntil(sheet.question.isVisible, timeout=60_000)
    said = "There is a language model “minutes of 2026” already. Give the new one another name, or replace it."
    assert sheet.question.label.text() == said
    sheet.question.leave.click()
    assert sheet.build.isEnabled()
    assert "OKONKWO" in LanguageModel.load(folder).unigrams
    sheet.build_wanted.emit([tmp_path / "minutes.txt"] * 2, "minutes of 2026")
    qtbot.waitUntil(sheet.question.isVisible, timeout=60_000)
    told: list[str] = []
    window.live_place.language_models._work._reached.connect(lambda *_far: told.append(sheet.bar.label.text()))
    sheet.question.action.click()
    assert not sheet.question.isVisible()
    qtbot.waitUntil(sheet.build.isEnabled, timeout=60_000)
    assert "OKONKWO" not in LanguageModel.load(folder).unigrams
    assert told == ["Reading document 2 of 2…", "Making the language model…"]
    assert not sheet.bar.isVisible()
    assert len(sheet.rows) == 2
    shutil.rmtree(folder)


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
    assert window.controller.settings.language_models == OWN_ALONE


@pytest.mark.parametrize("former", [False, True])
def test_a_build_is_stopped_and_leaves_what_was_there(
    qtbot: QtBot, open_window: Open, tmp_path: Path, former: bool
) -> None:
    random = Random(1)
    words = ["".join(random.choices("abcdefghij", k=6)) for _ in range(5000)]
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(" ".join(random.choices(words, k=20)) for _ in range(20_000)), encoding="utf-8")
    folder = tmp_path / "language_models" / "mine"
    if former:
        folder.mkdir(parents=True)
        write_model(folder / "lm.arpa", "OKONKWO")
    before = {path.name: path.read_bytes() for path in folder.glob("*")}
    window = open_window(theme="light")
    sheet = window.live.language_model
    window.open_sheet(sheet)
    window.live_place.language_models.build([long], "mine", replace=former)
    assert sheet.bar.isVisible()
    assert (sheet.bar.label.text(), sheet.bar.action.text()) == ("Reading 1 document…", "Stop")
    assert not sheet.build.isEnabled()
    qtbot.waitUntil(lambda: sheet.bar.label.text() == "Making the language model…", timeout=60_000)
    qtbot.mouseClick(sheet.bar.action, Qt.MouseButton.LeftButton)
    assert not sheet.bar.isVisible()
    qtbot.waitUntil(sheet.build.isEnabled, timeout=60_000)
    assert sheet.state.text() == "Stopped. No language model was made or changed."
    assert {path.name: path.read_bytes() for path in folder.glob("*")} == before
    assert [path.name for path in folder.parent.glob("*")] == (["mine"] if former else [])
    assert window.controller.settings.language_models == OWN_ALONE
