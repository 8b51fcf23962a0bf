"""The speaker head's recipe: directions that part speakers, crops of real and made recordings, a whole small run."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from core.models.catalogue import BUNDLED, resolve
from core.speakers.speaker_model import SpeakerModel
from core.training.manifest import read_manifest
from core.training.speaker_features import Crops, clips_by_speaker, crops_of, is_held_out
from core.training.speaker_head import discriminants, train_speaker_head
from core.training.wave_files import write_wave


def test_discriminants_find_the_direction_that_parts_speakers() -> None:
    random = np.random.default_rng(0)
    speakers = np.repeat(np.arange(20), 30)
    rows = random.normal(0, 10.0, (600, 6))
    rows[:, 3] = random.normal(0, 1.0, 20)[speakers] + random.normal(0, 0.1, 600)
    weight, bias = discriminants(Crops(rows, speakers), width=1, ridge=1e-3)
    vectors = (rows @ weight.T + bias)[:, 0]
    within = np.mean([vectors[speakers == n].std() for n in range(20)])
    assert vectors.std() > 5 * within
    assert abs(vectors.mean()) < 1e-9 * abs(vectors).max()


def test_crops_leave_nothing_but_a_short_rest() -> None:
    samples = np.arange(16_000 * 6, dtype=np.float32)
    crops = list(crops_of(samples))
    assert [len(crop) for crop in crops] == [40_000, 40_000]
    assert [len(crop) for crop in crops_of(samples[: 16_000 * 7 // 5])] == [22_400]


def test_a_small_run_makes_a_head_that_loads(tmp_path: Path) -> None:
    """Two speakers by their pitch: the head tells them apart, and who is held out takes no part."""
    random, rows = np.random.default_rng(1), []
    (tmp_path / "data" / "speech").mkdir(parents=True)
    (tmp_path / "data" / "noise").mkdir()
    (tmp_path / "data" / "noise" / "manifest.jsonl").touch()

    def clip(pitch: float, seconds: float = 3.0) -> np.ndarray:
        times = np.arange(round(seconds * 16_000)) / 16_000
        wave = sum(np.sin(2 * np.pi * pitch * n * times + random.random() * 6) / n for n in range(1, 12))
        return (0.2 * wave + random.normal(0, 0.02, len(times))).astype(np.float32)

    for speaker, pitch in (("low", 110.0), ("high", 240.0), ("away", 400.0)):
        for number in range(4):
            name = f"{speaker}-{number}.wav"
            write_wave(clip(pitch * random.uniform(0.95, 1.05)), tmp_path / "data" / "speech" / name)
            split = "dev" if speaker == "away" else "train"
            rows.append({"id": name, "path": name, "text": "A", "seconds": 3.0, "speaker": speaker, "split": split})
    manifest = tmp_path / "data" / "speech" / "manifest.jsonl"
    manifest.write_text("\n".join(map(json.dumps, rows)))
    assert sorted({one.speaker for one in read_manifest(manifest, is_held_out)}) == ["away"]
    chosen = clips_by_speaker(read_manifest(manifest), 5.0)
    assert {name: len(clips) for name, clips in chosen.items()} == {"low": 2, "high": 2, "away": 2}

    crops, speakers = train_speaker_head(tmp_path / "data", BUNDLED, tmp_path / "head", 60.0)
    assert (crops, speakers) == (2 * 4 * 3, 4)
    voices = SpeakerModel.load(str(tmp_path / "head"), resolve)
    low, low_too, high = voices.vectors([clip(110.0), clip(113.0), clip(240.0)])
    assert low @ low_too > low @ high + 0.5
