import csv
import hashlib
import json
from pathlib import Path

import pytest
import torch
from transformers import Wav2Vec2ForCTC as ReferenceModel

from core.training.examination import RecognitionExamination
from core.training.manifest import Utterance
from core.training.record import TrainingRecord, record_of, sha256
from core.training.run import RunOptions, TrainingRun
from core.training.run_folder import RunFolder, export
from core.training.trainer import StepReport
from core.training.training_state import TrainingStateError
from tests.core.training.tiny import VOCABULARY, tiny_model, tiny_recipe, tiny_trainer, tones, utterances

WORDS = ("ABC", "DEF", "CAB", "FED")
OPTIMISER = {"steps": 6, "rate": 0.001, "warm_up": 1}


class Killed(Exception):
    """Stands for the signal that ends a run."""


def kill_at(step: int, report: StepReport) -> None:
    if report.step == step:
        raise Killed


def development() -> list[Utterance]:
    return utterances(("ABC", "BED"))


def start(tmp_path: Path, name: str) -> TrainingRun:
    trainer = tiny_trainer(tmp_path / "audio", tiny_recipe(optimiser=OPTIMISER), WORDS)
    examination = RecognitionExamination(development(), tones, VOCABULARY)
    options = RunOptions(examination, tmp_path, a_record(tmp_path), row_every=1, save_every=2, evaluate_every=3)
    return TrainingRun(trainer, RunFolder(tmp_path / name), options)


def a_record(folder: Path) -> TrainingRecord:
    manifest = folder / "manifest.jsonl"
    manifest.write_text("{}\n")
    return record_of(tiny_recipe(optimiser=OPTIMISER), [manifest], utterances(WORDS), folder, "cpu")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as stream:
        return list(csv.DictReader(stream))


def test_tables_of_a_killed_run_tell_the_same_story(tmp_path: Path) -> None:
    start(tmp_path, "whole").run()
    # Killed at step 5, whose row was written; the last state is that of step 4.
    with pytest.raises(Killed):
        start(tmp_path, "cut").run(lambda report: kill_at(5, report))
    start(tmp_path, "cut").run()
    for table in ("losses.csv", "evaluations.csv"):
        assert rows(tmp_path / "cut" / table) == rows(tmp_path / "whole" / table)
    assert [row["step"] for row in rows(tmp_path / "cut" / "losses.csv")] == ["1", "2", "3", "4", "5", "6"]


def test_the_best_model_loads_in_the_reference_library(tmp_path: Path) -> None:
    start(tmp_path, "run").run()
    run = RunFolder(tmp_path / "run")
    assert ReferenceModel.from_pretrained(run.best).config.conv_stride == [80, 4, 1]


def test_the_best_model_carries_its_record(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    start(tmp_path, "run").run()
    best = RunFolder(tmp_path / "run").best
    record = json.loads((best / "training.json").read_text())
    assert record["steps"] in (3, 6)
    assert record["recipe"]["optimiser"]["steps"] == 6
    assert record["recordings"] == {"none": {"clips": 4, "hours": 0.001, "speakers": 4}}
    assert record["manifest_sha256"] == hashlib.sha256(b"{}\n").hexdigest()
    assert record["start"] == {"name": tmp_path.name, "sha256": hashlib.sha256(b"weights").hexdigest()}
    # The next run that starts from it tells the whole line.
    later = record_of(tiny_recipe(), [tmp_path / "manifest.jsonl"], utterances(WORDS), best, "cpu")
    assert later.start == {"name": "best", "sha256": sha256(best / "model.safetensors"), "record": record}


def test_the_curves_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib comes with the extra train")
    start(tmp_path, "run").run()
    assert RunFolder(tmp_path / "run").plot().read_bytes().startswith(b"\x89PNG")


def test_an_export_computes_the_same_in_the_reference_library(tmp_path: Path) -> None:
    model = tiny_model().eval()
    (tmp_path / "vocab.json").write_text("{}")
    export(model, tmp_path, tmp_path / "out")
    samples = torch.randn(1, 8000)
    reference = ReferenceModel.from_pretrained(tmp_path / "out", dtype=torch.float32).eval()
    with torch.inference_mode():
        torch.testing.assert_close(reference(samples).logits, model(samples).logits, atol=5e-3, rtol=5e-3)
    assert (tmp_path / "out" / "vocab.json").exists()


def test_a_started_run_keeps_its_recipe(tmp_path: Path) -> None:
    start(tmp_path, "run").run()
    with pytest.raises(TrainingStateError, match="began with another recipe"):
        RunFolder(tmp_path / "run").begin(tiny_recipe(seed=8))
