"""--readable on the command line: the words stay as they were recognised, and their times with them."""

import json
from pathlib import Path

import pysubs2
import pytest

from core.decoding.hypothesis import Word
from core.decoding.readable.readable_text import ReadableText
from core.session.export import write_transcript
from core.session.readable_captions import as_shown, with_readable
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption
from tests.core.commands.test_command_line import DEMO, only_line
from tests.helpers.command import wavescribe

CAPTION = FinalCaption(
    0,
    1.0,
    4.0,
    (
        Word("I", 1.0, 1.1, 0.9),
        Word("AM", 1.2, 1.4, 0.8),
        Word("FORTY", 2.0, 2.3, 0.7),
        Word("TWO", 2.4, 2.6, 0.6),
        Word("TODAY", 3.0, 3.5, 0.5),
    ),
    4.5,
    None,
)


def test_a_number_has_the_time_of_all_its_words() -> None:
    caption = with_readable(CAPTION, ReadableText(None).stream(), ends=True)
    assert caption == CAPTION
    assert as_shown(caption).words == (
        Word("I", 1.0, 1.1, 0.9),
        Word("am", 1.2, 1.4, 0.8),
        Word("42", 2.0, 2.6, 0.6),
        Word("today.", 3.0, 3.5, 0.5),
    )
    assert as_shown(CAPTION) == CAPTION


def test_json_has_both() -> None:
    caption = with_readable(CAPTION, ReadableText(None).stream(), ends=True)
    row = json.loads(write_transcript(Transcript("x.wav", "m", None, 5.0, (caption,)), "json"))["segments"][0]
    assert row["text"] == "I AM FORTY TWO TODAY"
    assert [word["word"] for word in row["words"]] == row["text"].split()
    assert row["readable_text"] == "I am 42 today."
    assert row["readable"][2] == {"text": "42", "first_word": 2, "last_word": 3}


def test_transcribe_and_listen_agree_and_keep_the_words() -> None:
    raw, both = (wavescribe("transcribe", DEMO, "--format", "json", *extra) for extra in ((), ("--readable",)))
    plain, readable = (json.loads(only_line(done.stdout))["segments"] for done in (raw, both))
    added = ("readable", "readable_text")
    assert [{key: row[key] for key in row if key not in added} for row in readable] == plain
    subtitles = pysubs2.SSAFile.from_string(wavescribe("transcribe", DEMO, "--format", "srt", "--readable").stdout)
    shown = " ".join(event.plaintext.replace("\n", " ") for event in subtitles)
    assert shown == " ".join(row["readable_text"] for row in readable)
    assert shown[0].isupper()
    assert shown.endswith((".", "?"))


@pytest.mark.usefixtures("runtime_folder")
def test_live_finals_are_readable() -> None:
    done = wavescribe("listen", "--file", DEMO, "--json", "--readable")
    finals = [row for line in done.stdout.splitlines() if (row := json.loads(line))["type"] == "final"]
    assert finals
    for row in finals:
        assert row["text"] == row["text"].upper()
        assert [word["word"] for word in row["words"]] == row["text"].split()
        assert row["readable_text"] != row["text"]


@pytest.fixture
def runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
