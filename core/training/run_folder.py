"""What a training run leaves on disk: its recipe, two CSV tables, the state to resume from, and the best model so far.

Owned by `wavescribe train`, on its thread. Tables lose the rows after the step that is resumed from, so that they tell
one story however often a run was killed.
"""

from __future__ import annotations

import copy
import csv
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from core.training.recipe import Recipe, parse_recipe, recipe_values
from core.training.trainer import STATE_FILE, StepReport
from core.training.training_state import TrainingStateError
from core.wav2vec2 import Wav2Vec2ForCTC

_LOSSES = ("step", "rate", "ctc", "intermediate", "phone", "gradient_norm", "seen_seconds")
_EVALUATIONS = ("step", "seen_seconds", "source", "word_error_rate", "character_error_rate")
_SIDE_FILES = (
    "vocab.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "preprocessor_config.json",
    "processor_config.json",
)


class RunFolder:
    """Folder of one run. `best` is the model with the lowest character error rate on the development recordings."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.best = path / "best"
        self._losses = path / "losses.csv"
        self._evaluations = path / "evaluations.csv"

    @property
    def started(self) -> bool:
        """True where there is a state to resume from."""
        return (self.path / STATE_FILE).exists()

    def begin(self, recipe: Recipe) -> None:
        """Make the folder and keep the recipe; a started run must be continued with the recipe it began with."""
        self.path.mkdir(parents=True, exist_ok=True)
        file = self.path / "recipe.json"
        if self.started and parse_recipe(json.loads(file.read_text(encoding="utf-8"))) != recipe:
            raise TrainingStateError(
                f"{self.path} began with another recipe: continue with its recipe.json, or start a new folder."
            )
        file.write_text(json.dumps(recipe_values(recipe), indent=1) + "\n", encoding="utf-8")

    def cut_tables(self, step: int) -> None:
        """Drop rows of steps after `step`."""
        for table in (self._losses, self._evaluations):
            if table.exists():
                with table.open(encoding="utf-8", newline="") as stream:
                    rows = list(csv.reader(stream))
                kept = [row for row in rows[1:] if int(row[0]) <= step]
                self._write(table, rows[0], kept, "w")

    def add_losses(self, report: StepReport) -> None:
        """One row of losses.csv."""
        values = asdict(report)
        self._write(self._losses, _LOSSES, [[values[name] for name in _LOSSES]], "a")

    def add_evaluation(self, report: StepReport, source: str, word_rate: float, character_rate: float) -> None:
        """One row of evaluations.csv."""
        row = [report.step, report.seen_seconds, source, word_rate, character_rate]
        self._write(self._evaluations, _EVALUATIONS, [row], "a")

    def export_best(self, model: Wav2Vec2ForCTC, start: Path) -> None:
        """Replace `best` by the model in float16, with the tokenizer and feature extractor of `start`."""
        fresh = self.path / "best.partial"
        shutil.rmtree(fresh, ignore_errors=True)
        export(model, start, fresh)
        old = self.path / "best.old"
        shutil.rmtree(old, ignore_errors=True)
        if self.best.exists():
            os.replace(self.best, old)
        os.replace(fresh, self.best)
        shutil.rmtree(old, ignore_errors=True)

    def plot(self) -> Path:
        """Draw curves.png: the CTC loss and the development error rates over hours of audio seen."""
        import matplotlib as mpl

        mpl.use("Agg")
        from matplotlib import pyplot

        figure, (upper, lower) = pyplot.subplots(2, 1, sharex=True, figsize=(8, 6))
        losses = self._columns(self._losses)
        hours = [float(value) / 3600 for value in losses["seen_seconds"]]
        upper.plot(hours, [float(value) for value in losses["ctc"]])
        upper.set_ylabel("CTC loss per character")
        evaluations = self._columns(self._evaluations)
        for source in sorted(set(evaluations["source"])):
            chosen = [number for number, name in enumerate(evaluations["source"]) if name == source]
            seen = [float(evaluations["seen_seconds"][number]) / 3600 for number in chosen]
            for name, style in (("word_error_rate", "-"), ("character_error_rate", "--")):
                rates = [100 * float(evaluations[name][number]) for number in chosen]
                lower.plot(seen, rates, style, label=f"{source}, {name.split('_')[0]}s")
        lower.set_xlabel("hours of audio seen")
        lower.set_ylabel("errors, %")
        if evaluations["source"]:
            lower.legend()
        picture = self.path / "curves.png"
        figure.savefig(picture, dpi=110, bbox_inches="tight")
        pyplot.close(figure)
        return picture

    @staticmethod
    def _columns(table: Path) -> dict[str, list[str]]:
        names = _LOSSES if table.name.startswith("losses") else _EVALUATIONS
        if not table.exists():
            return {name: [] for name in names}
        with table.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        return {name: [row[name] for row in rows] for name in names}

    @staticmethod
    def _write(table: Path, names: Sequence[str], rows: Sequence[Sequence[object]], mode: str) -> None:
        new = mode == "w" or not table.exists()
        with table.open(mode, encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            if new:
                writer.writerow(names)
            writer.writerows(rows)


def export(model: Wav2Vec2ForCTC, start: Path, folder: Path) -> None:
    """Write a checkpoint in Hugging Face form: float16 weights, config, and the side files of `start` that exist."""
    half = copy.deepcopy(model).to(dtype=torch.float16)
    half.config.extra["dtype"] = "float16"
    half.save_pretrained(folder)
    for name in _SIDE_FILES:
        if (start / name).is_file():
            shutil.copyfile(start / name, folder / name)
