"""Claims of several machines beside the texts of one folder: one has a file, a dead one's is free, nothing is left."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.session import folder_claims
from core.session.folder_claims import FolderClaims
from tests.helpers.machines import text
from tests.helpers.shared_data import PROJECT


@pytest.fixture
def quick_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim is renewed often, and the claims of the dead are soon free."""
    monkeypatch.setattr(folder_claims, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(folder_claims, "DEAD_SECONDS", 0.5)


@pytest.fixture
def machine() -> Iterator[Callable[[], FolderClaims]]:
    begun: list[FolderClaims] = []

    def one() -> FolderClaims:
        begun.append(FolderClaims())
        return begun[-1]

    yield one
    for claims in begun:
        claims.close()


def until(what: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


Machine = Callable[[], FolderClaims]


def test_one_has_a_file_until_it_gives_it_back_and_nothing_is_left(machine: Machine, tmp_path: Path) -> None:
    one, other, text = machine(), machine(), tmp_path / "deep" / "a.srt"
    assert one.take(text, "a.mp4")
    assert not other.take(text, "a.mp4")
    assert other.take(text, "a.wav"), "another media file"
    assert other.take(text.with_suffix(".txt"), "a.mp4"), "another kind of text"
    assert (one.held(text, "a.mp4"), other.held(text, "a.mp4")) == (True, False)
    assert (one.lost(text, "a.mp4"), other.lost(text, "a.mp4")) == (False, True)
    one.give_back(text, "a.mp4")
    assert other.take(text, "a.mp4")
    other.close()
    assert list(text.parent.iterdir()) == []


@pytest.mark.usefixtures("quick_claims")
def test_a_living_ones_claim_is_never_taken_a_dead_ones_is(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, text = machine(), machine(), tmp_path / "a.srt"
    assert one.take(text, "a.mp4")
    end = time.monotonic() + 3 * folder_claims.DEAD_SECONDS
    while time.monotonic() < end:
        assert not other.take(text, "a.mp4")
        time.sleep(0.02)
    monkeypatch.setattr(one, "_renew", lambda _path: None)
    until(lambda: other.take(text, "a.mp4"))
    assert not one.held(text, "a.mp4")
    monkeypatch.undo()
    until(lambda: one.lost(text, "a.mp4"))
    one.give_back(text, "a.mp4")
    assert other.held(text, "a.mp4"), "who lost it takes nothing away"


@pytest.mark.usefixtures("quick_claims")
def test_looks_far_apart_prove_a_claim_dead_only_without_a_refusal_in_between(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the share is away nobody can renew a claim."""
    one, other, text = machine(), machine(), tmp_path / "a.srt"
    assert one.take(text, "a.mp4")
    assert other.take(tmp_path / "b.srt", "b.mp4")
    assert not other.take(text, "a.mp4")
    monkeypatch.setattr(folder_claims, "_read", refuse)
    time.sleep(2 * folder_claims.DEAD_SECONDS)
    monkeypatch.undo()
    monkeypatch.setattr(folder_claims, "BEAT_SECONDS", 1000)
    monkeypatch.setattr(folder_claims, "DEAD_SECONDS", 0.5)
    assert not other.take(text, "a.mp4"), "seen for the first time again"
    until(lambda: one.held(text, "a.mp4"))


def refuse(*_arguments: object) -> bytes:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_what_the_share_refuses_to_remove_is_removed_when_it_is_back(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_claims: None
) -> None:
    one, text = machine(), tmp_path / "a.srt"
    assert one.take(text, "a.mp4")
    with monkeypatch.context() as away:
        away.setattr(folder_claims, "_read", refuse)
        one.give_back(text, "a.mp4")
        assert len(list(tmp_path.iterdir())) == 1
    until(lambda: list(tmp_path.iterdir()) == [])


def test_a_disk_that_is_full_gives_no_claim_and_keeps_none(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = machine()
    monkeypatch.setattr(one, "_content", refuse)
    with pytest.raises(OSError, match="Input/output"):
        one.take(tmp_path / "a.srt", "a.mp4")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("quick_claims")
def test_what_dead_machines_left_is_tidied_up_and_nothing_else(machine: Machine, tmp_path: Path) -> None:
    one, other = machine(), machine()
    (tmp_path / "deep").mkdir()
    for name in (".wavescribe-claim-0123", "deep/.wavescribe-x5ghj", ".mine", "a.mp4"):
        (tmp_path / name).write_bytes(b"left")
    assert one.take(tmp_path / "a.srt", "a.mp4")

    def tidied() -> bool:
        other.tidy(tmp_path)
        return not (tmp_path / "deep" / ".wavescribe-x5ghj").exists()

    until(tidied)
    until(lambda: other.tidy(tmp_path) or not (tmp_path / ".wavescribe-claim-0123").exists())
    assert one.held(tmp_path / "a.srt", "a.mp4")
    one.give_back(tmp_path / "a.srt", "a.mp4")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".mine", "a.mp4", "deep"]


def test_threads_that_race_get_each_file_once(tmp_path: Path) -> None:
    machines = [FolderClaims() for _ in range(4)]
    got: list[int] = []
    ready = threading.Barrier(4)

    def take(one: FolderClaims) -> None:
        ready.wait()
        got.extend(number for number in range(50) if one.take(tmp_path / f"{number}.txt", f"{number}.wav"))

    threads = [threading.Thread(target=take, args=(one,)) for one in machines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in machines:
        one.close()
    assert sorted(got) == list(range(50))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="processes that are forked and killed")
@pytest.mark.parametrize(
    "seed", [7, pytest.param(1007, marks=pytest.mark.slow), pytest.param(2007, marks=pytest.mark.slow)]
)
def test_machines_that_share_a_folder_and_are_killed_make_each_text_once_and_leave_nothing(
    tmp_path: Path, seed: int
) -> None:
    """Three watches with libraries of their own, a share that refuses and goes away, twenty kills."""
    share = tmp_path / "share"
    share.mkdir()
    media = [f"{number}.wav" for number in range(40)] + ["twice.mp4", "twice.wav"]
    for name in media:
        (share / name).write_text("sound")
    command = [sys.executable, "-m", "tests.helpers.machines", str(tmp_path), "3", "20", str(seed)]
    ran = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, "PYTHONPATH": str(PROJECT)}, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    texts = {Path(name).stem: name for name in media if name != "twice.wav"} | {"twice.wav": "twice.wav"}
    assert {path.name: path.read_text() for path in share.iterdir() if path.suffix == ".txt"} == {
        f"{stem}.txt": text(name) for stem, name in texts.items()
    }
    assert sorted(path.name for path in share.iterdir() if path.suffix != ".txt") == sorted(media)
    written = Counter((tmp_path / "written").read_text().splitlines())
    assert max(written.values()) == 1, written
