"""Files and folders as they are dropped: real media found by what they are, the others counted by reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import av

from core.session.dropped_files import dropped_files, with_their_texts
from tests.core.session.test_file_queue import wav
from tests.core.session.test_live_session import speech
from tests.helpers.shared_data import shared


def test_media_of_a_folder_are_found_whatever_they_are_called_and_the_rest_is_counted(tmp_path: Path) -> None:
    media = shared("data/media") / "derived"
    for source, name in (
        ("misc_en-jfk__h264.mp4", "a/video.mp4"),
        ("misc_en-jfk__ac3.mka", "a/b/no ending"),
        ("ls-1688-142285-0003__opus.ogg", "sound.ogg"),
        ("ls-1688-142285-0003__zero_bytes.wav", "zero.wav"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(media / source, tmp_path / name)
    for name in ("notes.txt", "a/picture.png", "a/unknown.xyzzy"):
        (tmp_path / name).write_bytes(b"no sounds here" * 100)
    found = dropped_files([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found.files] == ["sound.ogg", "a/video.mp4", "a/b/no ending"]
    assert found.left_out == {"no media": 3, "empty": 1}
    again = dropped_files([tmp_path], known=found.files)
    assert (again.files, again.left_out["known"]) == ((), 3)


def test_a_file_that_is_dropped_itself_is_taken_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no sounds")
    assert dropped_files([tmp_path / "notes.txt", tmp_path / "gone.wav"]).files == (
        tmp_path / "notes.txt",
        tmp_path / "gone.wav",
    )


def test_hidden_files_are_left_alone_links_not_followed_and_the_number_capped(tmp_path: Path) -> None:
    for name in ("a.wav", "b/two.wav", "b/.hidden.wav", "b/.git/x.wav", "b/c/three.wav"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        wav(tmp_path / name, speech())
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = dropped_files([tmp_path / "a.wav", tmp_path / "b"])
    assert [str(path.relative_to(tmp_path)) for path in found.files] == ["a.wav", "b/two.wav", "b/c/three.wav"]
    assert not found.more
    few = dropped_files([tmp_path], most=2)
    assert (few.files, few.more) == ((tmp_path / "a.wav", tmp_path / "b" / "two.wav"), True)


def transport_stream(source: Path, target: Path) -> Path:
    """The sound of a file as MPEG transport, with 192-byte packets (as cameras write them) where the name ends so."""
    options = {"mpegts_m2ts_mode": "1"} if target.suffix in (".m2ts", ".mts") else {}
    with av.open(str(source)) as read, av.open(str(target), "w", format="mpegts", options=options) as written:
        stream = written.add_stream("aac", rate=16_000, layout="mono")
        for frame in read.decode(audio=0):
            frame.pts = None
            for packet in stream.encode(frame):
                written.mux(packet)
        for packet in stream.encode(None):
            written.mux(packet)
    return target


def test_transport_streams_are_media_and_typescript_is_not(tmp_path: Path) -> None:
    source = shared("data/media") / "derived" / "misc_en-jfk__adts.aac"
    for name in ("a.ts", "b.m2ts", "c.mts", "d.M2T"):
        transport_stream(source, tmp_path / name)
    shutil.copy(shared("data/media") / "derived" / "ls-1688-142285-0003__wv.wv", tmp_path / "e.wv")
    (tmp_path / "app.ts").write_text("export const x = 1;\n" * 300)
    (tmp_path / "module.mts").write_text("import { x } from './app.js';\n")
    found = dropped_files([tmp_path])
    assert [path.name for path in found.files] == ["a.ts", "b.m2ts", "c.mts", "d.M2T", "e.wv"]
    assert found.left_out == {"no media": 2}


def test_a_text_of_the_same_name_goes_with_its_recording(tmp_path: Path) -> None:
    talk, text, other, two, film = (tmp_path / n for n in ("talk.wav", "talk.TXT", "notes.txt", "two.mp3", "two.mkv"))
    (tmp_path / "talk").mkdir()
    pairs, rest = with_their_texts([text, tmp_path / "talk", other, talk, two, film, tmp_path / "two.txt"])
    assert pairs == [(talk, text)]
    assert rest == [tmp_path / "talk", other, two, film, tmp_path / "two.txt"]
