"""The queue of dropped files, with the scripted model."""

from __future__ import annotations

import threading
from pathlib import Path

import av
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.session.file_job import FileJob, FileState
from core.session.file_queue import FileQueue
from tests.core.session.scripted_session import ScriptedEngine
from tests.core.session.test_live_session import TEXTS, speech


class Watcher:
    def __init__(self) -> None:
        self.jobs: dict[int, list[FileJob]] = {}
        self.begun: list[int] = []
        self._changed = threading.Condition()

    def file_changed(self, job: FileJob) -> None:
        with self._changed:
            if job.state is FileState.RUNNING and job.number not in self.begun:
                self.begun.append(job.number)
            self.jobs.setdefault(job.number, []).append(job)
            self._changed.notify_all()

    def wait(self, number: int, state: FileState) -> FileJob:
        with self._changed:
            assert self._changed.wait_for(lambda: self.jobs.get(number, [])[-1:] != [] and self._at(number, state), 30)
            return self.jobs[number][-1]

    def wait_for_length(self, number: int) -> list[FileJob]:
        with self._changed:
            assert self._changed.wait_for(lambda: self.jobs[number][-1].duration is not None, 30)
            return list(self.jobs[number])

    def _at(self, number: int, state: FileState) -> bool:
        return self.jobs[number][-1].state is state


def wav(path: Path, samples: np.ndarray) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=16_000, layout="mono")
        frame = av.AudioFrame.from_ndarray((samples * 32768).astype(np.int16)[None], format="s16", layout="mono")
        frame.sample_rate = 16_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path


def test_files_are_done_in_order_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    watcher = Watcher()
    queue = FileQueue(lambda _options: ScriptedEngine(), watcher)
    (tmp_path / "bad.wav").write_bytes(b"")
    good = wav(tmp_path / "good.wav", speech())
    numbers = [queue.add(path).number for path in (good, tmp_path / "bad.wav", good)]
    done = watcher.wait(numbers[0], FileState.DONE)
    assert done.transcript is not None
    assert done.transcript.text == " ".join(TEXTS)
    assert "empty" in watcher.wait(numbers[1], FileState.FAILED).message
    assert watcher.wait(numbers[2], FileState.DONE).last_line == " ".join(TEXTS)
    states = [job.state for job in watcher.jobs[numbers[0]]]
    assert states[0] is FileState.QUEUED
    assert states[1] is FileState.RUNNING
    queue.close(30)


def test_waiting_and_running_files_can_be_cancelled(tmp_path: Path) -> None:
    watcher = Watcher()
    gate = threading.Event()

    def load(_options: object) -> ScriptedEngine:
        assert gate.wait(30)
        return ScriptedEngine()

    queue = FileQueue(load, watcher)
    path = wav(tmp_path / "a.wav", speech())
    running, waiting = queue.add(path), queue.add(path)
    watcher.wait(running.number, FileState.RUNNING)
    queue.cancel(waiting.number)
    watcher.wait(waiting.number, FileState.CANCELLED)
    queue.cancel(running.number)
    gate.set()
    watcher.wait(running.number, FileState.CANCELLED)
    queue.close(30)


def test_an_engine_that_cannot_be_loaded_fails_the_file_with_its_sentence(tmp_path: Path) -> None:
    watcher = Watcher()

    def load(_options: object) -> ScriptedEngine:
        raise OSError("no weights")

    queue = FileQueue(load, watcher)
    job = queue.add(wav(tmp_path / "a.wav", speech()))
    assert "no weights" in watcher.wait(job.number, FileState.FAILED).message
    queue.close(30)


def test_a_held_queue_does_nothing_until_it_goes_on_and_waiting_files_change_places(tmp_path: Path) -> None:
    watcher = Watcher()
    queue = FileQueue(lambda _options: ScriptedEngine(), watcher)
    queue.pause(True)
    path = wav(tmp_path / "a.wav", speech())
    first, second, third = (queue.add(path).number for _ in range(3))
    queue.move(third, -2)
    queue.move(first, 9)
    assert queue.waiting == (third, second, first)
    # Their lengths are told as soon as they are known.
    for number in (first, second, third):
        told = watcher.wait_for_length(number)
        assert [(job.state, job.duration) for job in told] == [
            (FileState.QUEUED, None),
            (FileState.QUEUED, len(speech()) / 16_000),
        ]
    queue.pause(False)
    watcher.wait(first, FileState.DONE)
    assert watcher.begun == [third, second, first]
    queue.close(30)


def test_a_running_file_is_held_and_can_be_cancelled_meanwhile(tmp_path: Path) -> None:
    watcher = Watcher()
    held = threading.Event()

    def load(_options: object) -> ScriptedEngine:
        queue.pause(True)
        held.set()
        return ScriptedEngine()

    queue = FileQueue(load, watcher)
    job = queue.add(wav(tmp_path / "a.wav", speech()))
    assert held.wait(30)
    queue.cancel(job.number)
    watcher.wait(job.number, FileState.CANCELLED)
    queue.close(30)


@settings(max_examples=60)
@given(st.sets(st.integers(1, 6), max_size=6), st.sampled_from([None, 1, 2, 3, 4, 5, 6, 99]))
def test_files_that_are_placed_stand_together_before_the_one_that_was_pointed_at(
    moved: set[int], before: int | None
) -> None:
    queue = FileQueue(lambda _options: ScriptedEngine(), Watcher())
    queue.pause(True)
    queue.add_all([Path(f"/nowhere/{name}.wav") for name in "abcdef"])
    queue.place(moved, before)
    rest = [number for number in range(1, 7) if number not in moved]
    after = {None: [], 99: rest}.get(before, [number for number in rest if number >= (before or 0)])
    expected = [*(number for number in rest if number not in after), *sorted(moved), *after]
    assert list(queue.waiting) == expected
    queue.close(30)


def test_the_lengths_of_waiting_files_are_found_and_a_damaged_one_waits_for_its_turn(tmp_path: Path) -> None:
    watcher = Watcher()
    queue = FileQueue(lambda _options: ScriptedEngine(), watcher)
    queue.pause(True)
    (tmp_path / "bad.wav").write_bytes(b"no sound" * 99)
    bad, good = queue.add_all([tmp_path / "bad.wav", wav(tmp_path / "good.wav", speech())])
    with watcher._changed:
        assert watcher._changed.wait_for(lambda: watcher.jobs[good.number][-1].duration is not None, 30)
    assert watcher.jobs[good.number][-1].duration == len(speech()) / 16_000
    assert watcher.jobs[good.number][-1].state is FileState.QUEUED
    assert watcher.jobs[bad.number] == [bad]
    queue.close(30)
