"""The queue of files on disk: restarts, kills, full disks, files that change meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.session import file_queue
from core.session.file_job import FileState
from core.session.file_queue import FileQueue
from core.session.library import Library, LibraryError
from core.session.recognition import Engine, RecognitionOptions, load_engine
from core.session.transcription import transcribe
from tests.core.session.scripted_session import ScriptedEngine
from tests.core.session.test_file_queue import Watcher, wav
from tests.core.session.test_live_session import TEXTS, speech
from tests.helpers.shared_data import PROJECT, shared

# A queue of real files in a process of its own, with the bundled model.
WORKS = """
import sys, threading
from dataclasses import replace
from pathlib import Path
from core.session.file_queue import FileQueue
from core.session.library import Library, LibraryError
from core.session.engine_shelf import EngineShelf
from core.session.recognition import RecognitionOptions

class Listener:
    def file_changed(self, job):
        print(job.number, job.state.value, job.last_line, flush=True)

library = Library(Path(sys.argv[1]))
shelf = EngineShelf()
queue = FileQueue(lambda options: shelf.take(options or RecognitionOptions()), Listener(), library)
queue.restore()
queue.pause(False)
for name in sys.argv[2:]:
    queue.add(Path(name))
threading.Event().wait()
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library")
    yield opened
    opened.close()


def queue_of(library: Library, watcher: Watcher, engine: object = None) -> FileQueue:
    queue = FileQueue(lambda _options: engine or ScriptedEngine(), watcher, library)  # type: ignore[arg-type, return-value]
    queue.restore()
    return queue


def test_what_is_done_waits_or_failed_is_there_after_a_restart(library: Library, tmp_path: Path) -> None:
    watcher = Watcher()
    queue = queue_of(library, watcher)
    (tmp_path / "bad.wav").write_bytes(b"")
    good = wav(tmp_path / "good.wav", speech())
    first = queue.add(good).number
    bad = queue.add(tmp_path / "bad.wav").number
    done = watcher.wait(first, FileState.DONE)
    watcher.wait(bad, FileState.FAILED)
    queue.pause(True)
    waiting = [queue.add(good).number for _ in range(3)]
    queue.move(waiting[2], -2)
    queue.close(30)
    assert done.session is not None
    assert done.transcript is None
    assert library.transcript(done.session).text == " ".join(TEXTS)
    assert [entry.id for entry in library.sessions()] == [done.session], "a file that failed leaves no session"

    again = Watcher()
    queue = queue_of(library, again)
    jobs = [jobs[-1] for jobs in again.jobs.values()]
    assert [job.state for job in jobs] == [FileState.DONE, FileState.FAILED, *[FileState.QUEUED] * 3]
    assert (jobs[0].session, jobs[0].last_line[: len(TEXTS[0])]) == (done.session, TEXTS[0])
    assert "empty" in jobs[1].message
    assert queue.paused
    queue.pause(False)
    for job in jobs[2:]:
        again.wait(job.number, FileState.DONE)
    assert len(library.sessions()) == 4
    queue.remove(jobs[1].number)
    queue.close(30)
    assert len(library.files.all()) == 4


def test_the_order_in_which_files_were_placed_is_there_after_a_restart(library: Library, tmp_path: Path) -> None:
    watcher = Watcher()
    queue = queue_of(library, watcher)
    bad = queue.add(tmp_path / "gone.wav").number
    watcher.wait(bad, FileState.FAILED)
    queue.pause(True)
    a, b, c, d = (job.number for job in queue.add_all([tmp_path / f"{name}.wav" for name in "abcd"]))
    queue.again(bad)
    assert queue.waiting == (a, b, c, d, bad)
    queue.place({bad, c}, a)
    queue.place({a}, None)
    assert queue.waiting == (c, bad, b, d, a)
    queue.close(30)
    again = queue_of(library, watcher)
    names = [watcher.jobs[number][-1].path.stem for number in again.waiting]
    assert names == ["c", "gone", "b", "d", "a"]
    again.close(30)


def test_two_thousand_files_are_queued_at_once_and_one_whose_name_is_no_text_with_them(
    library: Library, tmp_path: Path
) -> None:
    queue = queue_of(library, Watcher())
    queue.pause(True)
    paths = [tmp_path / f"{number}.wav" for number in range(2000)]
    statements: list[str] = []
    library.database._connection.set_trace_callback(statements.append)
    queue.add_all([*paths[:1000], tmp_path / "\udc80.wav", *paths[1000:]])
    library.database._connection.set_trace_callback(None)
    # Each one that has written something waits for the disk.
    assert statements.count("COMMIT") == 2
    assert len(queue.waiting) == 2001
    queue.close(30)
    assert [kept.path for kept in library.files.all()] == paths


