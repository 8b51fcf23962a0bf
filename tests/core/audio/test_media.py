"""Media files against ffmpeg, which we did not write, on every strange file there is."""

from __future__ import annotations

import json
import shutil
import subprocess
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from core.audio.media import MediaError, open_media, read_media
from tests.core.audio.wav_files import write_wav
from tests.helpers.shared_data import PROJECT, shared

RATE = 16_000


def ffmpeg(path: Path) -> np.ndarray:
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    command = [
        "ffmpeg",
        "-v",
        "quiet",
        "-i",
        str(path),
        "-map",
        "0:a:0",
        "-ac",
        "1",
        "-ar",
        str(RATE),
        "-f",
        "f32le",
        "-",
    ]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=False).stdout, np.float32)


def rows() -> list[dict[str, object]]:
    with (shared("data/media") / "manifest.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def seconds_of(path: Path) -> float:
    """Seconds that we hear; 0 for one clear line."""
    try:
        return len(read_media(path)) / RATE
    except MediaError as failure:
        message = str(failure)
    assert str(path) in message
    assert "\n" not in message
    return 0.0


def test_every_strange_file_is_as_long_as_its_manifest_says_or_gives_one_clear_line() -> None:
    unlike = []
    for row in rows():
        seconds = seconds_of(shared("data/media") / str(row["path"]))
        noted = row["decoded_seconds"]
        # Codecs with frames of their own (ADPCM, AAC) fill up the last one, or put one before the first.
        if isinstance(noted, float) and abs(seconds - noted) > 0.13:
            unlike.append((row["path"], seconds, noted))
    assert unlike == []


@pytest.mark.slow
def test_every_strange_file_is_as_long_as_ffmpeg_finds_it() -> None:
    unlike = []
    for row in rows():
        path = shared("data/media") / str(row["path"])
        seconds, expected = seconds_of(path), len(ffmpeg(path)) / RATE
        if abs(seconds - expected) > 0.06:
            unlike.append((row["path"], seconds, expected))
    # One FLAC test file has a header that lies about its block size: ffmpeg's tool guesses 0.1 s more than its library.
    assert [path for path, _, _ in unlike] in ([], ["originals/mutagen__52-too-short-block-size.flac"]), unlike


def test_derived_forms_of_a_sentence_sound_alike() -> None:
    folder = shared("data/media/derived")
    stem = "ls-1688-142285-0003__"
    reference = read_media(folder / (stem + "alac.m4a"))
    for name in ("aiff.aiff", "tta.tta", "wv.wv", "cbr128_44k.mp3", "vorbis.ogg", "opus.webm", "h264.mp4", "11025.wav"):
        other = read_media(folder / (stem + name))
        count = min(len(reference), len(other))
        spectrum = np.fft.rfft(reference[:count]) * np.conj(np.fft.rfft(other[:count]))
        correlation = np.fft.irfft(spectrum).max() / np.sqrt(np.sum(reference**2) * np.sum(other**2))
        assert correlation > 0.9, f"{name}: {correlation:.3f}"


def test_anti_phase_stereo_does_not_vanish(tmp_path: Path) -> None:
    tone = (8000 * np.sin(np.arange(RATE) * 0.1)).astype(np.int16)
    write_wav(tmp_path / "anti.wav", np.stack([tone, -tone]), RATE)
    heard = read_media(tmp_path / "anti.wav")
    assert np.allclose(heard, tone / 32768.0, atol=1e-6)


def test_stereo_is_the_mean_of_its_channels(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    channels = rng.integers(-8000, 8000, (2, RATE)).astype(np.int16)
    write_wav(tmp_path / "two.wav", channels, RATE)
    assert np.allclose(read_media(tmp_path / "two.wav"), channels.mean(axis=0) / 32768.0, atol=1e-6)


@pytest.mark.parametrize(
    ("name", "content", "hint"),
    [
        ("empty.wav", b"", "empty"),
        ("letter.txt", b"Dear Sir or Madam,\n" * 200, "no audio"),
        ("noise.mp3", bytes(range(256)) * 64, "cannot|no audio|no sound"),
    ],
)
def test_what_is_no_media_says_so(tmp_path: Path, name: str, content: bytes, hint: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(MediaError, match=hint):
        read_media(path)


def test_missing_files_and_folders_say_so(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="does not exist"):
        open_media(tmp_path / "nowhere.wav")
    with pytest.raises(MediaError, match="is a folder"):
        open_media(tmp_path)


def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    block = (3000 * np.sin(np.arange(44_100) * 0.05)).astype(np.int16)
    peaks = []
    for seconds in (20, 200):
        path = tmp_path / f"{seconds}.wav"
        write_wav(path, np.tile(block, seconds)[None], 44_100)
        tracemalloc.start()
        total = sum(len(part) for part in open_media(path).blocks())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert total == pytest.approx(seconds * RATE, abs=2)
    assert peaks[1] < peaks[0] * 1.5


def test_the_demo_clip_is_what_its_readme_says() -> None:
    assert len(read_media(PROJECT / "assets/demo/demo.flac")) == 410_000
