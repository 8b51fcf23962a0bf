"""A model of the user's own: fine-tuned on what the user corrected, kept only where it makes fewer errors.

An MMS checkpoint's adapter moves, of other models everything does; few steps at a small rate, then most of the way back
to the weights it began from, and the labels' prior as it was there: so what is learned of a voice does not cost other
voices much. The new model is a folder of its own beside the imported ones, and removing it undoes everything. A run
that is stopped goes on where it was. One thread; `wavescribe train corrections` gives it a process of its own.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.decoding.beam_search import BeamDecoder
from core.decoding.language_model import LanguageModel
from core.decoding.sounds.lexicon import language_model_weights
from core.models.catalogue import language_model_of
from core.models.learned import base_of, learned_folder
from core.models.places import ModelPlaces
from core.session.corrections import (
    CorrectedLine,
    Corrections,
    language_of,
    model_folder,
    read_lines,
    spelled,
    total_seconds,
)
from core.streaming.speech_model import SpeechModel
from core.training.augmentation import AugmentationOptions
from core.training.error_rates import Scored, error_rates
from core.training.evaluation import recognise
from core.training.label_prior import log_prior
from core.training.learned_model import Base, LearnedRecord, write_learned
from core.training.manifest import Utterance
from core.training.network import TrainingNetwork
from core.training.packed_audio import HeldAudio
from core.training.recipe import (
    DataOptions,
    LossOptions,
    MaskOptions,
    OptimiserOptions,
    Recipe,
    recipe_values,
)
from core.training.trainer import STATE_FILE, StepReport, Trainer
from core.training.training_set import Sources, TrainingSet

Samples = NDArray[np.float32]

PASSES = 5
BATCH_SECONDS = 24.0
RATE = 3e-4
# How far the new model goes from the old one to what was learned: at half, other voices lost a point (README).
SHARE = 0.3
SAVE_EVERY = 10
_STAGES = {"reading": (0.0, 0.05), "learning": (0.05, 0.85), "measuring": (0.85, 1.0)}


class LearningStopped(Exception):
    """It was stopped; begun again, it goes on."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`stage`: reading, learning or measuring; `done`: the share of all; `seconds_left`: an estimate, or None."""

    stage: str
    done: float
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Learning:
    """`model`: a name or folder; a learned one stands for the one that it was learned from."""

    model: str
    language: str | None
    places: ModelPlaces

    @property
    def runs(self) -> Path:
        """Where what is not finished is kept."""
        return self.places.own / ".learning"


def learn(
    job: Learning,
    corrections: Corrections,
    report: Callable[[Progress], None],
    stopped: Callable[[], bool],
) -> LearnedRecord:
    """Learn and measure; the record says whether the new model was kept, and where.

    Raises CorrectionsError, LearningStopped, and what reading sound and models raises.
    """
    folder = model_folder(job.model, job.language, job.places)
    base = Base.load(folder, language_of(folder, job.language))
    told = _Told(report)
    lines = (*corrections.learned, *corrections.held_out, *corrections.left)
    texts = spelled(lines, base.vocabulary)
    corrections = corrections.those(texts)
    corrections.check()
    sounds = read_lines([line for line in lines if line.id in texts], lambda share: told.tell("reading", share))
    material = _Material(corrections, texts, sounds)
    run = _run_folder(job, material)
    recipe = _recipe(base, material.of(corrections.learned))
    _train(base, material, recipe, run, (told, stopped))
    _move_back(base, [sounds[line.id] for line in material.of(corrections.learned)])
    stage = write_learned(base, run)
    try:
        measured = _measured(base, stage, material, lambda share: told.tell("measuring", share), stopped)
        record = replace(
            measured,
            base=base_of(job.model),
            language=base.code,
            minutes=round(total_seconds(material.of(corrections.learned)) / 60, 2),
            lines=len(material.of(corrections.learned)),
        )
        if record.better:
            record = record.keep(stage, learned_folder(job.model, base.code, job.places))
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    shutil.rmtree(run, ignore_errors=True)
    return record


class _Told:
    """Reports, with what a stage still takes."""

    def __init__(self, report: Callable[[Progress], None]) -> None:
        self._report = report
        self._stage, self._began, self._first = "", 0.0, 0.0

    def tell(self, stage: str, share: float) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began, self._first = stage, now, share
        begins, ends = _STAGES[stage]
        done = begins + share * (ends - begins)
        came = share - self._first
        left = None
        if came > 0:
            # The other stages are taken to be as fast as this one.
            left = (now - self._began) / (came * (ends - begins)) * (1 - done)
        self._report(Progress(stage, done, left))


@dataclass(frozen=True, slots=True)
class _Material:
    corrections: Corrections
    texts: Mapping[str, str]
    sounds: Mapping[str, Samples]

    def of(self, lines: Sequence[CorrectedLine]) -> list[CorrectedLine]:
        """Those that can be used."""
        return [line for line in lines if line.id in self.texts and line.id in self.sounds]


