"""Exports, read back by pysubs2 and json."""

from __future__ import annotations

import json

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hypothesis import Word
from core.session.export import LINE_CHARACTERS, LINES, LONGEST_CUE, write_transcript
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption

# pysubs2 takes a last line of digits for the number of the next cue when it reads; players do not.
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Zs", "Zl", "Zp", "Cc", "Cs")), min_size=1, max_size=60
).filter(lambda word: not word.isnumeric())


def transcript(texts: list[list[str]]) -> Transcript:
    segments, at = [], 0.0
    for number, segment in enumerate(texts):
        spoken = tuple(Word(text, at + i * 0.4, at + i * 0.4 + 0.3, 0.5) for i, text in enumerate(segment))
        end = at + 0.4 * len(segment) + 0.2
        segments.append(FinalCaption(number, at, end, spoken, end, None))
        at = end + 0.5
    return Transcript("talk.wav", "bundled-en", None, at, tuple(segments))


@given(st.lists(st.lists(words, max_size=40), max_size=4))
def test_subtitles_parse_back_in_order_and_in_shape(texts: list[list[str]]) -> None:
    spoken = sum(map(len, texts))
    for form in ("srt", "vtt"):
        file = pysubs2.SSAFile.from_string(write_transcript(transcript(texts), form), format_=form)
        previous = 0
        count = 0
        for event in file:
            assert previous <= event.start < event.end
            assert event.end - event.start <= LONGEST_CUE * 1000 + 400
            previous = event.start
            lines = event.plaintext.split("\n")
            assert len(lines) <= LINES
            assert all(len(line) <= LINE_CHARACTERS or " " not in line for line in lines)
            count += sum(len(line.split(" ")) for line in lines)
        assert count == spoken


def test_markup_in_a_transcript_stays_text() -> None:
    hostile = [["<b>bold</b>", "-->", "{\\an8}top", "00:00:01,000"]]
    for form in ("srt", "vtt"):
        text = write_transcript(transcript(hostile), form)
        file = pysubs2.SSAFile.from_string(text, format_=form)
        assert len(file) == 1
        assert text.count("-->") == 1


def test_json_and_text_have_the_documented_form() -> None:
    row = json.loads(write_transcript(transcript([["HELLO", "WORLD"], [], ["AGAIN"]]), "json"))
    assert set(row) == {"file", "model", "language", "duration", "text", "segments"}
    assert row["text"] == "HELLO WORLD AGAIN"
    assert [segment["text"] for segment in row["segments"]] == ["HELLO WORLD", "", "AGAIN"]
    assert row["segments"][0]["words"][0] == {"word": "HELLO", "start": 0.0, "end": 0.3, "confidence": 0.5}
    assert write_transcript(transcript([["HELLO"], [], ["AGAIN"]]), "txt") == "HELLO\nAGAIN\n"


def test_an_empty_transcript_is_valid_in_every_format() -> None:
    assert write_transcript(transcript([]), "txt") == ""
    assert json.loads(write_transcript(transcript([]), "json"))["segments"] == []
    assert len(pysubs2.SSAFile.from_string(write_transcript(transcript([]), "vtt"), format_="vtt")) == 0
    with pytest.raises(ValueError, match="docx"):
        write_transcript(transcript([]), "docx")
