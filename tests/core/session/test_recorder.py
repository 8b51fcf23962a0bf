"""What a recorder gives back of the sound that the ring has lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.session.library import Library
from core.session.recognition import RecognitionOptions
from core.session.recorder import Recorder

RATE = 16_000
SECONDS = 120


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Recorder]:
    library = Library(tmp_path)
    recorder = library.begin(RecognitionOptions())
    yield recorder
    recorder.abandon()
    library.close()


def noise() -> np.ndarray:
    return np.random.default_rng(0).integers(-3000, 3000, SECONDS * RATE).astype(np.float32) / 32_768


def record(recorder: Recorder) -> np.ndarray:
    samples = noise()
    for start in range(0, len(samples), 1600):
        recorder.audio(samples[start : start + 1600])
    return samples


def test_any_stretch_is_read_back_to_the_sample_while_the_recording_goes_on(recorder: Recorder) -> None:
    samples = record(recorder)
    for start, count in ((0, 1), (0, 5000), (1151, 2), (700_001, 50_000), (110 * RATE, 3 * RATE), (33, 0)):
        assert np.array_equal(recorder.read_audio(start, count), samples[start : start + count])


def test_what_the_journal_has_not_yet_is_left_out(recorder: Recorder) -> None:
    samples = record(recorder)
    found = recorder.read_audio((SECONDS - 1) * RATE, 10 * RATE)
    assert RATE // 2 < len(found) <= RATE
    assert np.array_equal(found, samples[(SECONDS - 1) * RATE :][: len(found)])


def test_a_stretch_is_sought_and_not_read_from_the_beginning_on(recorder: Recorder, tmp_path: Path) -> None:
    samples = record(recorder)
    (journal,) = tmp_path.rglob("*.flac")
    content = bytearray(journal.read_bytes())
    # What lies there can no longer be decoded; the header and the first frame can.
    content[len(content) // 10 : len(content) // 3] = bytes(len(content) // 3 - len(content) // 10)
    journal.write_bytes(content)
    start = SECONDS // 2 * RATE
    assert np.array_equal(recorder.read_audio(start, RATE), samples[start : start + RATE])
