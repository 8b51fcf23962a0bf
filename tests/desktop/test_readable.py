"""Sentences, punctuation and digits as a layer over what is recognised: shown, exported, and taken away again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from core.decoding.hypothesis import Word
from core.session.file_job import FileJob, FileState
from core.session.live_session import SessionState
from core.session.readable_captions import ReadableLayer
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption, PartialCaption
from tests.core.session.scripted_session import BlockSource
from tests.core.session.test_live_session import TEXTS, speech
from tests.desktop.conftest import Open


def spoken(qtbot: QtBot, open_window: Open, readable: bool):  # type: ignore[no-untyped-def]
    """A window in which a session was held."""
    source = BlockSource(speech(), live=True)
    window = open_window(source, theme="light", readable=readable)
    window.live.words.add_lines("test")
    window.live.start.click()
    qtbot.waitUntil(source.played.is_set, timeout=30_000)
    window.live.start.click()
    qtbot.waitUntil(lambda: window.live.state is SessionState.STOPPED, timeout=30_000)
    return window


def exported(qtbot: QtBot, window, target: Path) -> str:  # type: ignore[no-untyped-def]
    sheet = window.exporting.sheet
    window.controller.change(
        export_format=target.suffix[1:], export_folder=str(target.parent), export_template=target.stem
    )
    window.export_live()
    qtbot.waitUntil(sheet.export.isEnabled)
    sheet.export.click()
    qtbot.waitUntil(lambda: bool(sheet.said.text()))
    return target.read_text(encoding="utf-8")


def test_it_is_shown_and_exported_and_the_words_are_kept(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = spoken(qtbot, open_window, readable=True)
    shown = window.live.captions.text
    assert shown != "\n".join(TEXTS)
    assert shown.lower().replace(".", "").replace(",", "") == "\n".join(TEXTS).lower()
    assert shown.startswith("Hello")
    assert window.live.words.table.data(window.live.words.table.index(0, 2)) == "1 ×"
    session = window.controller.kept_session
    assert [s.text for s in window.controller.library().transcript(session).segments if s.words] == list(TEXTS)
    text = exported(qtbot, window, tmp_path / "a.txt")
    assert "Hello" in text
    assert text.rstrip().endswith(".")
    rows = json.loads(exported(qtbot, window, tmp_path / "a.json"))
    assert rows["segments"][0]["text"] == TEXTS[0]
    assert rows["segments"][0]["readable_text"].startswith("Hello")
    # Switched off again, nothing is left of it.
    window.controller.change(readable=False)
    assert window.live.captions.text == "\n".join(TEXTS)
    assert "HELLO WORLD" in exported(qtbot, window, tmp_path / "b.txt")
    assert "readable" not in exported(qtbot, window, tmp_path / "b.json")


def test_what_was_said_before_it_was_switched_on_follows(qtbot: QtBot, open_window: Open) -> None:
    window = spoken(qtbot, open_window, readable=False)
    assert window.live.captions.text == "\n".join(TEXTS)
    window.menu.readable.trigger()
    assert window.controller.settings.readable
    qtbot.waitUntil(lambda: window.live.captions.text.startswith("Hello"))


def test_the_layer_reads_finals_and_partials_while_it_is_on() -> None:
    on = [False]
    layer = ReadableLayer("eng", lambda: on[0])
    words = tuple(Word(text, n, n + 1, 0.5) for n, text in enumerate(["I", "HAVE", "TWENTY", "ONE", "DOGS"]))
    final = FinalCaption(0, 0.0, 5.0, words, 5.0, None)
    partial = PartialCaption(0, 0.0, 5.0, words, 4, 5.0, None)
    assert layer.read(final) is final
    assert layer.read(partial) is partial
    on[0] = True
    read = layer.read(partial)
    assert isinstance(read, PartialCaption)
    assert [(w.text, w.start, w.end) for w in read.words[:3]] == [("I", 0, 1), ("have", 1, 2), ("21", 2, 4)]
    assert read.stable_words == 4
    done = layer.read(final)
    assert isinstance(done, FinalCaption)
    assert done.words == words
    assert [word.text for word in done.readable][:3] == ["I", "have", "21"]


def test_a_language_model_that_is_damaged_costs_no_caption(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "readable"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"nonsense")
    monkeypatch.setattr("core.session.readable_captions.resolve", lambda _model: tmp_path)
    layer = ReadableLayer("eng", lambda: True)
    done = layer.read(FinalCaption(0, 0.0, 1.0, (Word("HELLO", 0, 1, 0.5),), 1.0, None))
    assert isinstance(done, FinalCaption)
    assert [word.text for word in done.readable] == ["Hello."]


def test_a_files_result_and_its_print_follow_the_switch(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(readable=True)
    said = tuple(Word(text, n, n + 0.9, 0.5) for n, text in enumerate(["HELLO", "I", "HAVE", "TWENTY", "ONE", "DOGS"]))
    transcript = Transcript("talk.wav", "bundled-en", "eng", 6.0, (FinalCaption(0, 0.0, 6.0, said, 6.0, None),))
    result = window.files.result
    window.files.wanted.emit("open", [FileJob(1, Path("talk.wav"), FileState.DONE, transcript=transcript)])
    qtbot.waitUntil(lambda: "21 dogs" in result.captions.text)
    assert result.transcript is transcript, "exports have the recognised words beside them"
    for readable, written in ((True, "21 dogs"), (False, "TWENTY ONE DOGS")):
        window.controller.change(readable=readable)
        qtbot.waitUntil(lambda written=written: written in result.captions.text)  # type: ignore[misc]
        with qtbot.waitSignal(window.printing.done, timeout=20_000):
            window.printing.write_pdf(transcript, False, window.controller.settings, tmp_path / f"{readable}.pdf")
        printed = PdfReader(tmp_path / f"{readable}.pdf").pages[0].extract_text()
        assert written in " ".join(printed.split())
