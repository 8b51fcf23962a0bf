"""One training run from start or resumption to its end. Owned by `wavescribe train`, on its thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.training.examination import Examination
from core.training.record import TrainingRecord
from core.training.run_folder import RunFolder
from core.training.trainer import StepReport, Trainer


@dataclass(frozen=True, slots=True)
class RunOptions:
    """`start` lends the side files of the exported model. How often, in steps, the run writes a row of losses, saves
    its state and is examined.
    """

    examination: Examination
    start: Path
    record: TrainingRecord
    row_every: int = 20
    save_every: int = 100
    evaluate_every: int = 250


class TrainingRun:
    """Drives a trainer and keeps its run folder."""

    def __init__(self, trainer: Trainer, folder: RunFolder, options: RunOptions) -> None:
        self._trainer = trainer
        self._folder = folder
        self._options = options

    def run(self, after_step: Callable[[StepReport], None] = lambda report: None) -> None:
        """Resume where the folder has a state, then train to the last step; `after_step` may show progress."""
        self._folder.begin(self._trainer.recipe)
        if self._folder.started:
            self._trainer.resume(self._folder.path)
            self._folder.cut_tables(self._trainer.step)

        def handle(report: StepReport) -> None:
            self._record(report)
            after_step(report)

        self._trainer.train(handle)

    def _record(self, report: StepReport) -> None:
        options = self._options
        last = report.step == self._trainer.recipe.optimiser.steps
        if last or report.step % options.row_every == 0:
            self._folder.add_losses(report)
        if last or report.step % options.evaluate_every == 0:
            self._evaluate(report)
        if last or report.step % options.save_every == 0:
            self._trainer.save(self._folder.path)

    def _evaluate(self, report: StepReport) -> None:
        """Score the averaged weights, and keep them where they are the best so far."""
        network = self._trainer.network
        with self._trainer.average.in_place():
            network.eval()
            findings = self._options.examination(network)
            for source, measures in findings.rows.items():
                self._folder.add_evaluation(report, source, measures)
            if findings.score < self._trainer.best:
                self._trainer.best = findings.score
                record = self._options.record.after(report.step, report.seen_seconds)
                self._folder.export_best(network.model, self._options.start, record)
            network.train()
