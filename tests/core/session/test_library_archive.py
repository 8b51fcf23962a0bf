"""The library as one file, and what an evil one of those cannot do; how long sessions are kept."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.audio.media import read_media
from core.decoding.emission import Emission
from core.decoding.hotwords import Hotword
from core.decoding.hypothesis import Hypothesis, Word
from core.session.library import KeptWord, Library, LibraryError
from core.session.library.archive import MANIFEST, export_library, import_library
from core.session.library.retention import DAY, Removed, Retention, apply_retention
from core.session.library.session_form import session_row
from core.session.recognition import RecognitionOptions
from core.streaming.captions import FinalCaption
from tests.core.streaming.scripted import LABELS, LANGUAGES


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "first")
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "second")
    yield opened
    opened.close()


def record(library: Library, title: str, text: str = "HELLO WORLD", name: str = "bundled-en") -> str:
    """A session with everything in it; `name`: of the model that heard it."""
    recorder = library.begin(RecognitionOptions(model=name, hotwords=(Hotword("WORLD", 3.0),)), title=title)
    model = SimpleNamespace(vocabulary_of=lambda _: LANGUAGES["upper"])
    recorder.recognised_with(SimpleNamespace(model=model, options=RecognitionOptions(model=name)))  # type: ignore[arg-type]
    recorder.audio(np.linspace(-0.5, 0.5, 20_000, dtype=np.float32))
    words = tuple(Word(word, n * 0.1, n * 0.1 + 0.1, 0.25) for n, word in enumerate(text.split()))
    readings = (Hypothesis(words, 0.0, 0.0), Hypothesis((Word("YELLOW", 0.0, 0.1, 0.1),), -1.0, 0.0))
    for number in range(2):
        # Nothing but silence.
        log_probs = np.full((50, len(LABELS)), -7.0 - number, np.float32)
        log_probs[:, 0] = -0.01
        emission = Emission(3, log_probs)
        recorder.caption(FinalCaption(number, number, number + 0.5, words, 1.0, "upper", emission, readings))
    recorder.caption(FinalCaption(2, 2.0, 2.5, (), 3.0, None))
    recorder.gap(0.5, 12.0)
    recorder.mark(0.75, "here")
    recorder.end()
    library.segments.edit(recorder.session, 0, (KeptWord("MINE", 0.0, 0.1, 1.0, edited=True, turned=True),))
    library.rows.annotate(recorder.session, "notes")
    library.rows.pin(recorder.session)
    return recorder.session


def everything(library: Library, session: str) -> tuple[object, ...]:
    kept = list(library.emissions.of(session))
    return (
        session_row(library.database, session),
        [(k.number, k.emission.start_frame, k.emission.log_probs.tolist(), k.vocabulary) for k in kept],
        read_media(library.audio_path(session)).tolist(),
        library.recognition(session),
    )


def test_all_that_is_exported_comes_back(library: Library, other: Library, tmp_path: Path) -> None:
    sessions = [record(library, "one"), record(library, "two")]
    running = library.begin(RecognitionOptions())
    done: list[tuple[int, int]] = []
    file = tmp_path / "library.zip"
    assert sorted(export_library(library, file, lambda *now: done.append(now))) == sorted(sessions)
    assert done == [(1, 2), (2, 2)]
    running.abandon()
    assert sorted(import_library(other, file).added) == sorted(sessions)
    for session in sessions:
        assert everything(other, session) == everything(library, session)
        assert other.segments.of(session)[0].alternatives[0][0].text == "YELLOW"
    assert {hit.session for hit in other.search("mine")} == set(sessions)
    other.segments.undo(sessions[0])
    assert other.transcript(sessions[0]).segments[0].text == "HELLO WORLD"
    before = everything(other, sessions[0])
    again = import_library(other, file)
    assert (again.added, sorted(again.known)) == ((), sorted(sessions))
    assert everything(other, sessions[0]) == before, "what the user changed since stays"
    assert list(tmp_path.glob("*.part")) == []


def test_ctrl_c_in_the_middle_leaves_the_former_file_alone(library: Library, tmp_path: Path) -> None:
    record(library, "one")
    (tmp_path / "library.zip").write_bytes(b"former")

    def interrupted(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_library(library, tmp_path / "library.zip", interrupted)
    assert (tmp_path / "library.zip").read_bytes() == b"former"
    assert [path.name for path in tmp_path.glob("library.zip*")] == ["library.zip"]


def test_a_place_that_cannot_be_written_is_said(library: Library, tmp_path: Path) -> None:
    record(library, "one")
    with pytest.raises(LibraryError, match="another place"):
        export_library(library, tmp_path / "nowhere" / "library.zip")


Change = Callable[[dict[str, bytes]], None]


def rewritten(source: Path, target: Path, change: Change, honest: bool = True, **options: Any) -> Path:
    """The archive with its members changed; with `honest`, the manifest says so."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    if honest:
        manifest = json.loads(members[MANIFEST])
        names = [name for name in members if name != MANIFEST]
        manifest["members"] = {name: hashlib.sha256(members[name]).hexdigest() for name in names}
        members[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w", **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def in_session(edit: Callable[[dict[str, Any]], None]) -> Change:
    def change(members: dict[str, bytes]) -> None:
        name = next(name for name in members if name.startswith("sessions/"))
        row = json.loads(members[name])
        edit(row)
        members[name] = json.dumps(row).encode()

    return change


def audio_of(content: bytes) -> Change:
    return lambda members: members.update({next(n for n in members if n.startswith("audio/")): content})


def leave_out(folder: str) -> Change:
    return lambda members: members.pop(next(name for name in members if name.startswith(folder)))  # type: ignore[return-value]


EVIL: dict[str, Change] = {
    "a path out of the folder": lambda members: members.update({"../../evil": b"x"}),
    "a path out of the audio folder": lambda members: members.update({"audio/../../evil.flac": b"x"}),
    "an absolute path": lambda members: members.update({"/tmp/evil.flac": b"x"}),
    "a file that no library has": lambda members: members.update({"library.sqlite": b"x"}),
    "another id": in_session(lambda row: row.update(id="../../../evil")),
    "a number for a title": in_session(lambda row: row.update(title=5)),
    "no title": in_session(lambda row: row.pop("title")),
    "a time that is none": in_session(lambda row: row.update(started=float("nan"))),
    "words that are none": in_session(lambda row: row["segments"][0].update(words="[[1,2,3,4]]")),
    "words nested without end": in_session(lambda row: row["segments"][0].update(words="[" * 100_000)),
    "a segment twice": in_session(lambda row: row["segments"].append(row["segments"][0])),
    "frames without number": in_session(lambda row: row["segments"][0].update(frames=2**39)),
    "labels without end": in_session(lambda row: row["segments"][0].update(vocabulary='[["a"], 7, null, []]')),
    "another author": in_session(lambda row: row["edits"][0].__setitem__(2, "nobody")),
    "a list for a session": lambda members: members.update({n: b"[]" for n in members if n.startswith("sessions/")}),
    "no JSON": lambda members: members.update({n: b"\xff{" for n in members if n.startswith("sessions/")}),
    "no emissions": leave_out("emissions/"),
    "half of the emissions": lambda members: members.update(
        {n: c[: len(c) // 2] for n, c in members.items() if n.startswith("emissions/")}
    ),
    "audio that is none": audio_of(b"#!/bin/sh\n" * 1000),
}


@pytest.mark.parametrize("change", EVIL.values(), ids=list(EVIL))
def test_an_evil_archive_changes_nothing(library: Library, other: Library, tmp_path: Path, change: Change) -> None:
    record(library, "one")
    export_library(library, tmp_path / "good.zip")
    evil = rewritten(tmp_path / "good.zip", tmp_path / "evil.zip", change)
    files = sorted(path for path in tmp_path.rglob("*") if path.suffix not in (".sqlite-wal", ".sqlite-shm"))
    with pytest.raises(LibraryError):
        import_library(other, evil)
    assert other.sessions() == []
    assert sorted(p for p in tmp_path.rglob("*") if p.suffix not in (".sqlite-wal", ".sqlite-shm")) == files


def test_what_the_manifest_does_not_know_is_refused(library: Library, other: Library, tmp_path: Path) -> None:
    record(library, "one")
    good = tmp_path / "good.zip"
    export_library(library, good)

    def silence(members: dict[str, bytes]) -> None:
        name = next(name for name in members if name.startswith("audio/"))
        members[name] = members[name][:-40]

    with pytest.raises(LibraryError, match="not what it was"):
        import_library(other, rewritten(good, tmp_path / "a.zip", silence, honest=False))
    with pytest.raises(LibraryError, match="compressed twice"):
        import_library(other, rewritten(good, tmp_path / "b.zip", lambda _: None, compression=zipfile.ZIP_DEFLATED))
    newer = rewritten(
        good,
        tmp_path / "c.zip",
        lambda members: members.update({MANIFEST: members[MANIFEST].replace(b'"version": 2', b'"version": 3')}),
        honest=False,
    )
    with pytest.raises(LibraryError, match="newer"):
        import_library(other, newer)
    whole = good.read_bytes()
    for cut in (0, 10, len(whole) // 2, len(whole) - 5):
        (tmp_path / "cut.zip").write_bytes(whole[:cut])
        with pytest.raises(LibraryError, match="damaged"):
            import_library(other, tmp_path / "cut.zip")
    assert other.sessions() == []
    assert list((tmp_path / "second" / "audio").iterdir()) == []


def test_a_bomb_is_not_unpacked(
    library: Library, other: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.session.library import archive

    record(library, "one")
    export_library(library, tmp_path / "good.zip")
    monkeypatch.setattr(archive, "MAXIMUM_JSON", 20_000)
    bomb = rewritten(
        tmp_path / "good.zip",
        tmp_path / "bomb.zip",
        in_session(lambda row: row.update(notes=" " * 50_000)),
        compression=zipfile.ZIP_DEFLATED,
    )
    assert bomb.stat().st_size < 50_000
    with pytest.raises(LibraryError, match="too large"):
        import_library(other, bomb)


def age(library: Library, session: str, days: float, now: float) -> None:
    library.database.write("UPDATE sessions SET ended = ? WHERE id = ?", (now - days * DAY, session))


def test_the_retention_policy_takes_what_is_old_and_nothing_else(library: Library) -> None:
    now = 1_000_000_000.0
    ids = {}
    for title, days in {"old": 31, "older audio": 11, "new": 9, "pinned": 99, "marked": 99}.items():
        recorder = library.begin(RecognitionOptions(), title=title)
        recorder.audio(np.zeros(16_000, np.float32))
        recorder.end()
        ids[title] = recorder.session
        age(library, recorder.session, days, now)
    library.rows.pin(ids["pinned"])
    library.marks.add(ids["marked"], 0.5)
    running = library.begin(RecognitionOptions(), title="running")
    lost = library.begin(RecognitionOptions(), title="lost")
    lost.audio(np.zeros(16_000, np.float32))
    lost.abandon()
    library.database.write("UPDATE sessions SET started = 0.0")
    assert apply_retention(library, Retention(), now) == Removed()
    assert apply_retention(library, Retention(30, 10), now) == Removed((ids["old"],), (ids["older audio"],))
    assert apply_retention(library, Retention(30, 10), now) == Removed()
    assert {entry.title for entry in library.sessions()} == {*ids, "running", "lost"} - {"old"}
    assert not library.audio_path(ids["older audio"]).exists()
    assert all(library.audio_path(ids[title]).exists() for title in ("new", "pinned", "marked"))
    running.abandon()