def test_closing_while_a_file_runs_goes_on_with_it_at_the_next_start(library: Library, tmp_path: Path) -> None:
    watcher = Watcher()
    queue = queue_of(library, watcher, ScriptedEngine(slowness=0.05))
    path = wav(tmp_path / "long.wav", speech(TEXTS * 4))
    job = queue.add(path)
    while not watcher.jobs[job.number][-1].last_line:
        time.sleep(0.01)
    queue.close(30)
    (kept,) = library.files.all()
    assert kept.state is FileState.RUNNING
    assert kept.session is not None
    before = library.segments.numbers(kept.session)
    again = Watcher()
    queue = queue_of(library, again)
    queue.pause(False)
    number = next(iter(again.jobs))
    assert again.wait(number, FileState.DONE).session == kept.session
    queue.close(30)
    assert library.transcript(kept.session).text == " ".join(TEXTS * 4)
    assert 0 < len(before) < 12


def test_a_cancelled_file_goes_on_where_it_was(library: Library, tmp_path: Path) -> None:
    watcher = Watcher()
    queue = queue_of(library, watcher, ScriptedEngine(slowness=0.05))
    job = queue.add(wav(tmp_path / "long.wav", speech(TEXTS * 4)))
    while not watcher.jobs[job.number][-1].last_line:
        time.sleep(0.01)
    queue.cancel(job.number)
    session = watcher.wait(job.number, FileState.CANCELLED).session
    assert session is not None
    queue.again(job.number)
    assert watcher.wait(job.number, FileState.DONE).session == session
    assert library.transcript(session).text == " ".join(TEXTS * 4)
    queue.close(30)


def test_a_file_that_is_another_one_since_begins_anew(library: Library, tmp_path: Path) -> None:
    watcher = Watcher()
    queue = queue_of(library, watcher, ScriptedEngine(slowness=0.05))
    path = wav(tmp_path / "long.wav", speech(TEXTS * 4))
    job = queue.add(path)
    while not watcher.jobs[job.number][-1].last_line:
        time.sleep(0.01)
    queue.cancel(job.number)
    watcher.wait(job.number, FileState.CANCELLED)
    wav(path, speech(("QUITE ANOTHER TEXT",)))
    queue.again(job.number)
    session = watcher.wait(job.number, FileState.DONE).session
    queue.close(30)
    assert session is not None
    assert library.transcript(session).text == "QUITE ANOTHER TEXT"
    assert [entry.id for entry in library.sessions()] == [session]
    assert [kept.session for kept in library.files.all()] == [session]


def test_a_file_whose_session_was_deleted_meanwhile_begins_anew(library: Library, tmp_path: Path) -> None:
    watcher = Watcher()
    queue = queue_of(library, watcher, ScriptedEngine(slowness=0.05))
    first = queue.add(wav(tmp_path / "long.wav", speech(TEXTS * 4))).number
    while not watcher.jobs[first][-1].last_line:
        time.sleep(0.01)
    queue.cancel(first)
    session = watcher.wait(first, FileState.CANCELLED).session
    assert session is not None
    queue.pause(True)
    second = queue.add(wav(tmp_path / "good.wav", speech())).number
    queue.again(first)
    library.delete(session)
    queue.move(first, -1)
    assert queue.waiting == (first, second)
    queue.pause(False)
    begun_anew = watcher.wait(first, FileState.DONE).session
    assert begun_anew not in (None, session)
    assert library.transcript(begun_anew or "").text == " ".join(TEXTS * 4)
    watcher.wait(second, FileState.DONE)
    queue.close(30)


def test_a_second_window_does_not_do_the_work_of_the_first(library: Library, tmp_path: Path) -> None:
    first = queue_of(library, Watcher())
    first.pause(True)
    first.add(wav(tmp_path / "a.wav", speech()))
    other = Library(library.folder)
    watcher = Watcher()
    second = queue_of(other, watcher)
    assert watcher.jobs == {}
    second.close(30)
    first.close(30)
    third = queue_of(other, watcher)
    assert len(watcher.jobs) == 1
    third.close(30)
    other.close()


