"""A session in which much is changed while it runs: what a recovery recognises is what the session would have."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.audio.media import read_media
from core.decoding.hotwords import Hotword
from core.session.engine_shelf import EngineShelf
from core.session.library import Library, LibraryError, database
from core.session.library.archive import export_library, import_library
from core.session.library.schema import MIGRATIONS
from core.session.live_session import LiveSession
from core.session.live_statistics import SessionStatus
from core.session.recognition import (
    ChangedOptions,
    Engine,
    MixedIn,
    RecognitionOptions,
    load_language_model,
    options_row,
)
from core.streaming.acoustic_model import ModelError
from core.streaming.captions import FinalCaption
from tests.core.session.scripted_session import Listener, ScriptedEngine
from tests.core.session.test_engine_shelf import write_model
from tests.core.session.test_live_session import TEXTS, speech
from tests.helpers.shared_data import PROJECT

DEMO = PROJECT / "assets/demo/demo.flac"
BLOCK = 1600
Step = Callable[[LiveSession], None]


class Lockstep(Listener):
    """Source and listener of a session: a block is given when those before it are recognised.

    `steps`: what is done with the session before the block with that number.
    """

    name, live, dropped = "lockstep", False, 0

    def __init__(self, samples: np.ndarray, steps: Mapping[int, Step]) -> None:
        super().__init__()
        self._blocks = [samples[at : at + BLOCK] for at in range(0, len(samples), BLOCK)]
        self._steps = dict(steps)
        self._given = 0
        self._heard = threading.Semaphore(1)
        self.session: LiveSession | None = None

    def start(self) -> None:
        pass

    def stop(self) -> None:
        self._heard.release()

    def read(self, timeout: float) -> np.ndarray | None:
        if not self._heard.acquire(timeout=60) or self._given == len(self._blocks):
            return None
        if step := self._steps.pop(self._given, None):
            assert self.session is not None
            step(self.session)
        self._given += 1
        return self._blocks[self._given - 1]

    def status_changed(self, status: SessionStatus) -> None:
        self._heard.release()


def listen(library: Library, samples: np.ndarray, engine: Any, steps: Mapping[int, Step]) -> tuple[str, Lockstep]:
    """A whole session; its id, and what was heard."""
    line = Lockstep(samples, steps)
    recorder = library.begin(engine.options)
    session = line.session = LiveSession(line, lambda: engine, line, recorder)
    session.start()
    assert session.join(120)
    return recorder.session, line


def cut_off(library: Library, session: str, left: int) -> None:
    """As if the process had been killed when so many segments were stored."""
    library.database.write("DELETE FROM segments WHERE session = ? AND number >= ?", (session, left))
    library.database.write("UPDATE sessions SET ended = NULL WHERE id = ?", (session,))


def raw(library: Library, session: str) -> list[object]:
    return [(segment.start, segment.end, segment.language, segment.raw) for segment in library.segments.of(session)]


def heard(finals: list[FinalCaption]) -> list[object]:
    return [(final.start, final.end, final.language, final.words) for final in finals]


class Told:
    """A recovery's listener: the sentences for the user."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def stopped(self) -> bool:
        return False

    def progressed(self, done: float, duration: float | None) -> None:
        pass

    def heard(self, final: FinalCaption) -> None:
        pass

    def troubled(self, message: str) -> None:
        self.sentences.append(message)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def demo() -> np.ndarray:
    return read_media(DEMO)


def language_model(options: RecognitionOptions) -> Step:
    loaded = load_language_model(options)
    return lambda session: session.set_language_model(loaded)


def bundled_steps(mine: Path) -> dict[int, Step]:
    """Language models, weights and hotwords, each from another second on."""
    write_model(mine, "MY", "WORDS")
    return {
        30: language_model(RecognitionOptions(language_model="none")),
        90: language_model(RecognitionOptions(language_model_weight=2.5, word_bonus=-3.0)),
        150: lambda session: session.set_hotwords([Hotword("OKONKWO", 10.0), Hotword("TUESDAY", 2.0)]),
        180: language_model(RecognitionOptions(language_model=str(mine), mixed_in=(MixedIn(str(mine), 0.25),))),
        210: lambda session: session.set_hotwords([]),
    }


