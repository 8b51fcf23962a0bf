"""The library: nothing that reached the disk is lost, whenever the process is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from core.audio.media import read_media
from core.audio.resampling import to_sixteen_bit_grid
from core.decoding.hypothesis import Hypothesis, Word
from core.session.journal import Journal
from core.session.library import Library, LibraryError
from core.session.recognition import RecognitionOptions
from core.streaming.captions import FinalCaption
from tests.core.session.scripted_session import ScriptedEngine
from tests.helpers.command import wavescribe
from tests.helpers.shared_data import PROJECT

DEMO = PROJECT / "assets/demo/demo.flac"


def final(number: int, text: str) -> FinalCaption:
    words = tuple(Word(word, number + 0.1, number + 0.5, 0.9) for word in text.split())
    return FinalCaption(number, float(number), number + 1.0, words, number + 1.5, None)


def test_a_journal_keeps_every_sample_of_the_grid(tmp_path: Path) -> None:
    samples = to_sixteen_bit_grid(np.random.default_rng(1).uniform(-1, 1, 50_001).astype(np.float32))
    journal = Journal(tmp_path / "a.flac")
    for at in range(0, len(samples), 777):
        journal.write(samples[at : at + 777])
    journal.close()
    assert np.array_equal(read_media(tmp_path / "a.flac"), samples)


def test_a_journal_cut_anywhere_plays_up_to_the_cut(tmp_path: Path) -> None:
    samples = read_media(DEMO)[: 10 * 16_000]
    journal = Journal(tmp_path / "whole.flac")
    for at in range(0, len(samples), 1600):
        journal.write(samples[at : at + 1600])
    journal.close()
    content = (tmp_path / "whole.flac").read_bytes()
    with av.open(str(tmp_path / "whole.flac")) as container:
        frames = [(p.pos + p.size, p.duration) for p in container.demux(audio=0) if p.size]
    for cut in np.random.default_rng(2).integers(9000, len(content), 40):
        path = tmp_path / "cut.flac"
        path.write_bytes(content[:cut])
        heard = read_media(path)
        # Only the frame that was cut (0.3 s) is lost.
        assert np.array_equal(heard, samples[: len(heard)])
        assert len(heard) >= sum(duration for end, duration in frames if end <= cut)


def test_sessions_are_listed_read_and_deleted(tmp_path: Path) -> None:
    library = Library(tmp_path)
    recorder = library.begin(RecognitionOptions(), title="Team meeting")
    recorder.audio(np.zeros(16_000, np.float32))
    recorder.caption(final(0, "HELLO WORLD"))
    recorder.caption(final(1, ""))
    with pytest.raises(LibraryError, match="being recorded"):
        library.delete(recorder.session)
    assert library.unfinished() == [], "a session that is being recorded is not lost"
    recorder.end()
    entry = library.sessions()[0]
    assert (entry.title, entry.first_words, entry.seconds) == ("Team meeting", "HELLO WORLD", 2.0)
    assert library.transcript(entry.id).segments[0] == final(0, "HELLO WORLD").__class__(
        0, 0.0, 1.0, final(0, "HELLO WORLD").words, 1.0, None
    )
    library.delete(entry.id)
    assert library.sessions() == []
    assert list((tmp_path / "audio").iterdir()) == []
    with pytest.raises(LibraryError, match="no session"):
        library.transcript(entry.id)
    library.close()


def test_reading_a_text_needs_little_more_memory_than_its_words(tmp_path: Path) -> None:
    library = Library(tmp_path)
    session = library.begin_file(tmp_path / "long.wav", RecognitionOptions())
    text = "THE QUICK BROWN FOX " * 10
    for number in range(200):
        said = final(number, text)
        others = tuple(
            Hypothesis(tuple(replace(word, text=f"{word.text}{n}") for word in said.words), 0.0, 0.0) for n in range(10)
        )
        library.segments.add(session, replace(said, hypotheses=(Hypothesis(said.words, 0.0, 0.0), *others)))
    library.transcript(session)
    tracemalloc.start()
    try:
        transcript = library.transcript(session)
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    words = [word for segment in transcript.segments for word in segment.words]
    assert len(words) == 200 * 40
    assert len({id(word.text) for word in words}) == 4, "a text is held once, however often it is said"
    # What is read (its JSON) and one segment; all segments with all that was kept of them would be 490 bytes a word.
    assert peak - held < 100 * len(words)
    library.close()


def test_a_newer_library_is_not_touched(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.database.write("PRAGMA user_version = 99")
    library.close()
    with pytest.raises(LibraryError, match="newer"):
        Library(tmp_path)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="--library"):
        Library(tmp_path / "file")


def test_a_killed_session_is_offered_and_recovered_whole(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "core.cli"]
    listening = subprocess.Popen(
        [*command, "listen", "--file", str(DEMO), "--realtime", "--save", "--library", str(tmp_path)],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    began = time.monotonic()
    journal: list[Path] = []
    while not (journal and journal[0].stat().st_size > 60_000):
        assert time.monotonic() - began < 90, "nothing was recorded"
        assert listening.poll() is None
        journal = list((tmp_path / "audio").glob("*.flac")) if (tmp_path / "audio").exists() else []
        time.sleep(0.05)
    os.kill(listening.pid, signal.SIGKILL)
    listening.wait()
    kept = read_media(journal[0])
    assert np.array_equal(kept, read_media(DEMO)[: len(kept)])
    assert len(kept) > 3 * 16_000

    library = Library(tmp_path)
    assert [entry.id for entry in library.unfinished()] == [journal[0].stem]
    library.close()
    recovered = subprocess.run(
        [*command, "sessions", "recover", "--library", str(tmp_path)], cwd=PROJECT, capture_output=True, check=False
    )
    assert recovered.returncode == 0, recovered.stderr
    shown = wavescribe("sessions", "show", journal[0].stem, "--json", "--library", tmp_path)
    file = wavescribe("transcribe", journal[0], "--format", "json")
    assert (shown.returncode, file.returncode) == (0, 0), shown.stderr + file.stderr
    assert json.loads(shown.stdout)["segments"] == json.loads(file.stdout)["segments"]
    library = Library(tmp_path)
    assert library.unfinished() == []
    library.close()


FULL_DISK = """
import errno, io, sys
from types import SimpleNamespace
from core.cli import main
from core.session import journal

