"""Disks that refuse (full, failing) and recognisers that break: the captions go on or the next start has them."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from core.audio.media import read_media
from core.session.library import Library
from core.session.live_session import SessionState
from core.session.recognition import Engine, RecognitionOptions
from core.streaming.acoustic_model import ModelError
from tests.core.session.nothing_lost import Played, Shown, check_nothing_lost
from tests.core.session.scripted_session import BlockSource, ScriptedEngine, run_session
from tests.core.session.test_live_session import one_shot, speech
from tests.core.session.test_nothing_lost import Process, engine, played

__all__ = ["engine", "played"]

FOR_EVER = 10**9


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes writes fail."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("faulting writes needs Linux and a C compiler")
    built = tmp_path_factory.mktemp("refusing") / "refusing_disk.so"
    source = Path(__file__).with_name("refusing_disk.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl"], check=True)
    return built


def listen(folder: Path, refusing: Path, files: str, error: int, first: int, count: int) -> Process:
    """A recording in a process of its own, whose writes number `first` to `first + count` into such files fail."""
    process = Process(
        folder,
        LD_PRELOAD=str(refusing),
        REFUSED=files,
        REFUSED_ERRNO=str(error),
        REFUSED_FROM=str(first),
        REFUSED_COUNT=str(count),
    )
    process.wait()
    assert "Traceback" not in process.messages
    return process


@pytest.mark.parametrize(("error", "first"), [(errno.ENOSPC, 5), (errno.EIO, 40)])
def test_a_journal_that_is_refused_for_a_while_is_whole_in_the_end(
    tmp_path: Path, refusing: Path, played: Played, engine: Engine, error: int, first: int
) -> None:
    process = listen(tmp_path, refusing, ".flac", error, first, 7)
    assert "the disk does not take the audio" in process.messages
    assert "the disk takes the audio again" in process.messages
    assert check_nothing_lost(process.library, played, process.shown, lambda: engine, 25.625) == "whole"


def test_a_journal_that_is_refused_for_ever_costs_no_caption(
    tmp_path: Path, refusing: Path, played: Played, engine: Engine
) -> None:
    process = listen(tmp_path, refusing, ".flac", errno.ENOSPC, 120, FOR_EVER)
    assert "the end of the audio could not be written" in process.messages
    assert len(process.shown.finals) == len(played.finals)
    library = Library(process.library)
    (entry,) = library.sessions()
    assert [line.text for line in library.transcript(entry.id).segments] == [final.text for final in played.finals]
    kept = read_media(library.audio_path(entry.id))
    assert np.array_equal(kept, played.samples[: len(kept)])
    assert len(kept) > 5 * 16_000
    library.close()


@pytest.mark.parametrize(("error", "first"), [(errno.ENOSPC, 12), (errno.EIO, 19)])
def test_finals_that_are_refused_for_a_while_are_stored_in_the_end(
    tmp_path: Path, refusing: Path, played: Played, engine: Engine, error: int, first: int
) -> None:
    # Made beforehand, so that only what the session writes counts: its row takes some ten writes, then finals come.
    Library(tmp_path / "library").close()
    process = listen(tmp_path, refusing, "sqlite-wal", error, first, 2)
    assert "Captions go on" in process.messages
    assert len(process.shown.finals) == len(played.finals)
    check_nothing_lost(process.library, played, process.shown, lambda: engine, 25.625)


def test_finals_that_are_refused_for_ever_are_recognised_from_the_journal(
    tmp_path: Path, refusing: Path, played: Played, engine: Engine
) -> None:
    Library(tmp_path / "library").close()
    process = listen(tmp_path, refusing, "sqlite-wal", errno.ENOSPC, 14, FOR_EVER)
    assert "The session can be recovered at the next start." in process.messages
    assert len(process.shown.finals) == len(played.finals)
    assert check_nothing_lost(process.library, played, process.shown, lambda: engine, 25.625) == "recovered"


def test_a_library_that_cannot_be_made_is_one_line(tmp_path: Path, refusing: Path) -> None:
    process = listen(tmp_path, refusing, "sqlite-wal", errno.ENOSPC, 0, FOR_EVER)
    assert len(process.messages.splitlines()) == 1
    assert "cannot be opened" in process.messages


class Breaks(ScriptedEngine):
    """Its network fails from the emission with this number on."""

    def __init__(self, number: int, failure: Exception) -> None:
        super().__init__()
        work, made = self.network.emission, 0

        def emission(*arguments: Any, **options: Any) -> Any:
            nonlocal made
            made += 1
            if made > number:
                raise failure
            return work(*arguments, **options)

        self.network.emission = emission  # type: ignore[method-assign]


FAILURES = [
    RuntimeError("the network fell over"),
    ModelError("the device has gone; choose another."),
    torch.OutOfMemoryError("CUDA out of memory"),
    MemoryError(),
]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_recogniser_that_breaks_leaves_a_session_to_recover(tmp_path: Path, failure: Exception, number: int) -> None:
    samples = np.concatenate([speech()] * 2)
    library = Library(tmp_path)
    recorder = library.begin(RecognitionOptions(model="scripted"))
    session, listener = run_session(BlockSource(samples), lambda: Breaks(number, failure), recorder)
    library.close()
    assert listener.states[-1][0] is SessionState.FAILED
    shown = Shown({final.segment: final.text for final in listener.finals}, session.status.audio_seconds)
    played = Played(samples, one_shot(samples))
    kept = read_media(next((tmp_path / "audio").glob("*.flac")))
    seconds = len(kept) / 16_000
    assert seconds >= session.ring.position / 16_000
    assert check_nothing_lost(tmp_path, played, shown, ScriptedEngine, seconds) == "recovered"


def test_a_recovery_that_is_cut_off_goes_on_where_it_was(tmp_path: Path) -> None:
    samples = np.concatenate([speech()] * 2)
    library = Library(tmp_path)
    recorder = library.begin(RecognitionOptions(model="scripted"))
    recorder.audio(samples)
    recorder.abandon()
    for number in (1, 2, 1):
        with pytest.raises(RuntimeError):
            library.recover(recorder.session, Breaks(number, RuntimeError("again")))  # type: ignore[arg-type]
    assert [segment.number for segment in library.segments.of(recorder.session)] == [0, 1, 2, 3]
    library.close()
    shown = Shown({}, len(samples) / 16_000)
    assert check_nothing_lost(tmp_path, Played(samples, one_shot(samples)), shown, ScriptedEngine) == "recovered"