@pytest.mark.parametrize("voice_activity", [True, False])
def test_each_segment_is_recognised_with_what_was_in_force(
    library: Library, tmp_path: Path, demo: np.ndarray, voice_activity: bool
) -> None:
    steps = bundled_steps(tmp_path / "mine.arpa")
    shelf = EngineShelf()
    begun = RecognitionOptions(voice_activity=voice_activity)
    session, line = listen(library, demo, shelf.take(begun), steps)
    whole = raw(library, session)
    assert whole == heard(line.finals)
    assert [change.at for change in library.in_force(session)] == [0, *(BLOCK * block for block in steps)]
    plain = load_finals(shelf.take(begun), demo)
    assert len({str(final) for final in heard(line.finals)} - {str(final) for final in plain}) >= 3, "changes count"
    for left in (0, 2, len(whole) - 1):
        cut_off(library, session, left)
        told = Told()
        library.recover(session, shelf.take(library.in_force(session)[0].options), told)
        assert raw(library, session) == whole
        assert told.sentences == []


def load_finals(engine: Engine, samples: np.ndarray) -> list[object]:
    recogniser = engine.recogniser(partials=False)
    captions = [*recogniser.feed(samples), *recogniser.flush()]
    return heard([caption for caption in captions if isinstance(caption, FinalCaption)])


def test_languages_are_followed_too(library: Library) -> None:
    samples = np.concatenate([speech()] * 3)
    steps: dict[int, Step] = {
        20: lambda session: session.set_language("lower"),
        120: lambda session: session.set_language("upper"),
        130: lambda session: session.set_languages(("upper", "lower")),
        200: lambda session: session.set_language("lower", ("upper", "lower")),
        240: lambda session: session.set_hotwords([Hotword("WORLD")]),
    }
    session, line = listen(library, samples, ScriptedEngine(), steps)
    languages = [final.language for final in line.finals]
    assert len(languages) == 9
    assert set(languages) == {"upper", "lower"}
    whole = raw(library, session)
    for left in range(len(whole)):
        cut_off(library, session, left)
        library.recover(session, ScriptedEngine())  # type: ignore[arg-type]
        assert raw(library, session) == whole


def test_a_language_model_that_has_gone_is_said_once_and_the_rest_recognised_without_it(
    library: Library, tmp_path: Path, demo: np.ndarray
) -> None:
    mine = tmp_path / "mine.arpa"
    write_model(mine, "MY", "WORDS")
    shelf = EngineShelf(lambda _problem: None)
    steps = {
        0: language_model(RecognitionOptions(mixed_in=(MixedIn(str(mine), 0.5),))),
        100: lambda session: session.set_hotwords([Hotword("OKONKWO")]),
    }
    session, _ = listen(library, demo, shelf.take(RecognitionOptions(language_model=str(mine))), steps)
    cut_off(library, session, 0)
    mine.unlink()
    told = Told()
    library.recover(session, shelf.take(library.in_force(session)[0].options), told)
    assert told.sentences == [
        f"Language model {mine} does not exist; give a KenLM file (.arpa or .bin). The rest is recognised without it."
    ]
    assert library.unfinished() == []
    without = shelf.take(RecognitionOptions())
    assert raw(library, session)[:2] == load_finals(without, demo)[:2], "the model's own is what is left"


def test_one_that_was_missing_when_the_session_began_is_not_used_though_it_is_back(
    library: Library, tmp_path: Path, demo: np.ndarray
) -> None:
    mine = tmp_path / "mine.arpa"
    asked = RecognitionOptions(mixed_in=(MixedIn(str(mine), 0.9),))
    missed: list[str] = []
    engine = EngineShelf(missed.append).take(asked)
    assert len(missed) == 1
    recorder = library.begin(asked)
    recorder.recognised_with(engine)
    recorder.abandon()
    write_model(mine, "MY", "WORDS")
    assert [change.options for change in library.in_force(recorder.session)] == [RecognitionOptions()] * 2