class FullDisk(io.FileIO):
    def write(self, data):
        room = 120_000 - self.tell()
        if room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(memoryview(data)[:room])

journal.io = SimpleNamespace(FileIO=FullDisk, RawIOBase=io.RawIOBase)
sys.exit(main(sys.argv[1:]))
"""


def test_a_disk_that_takes_no_more_costs_the_recording_and_not_the_captions(tmp_path: Path) -> None:
    listened = subprocess.run(
        [
            sys.executable,
            "-c",
            FULL_DISK,
            "listen",
            "--file",
            str(DEMO),
            "--save",
            "--library",
            str(tmp_path),
            "--json",
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert listened.returncode == 0, listened.stderr
    assert "the disk does not take the audio (No space left on device)" in listened.stderr
    assert "Traceback" not in listened.stderr
    rows = [json.loads(line) for line in listened.stdout.splitlines()]
    assert rows[-1]["audio_seconds"] == pytest.approx(25.625)
    library = Library(tmp_path)
    entry = library.sessions()[0]
    kept = read_media(library.audio_path(entry.id))
    assert np.array_equal(kept, read_media(DEMO)[: len(kept)])
    assert len(kept) > 8 * 16_000
    finals = [row["text"] for row in rows if row["type"] == "final"]
    assert [segment.text for segment in library.transcript(entry.id).segments] == finals
    library.close()


def test_a_session_without_sound_leaves_no_trace(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.begin(RecognitionOptions()).end()
    assert library.sessions() == []
    assert list((tmp_path / "audio").iterdir()) == []
    library.close()


def test_a_journal_that_a_power_cut_left_as_rubbish_before_its_first_second_leaves_no_trace(tmp_path: Path) -> None:
    begin = (
        "import os, sys; from pathlib import Path; from core.session.library import Library;"
        "from core.session.recognition import RecognitionOptions;"
        "Library(Path(sys.argv[1])).begin(RecognitionOptions()); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", begin, str(tmp_path)], cwd=PROJECT, check=True)
    library = Library(tmp_path)
    (entry,) = library.unfinished()
    journal = library.audio_path(entry.id)
    written = Journal(tmp_path / "written.flac")
    written.write(np.zeros(16_000, np.float32))
    written.close()
    header = (tmp_path / "written.flac").read_bytes()[:8_192]
    journal.write_bytes(header + np.random.default_rng(3).bytes(11_000))
    library.recover(entry.id, ScriptedEngine())  # type: ignore[arg-type]
    assert library.sessions() == []
    library.close()