def test_a_full_disk_loses_no_text_and_it_is_stored_when_there_is_room(library: Library, tmp_path: Path) -> None:
    watcher = Watcher()
    queue = queue_of(library, watcher, ScriptedEngine(slowness=0.02))
    (pages,) = library.database.read("PRAGMA page_count")[0]
    library.database.read(f"PRAGMA max_page_count = {pages + 2}")
    path = wav(tmp_path / "long.wav", speech(TEXTS * 30))
    job = queue.add(path)
    done = watcher.wait(job.number, FileState.DONE)
    assert done.transcript is not None
    assert done.transcript.text == " ".join(TEXTS * 30)
    assert "free some space" in done.message
    library.database.read("PRAGMA max_page_count = 1000000")
    queue.close(30)
    stored = watcher.jobs[job.number][-1]
    if stored.session is not None:
        assert (stored.message, stored.transcript) == ("", None)
        assert library.transcript(stored.session).text == " ".join(TEXTS * 30)


def test_files_that_come_while_the_disk_is_full_are_kept_with_their_texts_when_there_is_room(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_queue, "STORE_AGAIN_SECONDS", 0.1)
    watcher = Watcher()
    queue = queue_of(library, watcher)
    add, begin, full = library.files.add, library.rows.add, True

    def refused(work: Callable[..., Any]) -> Callable[..., Any]:
        def maybe(*given: Any) -> Any:
            if full:
                raise LibraryError("the library cannot be written (full); free some space on its disk.")
            return work(*given)

        return maybe

    monkeypatch.setattr(library.files, "add", refused(add))
    monkeypatch.setattr(library.rows, "add", refused(begin))
    first, second = queue.add_all([wav(tmp_path / f"{name}.wav", speech()) for name in "ab"])
    for job in (first, second):
        done = watcher.wait(job.number, FileState.DONE)
        assert done.transcript is not None
        assert done.message.endswith("free some space on its disk. The text is stored as soon as there is room.")
    assert library.sessions() == library.files.all() == []
    queue.remove(second.number)
    full = False
    with watcher._changed:
        assert watcher._changed.wait_for(lambda: watcher.jobs[first.number][-1].session is not None, 30)
    stored = watcher.jobs[first.number][-1]
    assert (stored.message, stored.transcript) == ("", None)
    queue.close(30)
    assert [library.transcript(entry.id).text for entry in library.sessions()] == [" ".join(TEXTS)] * 2
    assert watcher.jobs[second.number][-1].session is None, "one that was taken off the list is not told of again"
    assert [(kept.path, kept.session) for kept in library.files.all()] == [(first.path, stored.session)]
    again = queue_of(library, watcher)
    assert again.waiting == ()
    again.close(30)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(RecognitionOptions())


def test_a_killed_queue_is_whole_after_the_next_start(tmp_path: Path, engine: Engine) -> None:
    names = ("ls-1688-142285-0006__cbr32.mp3", "misc_en-jfk__aac.m4a")
    files = [PROJECT / "assets/demo/demo.flac", *(shared("data/media") / "derived" / name for name in names)]
    expected = [transcribe(path, engine).text for path in files]
    folder = tmp_path / "library"
    given = [str(path) for path in files]
    for delay in (0.2, 1.0, 2.5):
        printed = tmp_path / "printed"
        with printed.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-c", WORKS, str(folder), *given],
                cwd=PROJECT,
                stdout=out,
                env={**os.environ, "PYTHONPATH": str(PROJECT)},
            )
        given = []
        deadline = time.monotonic() + 120
        while "queued" not in printed.read_text() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    library = Library(folder)
    watcher = Watcher()
    queue = queue_of(library, watcher, engine)
    assert [job.path for jobs in watcher.jobs.values() for job in jobs[:1]] == files
    queue.pause(False)
    done = [watcher.wait(number, FileState.DONE) for number in list(watcher.jobs)]
    queue.close(60)
    texts = [library.transcript(job.session).text for job in done if job.session is not None]
    assert texts == expected
    assert len(library.sessions()) == len(files)
    assert library.unfinished() == []
    library.close()


# A queue whose engine is slow, which is told when to go on.
SLOW = """
import sys, threading
from dataclasses import replace
from pathlib import Path
from core.session.file_queue import FileQueue
from core.session.library import Library
from tests.core.session.scripted_session import ScriptedEngine

class Listener:
    def file_changed(self, job):
        print(job.number, job.state.value, job.session, job.message, flush=True)

library = Library(Path(sys.argv[1]))
engine = ScriptedEngine()
hear, asked = engine.network.emission, []

def hear_when_asked(*arguments, **options):
    if not asked:
        print("hears", flush=True)
        asked.append(sys.stdin.readline())
    return hear(*arguments, **options)

engine.network.emission = hear_when_asked
queue = FileQueue(lambda options: engine, Listener(), library)
queue.restore()
queue.add(Path(sys.argv[2]))
threading.Event().wait()
"""


