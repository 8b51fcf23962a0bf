"""Watched folders beside the queue: real files that come, two processes, restarts, folders that vanish, full disks."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from core.session import folder_watching
from core.session.file_claims import ELSEWHERE
from core.session.file_job import UNFINISHED, FileJob, FileState
from core.session.file_queue import OWNER, FileQueue
from core.session.folder_claims import FolderClaims
from core.session.folder_watching import HAS_ITS_TEXT, FolderWatching, WatchStanding
from core.session.library import Library
from core.session.library.claims import Claims
from core.session.library.database import Database
from core.session.settings import Settings, WatchedFolder
from tests.core.session.scripted_session import ScriptedEngine
from tests.core.session.test_file_queue import wav
from tests.core.session.test_live_session import TEXTS, speech
from tests.helpers.shared_data import PROJECT

pytestmark = pytest.mark.usefixtures("quick_watching")
TEXT = "\n".join(TEXTS)


class Watching:
    """A library, a queue and watched folders over them, as the window has them. `held`: the queue, as it was left."""

    def __init__(self, place: Path, *folders: WatchedFolder, slowness: float = 0.0, held: bool = False) -> None:
        self.library = Library(place / "library")
        self.jobs: dict[int, FileJob] = {}
        self.standings: Sequence[WatchStanding] = ()
        self.came = 0
        self.queue = FileQueue(lambda _options: ScriptedEngine(slowness=slowness), self, self.library)
        self.watching = FolderWatching(self.library, self.queue, Settings, self)
        self.queue.restore()
        self.queue.pause(held)
        self.watching.watch(folders)

    def file_changed(self, job: FileJob) -> None:
        self.jobs[job.number] = job
        self.watching.file_changed(job)

    def watches_changed(self, standings: Sequence[WatchStanding]) -> None:
        self.standings = standings

    def files_came(self) -> None:
        self.came += 1

    def wait(self, what: Callable[[], object], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, (self.standings, self.jobs)
            time.sleep(0.02)

    def close(self) -> None:
        self.watching.close()
        self.queue.close(30)
        self.library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


Begin = Callable[..., Watching]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    begun: list[Watching] = []

    def one(*folders: WatchedFolder, **options: Any) -> Watching:
        begun.append(Watching(tmp_path, *folders, **options))
        return begun[-1]

    yield one
    for watching in begun:
        watching.close()


def texts(place: Path) -> list[str]:
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.suffix in (".txt", ".srt", ".json"))


def test_what_comes_is_written_by_the_template_to_its_place_once(begin: Begin, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (folder / "deep").mkdir()
    wav(folder / "a.wav", speech())
    watching = begin(WatchedFolder(str(folder), str(out), "srt", "{stem} {lang} of {model}"))
    watching.wait(lambda: len(texts(out)) == 1)
    wav(folder / "deep" / "b.wav", speech())
    watching.wait(lambda: len(texts(out)) == 2)
    assert texts(out) == ["a und of scripted.srt", "deep/b und of scripted.srt"]
    assert TEXTS[0] in (out / "a und of scripted.srt").read_text(encoding="utf-8")
    watching.wait(lambda: watching.standings[0].written == 2)
    assert watching.standings[0] == WatchStanding(watching.standings[0].folder, 2, 0, "")
    watching.close()
    (out / "a und of scripted.srt").unlink()
    again = begin(WatchedFolder(str(folder), str(out), "srt", "{stem} {lang} of {model}"))
    time.sleep(1)
    assert len(again.jobs) == 2, "nothing new is queued"
    assert texts(out) == ["deep/b und of scripted.srt"]


def test_what_is_replaced_is_written_over_its_own_text_and_never_over_the_users(begin: Begin, folder: Path) -> None:
    (folder / "mine.txt").write_text("my own")
    wav(folder / "mine.wav", speech())
    wav(folder / "a.wav", speech())
    watching = begin(WatchedFolder(str(folder)))
    watching.wait((folder / "a.txt").exists)
    wav(folder / "a.wav", speech(("QUITE ANOTHER TEXT",)))
    watching.wait(lambda: "QUITE" in (folder / "a.txt").read_text())
    watching.wait(lambda: watching.standings[0].written == 2)
    assert texts(folder) == ["a.txt", "mine.txt"]
    assert (folder / "mine.txt").read_text() == "my own"


def test_a_file_that_was_queued_or_done_when_the_process_ended_is_written_at_the_next_start(
    begin: Begin, folder: Path, tmp_path: Path
) -> None:
    first = Watching(tmp_path, slowness=0.2)
    paths = [wav(folder / f"{name}.wav", speech()) for name in "ab"]
    jobs = first.queue.add_all(paths)
    # Done, but never written; and running.
    first.wait(lambda: first.jobs[jobs[0].number].state is FileState.DONE)
    first.wait(lambda: first.jobs[jobs[1].number].state is FileState.RUNNING)
    first.close()
    # Held, so that the folder is looked at before the one that waited is done.
    watching = begin(WatchedFolder(str(folder)), held=True)
    watching.wait(lambda: watching.came)
    watching.queue.pause(False)
    watching.wait(lambda: texts(folder) == ["a.txt", "b.txt"])
    watching.wait(lambda: watching.standings[0].written == 2)
    assert len(watching.jobs) == 2
    assert watching.came == 1, "the one that waited is to go on"
    assert len(watching.library.sessions()) == 2


def test_one_that_waits_while_its_text_is_written_by_hand_is_let_be_until_it_is_asked_for(
    begin: Begin, folder: Path
) -> None:
    paths = [wav(folder / f"{name}.wav", speech()) for name in "ab"]
    watching = begin(WatchedFolder(str(folder)), held=True)
    watching.wait(lambda: len(watching.jobs) == 2)
    a, b = (job.number for path in paths for job in watching.jobs.values() if job.path == path)
    (folder / "a.txt").write_text("my own")
    watching.wait(lambda: watching.jobs[a].state is FileState.CANCELLED)
    assert watching.jobs[a].message == HAS_ITS_TEXT
    watching.queue.pause(False)
    watching.wait((folder / "b.txt").exists)
    assert len(watching.library.sessions()) == 1
    watching.queue.again(a)
    watching.wait(lambda: texts(folder) == ["a.txt", "a.wav.txt", "b.txt"])
    assert (folder / "a.txt").read_text() == "my own"
    assert watching.jobs[b].state is FileState.DONE


def test_what_another_process_wrote_while_this_one_was_closed_is_let_be_and_what_came_by_hand_is_done(
    begin: Begin, folder: Path, tmp_path: Path
) -> None:
    spec = WatchedFolder(str(folder))
    first = begin(spec, held=True)
    by_hand = first.queue.add(wav(folder / "hand.wav", speech()))
    wav(folder / "a.wav", speech())
    first.wait(lambda: len(first.jobs) == 2)
    first.close()
    # Who has the queue is another one, so that this process begins an empty one, as a second window does.
    with FileLock(tmp_path / "library" / OWNER):
        other = begin(spec)
        other.wait(lambda: texts(folder) == ["a.txt", "hand.txt"])
        other.close()
    again = begin(spec, held=True)
    again.wait(lambda: [job.message for job in again.jobs.values()] == ["", HAS_ITS_TEXT])
    again.queue.pause(False)
    again.wait(lambda: again.jobs[by_hand.number].state is FileState.DONE)
    a = by_hand.number + 1
    assert (again.jobs[a].path.name, again.jobs[a].state) == ("a.wav", FileState.CANCELLED)
    again.queue.again(a)
    again.wait(lambda: again.jobs[a].state is FileState.DONE)
    assert texts(folder) == ["a.txt", "hand.txt"]


def test_one_that_failed_is_written_when_it_is_tried_again_and_a_cancelled_one_is_left(
    begin: Begin, folder: Path
) -> None:
    (folder / "a.wav").write_bytes(b"no sound" * 99)
    watching = begin(WatchedFolder(str(folder)), slowness=0.5)
    watching.wait(lambda: any(job.state is FileState.FAILED for job in watching.jobs.values()))
    time.sleep(0.5)
    assert len(watching.jobs) == 1, "it fails once"
    wav(folder / "b.wav", speech(TEXTS * 3))
    watching.wait(lambda: any(job.path.name == "b.wav" for job in watching.jobs.values()))
    (number,) = (job.number for job in watching.jobs.values() if job.path.name == "b.wav")
    watching.queue.cancel(number)
    watching.wait(lambda: watching.jobs[number].state is FileState.CANCELLED)
    time.sleep(0.5)
    assert texts(folder) == []
    watching.queue.again(number)
    watching.wait(lambda: texts(folder) == ["b.txt"])


def test_a_folder_that_vanishes_or_cannot_be_read_is_said_and_taken_up_again(begin: Begin, folder: Path) -> None:
    watching = begin(WatchedFolder(str(folder)))
    watching.wait(lambda: watching.standings)
    assert watching.standings[0].trouble == ""
    away = folder.with_name("away")
    folder.rename(away)
    watching.wait(lambda: watching.standings[0].trouble)
    assert watching.standings[0].trouble == f"{folder} is not there any more; put it back, or stop watching it."
    wav(away / "a.wav", speech())
    away.rename(folder)
    watching.wait(lambda: texts(folder) == ["a.txt"])
    assert watching.standings[0].trouble == ""
    watching.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_is_forbidden_is_said(begin: Begin, folder: Path) -> None:
    folder.chmod(0)
    try:
        watching = begin(WatchedFolder(str(folder)))
        watching.wait(lambda: watching.standings and "cannot be read" in watching.standings[0].trouble)
    finally:
        folder.chmod(0o755)


def test_a_place_that_takes_no_text_is_said_and_the_text_written_when_it_does(
    begin: Begin, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, full = folder_watching.write_file, True

    def refuse(target: Path, content: bytes) -> None:
        if full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(target, content)

    monkeypatch.setattr(folder_watching, "write_file", refuse)
    wav(folder / "a.wav", speech())
    watching = begin(WatchedFolder(str(folder), str(tmp_path / "out")))
    watching.wait(lambda: watching.standings and watching.standings[0].trouble)
    assert watching.standings[0].trouble == (
        f"The text of a.wav cannot be written to {tmp_path / 'out'} (No space left on device)."
    )
    full = False
    watching.wait(lambda: texts(tmp_path / "out") == ["a.txt"])
    watching.wait(lambda: watching.standings[0].trouble == "")


def test_two_folders_one_in_the_other_do_a_file_once_each_place(begin: Begin, folder: Path, tmp_path: Path) -> None:
    (folder / "deep").mkdir()
    wav(folder / "deep" / "a.wav", speech())
    watching = begin(WatchedFolder(str(folder)), WatchedFolder(str(folder / "deep")))
    watching.wait(lambda: texts(folder) == ["deep/a.txt"])
    time.sleep(0.6)
    assert [job.path.name for job in watching.jobs.values()] == ["a.wav"]


CLAIMS = """
import sys, time
from pathlib import Path
from core.session.library import Library
library = Library(Path(sys.argv[1]))
print(len(library.claims.take([Path(name) for name in sys.argv[2:]], 'watch')), flush=True)
time.sleep(600)
"""


def test_a_claim_is_free_when_its_process_is_killed(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    media = [tmp_path / "a.wav", tmp_path / "\udc80.wav"]
    command = [sys.executable, "-c", CLAIMS, str(library.folder), *map(str, media)]
    other = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(PROJECT)}
    )
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == b"2\n"
        assert library.claims.take([*media, tmp_path / "b.wav"], "watch") == {tmp_path / "b.wav"}
        (tmp_path / "link.wav").symlink_to(media[0])
        assert library.claims.take([tmp_path / "link.wav"], "watch") == set(), "the same file by another name"
    finally:
        other.send_signal(signal.SIGKILL)
        other.wait()
        other.stdout.close()
    assert library.claims.take(media, "watch") == set(media)
    library.close()
    assert list((tmp_path / "library").glob("claims-*.lock")) == []


def test_threads_that_race_for_claims_get_each_file_once(tmp_path: Path) -> None:
    Library(tmp_path).close()
    media = [tmp_path / f"{number}.wav" for number in range(50)]
    got: list[set[Path]] = []
    claims = [Claims(Database(tmp_path), tmp_path) for _ in range(4)]
    ready = threading.Barrier(4)

    def take(one: Claims) -> None:
        ready.wait()
        got.extend(one.take([path], "watch") for path in media)

    threads = [threading.Thread(target=take, args=(one,)) for one in claims]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(path for taken in got for path in taken) == sorted(media)
    for one in claims:
        one.close()
        one._database.close()


WATCHES = """
import sys, time
from pathlib import Path
from core.session import folder_claims, folder_watch, folder_watching
folder_watch.STEADY_SECONDS = folder_watching.LOOK_EVERY_SECONDS = folder_claims.BEAT_SECONDS = 0.1
folder_claims.DEAD_SECONDS = 2.0
from core.session.settings import WatchedFolder
from tests.core.session.test_folder_watching import Watching
watching = Watching(Path(sys.argv[1]), WatchedFolder(sys.argv[2]), slowness=0.05)
print("ready", flush=True)
time.sleep(600)
"""


def test_two_processes_that_watch_one_folder_share_the_files_and_one_takes_over_from_a_killed_one(
    begin: Begin, folder: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", WATCHES, str(tmp_path), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    other = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, env=environment)
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == b"ready\n"
        mine = begin(WatchedFolder(str(folder)), slowness=0.05)
        sound = wav(tmp_path / "sound.wav", speech())
        for number in range(16):
            shutil.copy(sound, folder / f"{number}.wav")
        mine.wait(lambda: len(texts(folder)) >= 6)
    finally:
        other.send_signal(signal.SIGKILL)
        other.wait()
        other.stdout.close()
    mine.wait(lambda: len(texts(folder)) == 16, 60)
    time.sleep(0.5)
    assert texts(folder) == sorted(f"{number}.txt" for number in range(16))
    ended = [entry.title for entry in mine.library.sessions() if entry.ended is not None]
    assert len(set(ended)) == len(ended), "no file was done twice"


def test_two_machines_on_one_folder_do_each_file_once_and_one_takes_over_from_one_that_died(
    folder: Path, tmp_path: Path
) -> None:
    """Each has a library and a queue of its own: nothing but the folder tells one of the other."""
    one, other = (Watching(tmp_path / name, WatchedFolder(str(folder)), slowness=0.05) for name in ("one", "other"))
    sound = wav(tmp_path / "sound.wav", speech())
    for number in range(16):
        shutil.copy(sound, folder / f"{number}.wav")
    one.wait(lambda: len(texts(folder)) == 16, 60)
    for watching in (one, other):
        watching.wait(lambda watching=watching: all(job.state not in UNFINISHED for job in watching.jobs.values()))
    done = [
        [job.path.name for job in watching.jobs.values() if job.state is FileState.DONE] for watching in (one, other)
    ]
    assert sorted(done[0] + done[1]) == sorted(f"{number}.wav" for number in range(16))
    assert min(map(len, done)) >= 4, "the files are shared"
    assert {job.message for job in other.jobs.values() if job.state is FileState.CANCELLED} <= {HAS_ITS_TEXT}
    assert sum(watching.standings[0].written for watching in (one, other)) == 16
    for watching in (one, other):
        watching.close()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_another_machine_is_at_waits_and_says_so_and_is_done_when_that_one_dies(
    begin: Begin, folder: Path
) -> None:
    other = FolderClaims()
    assert other.take(folder / "a.txt", "a.wav")
    wav(folder / "a.wav", speech())
    mine = begin(WatchedFolder(str(folder)))
    mine.wait(lambda: [job.message for job in mine.jobs.values()] == [ELSEWHERE])
    # What comes by hand, and other files of the folder, do not wait for it.
    wav(folder / "b.wav", speech())
    mine.wait((folder / "b.txt").exists)
    time.sleep(2.5)
    assert texts(folder) == ["b.txt"], "who lives keeps its claim"
    other._closed.set()
    mine.wait((folder / "a.txt").exists)
    assert not other.held(folder / "a.txt", "a.wav")


def test_a_held_queue_leaves_the_files_to_others_and_a_text_of_theirs_is_not_written_over(
    begin: Begin, folder: Path
) -> None:
    mine, other = begin(WatchedFolder(str(folder)), held=True), FolderClaims()
    wav(folder / "a.wav", speech())
    mine.wait(lambda: len(mine.jobs) == 1)
    time.sleep(0.5)
    assert other.take(folder / "a.txt", "a.wav")
    (folder / "a.txt").write_text("theirs")
    other.close()
    mine.wait(lambda: [job.message for job in mine.jobs.values()] == [HAS_ITS_TEXT])
    mine.queue.pause(False)
    time.sleep(0.3)
    assert (folder / "a.txt").read_text() == "theirs"
    assert texts(folder) == ["a.txt"]


def test_a_machine_that_slept_while_its_file_was_taken_over_writes_no_second_text(begin: Begin, folder: Path) -> None:
    mine = begin(WatchedFolder(str(folder)), slowness=0.3)
    wav(folder / "a.wav", speech())
    mine.wait(lambda: any(job.state is FileState.RUNNING for job in mine.jobs.values()))
    (claim,) = (path for path in folder.iterdir() if path.name.startswith("."))
    # As another one does that has seen it unchanged for too long.
    claim.unlink()
    other = FolderClaims()
    assert other.take(folder / "a.txt", "a.wav")
    mine.wait(lambda: all(job.state is FileState.DONE for job in mine.jobs.values()))
    mine.wait(lambda: mine.standings[0].queued == 0)
    assert texts(folder) == []
    assert len(mine.library.sessions()) == 1, "what was heard stays in the history"
    other.close()


def test_a_file_that_has_gone_while_it_waited_fails_and_holds_up_nothing(begin: Begin, folder: Path) -> None:
    mine = begin(WatchedFolder(str(folder)), held=True)
    paths = [wav(folder / f"{name}.wav", speech()) for name in "ab"]
    mine.wait(lambda: len(mine.jobs) == 2)
    paths[0].unlink()
    mine.queue.pause(False)
    mine.wait((folder / "b.txt").exists)
    mine.wait(lambda: {job.path.name: job.state for job in mine.jobs.values()}["a.wav"] is FileState.FAILED)


def test_files_of_a_folder_that_is_watched_no_longer_are_done_without_a_claim(begin: Begin, folder: Path) -> None:
    mine = begin(WatchedFolder(str(folder)), held=True)
    wav(folder / "a.wav", speech())
    mine.wait(lambda: len(mine.jobs) == 1)
    mine.watching.watch(())
    mine.queue.pause(False)
    mine.wait(lambda: all(job.state is FileState.DONE for job in mine.jobs.values()))
    assert texts(folder) == []
