"""Where the shared speech, noise and media lie, and a skip with a reason where they do not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Clip:
    """One transcribed recording of the shared speech."""

    id: str
    path: Path
    text: str
    seconds: float
    split: str
    source: str
    speaker: str
    language: str


def shared(relative: str) -> Path:
    """Path below ../shared; skips the calling test where it is absent."""
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"../shared/{relative} is not here")
    return path


def speech_clips(folder: str, split: str) -> list[Clip]:
    """Clips of one speech folder ("librispeech") and split ("dev"), in manifest order."""
    root = shared("data/speech")
    clips = []
    with (root / "manifest.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["split"] == split and row["path"].startswith(folder + "/"):
                clips.append(
                    Clip(
                        id=row["id"],
                        path=root / row["path"],
                        text=row["text"],
                        seconds=row["seconds"],
                        split=row["split"],
                        source=folder,
                        speaker=row["speaker"],
                        language=row["language"],
                    )
                )
    return clips
