"""Files that lie: rates, lengths, codecs, playlists that reach for the network, channels that cancel out late."""

from __future__ import annotations

import random
import socket
import struct
from pathlib import Path

import numpy as np
import pytest

from core.audio.media import MediaError, open_media, read_media
from tests.core.audio.wav_files import write_wav
from tests.helpers.shared_data import shared

RATE = 16_000
STEM = "data/media/derived/ls-1688-142285-0003__"


def tone(seconds: float) -> np.ndarray:
    return (8000 * np.sin(np.arange(round(seconds * RATE)) * 0.1)).astype(np.int16)


@pytest.mark.parametrize("rate", [1, 100, 2**31 - 1])
def test_an_impossible_rate_is_refused_before_it_costs_memory(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "liar.wav"
    write_wav(path, tone(1)[None], RATE)
    content = bytearray(path.read_bytes())
    content[24:28] = struct.pack("<I", rate)
    path.write_bytes(content)
    with pytest.raises(MediaError, match=f"{rate} samples a second; it is damaged"):
        read_media(path)


@pytest.mark.parametrize("tag", [b"drms", b"enca", b"zzzz"])
def test_a_protected_or_unknown_codec_says_so(tmp_path: Path, tag: bytes) -> None:
    path = tmp_path / "song.m4a"
    path.write_bytes(shared(STEM + "alac.m4a").read_bytes().replace(b"alac", tag))
    with pytest.raises(MediaError, match="not known here, or it is copy-protected"):
        open_media(path)


@pytest.mark.parametrize("name", ["song.mp3", "song.m3u8", "song.txt"])
def test_a_playlist_opens_no_connection(tmp_path: Path, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/part.ts"
        playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{address}\n#EXT-X-ENDLIST\n"
        (tmp_path / name).write_text(playlist, encoding="utf-8")
        with pytest.raises(MediaError):
            read_media(tmp_path / name)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    ("name", "playlist"),
    [
        ("upload.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.0,\n{}\n#EXT-X-ENDLIST\n"),
        ("upload.ffconcat", "ffconcat version 1.0\nfile 'private.mp3'\n"),
    ],
)
def test_a_playlist_of_somebody_else_opens_no_file_of_ours(tmp_path: Path, name: str, playlist: str) -> None:
    private = tmp_path / "private.mp3"
    private.write_bytes(shared(STEM + "cbr32.mp3").read_bytes())
    path = tmp_path / name
    path.write_text(playlist.format(private), encoding="utf-8")
    assert len(read_media(path)), "the user's own playlist is read"
    with pytest.raises(MediaError, match="no audio or video file"):
        open_media(path, alone=True)


@pytest.mark.parametrize(
    "form", ["cbr32.mp3", "tta.tta", "aiff.aiff", "wma.wma", "alac.m4a", "adts.aac", "opus.webm", "h264.mp4", "wv.wv"]
)
def test_a_file_that_is_opened_alone_gives_the_same_samples(form: str) -> None:
    path = shared(STEM + form)
    assert np.array_equal(read_media(path), np.concatenate(list(open_media(path, alone=True).blocks())))


@pytest.mark.parametrize("form", ["cbr32.mp3", "tta.tta", "aiff.aiff", "wma.wma"])
def test_a_file_that_was_cut_off_gives_what_is_there_and_a_warning(tmp_path: Path, form: str) -> None:
    content = shared(STEM + form).read_bytes()
    path = tmp_path / form
    path.write_bytes(content[: len(content) // 2])
    media = open_media(path)
    seconds = sum(len(block) for block in media.blocks()) / RATE
    assert 1.9 < seconds < 2.7
    assert str(path) in media.warning
    assert "\n" not in media.warning


def test_a_whole_file_has_no_warning() -> None:
    media = open_media(shared(STEM + "cbr32.mp3"))
    list(media.blocks())
    assert media.warning == ""


@pytest.mark.parametrize("silence", [0.0, 12.0, 35.0])
def test_anti_phase_is_noticed_after_a_long_silence_too(tmp_path: Path, silence: float) -> None:
    spoken = np.concatenate([np.zeros(round(silence * RATE), np.int16), tone(2)])
    path = tmp_path / "anti.wav"
    write_wav(path, np.stack([spoken, -spoken]), RATE)
    assert np.array_equal(read_media(path), spoken / np.float32(32768))


@pytest.mark.parametrize("name", ["-v.wav", "%d.wav", "a b#?%20.wav", "größe.wav"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    write_wav(tmp_path / name, tone(0.1)[None], RATE)
    assert len(read_media(tmp_path / name)) == 1600


@pytest.mark.parametrize("form", ["u8.wav", "cbr32.mp3", "aac.m4a", "opus.webm", "tta.tta", "caf.caf"])
def test_flipped_bytes_end_in_samples_or_in_one_line(tmp_path: Path, form: str) -> None:
    content = shared(STEM + form).read_bytes()
    rng = random.Random(7)
    for _ in range(8):
        broken = bytearray(content)
        for _ in range(12):
            broken[rng.randrange(min(len(broken), 4000))] = rng.randrange(256)
        path = tmp_path / form
        path.write_bytes(broken)
        message, samples = "", np.zeros(0, np.float32)
        try:
            samples = read_media(path)
        except MediaError as failure:
            message = str(failure)
        assert np.isfinite(samples).all()
        assert len(samples) or message
        assert "\n" not in message