class OtherWindow:
    """A process of its own with a queue for one file, in the midst of which it waits until `go_on`."""

    def __init__(self, library: Library, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SLOW, str(library.folder), str(path)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            text=True,
        )
        self.wait("hears")

    def wait(self, said: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if said in line:
                return line
        raise AssertionError(f"it ended without {said}")

    def go_on(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def close(self) -> None:
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        self.process.wait()


@pytest.fixture
def other_window(library: Library, tmp_path: Path) -> Iterator[OtherWindow]:
    other = OtherWindow(library, wav(tmp_path / "both.wav", speech()))
    yield other
    other.close()


def test_two_processes_with_the_same_file_make_its_text_once(
    library: Library, tmp_path: Path, other_window: OtherWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_queue, "ASK_AGAIN_SECONDS", 0.05)
    watcher = Watcher()
    queue = queue_of(library, watcher)
    (tmp_path / "link.wav").symlink_to(tmp_path / "both.wav")
    both, link, own = queue.add_all([tmp_path / "both.wav", tmp_path / "link.wav", wav(tmp_path / "own.wav", speech())])
    watcher.wait(own.number, FileState.DONE)
    for job in (both, link):
        waits = watcher.jobs[job.number][-1]
        assert (waits.state, waits.message) == (FileState.QUEUED, "Another Wavescribe is transcribing this file.")
    queue.cancel(link.number)
    assert watcher.wait(link.number, FileState.CANCELLED).message == ""
    other_window.go_on()
    made = other_window.wait(" done ").split()[2]
    done = watcher.wait(both.number, FileState.DONE)
    assert (done.session, done.message) == (made, "")
    assert done.last_line == " ".join(TEXTS)
    queue.close(30)
    assert len(library.sessions()) == 2
    assert [kept.session for kept in library.files.all()] == [made], "the queue on disk is the other one's"


def test_a_file_whose_process_was_killed_is_taken_up_by_the_other(
    library: Library, tmp_path: Path, other_window: OtherWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_queue, "ASK_AGAIN_SECONDS", 0.05)
    watcher = Watcher()
    queue = queue_of(library, watcher)
    job = queue.add(tmp_path / "both.wav")
    with watcher._changed:
        assert watcher._changed.wait_for(lambda: watcher.jobs[job.number][-1].message != "", 30)
    other_window.process.kill()
    done = watcher.wait(job.number, FileState.DONE)
    queue.close(30)
    assert done.session is not None
    assert library.transcript(done.session).text == " ".join(TEXTS)


def test_what_another_model_made_of_a_file_is_not_taken_over(
    library: Library, tmp_path: Path, other_window: OtherWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_queue, "ASK_AGAIN_SECONDS", 0.05)
    watcher, engine = Watcher(), ScriptedEngine()
    engine.options = replace(engine.options, model="another")
    queue = queue_of(library, watcher, engine)
    job = queue.add(tmp_path / "both.wav")
    with watcher._changed:
        assert watcher._changed.wait_for(lambda: watcher.jobs[job.number][-1].message != "", 30)
    other_window.go_on()
    made = other_window.wait(" done ").split()[2]
    session = watcher.wait(job.number, FileState.DONE).session
    assert session not in (None, made)
    queue.close(30)


def test_a_file_whose_session_is_being_recovered_by_hand_waits_for_that(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_queue, "ASK_AGAIN_SECONDS", 0.05)
    watcher = Watcher()
    queue = queue_of(library, watcher, ScriptedEngine(slowness=0.05))
    job = queue.add(wav(tmp_path / "long.wav", speech(TEXTS * 4)))
    while not watcher.jobs[job.number][-1].last_line:
        time.sleep(0.01)
    queue.cancel(job.number)
    session = watcher.wait(job.number, FileState.CANCELLED).session or ""
    with library.ownership(session):
        queue.again(job.number)
        with watcher._changed:
            assert watcher._changed.wait_for(lambda: watcher.jobs[job.number][-1].message != "", 30)
    assert watcher.wait(job.number, FileState.DONE).session == session
    queue.close(30)


def test_a_file_is_free_when_all_that_held_it_have_given_it_back(library: Library, tmp_path: Path) -> None:
    other = Library(library.folder)
    media = [tmp_path / "a.wav"]
    assert library.claims.take(media, "watch") == library.claims.take(media, "queue") == set(media)
    library.claims.give_back(media, "queue")
    assert other.claims.take(media, "queue") == set()
    library.claims.give_back(media, "watch")
    assert other.claims.take(media, "queue") == set(media)
    other.close()
