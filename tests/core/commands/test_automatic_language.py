"""`--language auto`: the language of each segment chosen by a checkpoint, the same live and of the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.cli import main
from core.session.library import Library
from tests.core.audio.wav_files import write_wav
from tests.helpers.tiny_mms_lid import speech, spoken

LANGUAGES = ["eng", "eng", "deu", "deu", "eng"]


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Five utterances, the third and fourth with the hum by which the checkpoint knows German."""
    samples = speech()
    third, fifth = round(9.8 * 16_000), round(19.2 * 16_000)
    hummed = spoken("deu", samples[third:fifth])
    path = tmp_path / "two languages.wav"
    both = np.concatenate([samples[:third], hummed, samples[fifth:]])
    write_wav(path, np.rint(both * 32_000)[None].astype(np.int16), 16_000)
    return path


@pytest.fixture
def automatic(mms_folder: Path, mms_lid_folder: Path) -> list[str]:
    chosen = ["--language", "auto", "--languages", "eng,deu", "--lid", str(mms_lid_folder)]
    return ["--model", str(mms_folder), "--device", "cpu", "--lm", "none", *chosen]


def segment_of(row: dict[str, Any]) -> tuple[str, str, float, float]:
    return row["language"], row["text"], row["start"], row["end"]


def test_live_and_file_agree_on_languages_and_texts(
    recording: Path, automatic: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["transcribe", str(recording), "--format", "json", *automatic]) == 0
    transcript = json.loads(capsys.readouterr().out)
    assert transcript["language"] is None
    of_file = [segment_of(one) for one in transcript["segments"]]
    assert [language for language, *_ in of_file] == LANGUAGES
    # The adapter of German writes small letters.
    assert all(text == (text.upper() if language == "eng" else text.lower()) for language, text, *_ in of_file)
    assert any(text for language, text, *_ in of_file if language == "deu")
    library = ["--save", "--library", str(tmp_path / "library")]
    for block in ("1600", "70001"):
        assert main(["listen", "--file", str(recording), "--block", block, "--json", *automatic, *library]) == 0
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        live = [segment_of(one) for one in rows if one["type"] == "final"]
        assert live == of_file
    for session in Library(tmp_path / "library").sessions():
        kept = Library(tmp_path / "library").transcript(session.id)
        assert [(one.language, one.text) for one in kept.segments] == [(one[0], one[1]) for one in of_file]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--language", "auto"], "--languages A,B and --lid"),
        (["--language", "auto", "--languages", "eng,deu"], "--languages A,B and --lid"),
        (["--language", "auto", "--languages", "eng", "--lid", "x"], "--languages A,B and --lid"),
        (["--languages", "eng,deu"], "go with --language auto"),
        (["--language", "auto", "--languages", "eng,deu", "--lid", "x", "--no-vad"], "does not go with --no-vad"),
        (["--language", "auto", "--languages", "eng,deu", "--lid", "x", "--readable"], "is for one language"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    recording: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["transcribe", str(recording), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_language_that_one_of_the_models_lacks_is_said(
    recording: Path, automatic: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for languages, said in (("eng,spa", "has no language 'spa'; choose one of deu, eng"), ("eng,fra", "'fra'")):
        automatic[automatic.index("--languages") + 1] = languages
        assert main(["transcribe", str(recording), *automatic]) == 2
        assert said in capsys.readouterr().err


def test_other_commands_want_one_language(capsys: pytest.CaptureFixture[str], recording: Path) -> None:
    text = recording.with_suffix(".txt")
    text.write_text("words", encoding="utf-8")
    assert main(["align", str(recording), str(text), "--language", "auto"]) == 2
    assert "goes with listen and transcribe" in capsys.readouterr().err
