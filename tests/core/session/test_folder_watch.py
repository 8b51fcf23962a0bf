"""A watched folder: real files that come, grow, are replaced and renamed; nothing twice, nothing half."""

from __future__ import annotations

import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.session.folder_watch import STEADY_LOOKS, STEADY_SECONDS, FolderWatch
from core.session.library import Library
from core.session.library.watched import WatchedFile
from tests.helpers.shared_data import shared

TEXTS = ("txt", "srt", "ass")


class Watching:
    """A watch, a clock, and what it has given in order; texts are written at once."""

    def __init__(self, folder: Path, library: Library, output: Path | None = None) -> None:
        self.library = library
        self.watch = FolderWatch(folder, "srt", TEXTS, output, library.watched.all())
        self.clock = count(0, 2)
        self.given: list[WatchedFile] = []

    def look(self, write: bool = True) -> WatchedFile | None:
        file = self.watch.look(next(self.clock))
        if file is not None:
            self.given.append(file)
            if write:
                file.output.parent.mkdir(parents=True, exist_ok=True)
                file.output.write_text("text")
                self.library.watched.remember(file)
            self.watch.settle(file, written=write)
        return file

    def looks(self, number: int = 12) -> list[str]:
        """Names of the texts of so many looks."""
        before = len(self.given)
        for _ in range(number):
            self.look()
        return [file.output.name for file in self.given[before:]]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_media_at_any_depth_once_also_after_a_restart(folder: Path, library: Library, tmp_path: Path) -> None:
    derived = shared("data/media") / "derived"
    (folder / "deep" / "er").mkdir(parents=True)
    shutil.copy(derived / "misc_en-jfk__h264.mp4", folder / "film.mp4")
    shutil.copy(derived / "ls-1688-142285-0003__opus.opus", folder / "deep" / "er" / "talk.opus")
    shutil.copy(derived / "misc_en-jfk__ac3.mka", folder / "no ending at all")
    for name in ("notes.txt", "picture.png", "x.xyzzy", "old.ass", ".hidden.mp4", "a.mp4.part", "b.mp4.crdownload"):
        (folder / name).write_bytes(b"no sound here" * 100)
    output = tmp_path / "out"
    watching = Watching(folder, library, output)
    assert watching.looks() == ["film.srt", "no ending at all.srt", "talk.srt"]
    assert (output / "deep" / "er" / "talk.srt").exists()
    (output / "film.srt").unlink()
    assert Watching(folder, library, output).looks() == [], "a text that was moved away is not made again"


def test_a_growing_file_is_waited_for_and_a_download_that_is_renamed_is_new(folder: Path, library: Library) -> None:
    watching = Watching(folder, library)
    part, whole = folder / "a.wav.part", folder / "a.wav"
    whole.touch()
    part.write_bytes(b"RIFF")
    assert watching.looks() == [], "the browser keeps the place with an empty file"
    part.replace(whole)
    for size in range(6):
        with whole.open("ab") as file:
            file.write(b"x" * (size + 1))
        assert watching.looks(STEADY_LOOKS - 1) == []
    assert watching.looks() == ["a.srt"]


def test_what_is_replaced_is_done_again_even_by_an_older_file(folder: Path, library: Library) -> None:
    media = folder / "a.wav"
    media.write_bytes(b"one")
    assert Watching(folder, library).looks() == ["a.srt"]
    media.write_bytes(b"two")
    os.utime(media, (1_000_000, 1_000_000))
    after = Watching(folder, library)
    assert after.looks() == ["a.srt"]
    media.write_bytes(b"three")
    assert after.looks() == ["a.srt"]


def test_what_failed_is_not_tried_again_until_it_changes(folder: Path, library: Library) -> None:
    (folder / "a.wav").write_bytes(b"broken")
    watching = Watching(folder, library)
    for _ in range(12):
        watching.look(write=False)
    assert len(watching.given) == 1
    (folder / "a.wav").write_bytes(b"mended!")
    assert watching.looks() == ["a.srt"]


def test_the_users_own_text_is_never_written_over(folder: Path, library: Library) -> None:
    (folder / "film.srt").write_text("my own")
    (folder / "film.mp4").write_bytes(b"film")
    assert Watching(folder, library).looks() == []
    assert (folder / "film.srt").read_text() == "my own"


def test_media_of_one_name_have_texts_of_their_own_whatever_the_order(folder: Path, library: Library) -> None:
    (folder / "a.wav").write_bytes(b"sound")
    assert Watching(folder, library).looks() == ["a.srt"]
    (folder / "a.mp4").write_bytes(b"film")
    (folder / "a.mp4.mov").write_bytes(b"another film")
    assert Watching(folder, library).looks() == ["a.mp4.srt", "a.mp4.mov.srt"]
    assert Watching(folder, library).looks() == []


NAMES = ("a.wav", "a.mp4", "b/c.ogg")
CHANGE = st.tuples(st.sampled_from(("write", "remove", "look", "restart")), st.sampled_from(NAMES))


@settings(max_examples=20)
@given(st.lists(CHANGE, max_size=25))
def test_in_any_order_of_events_each_content_is_given_once_and_never_fresh(changes: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, library = Path(place, "in"), Library(Path(place, "library"))
        (folder / "b").mkdir(parents=True)
        watching, given_, size = Watching(folder, library), [], 0
        looks_since = dict.fromkeys(NAMES, 0)
        for kind, name in [*changes, *[("look", "")] * 12]:
            if kind == "write":
                size += 1
                (folder / name).write_bytes(b"x" * size)
                looks_since[name] = 0
            elif kind == "remove":
                (folder / name).unlink(missing_ok=True)
            elif kind == "restart":
                clock = watching.clock
                watching = Watching(folder, library)
                watching.clock = clock
            else:
                looks_since = {one: number + 1 for one, number in looks_since.items()}
                file = watching.look()
                if file is not None:
                    given_.append((file.media, file.stamp.split()[0]))
                    assert looks_since[file.media.relative_to(folder).as_posix()] >= STEADY_LOOKS
        assert len(set(given_)) == len(given_), "nothing twice"
        present = {path for path in folder.rglob("*") if path.suffix in (".wav", ".mp4", ".ogg")}
        assert {(path, str(path.stat().st_size)) for path in present} <= set(given_), "and nothing forgotten"
        library.close()


def test_looks_in_quick_succession_prove_nothing(folder: Path, library: Library) -> None:
    (folder / "a.wav").write_bytes(b"sound")
    watch = FolderWatch(folder, "srt", TEXTS, None, ())
    assert [watch.look(STEADY_SECONDS * number / 100) for number in range(100)] == [None] * 100
    assert watch.look(STEADY_SECONDS) is not None