@pytest.mark.parametrize(
    ("used", "left"),
    [
        ([], ("none", ())),
        (["one"], ("one", ())),
        (["own", "two"], (None, (MixedIn("two", 0.4),))),
        (["one", "two"], ("one", (MixedIn("two", 0.5),))),
    ],
)
def test_options_say_which_language_models_are_in_use(tmp_path: Path, used: list[str], left: tuple[Any, Any]) -> None:
    for name in used:
        write_model(tmp_path / name, "WORD")
    mixed_in = tuple(MixedIn(str(tmp_path / name), 0.2 + 0.2 * (name == "gone")) for name in ("one", "gone", "two"))
    first = None if "own" in used else str(tmp_path / "gone too")
    options = RecognitionOptions(language_model=first, mixed_in=mixed_in, word_bonus=2.0)
    if "own" in used:
        options = RecognitionOptions(mixed_in=(MixedIn(str(tmp_path / "two"), 0.2), MixedIn("gone", 0.5)))
    found = load_language_model(options, lambda _problem: None).options
    paths = [found.language_model, *(one.path for one in found.mixed_in)]
    assert [path if path in (None, "none") else Path(path).name for path in paths] == [
        left[0],
        *(one.path for one in left[1]),
    ]
    assert [one.share for one in found.mixed_in] == pytest.approx([one.share for one in left[1]])
    assert found.word_bonus == options.word_bonus


def test_a_language_that_has_gone_ends_the_recovery_which_can_be_tried_again(library: Library) -> None:
    class Lacking(ScriptedEngine):
        def decoder(self, language: str | None = None) -> Any:
            if language == "lower":
                raise ModelError("scripted has no language 'lower'; choose one of upper.")
            return super().decoder(language)

    samples = np.concatenate([speech()] * 2)
    steps = {60: lambda session: session.set_language("lower")}
    session, _ = listen(library, samples, ScriptedEngine(), steps)
    whole = raw(library, session)
    cut_off(library, session, 0)
    with pytest.raises(ModelError, match="has no language 'lower'"):
        library.recover(session, Lacking())  # type: ignore[arg-type]
    done = len(raw(library, session))
    assert raw(library, session) == whole[:done]
    assert 0 < done < len(whole)
    assert [entry.id for entry in library.unfinished()] == [session]
    library.recover(session, ScriptedEngine())  # type: ignore[arg-type]
    assert raw(library, session) == whole


def test_what_the_user_asks_for_instead_holds_for_all(library: Library) -> None:
    session, _ = listen(library, speech(), ScriptedEngine(), {20: lambda session: session.set_language("lower")})
    cut_off(library, session, 0)
    library.recover(session, ScriptedEngine(), in_force=())  # type: ignore[arg-type]
    assert [segment.text for segment in library.segments.of(session)] == list(TEXTS)


def test_a_disk_that_refuses_a_change_takes_it_later_and_before_what_it_changed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = library.begin(RecognitionOptions())
    refusing = [True]
    writes: list[str] = []
    change, add = library.rows.change, library.segments.add

    def refuse(write: Callable[..., None], name: str) -> Callable[..., None]:
        def attempt(*arguments: Any) -> None:
            if refusing:
                raise LibraryError("the disk is full.")
            writes.append(name)
            write(*arguments)

        return attempt

    monkeypatch.setattr(library.rows, "change", refuse(change, "change"))
    monkeypatch.setattr(library.segments, "add", refuse(add, "final"))
    recorder.changed(ChangedOptions(1600, RecognitionOptions(hotwords=(Hotword("A"),))))
    recorder.caption(FinalCaption(0, 1.0, 2.0, (), 2.0, None))
    assert recorder.messages() == ["the disk is full. Captions go on, and are stored as soon as that works."]
    refusing.clear()
    recorder.caption(FinalCaption(1, 2.0, 3.0, (), 3.0, None))
    assert recorder.messages() == ["captions are stored again; nothing is missing."]
    assert writes == ["change", "final", "final"]
    assert [change.at for change in library.in_force(recorder.session)] == [0, 1600]
    recorder.abandon()


