from __future__ import annotations

import json
from itertools import islice, repeat
from pathlib import Path

import numpy as np
import pytest

from core.benchmarks.invented_words import BLOCK, NOISE_RMS, invented, recorded_kinds, synthetic_kinds
from core.cli import main
from core.session.journal import Journal
from tests.core.session.scripted_session import ScriptedEngine
from tests.core.streaming.scripted import encode, silence


def taken(kind: str, seconds: int) -> np.ndarray:
    return np.concatenate(list(islice(synthetic_kinds()[kind](), seconds * 4)))


def test_silence_is_digital() -> None:
    assert not taken("silence", 3).any()


@pytest.mark.parametrize(("kind", "slope"), [("white noise", 0.0), ("pink noise", -1.0)])
def test_noise_has_its_loudness_and_colour_and_is_the_same_every_time(kind: str, slope: float) -> None:
    samples = taken(kind, 70)
    assert samples.std() == pytest.approx(NOISE_RMS, rel=0.05)
    assert taken(kind, 2).tobytes() == samples[: 8 * BLOCK].tobytes()
    power = (np.abs(np.fft.rfft(samples[: 64 * 16_000].reshape(-1, 16_000), axis=1)) ** 2).mean(axis=0)
    octaves = [power[2**octave : 2 ** (octave + 1)].mean() for octave in range(5, 12)]
    found = np.polyfit(range(len(octaves)), np.log2(octaves), 1)[0]
    assert found == pytest.approx(slope, abs=0.05)


def test_words_are_counted_until_the_time_is_up() -> None:
    said = np.concatenate((encode("ABC DEF"), silence(1.0)))
    found = invented("x", repeat(said), 3.5 * len(said) / 16_000, ScriptedEngine())  # type: ignore[arg-type]
    assert (found.final_words, found.examples) == (8, ("ABC DEF",) * 4)
    assert found.seconds == 3.5 * len(said) / 16_000
    assert found.per_hour == pytest.approx(8 / found.seconds * 3600)


def test_recordings_by_folder_without_what_is_no_audio(tmp_path: Path) -> None:
    for name in ("dogs", "rain"):
        (tmp_path / name).mkdir()
        journal = Journal(tmp_path / name / "one.flac")
        journal.write(np.full(5_000, 0.25, np.float32))
        journal.close()
    (tmp_path / "rain" / "two.txt").write_text("no audio", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    kinds = recorded_kinds(tmp_path)
    assert list(kinds) == ["dogs", "rain"]
    assert sum(len(block) for block in kinds["rain"]()) == 5_000


def test_the_command_prints_a_row_for_each_kind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("core.commands.bench.load_requested_engine", lambda _arguments: ScriptedEngine())
    assert main(["bench", "--noise", "--minutes", "0.02", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["noise"] for row in rows] == ["silence", "white noise", "pink noise"]
    assert rows[0] | {"per_hour": 0.0} == {
        "kind": "noise",
        "noise": "silence",
        "seconds": 1.2,
        "final_words": 0,
        "partial_words": 0,
        "examples": [],
        "per_hour": 0.0,
    }
    assert main(["bench", "--noise", "--minutes", "0.02"]) == 0
    assert "pink noise" in capsys.readouterr().out
