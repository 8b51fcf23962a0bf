"""`transcribe --speakers` on real speech, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.cli import main

DEMO = Path(__file__).parents[3] / "assets" / "demo" / "demo.flac"


def test_the_demo_has_one_speaker_with_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["transcribe", str(DEMO), "--lm", "none", "--format", "json"]
    assert main(arguments) == 0
    plain = json.loads(capsys.readouterr().out)
    assert main([*arguments, "--speakers", "1", "--speaker-name", "Ada"]) == 0
    labelled = json.loads(capsys.readouterr().out)
    assert plain["text"]
    assert labelled["text"] == plain["text"]
    assert {segment["speaker"] for segment in labelled["segments"] if segment["words"]} == {"Ada"}
    for segment in labelled["segments"]:
        segment.pop("speaker", None)
    assert labelled == plain


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--speakers", "0"], "--speakers takes 1 to 20, or auto."),
        (["--speakers", "many"], "--speakers takes a number or auto, not 'many'."),
        (["--speaker-name", "Ada"], "--speaker-name and --speaker-model go with --speakers."),
        (["--speakers", "2", "--speaker-name", " "], "--speaker-name takes a name with at least one letter."),
        (["--speakers", "auto", "--no-vad"], "--speakers needs voice activity; leave out --no-vad."),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["transcribe", str(DEMO), *arguments]) == 2
    assert capsys.readouterr().err == f"wavescribe: {sentence}\n"