def test_archives_carry_the_changes_and_those_of_before_have_none(library: Library, tmp_path: Path) -> None:
    session, _ = listen(library, speech(), ScriptedEngine(), {20: lambda session: session.set_language("lower")})
    export_library(library, tmp_path / "all.zip")
    other = Library(tmp_path / "other")
    import_library(other, tmp_path / "all.zip")
    assert other.in_force(session) == library.in_force(session)
    assert len(other.in_force(session)) == 2
    assert other.rows.one(session).language == "lower"
    other.delete(session)
    assert other.database.read("SELECT COUNT(*) FROM changes") == [(0,)]
    other.close()


def test_a_library_of_before_knows_where_a_session_without_voice_activity_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(database, "MIGRATIONS", MIGRATIONS[:6])
        old = database.Database(tmp_path)
        for session, voice_activity, ended in (("a" * 12, False, None), ("b" * 12, True, None), ("c" * 12, False, 1.0)):
            row = json.dumps(options_row(RecognitionOptions(voice_activity=voice_activity)))
            old.write(
                "INSERT INTO sessions (id, title, started, ended, model, recognition) VALUES (?, 't', 0, ?, 'm', ?)",
                (session, ended, row),
            )
            for number, (start, end) in enumerate([(0.0, 3.02), (3.02, 7.1)]):
                old.write(
                    """INSERT INTO segments (session, number, start, "end", raw, words, searchable)
                       VALUES (?, ?, ?, ?, '[]', '[]', '')""",
                    (session, number, start, end),
                )
        old.write("INSERT INTO sessions (id, title, started, model) VALUES ('dddddddddddd', 't', 0, 'm')")
        # Such a row an archive might have brought.
        old.write("INSERT INTO sessions (id, title, started, model, recognition) VALUES ('e', 't', 0, 'm', 'no JSON')")
        old.close()
    library = Library(tmp_path)
    assert [change.at for change in library.in_force("a" * 12)] == [0, 48_320, 113_600]
    for other in "bcd":
        assert [change.at for change in library.in_force(other * 12)] == [0]
    assert library.recognition("d" * 12).model == "m"
    library.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from core.audio.media import read_media
from core.session.library import Library
from core.session.engine_shelf import EngineShelf
from core.session.recognition import RecognitionOptions
from tests.core.session.test_recovered_settings import DEMO, bundled_steps, listen

steps = bundled_steps(Path(sys.argv[2]))
steps[200] = lambda _session: os.kill(os.getpid(), signal.SIGKILL)
listen(Library(Path(sys.argv[1])), read_media(DEMO), EngineShelf().take(RecognitionOptions()), steps)
"""


def test_a_process_that_is_killed_leaves_what_was_in_force(tmp_path: Path, demo: np.ndarray) -> None:
    folder, mine = tmp_path / "killed", tmp_path / "mine.arpa"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(mine)], cwd=PROJECT, env=os.environ, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    library = Library(folder)
    (entry,) = library.unfinished()
    kept = read_media(library.audio_path(entry.id))
    shelf = EngineShelf()
    whole = Library(tmp_path / "whole")
    steps = {block: step for block, step in bundled_steps(mine).items() if block < 200}
    session, _ = listen(whole, kept, shelf.take(RecognitionOptions()), steps)
    recovered = subprocess.run(
        [sys.executable, "-m", "core.cli", "sessions", "recover", "--library", str(folder)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (recovered.returncode, recovered.stderr) == (0, f"{entry.id}: {len(kept) / 16_000:.1f} s recovered\n")
    assert raw(library, entry.id) == raw(whole, session)
    whole.close()
    library.close()