def _recipe(base: Base, lines: Sequence[CorrectedLine]) -> Recipe:
    steps = max(4, round(total_seconds(lines) * PASSES / BATCH_SECONDS))
    return Recipe(
        train="adapter" if base.has_adapters else "all",
        data=DataOptions(passes=1.0, batch_seconds=BATCH_SECONDS),
        optimiser=OptimiserOptions(steps=steps, rate=RATE, warm_up=max(2, steps // 10), average=0.9),
        # The heads that a new model needs beside its own have nothing to teach one that is trained.
        loss=LossOptions(1, 0.0, 1, 0.0, 0.0),
        masks=MaskOptions(time_share=0.05, context_chance=0.3),
        augmentation=AugmentationOptions(
            speed_chance=0.6, slowest=0.88, fastest=1.13, tone_chance=0.35, noise_chance=0.0, reverberation_chance=0.0
        ),
    )


def _run_folder(job: Learning, material: _Material) -> Path:
    """Where this run is, or goes on; what is left there of others, whose lines or model were different, is removed.

    Weights alone lie there, no speech: deleted sessions leave none behind.
    """
    lines = sorted((line.id, material.texts[line.id]) for line in material.of(material.corrections.learned))
    said = json.dumps([base_of(job.model), job.language, lines, recipe_values(Recipe()), PASSES, RATE])
    folder = job.runs / hashlib.sha256(said.encode()).hexdigest()[:16]
    if job.runs.is_dir():
        for other in job.runs.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _train(
    base: Base, material: _Material, recipe: Recipe, run: Path, told_and_stopped: tuple[_Told, Callable[[], bool]]
) -> None:
    """Leaves the averaged weights in the base's network."""
    told, stopped = told_and_stopped
    lines = material.of(material.corrections.learned)
    audio = HeldAudio({line.id: material.sounds[line.id] for line in lines})
    utterances = [_utterance(line, material.texts[line.id]) for line in lines]
    data = TrainingSet(utterances, Sources(audio), base.vocabulary, recipe)
    torch.manual_seed(recipe.seed)
    network = TrainingNetwork(base.network, recipe.loss, recipe.masks)
    trainer = Trainer(network, data, recipe)
    if (run / STATE_FILE).exists():
        trainer.resume(run)

    def after_step(report: StepReport) -> None:
        told.tell("learning", report.step / recipe.optimiser.steps)
        stop = stopped()
        if stop or report.step % SAVE_EVERY == 0 or report.step == recipe.optimiser.steps:
            trainer.save(run)
        if stop:
            raise LearningStopped

    trainer.train(after_step)
    moving = [parameter for parameter in network.parameters() if parameter.requires_grad]
    with torch.no_grad():
        for parameter, average in zip(moving, trainer.average.averages, strict=True):
            parameter.copy_(average)


def _move_back(base: Base, sounds: Sequence[Samples]) -> None:
    """Most of the way to the weights before, and every label as likely as before: a model says the blank and the common
    letters the more readily the longer it learns, and the language model has its own opinion of these."""
    network = base.network.eval()
    with torch.no_grad():
        learned = {name: value.clone() for name, value in network.state_dict().items() if name in base.before}
        network.load_state_dict(base.before, strict=False)
        prior = _prior(base, sounds)
        mixed = {name: _between(base.before[name], value) for name, value in learned.items()}
        network.load_state_dict(mixed, strict=False)
        network.lm_head.bias += prior - _prior(base, sounds)


def _between(before: Tensor, after: Tensor) -> Tensor:
    return torch.lerp(before, after, SHARE) if before.is_floating_point() else before


def _prior(base: Base, sounds: Sequence[Samples]) -> Tensor:
    return torch.from_numpy(log_prior(base.emission(samples) for samples in sounds))


def _utterance(line: CorrectedLine, text: str) -> Utterance:
    return Utterance(line.id, line.sound, text, line.seconds, "the user", "corrections", "the user's own", "train", "*")


def _measured(
    base: Base, stage: Path, material: _Material, progress: Callable[[float], None], stopped: Callable[[], bool]
) -> LearnedRecord:
    """Errors in the held-out lines, and in those that were left as they were, before and after."""
    held_out, left = material.of(material.corrections.held_out), material.of(material.corrections.left)
    found = []
    for turn, folder in enumerate((base.folder, stage)):
        model = SpeechModel.load(str(folder), "cpu", "auto", base.code)
        language_model = language_model_of(str(folder))
        loaded = LanguageModel.load(language_model, *language_model_weights(folder)) if language_model else None
        decoder = BeamDecoder(model.vocabulary, loaded)
        scored = []
        for number, line in enumerate((*held_out, *left)):
            if stopped():
                raise LearningStopped
            text = recognise(material.sounds[line.id], model, decoder)
            scored.append(Scored(material.texts[line.id], text, "", ""))
            progress((turn + (number + 1) / len((*held_out, *left))) / 2)
        found.append((error_rates(scored[: len(held_out)]).words, error_rates(scored[len(held_out) :]).words))
    (before, kept), (after, changed) = found
    return LearnedRecord(
        held_out_words=before.units,
        errors_before=before.errors,
        errors_after=after.errors,
        left_words=kept.units,
        left_errors_before=kept.errors,
        left_errors_after=changed.errors,
    )
