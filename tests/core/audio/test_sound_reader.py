"""Sound from any place of any file: what is read there is what stands there, at every speed with its pitch."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest

from core.audio.media import MediaError, read_media
from core.audio.sound_reader import SoundReader
from core.session.journal import Journal
from tests.core.audio.test_media import ffmpeg
from tests.core.audio.wav_files import write_wav
from tests.helpers.shared_data import PROJECT

RATE = 16_000
DEMO = PROJECT / "assets/demo/demo.flac"
# Without a table of contents, with a variable rate, with a start that is not 0: what makes seeking hard.
FORMS = {
    "flac": (),
    "wav": (),
    "mp3": ("-q:a", "6"),
    "bare.mp3": ("-q:a", "6", "-write_xing", "0"),
    "m4a": (),
    "aac": (),
    "ogg": ("-c:a", "libvorbis"),
    "opus": (),
    "webm": ("-c:a", "libopus"),
    "mkv": ("-c:a", "aac", "-output_ts_offset", "7"),
}


def read(reader: SoundReader, start: float, seconds: float, speed: float = 1.0) -> np.ndarray:
    reader.start(start, speed)
    parts: list[np.ndarray] = []
    while sum(map(len, parts)) < seconds * reader.rate:
        samples = reader.read()
        if samples is None:
            break
        parts.append(samples)
    whole = np.concatenate(parts) if parts else np.zeros((0, reader.channels), np.float32)
    return whole[: round(seconds * reader.rate)]


def shift(heard: np.ndarray, whole: np.ndarray, at: int, most: int) -> tuple[int, float]:
    """By how many samples later `heard` stands in `whole` than at `at`, and how alike the two are there."""
    first = max(0, at - most)
    window = whole[first : at + len(heard) + most].astype(np.float64)
    places = len(window) - len(heard) + 1
    size = len(window) + len(heard)
    match = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(heard, size)))[:places]
    power = np.lib.stride_tricks.sliding_window_view(np.cumsum(np.r_[0.0, window**2]), len(heard) + 1)
    power = power[:, -1] - power[:, 0]
    likeness = match / np.sqrt(power * (heard**2).sum() + 1e-9)
    best = int(likeness.argmax())
    return first + best - at, float(likeness[best])


@pytest.mark.parametrize("form", FORMS)
def test_what_is_read_from_a_place_is_what_stands_there(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"speech.{form}"
    ffmpeg(DEMO)  # skips where ffmpeg is not installed
    command = ["ffmpeg", "-v", "quiet", "-stream_loop", "5", "-i", str(DEMO), "-ar", "48000", *FORMS[form], str(path)]
    subprocess.run(command, check=True)
    whole = ffmpeg(path)
    reader = SoundReader(path, RATE, 1)
    for at in (0.0, 0.1, 2.5, 61.3, 40.0, len(whole) / RATE - 3):
        heard = read(reader, at, 2.0)[:, 0]
        # The first and last frames of lossy sound depend on what was decoded before.
        late, alike = shift(heard[800:-800], whole, round(at * RATE) + 800, 3 * RATE)
        assert abs(late) <= 0.001 * RATE, f"at {at} s"
        assert alike > 0.97, f"at {at} s"
    reader.close()


def test_a_journal_is_read_to_the_sample_from_any_place_while_it_grows(tmp_path: Path) -> None:
    spoken = read_media(DEMO)
    journal = Journal(tmp_path / "session.flac")
    for at in range(0, len(spoken), 1600):
        journal.write(spoken[at : at + 1600])
    reader = SoundReader(tmp_path / "session.flac", RATE, 1)
    for at in (0.0, 1.0, 7.77, 3.0001):
        first = round(at * RATE)
        assert np.array_equal(read(reader, at, 1.0)[:, 0], spoken[first : first + RATE])
    assert len(read(reader, 1000.0, 1.0)) == 0
    journal.close()
    left = read(reader, len(spoken) / RATE - 0.5, 5.0)[:, 0]
    assert np.array_equal(left, spoken[-len(left) :])
    assert len(left) == RATE // 2


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.0, 1.5, 2.0])
def test_the_speed_changes_how_long_it_takes_and_not_the_pitch(speed: float, tmp_path: Path) -> None:
    seconds, hertz = 8, 440
    wave = 8000 * np.sin(2 * np.pi * hertz * np.arange(44_100 * seconds) / 44_100)
    write_wav(tmp_path / "tone.wav", np.stack([wave, wave]).astype(np.int16), 44_100)
    heard = read(SoundReader(tmp_path / "tone.wav", 48_000, 2), 1.0, 100.0, speed)
    assert len(heard) == pytest.approx(48_000 * (seconds - 1) / speed, rel=0.01)
    middle = heard[len(heard) // 4 : len(heard) // 4 + 48_000, 1]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert spectrum.argmax() * 48_000 / len(middle) == pytest.approx(hertz, abs=2)


def test_channels_stay_apart(tmp_path: Path) -> None:
    left = np.full(16_000, 6000, np.int16)
    write_wav(tmp_path / "left.wav", np.stack([left, 0 * left]), 16_000)
    heard = read(SoundReader(tmp_path / "left.wav", 16_000, 2), 0.5, 0.2)
    assert heard[:, 0] == pytest.approx(6000 / 32768, abs=1e-3)
    assert heard[:, 1] == pytest.approx(0, abs=1e-3)


def test_what_is_no_sound_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no sound")
    with pytest.raises(MediaError, match="no audio or video"):
        SoundReader(tmp_path / "notes.txt", RATE, 1)
    with pytest.raises(MediaError, match="does not exist"):
        SoundReader(tmp_path / "gone.wav", RATE, 1)
