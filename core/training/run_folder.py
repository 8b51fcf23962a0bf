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
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from core.decoding.sounds.lexicon import FOLDER as LEXICON_FOLDER
from core.training.recipe import Recipe, parse_recipe, recipe_values
from core.training.record import TrainingRecord
from core.training.trainer import STATE_FILE, StepReport
from core.training.training_state import TrainingStateError
from core.wav2vec2.pretrained import PreTrainedModel

_FIGURES = ("step", "rate", "gradient_norm", "seen_seconds")
_PLACES = ("step", "seen_seconds", "source")
_SIDE_FILES = (
    "vocab.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "preprocessor_config.json",
    "processor_config.json",
)


class RunFolder:
    """Folder of one run. `best` is the model that the examination on the development recordings liked best."""

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
        names = ("step", "rate", *report.losses, "gradient_norm", "seen_seconds")
        values = {**asdict(report), **report.losses}
        self._write(self._losses, names, [[values[name] for name in names]], "a")

    def add_evaluation(self, report: StepReport, source: str, measures: Mapping[str, float]) -> None:
        """One row of evaluations.csv."""
        row = [report.step, report.seen_seconds, source, *measures.values()]
        self._write(self._evaluations, (*_PLACES, *measures), [row], "a")

    def export_best(self, model: PreTrainedModel, start: Path, record: TrainingRecord) -> None:
        """Replace `best` by the model in float16, with the side files of `start` and the record of its training."""
        fresh = self.path / "best.partial"
        shutil.rmtree(fresh, ignore_errors=True)
        export(model, start, fresh)
        record.write(fresh)
        old = self.path / "best.old"
        shutil.rmtree(old, ignore_errors=True)
        if self.best.exists():
            os.replace(self.best, old)
        os.replace(fresh, self.best)
        shutil.rmtree(old, ignore_errors=True)

    def plot(self) -> Path:
        """Draw curves.png: the losses and the development measures over hours of audio seen."""
        import matplotlib as mpl

        mpl.use("Agg")
        from matplotlib import pyplot

        figure, (upper, lower) = pyplot.subplots(2, 1, sharex=True, figsize=(8, 6))
        losses = self._columns(self._losses)
        hours = [value / 3600 for value in losses["seen_seconds"]]
        for name in losses.keys() - set(_FIGURES):
            upper.plot(hours, losses[name], label=name)
        upper.set_ylabel("losses")
        upper.legend()
        for source, columns in sorted(self._evaluations_by_source().items()):
            seen = [value / 3600 for value in columns["seen_seconds"]]
            for name in columns.keys() - set(_PLACES):
                lower.plot(seen, columns[name], "--" if "character" in name else "-", label=f"{source}, {name}")
        lower.set_xlabel("hours of audio seen")
        lower.set_ylabel("development recordings")
        if lower.lines:
            lower.legend(fontsize="small")
        picture = self.path / "curves.png"
        figure.savefig(picture, dpi=110, bbox_inches="tight")
        pyplot.close(figure)
        return picture

    def _evaluations_by_source(self) -> dict[str, dict[str, list[float]]]:
        rows: dict[str, list[dict[str, str]]] = {}
        for row in _rows(self._evaluations):
            rows.setdefault(row["source"], []).append(row)
        return {source: _numbers(found, ("source",)) for source, found in rows.items()}

    @staticmethod
    def _columns(table: Path) -> dict[str, list[float]]:
        return _numbers(_rows(table), ()) or {name: [] for name in _FIGURES}

    @staticmethod
    def _write(table: Path, names: Sequence[str], rows: Sequence[Sequence[object]], mode: str) -> None:
        new = mode == "w" or not table.exists()
        with table.open(mode, encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            if new:
                writer.writerow(names)
            writer.writerows(rows)


def _rows(table: Path) -> list[dict[str, str]]:
    if not table.exists():
        return []
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _numbers(rows: list[dict[str, str]], words: Sequence[str]) -> dict[str, list[float]]:
    """Columns of a table, but for those of `words`."""
    names = [name for name in rows[0] if name not in words] if rows else []
    return {name: [float(row[name]) for row in rows] for name in names}


def export(model: PreTrainedModel, start: Path, folder: Path) -> None:
    """Write a checkpoint in Hugging Face form: float16 weights, config, and the side files of `start` that exist."""
    half = copy.deepcopy(model).to(dtype=torch.float16)
    half.config.extra["dtype"] = "float16"
    half.save_pretrained(folder)
    for name in _SIDE_FILES:
        if (start / name).is_file():
            shutil.copyfile(start / name, folder / name)
    if (start / LEXICON_FOLDER).is_dir():
        shutil.copytree(start / LEXICON_FOLDER, folder / LEXICON_FOLDER, dirs_exist_ok=True)
