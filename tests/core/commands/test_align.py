"""`wavescribe align` on the demo clip: five utterances, a second of silence after each."""

import json
from pathlib import Path

import numpy as np
import pysubs2
import pytest

from core.audio.media import read_media
from core.session.library import Library
from tests.core.commands.test_command_line import DEMO, only_line
from tests.helpers.command import wavescribe

LINES = (
    "Her father is a most remarkable person, to say the least.",
    "We are going for our honeymoon to Italy — and the south of France.",
    "The bell reverberated through what seemed like an empty house.",
    "For minutes no one stirred among the wreckage.",
    "They picked their way through the wreckage and emerged on a scene of frightful destruction.",
)


def silences() -> list[float]:
    """Middles of the stretches of half a second and more without sound, by energy alone."""
    samples = read_media(DEMO)
    blocks = samples[: len(samples) // 320 * 320].reshape(-1, 320)
    quiet = np.sqrt((blocks**2).mean(axis=1)) < 0.002
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(int), [0]])))
    pairs = edges.reshape(-1, 2)
    return [float(start + end) / 2 * 0.02 for start, end in pairs if end - start >= 25]


def test_each_line_lies_between_the_silences(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("\n\n".join(LINES), encoding="utf-8")
    done = wavescribe("align", DEMO, text, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    segments = json.loads(only_line(done.stdout))["segments"]
    assert [segment["text"] for segment in segments] == list(LINES)
    borders = [0.0, *silences()]
    assert len(borders) == 6
    for segment, start, end in zip(segments, borders, borders[1:], strict=False):
        assert start <= segment["start"] < segment["end"] <= end
        times = [(word["start"], word["end"]) for word in segment["words"]]
        assert times == sorted(times)
    done = wavescribe("align", DEMO, text, "--output", tmp_path / "out")
    assert done.returncode == 0
    events = pysubs2.load(str(tmp_path / "out" / "demo.srt"))
    assert " ".join(event.plaintext.replace("\n", " ") for event in events) == " ".join(LINES)


def test_a_gap_leaves_room_for_what_is_not_written(tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    text.write_text(f"{LINES[0]}\n[...]\n{LINES[3]}\n", encoding="utf-8")
    done = wavescribe("align", DEMO, text, "--format", "json")
    first, last = json.loads(only_line(done.stdout))["segments"]
    borders = silences()
    assert first["end"] <= borders[0]
    assert borders[2] <= last["start"] < last["end"] <= borders[3]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"one word \xff\xfe", "not UTF-8"),
        (b"  \n", "no words"),
        (b"word " * 3000, "too long for the audio"),
    ],
)
def test_a_text_that_cannot_be_aligned_costs_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    text = tmp_path / "text.txt"
    text.write_bytes(content)
    done = wavescribe("align", DEMO, text)
    assert done.returncode in (1, 2)
    assert message in only_line(done.stderr)
    assert done.stdout == ""


def test_a_missing_text_is_a_usage_error(tmp_path: Path) -> None:
    done = wavescribe("align", DEMO, tmp_path / "none.txt")
    assert done.returncode == 2
    assert "Name a text file" in only_line(done.stderr)


def test_an_aligned_text_is_kept_as_a_session(tmp_path: Path) -> None:
    text, library = tmp_path / "text.txt", tmp_path / "library"
    text.write_text("\n".join(LINES), encoding="utf-8")
    done = wavescribe("align", DEMO, text, "--format", "json", "--save", "--library", library)
    assert done.returncode == 0
    kept = json.loads(only_line(wavescribe("sessions", "--json", "--library", library).stdout))
    assert only_line(done.stderr) == f"wavescribe: kept as session {kept['id']}"
    shown = wavescribe("sessions", "export", kept["id"], "--format", "json", "--library", library)
    aligned = json.loads(only_line(done.stdout))
    assert json.loads(shown.stdout)["segments"] == aligned["segments"]
    assert [segment["text"] for segment in aligned["segments"]] == list(LINES)
    # Its sound is the recording, so it can be heard and aligned again.
    kept_in = Library(library)
    assert kept_in.sound(kept["id"]) == DEMO
    kept_in.close()


def test_a_library_that_cannot_be_is_said_before_the_text_is_aligned(tmp_path: Path) -> None:
    text, library = tmp_path / "text.txt", tmp_path / "library"
    text.write_text(LINES[0], encoding="utf-8")
    library.write_text("a file", encoding="utf-8")
    done = wavescribe("align", DEMO, text, "--save", "--library", library)
    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot be opened" in only_line(done.stderr)
    done = wavescribe("align", DEMO, text, "--library", library)
    assert done.returncode == 2
    assert "--library goes with --save" in only_line(done.stderr)
