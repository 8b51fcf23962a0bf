"""`wavescribe evaluate` on the demo's own words: with the default model, and greedily, of sounds and of letters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.cli import main
from core.decoding.sounds.spoken_sounds import sounds_of
from core.models.catalogue import BUNDLED, DEFAULT_MODEL, resolve
from core.training.jobs import vocabulary_of
from tests.core.session.test_bundled_sounds import DEMO, SAID

TEXT = " ".join(SAID)


def evaluated(tmp_path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[dict[str, dict], str]:
    row = {"id": "demo", "path": str(DEMO), "text": TEXT.lower(), "seconds": 25.0, "speaker": "one", "split": "dev"}
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(json.dumps({**row, "language": "en"}) + "\n", encoding="utf-8")
    assert main(["evaluate", str(manifest), "--json", *options]) == 0
    printed = capsys.readouterr()
    return json.loads(printed.out)["all"], printed.err


def test_the_default_is_the_model_of_sounds_with_its_language_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, said = evaluated(tmp_path, capsys)
    assert found == evaluated(tmp_path, capsys, "--model", DEFAULT_MODEL)[0]
    assert found["words"]["units"] == len(TEXT.split())
    assert found["words"]["errors"] < evaluated(tmp_path, capsys, "--model", BUNDLED)[0]["words"]["errors"]
    assert "Greedy" not in said


def test_greedily_sounds_are_compared_with_sounds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, said = evaluated(tmp_path, capsys, "--lm", "none")
    lexicon = vocabulary_of(Path(resolve(DEFAULT_MODEL))).lexicon
    assert lexicon is not None
    sounds = sounds_of(TEXT, lexicon)
    assert sounds is not None
    assert found["characters"]["units"] == len(sounds)
    assert 0 < found["characters"]["errors"] < 0.4 * len(sounds)
    assert "of sounds" in said
    found, said = evaluated(tmp_path, capsys, "--lm", "none", "--model", BUNDLED)
    assert found["characters"]["units"] == len(TEXT)
    assert "Greedy" not in said
