"""Names and first bytes: no ending of media is left out, and no source, subtitle or playlist is taken for media."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.audio.media_names import FIRST_BYTES, is_media_name, may_be_media, reads_as_text
from tests.helpers.shared_data import shared

ENDINGS = """
    3g2 3gp aa aac aax ac3 aif aifc aiff amr amv ape asf au avi caf dav dss dts dtshd dv dvr-ms eac3 ec3 f4a f4v flac
    flv gsm gxf m2t m2ts m2v m4a m4b m4p m4r m4v mk3d mka mkv mov mp2 mp3 mp4 mpa mpc mpeg mpg mts mxf nut oga ogg ogm
    ogv ogx opus qt ra rm rmvb shn sph spx swf tak thd tod tp trp ts tta ty vob voc w64 wav weba webm wma wmv wtv wv
"""


@pytest.mark.parametrize("ending", ENDINGS.split())
def test_no_ending_of_media_is_left_out_by_its_name(ending: str) -> None:
    assert may_be_media(f"talk.{ending}")
    assert may_be_media(f"TALK.{ending.upper()}")


@pytest.mark.parametrize("name", ["a.png", "a.HEIC", "a.tiff", "a.pdf", "a.zip", "a.docx", "a.css", "a.html", "a.csv"])
def test_pictures_and_documents_are_not_even_opened(name: str) -> None:
    assert not may_be_media(name)


def test_a_name_with_two_meanings_tells_nothing_for_sure() -> None:
    assert [is_media_name(name) for name in ("a.mp4", "a.TS", "a.mts", "a.mp3", "a")] == [
        True,
        False,
        False,
        True,
        False,
    ]


def test_no_real_media_reads_as_text() -> None:
    files = sorted((shared("data/media") / "derived").glob("misc_en-jfk__*"))
    assert len(files) > 10
    assert [path.name for path in files if path.stat().st_size and reads_as_text(path)] == []


def test_sources_subtitles_and_playlists_read_as_text(tmp_path: Path) -> None:
    for name, content in (
        ("app.ts", "export const größe: number = 3;\n" * 400),
        ("one.ts", "x"),
        ("list.m3u8", "#EXTM3U\n#EXTINF:9.9,\nsound.ts\n"),
        ("subtitles.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\nwhat\r\n"),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert reads_as_text(tmp_path / name), name
    assert not reads_as_text(tmp_path / "gone.ts")
    (tmp_path / "empty.ts").touch()
    assert not reads_as_text(tmp_path / "empty.ts")


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=FIRST_BYTES // 2, max_size=FIRST_BYTES + 5))
def test_a_text_is_one_wherever_the_look_ends(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "text.ts"
    path.write_text(text, encoding="utf-8")
    assert reads_as_text(path)


def test_every_container_that_ffmpeg_writes_with_sound_is_looked_into() -> None:
    left_out = []
    for name in av.formats_available:
        try:
            form = av.ContainerFormat(name, "w")
        except ValueError:
            continue
        if form.is_output and not form.name.startswith("image"):
            left_out += [ending for ending in form.extensions if not may_be_media(f"a.{ending.strip()}")]
    # Still and moving pictures without sound.
    assert set(left_out) <= {"gif", "apng", "avif", "webp", "fits", "ico", "rgb"}
