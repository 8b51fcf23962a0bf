"""Exports, read back by pysubs2, csv, python-docx, ffmpeg and json."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hypothesis import Word
from core.session.export import FORMATS, SUBTITLES, export_bytes, timed_text, write_transcript
from core.session.export_files import TemplateError, export_name, free_path, write_file
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption

# pysubs2 takes a last line of digits for the number of the next cue when it reads; players do not.
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Zs", "Zl", "Zp", "Cc", "Cs")), min_size=1, max_size=60
).filter(lambda word: not any(character.isnumeric() for character in word))


def transcript(texts: list[list[str]], file: str = "talk.wav", language: str | None = None) -> Transcript:
    segments, at = [], 0.0
    for number, segment in enumerate(texts):
        spoken = tuple(Word(text, at + i * 0.4, at + i * 0.4 + 0.3, 0.5) for i, text in enumerate(segment))
        end = at + 0.4 * len(segment) + 0.2
        segments.append(FinalCaption(number, at, end, spoken, end, language))
        at = end + 0.5
    return Transcript(file, "bundled-en", language, at, tuple(segments))


def letters(text: str) -> str:
    """Without spaces, tags of karaoke, and what stands for markup."""
    return re.sub(r"\s|\{[^}]*\}|\\N", "", text)


HARMLESS = str.maketrans("<>{}\\&", "‹›()/＆")


@given(st.lists(st.lists(words, max_size=40), max_size=4))
def test_subtitles_hold_every_letter_in_order(texts: list[list[str]]) -> None:
    spoken = "".join(word.translate(HARMLESS) for segment in texts for word in segment)
    for form in SUBTITLES:
        file = pysubs2.SSAFile.from_string(write_transcript(transcript(texts), form), format_=form)
        assert letters("".join(event.text for event in file)) == letters(spoken)


def test_markup_in_a_transcript_stays_text() -> None:
    hostile = [["<b>bold</b>", "-->", "{\\an8}top", "00:00:01,000", "a\n\n2\n00:00:00,000"]]
    for form in ("srt", "vtt"):
        text = write_transcript(transcript(hostile), form)
        file = pysubs2.SSAFile.from_string(text, format_=form)
        assert len(file) == 1
        assert text.count("-->") == 1
    (event,) = pysubs2.SSAFile.from_string(write_transcript(transcript(hostile), "ass"), format_="ass")
    assert set(re.findall(r"\\[a-zA-Z]+", event.text)) <= {r"\k", r"\N"}


def test_karaoke_times_are_those_of_the_words() -> None:
    (event,) = pysubs2.SSAFile.from_string(write_transcript(transcript([["one", "two"]]), "ass"), format_="ass")
    assert event.text == r"{\k30}one {\k10}{\k30}two"


@pytest.mark.parametrize("form", SUBTITLES)
def test_ffmpeg_reads_the_subtitles(tmp_path: Path, form: str) -> None:
    if shutil.which("ffprobe") is None:
        pytest.skip("ffprobe is not installed")
    path = tmp_path / f"a.{form}"
    path.write_bytes(export_bytes(transcript([["hello", "world"], [], ["again"]]), form))
    probe = subprocess.run(
        ["ffprobe", "-v", "error", "-show_packets", "-of", "json", path], capture_output=True, text=True, check=True
    )
    packets = json.loads(probe.stdout)["packets"]
    assert [round(float(packet["pts_time"]), 2) for packet in packets] == [0.0, 2.2]
    assert probe.stderr == ""


def test_tables_parse_back_and_nothing_is_a_formula() -> None:
    texts = [["=1+1"], ['say "hi",', "now"], []]
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        rows = list(csv.DictReader(io.StringIO(write_transcript(transcript(texts), form)), delimiter=delimiter))
        assert [row["text"] for row in rows] == ["'=1+1", 'say "hi", now']
        assert rows[1]["start"] == "1.100"


def test_a_document_opens_again_whatever_the_words(tmp_path: Path) -> None:
    texts = [["hello", "nul\x00byte"], ["يوم", "الخميس"]]
    document = docx.Document(io.BytesIO(export_bytes(transcript(texts), "docx")))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs == ["talk.wav", "0:00:03 · bundled-en", "0:00:00\thello nul�byte", "0:00:01\tيوم الخميس"]
    turned = [paragraph._p.pPr is not None and b"bidi" in xml(paragraph) for paragraph in document.paragraphs]
    assert turned[2:] == [False, True]


def xml(paragraph: docx.text.paragraph.Paragraph) -> bytes:
    return paragraph._p.xml.encode()


def test_json_and_text_have_the_documented_form() -> None:
    row = json.loads(write_transcript(transcript([["HELLO", "WORLD"], [], ["AGAIN"]]), "json"))
    assert set(row) == {"file", "model", "language", "duration", "text", "segments"}
    assert row["text"] == "HELLO WORLD AGAIN"
    assert [segment["text"] for segment in row["segments"]] == ["HELLO WORLD", "", "AGAIN"]
    assert row["segments"][0]["words"][0] == {"word": "HELLO", "start": 0.0, "end": 0.3, "confidence": 0.5}
    assert write_transcript(transcript([["HELLO"], [], ["AGAIN"]]), "txt") == "HELLO\nAGAIN\n"
    assert timed_text(transcript([["HELLO"], [], ["AGAIN"]])) == "0:00:00\tHELLO\n0:00:01\tAGAIN\n"


def test_an_empty_transcript_is_valid_in_every_format() -> None:
    assert all(export_bytes(transcript([]), form) or form in ("txt", "srt") for form in FORMATS)
    assert json.loads(write_transcript(transcript([]), "json"))["segments"] == []
    assert len(pysubs2.SSAFile.from_string(write_transcript(transcript([]), "vtt"), format_="vtt")) == 0
    with pytest.raises(ValueError, match="docx"):
        write_transcript(transcript([]), "docx")


def test_names_come_from_a_template() -> None:
    talk = transcript([], "/home/ada/My talk.mp3", "deu")
    assert export_name(talk, "srt", "{stem}.{lang}.{ext}") == "My talk.deu.srt"
    assert export_name(talk, "srt") == "My talk.srt"
    assert export_name(transcript([], "2026-11-26 10.30 meeting"), "txt", "{stem}.{lang}.{ext}").endswith(
        "10.30 meeting.und.txt"
    )
    for template in ("{nope}.txt", "{stem", "../{stem}", "{stem!r}", "{stem:>9}", "{stem.parent}"):
        with pytest.raises(TemplateError):
            export_name(talk, "srt", template)


@given(st.text(max_size=300))
def test_no_title_leads_out_of_the_folder(title: str) -> None:
    name = export_name(transcript([], title), "txt")
    assert Path(name).name == name
    assert name not in ("", ".", "..")
    assert not name.startswith("..")


def test_nothing_is_overwritten_and_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text("mine")
    assert free_path(tmp_path, "a.srt") == tmp_path / "a-2.srt"
    assert free_path(tmp_path, "a.srt", {tmp_path / "a-2.srt"}) == tmp_path / "a-3.srt"
    with pytest.raises(TypeError):
        write_file(tmp_path / "a.srt", "no bytes")  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["a.srt"]
    assert (tmp_path / "a.srt").read_text() == "mine"


def by_speakers(*names: str) -> Transcript:
    plain = transcript([["one", "two"], ["three"], ["four", "five"]])
    segments = tuple(replace(segment, speaker=name) for segment, name in zip(plain.segments, names, strict=True))
    return replace(plain, segments=segments)


def test_who_speaks_stands_in_every_format() -> None:
    spoken = by_speakers("Ada", "Ada", "=Bo {x}")
    assert write_transcript(spoken, "txt") == "Ada: one two\nAda: three\n=Bo {x}: four five\n"
    assert timed_text(spoken).splitlines()[0] == "0:00:00\tAda: one two"
    rows = json.loads(write_transcript(spoken, "json"))["segments"]
    assert [row["speaker"] for row in rows] == ["Ada", "Ada", "=Bo {x}"]
    assert [row["text"] for row in rows] == ["one two", "three", "four five"]
    table = list(csv.reader(io.StringIO(write_transcript(spoken, "csv"))))
    assert table[0] == ["start", "end", "language", "confidence", "speaker", "text"]
    assert [row[4] for row in table[1:]] == ["Ada", "Ada", "'=Bo {x}"]
    document = docx.Document(io.BytesIO(export_bytes(spoken, "docx")))
    paragraph = document.paragraphs[2]
    assert paragraph.text.endswith("Ada: one two")
    assert [run.text for run in paragraph.runs if run.bold] == ["Ada: "]


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_subtitles_say_who_speaks_where_that_changes(form: str) -> None:
    file = pysubs2.SSAFile.from_string(write_transcript(by_speakers("Ada", "Ada", "Bo"), form))
    assert [event.plaintext for event in file] == ["Ada: one two", "three", "Bo: four five"]


def test_without_speakers_nothing_is_said_of_them() -> None:
    plain = transcript([["one"]])
    assert "speaker" not in write_transcript(plain, "json")
    assert write_transcript(plain, "csv").splitlines()[0] == "start,end,language,confidence,text"
