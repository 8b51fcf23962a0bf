"""What `wavescribe train` does, wired: manifests, audio, model, trainer, run folder. Runs on the command's thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from core.audio.media import read_media
from core.decoding.vocabulary import Vocabulary
from core.training.align_phones import align_recordings
from core.training.augmentation import Background, normalise
from core.training.front_lessons import teach_front
from core.training.manifest import ManifestError, Utterance, check_recordings, read_manifest
from core.training.network import TrainingNetwork
from core.training.new_model import adopt_projection, new_model
from core.training.packed_audio import pack
from core.training.phone_targets import read_alignments
from core.training.recipe import Recipe, read_recipe
from core.training.run import RunOptions, TrainingRun
from core.training.run_folder import RunFolder, export
from core.training.trainer import StepReport, Trainer
from core.training.training_set import Sources, TrainingSet
from core.wav2vec2 import Wav2Vec2CTCTokenizer, Wav2Vec2ForCTC

_LESSON_SAMPLES = 64_000
_LESSON_EXCERPTS = 16
_NOISE_SAMPLES = 160_000
_ADOPTED_RECORDINGS = 60


@dataclass(frozen=True, slots=True)
class TrainingJob:
    """What to train on, from where, and where to. `noise` and `alignments` may be None."""

    manifest: Path
    split: str
    start: Path
    output: Path
    recipe: Path | None
    development_split: str
    development_clips: int
    alignments: Path | None
    noise: Path | None
    device: str
    threads: int | None


def train(job: TrainingJob) -> Path:
    """Run, or resume, a training run; returns the folder of the best model."""
    recipe = read_recipe(job.recipe) if job.recipe is not None else Recipe()
    if job.threads is not None:
        torch.set_num_threads(job.threads)
    utterances = [item for item in _chosen(job.manifest, job.split, recipe) if recipe.share(item.source) > 0]
    check_recordings(utterances)
    with _progress() as progress:
        packing = progress.add_task("decoding audio", total=len(utterances), note="")
        audio = pack(
            utterances, job.output / "audio", read_media, lambda done: progress.update(packing, completed=done)
        )
        progress.update(packing, completed=len(utterances))
        alignments = read_alignments(job.alignments) if job.alignments is not None else {}
        vocabulary = vocabulary_of(job.start)
        data = TrainingSet(utterances, Sources(audio, alignments, read_background(job.noise)), vocabulary, recipe)
        model = Wav2Vec2ForCTC.from_pretrained(job.start)
        torch.manual_seed(recipe.seed)
        trainer = Trainer(TrainingNetwork(model, recipe.loss).to(job.device), data, recipe)
        development = first_of_each_source(_chosen(job.manifest, job.development_split, recipe), job.development_clips)
        folder = RunFolder(job.output)
        run = TrainingRun(trainer, vocabulary, folder, RunOptions(development, read_media, job.start))
        with _denormals_flushed():
            run.run(_shown_by(progress, recipe))
    folder.plot()
    return folder.best


def make_model(like: Path, manifest: Path, output: Path, steps: int) -> float:
    """Write a new model that starts from `like`; returns the share of its variance that the new front explains."""
    recipe = Recipe()
    model = new_model(like, recipe.seed)
    utterances = _chosen(manifest, "train", recipe)
    check_recordings(utterances)
    random = np.random.default_rng(recipe.seed)
    picked = [utterances[index] for index in random.permutation(len(utterances))[: 10 * _ADOPTED_RECORDINGS]]
    recordings = [read_media(utterance.path) for utterance in picked]
    stream = np.concatenate(recordings)

    def draw(generator: np.random.Generator) -> list[NDArray[np.float32]]:
        starts = generator.integers(0, len(stream) - _LESSON_SAMPLES, _LESSON_EXCERPTS)
        return [stream[start : start + _LESSON_SAMPLES] for start in starts]

    teach_front(model, draw, steps, recipe.seed)
    donor = Wav2Vec2ForCTC.from_pretrained(like)
    explained = adopt_projection(model, donor, [normalise(samples) for samples in recordings[:_ADOPTED_RECORDINGS]])
    export(model, like, output)
    return explained


def align(manifest: Path, split: str, output: Path) -> tuple[int, int]:
    """Align a split's recordings; returns how many were aligned and how many left out."""
    return align_recordings(_chosen(manifest, split, Recipe()), read_media, output)


def vocabulary_of(folder: Path) -> Vocabulary:
    """Labels of a checkpoint."""
    return Vocabulary.from_tokenizer(Wav2Vec2CTCTokenizer.from_pretrained(folder))


def read_background(manifest: Path | None) -> Background:
    """Noises and room responses of a manifest (path, kind); rows marked `test_only` stay out of training."""
    noises: list[NDArray[np.float32]] = []
    rooms: list[NDArray[np.float32]] = []
    if manifest is None:
        return Background()
    if not manifest.is_file():
        raise ManifestError(f"{manifest} does not exist. Name the manifest.jsonl of the noise recordings.")
    for line in manifest.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("test_only"):
            continue
        samples = read_media(manifest.parent / row["path"])[:_NOISE_SAMPLES]
        if float(samples.std()) > 1e-4:
            (rooms if row["kind"] == "rir" else noises).append(samples)
    return Background(noises, rooms)


def first_of_each_source(utterances: list[Utterance], most: int) -> list[Utterance]:
    """At most `most` utterances of each source, evenly spread over its rows."""
    sources: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        sources.setdefault(utterance.source, []).append(utterance)
    return [utterance for rows in sources.values() for utterance in rows[:: max(1, -(-len(rows) // most))]]


def _chosen(manifest: Path, split: str, recipe: Recipe) -> list[Utterance]:
    data = recipe.data

    def keep(utterance: Utterance) -> bool:
        fits = data.shortest_seconds <= utterance.seconds <= data.longest_seconds
        return fits and utterance.split == split and utterance.language == data.language

    chosen = read_manifest(manifest, keep)
    if not chosen:
        raise ManifestError(f"{manifest} has no {data.language!r} row of split {split!r} with a fitting length.")
    return chosen


@contextmanager
def _denormals_flushed() -> Iterator[None]:
    """Gradients near zero are denormal numbers, which halve the speed of a CPU; the setting is the thread's."""
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(False)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
    )


def _shown_by(progress: Progress, recipe: Recipe) -> Callable[[StepReport], None]:
    task = progress.add_task("training", total=recipe.optimiser.steps, note="")

    def show(report: StepReport) -> None:
        note = f"CTC {report.ctc:.3f}, {report.seen_seconds / 3600:.2f} h heard"
        progress.update(task, completed=report.step, note=note)

    return show
