"""One training run from start or resumption to its end. Owned by `wavescribe train run`, on its thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.vocabulary import Vocabulary
from core.training.augmentation import normalise
from core.training.error_rates import rates_by
from core.training.evaluation import evaluate
from core.training.manifest import Utterance
from core.training.run_folder import RunFolder
from core.training.trainer import StepReport, Trainer
from core.wav2vec2 import Wav2Vec2ForCTC


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How often, in steps, the run writes a row of losses, saves its state, and evaluates on `development`."""

    development: Sequence[Utterance]
    read: Callable[[Path], NDArray[np.float32]]
    start: Path
    row_every: int = 20
    save_every: int = 100
    evaluate_every: int = 250


class NetworkEmissions:
    """The emission of a network under training, on its own device; the last computed weights are not copied."""

    def __init__(self, model: Wav2Vec2ForCTC) -> None:
        self._model = model

    def emission(self, samples: NDArray[np.float32]) -> Emission:
        """(frames, labels) of at least 400 samples of 16 kHz mono."""
        device = self._model.lm_head.weight.device
        values = torch.from_numpy(normalise(samples))[None].to(device)
        with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
            logits = self._model(values).logits[0]
        return Emission(0, torch.log_softmax(logits.float(), dim=-1).cpu().numpy())


class TrainingRun:
    """Drives a trainer and keeps its run folder."""

    def __init__(self, trainer: Trainer, vocabulary: Vocabulary, folder: RunFolder, options: RunOptions) -> None:
        self._trainer = trainer
        self._decoder = GreedyDecoder(vocabulary)
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
            model = network.model
            result = evaluate(self._options.development, self._options.read, NetworkEmissions(model), self._decoder)
            total = 0.0
            rates = rates_by(result.scored, "source")
            for source, found in rates.items():
                self._folder.add_evaluation(report, source, found.words.rate, found.characters.rate)
                total += found.characters.rate / len(rates)
            if total < self._trainer.best:
                self._trainer.best = total
                self._folder.export_best(model, self._options.start)
            network.train()
