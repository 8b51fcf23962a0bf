"""What `wavescribe train` does, wired: manifests, audio, model, trainer, run folder. Runs on the command's thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from core.audio.media import read_media
from core.decoding.beam_search import BeamDecoder
from core.decoding.language_model import LanguageModel
from core.decoding.sounds.lexicon import FOLDER as LEXICON_FOLDER
from core.decoding.sounds.lexicon import language_model_weights
from core.decoding.vocabulary import Vocabulary
from core.models.catalogue import language_model_of
from core.streaming.languages import with_lexicon
from core.streaming.speech_model import SpeechModel
from core.training.agreed_speech import HeardWord, cut_agreed
from core.training.align_phones import align_recordings
from core.training.augmentation import Background, normalise
from core.training.examination import Examination, LossExamination, RecognitionExamination
from core.training.front_lessons import teach_front
from core.training.manifest import ManifestError, Utterance, check_recordings, read_manifests
from core.training.network import TrainingNetwork
from core.training.new_model import adopt_encoder, adopt_projection, new_model
from core.training.objective import Objective
from core.training.packed_audio import pack
from core.training.phone_targets import read_alignments
from core.training.pretraining import PretrainingNetwork
from core.training.recipe import Recipe, read_recipe
from core.training.record import record_of
from core.training.run import RunOptions, TrainingRun
from core.training.run_folder import RunFolder, export
from core.training.trainer import StepReport, Trainer
from core.training.training_set import Sources, TrainingSet
from core.wav2vec2 import Wav2Vec2CTCTokenizer, Wav2Vec2ForCTC, Wav2Vec2ForPreTraining

_LESSON_SAMPLES = 64_000
_LESSON_EXCERPTS = 16
_NOISE_SAMPLES = 160_000
_ADOPTED_RECORDINGS = 60


@dataclass(frozen=True, slots=True)
class Lessons:
    """How a new model begins: `steps` of teaching its front; `adopt` the encoder's weights of the model it is like."""

    steps: int = 200
    adopt: bool = False


@dataclass(frozen=True, slots=True)
class TrainingJob:
    """What to train on, from where, and where to. `noise` and `labels` may be None.

    `labels`: folder whose tokenizer the model gets with a fresh head, for a checkpoint that has none or another.
    """

    manifests: Sequence[Path]
    splits: Sequence[str]
    start: Path
    output: Path
    recipe: Path | None
    development_split: str
    development_clips: int
    alignments: Sequence[Path]
    noise: Path | None
    labels: Path | None
    device: str
    threads: int | None


def train(job: TrainingJob) -> Path:
    """Run, or resume, CTC training; returns the folder of the best model."""
    recipe = _recipe(job)
    side_files = job.labels or job.start
    vocabulary = vocabulary_of(side_files)

    def objective() -> Objective:
        size = len(vocabulary.labels)
        changes: dict[str, Any] = {"new_head": True, "vocab_size": size} if job.labels is not None else {}
        model = Wav2Vec2ForCTC.from_pretrained(job.start, **changes)
        return TrainingNetwork(model, recipe.loss, recipe.masks)

    development = first_of_each_source(
        chosen_utterances(job.manifests, [job.development_split], recipe), job.development_clips
    )
    examination = RecognitionExamination(development, read_media, vocabulary)
    return _run(job, recipe, _Task(vocabulary, objective, examination, side_files))


def pretrain(job: TrainingJob) -> Path:
    """Run, or resume, self-supervised training, for which no recording needs a transcript; returns the best model."""
    recipe = _recipe(job)

    def objective() -> Objective:
        model = Wav2Vec2ForPreTraining.from_pretrained(job.start, new_head=True)
        return PretrainingNetwork(model, recipe.pretraining)

    development = first_of_each_source(
        chosen_utterances(job.manifests, [job.development_split], recipe), job.development_clips
    )
    examination = LossExamination(development, read_media, recipe.seed)
    return _run(job, recipe, _Task(None, objective, examination, job.start))


@dataclass(frozen=True, slots=True)
class _Task:
    vocabulary: Vocabulary | None
    objective: Callable[[], Objective]
    examination: Examination
    side_files: Path


def _recipe(job: TrainingJob) -> Recipe:
    return read_recipe(job.recipe) if job.recipe is not None else Recipe()


def _development(job: TrainingJob, recipe: Recipe) -> list[Utterance]:
    return first_of_each_source(
        chosen_utterances(job.manifests, [job.development_split], recipe), job.development_clips
    )


def _run(job: TrainingJob, recipe: Recipe, task: _Task) -> Path:
    if job.threads is not None:
        torch.set_num_threads(job.threads)
    utterances = [
        item for item in chosen_utterances(job.manifests, job.splits, recipe) if recipe.share(item.source) > 0
    ]
    check_recordings(utterances)
    with training_progress() as progress, _denormals_flushed():
        packing = progress.add_task("decoding audio", total=len(utterances), note="")
        audio = pack(
            utterances, job.output / "audio", read_media, lambda done: progress.update(packing, completed=done)
        )
        progress.update(packing, completed=len(utterances))
        alignments = {key: found for file in job.alignments for key, found in read_alignments(file).items()}
        sources = Sources(audio, alignments, read_background(job.noise))
        data = TrainingSet(utterances, sources, task.vocabulary, recipe)
        torch.manual_seed(recipe.seed)
        trainer = Trainer(task.objective().to(job.device), data, recipe)
        record = record_of(recipe, job.manifests, utterances, job.start, job.device)
        folder = RunFolder(job.output)
        run = TrainingRun(trainer, folder, RunOptions(task.examination, task.side_files, record))
        run.run(_shown_by(progress, recipe))
    folder.plot()
    return folder.best


def make_model(like: Path, manifest: Path, output: Path, lessons: Lessons) -> float | None:
    """Write a new model in the shape of `like`, its front taught to hear.

    Where the encoder's weights are adopted too, returns the share of its front's variance that the new one explains.
    """
    recipe = Recipe()
    model = adopt_encoder(like, recipe.seed) if lessons.adopt else new_model(like, recipe.seed)
    utterances = chosen_utterances([manifest], ["train"], recipe)
    check_recordings(utterances)
    random = np.random.default_rng(recipe.seed)
    picked = [utterances[index] for index in random.permutation(len(utterances))[: 10 * _ADOPTED_RECORDINGS]]
    recordings = [read_media(utterance.path) for utterance in picked]
    stream = np.concatenate(recordings)

    def draw(generator: np.random.Generator) -> list[NDArray[np.float32]]:
        starts = generator.integers(0, len(stream) - _LESSON_SAMPLES, _LESSON_EXCERPTS)
        return [stream[start : start + _LESSON_SAMPLES] for start in starts]

    teach_front(model, draw, lessons.steps, recipe.seed)
    explained = None
    if lessons.adopt:
        donor = Wav2Vec2ForCTC.from_pretrained(like)
        explained = adopt_projection(model, donor, [normalise(samples) for samples in recordings[:_ADOPTED_RECORDINGS]])
    export(model, like, output)
    return explained


def align(manifest: Path, splits: Sequence[str], output: Path) -> tuple[int, int]:
    """Align recordings of the splits; returns how many were aligned and how many left out."""
    output.parent.mkdir(parents=True, exist_ok=True)
    return align_recordings(chosen_utterances([manifest], splits, Recipe()), read_media, output)


def agree(manifest: Path, splits: Sequence[str], model: Path, output: Path) -> Path:
    """Clips of recordings without transcripts where `model`, with its language model, and pocketsphinx agree; returns
    their manifest.
    """
    speech_model = SpeechModel.load(str(model))
    language_model = language_model_of(str(model)) or model / "language_model"
    weighed = LanguageModel.load(language_model, *language_model_weights(model))
    decoder = BeamDecoder(speech_model.vocabulary, weighed)

    def recognise(samples: NDArray[np.float32]) -> list[HeardWord]:
        words = decoder.decode(speech_model.emission(samples)).words
        return [HeardWord(word.text, word.start, word.end) for word in words]

    utterances = chosen_utterances([manifest], splits, Recipe())
    check_recordings(utterances)
    with training_progress() as progress:
        task = progress.add_task("listening", total=len(utterances), note="")
        return cut_agreed(utterances, read_media, recognise, output, lambda done: progress.update(task, completed=done))


def vocabulary_of(folder: Path) -> Vocabulary:
    """Labels of a checkpoint, with its lexicon where they are sounds."""
    plain = Vocabulary.from_tokenizer(Wav2Vec2CTCTokenizer.from_pretrained(folder))
    return with_lexicon(plain, folder / LEXICON_FOLDER)


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


def chosen_utterances(manifests: Sequence[Path], splits: Sequence[str], recipe: Recipe) -> list[Utterance]:
    """Rows of the splits in the recipe's language and lengths. Raises `ManifestError` where there is none."""
    data = recipe.data

    def keep(utterance: Utterance) -> bool:
        fits = data.shortest_seconds <= utterance.seconds <= data.longest_seconds
        return fits and utterance.split in splits and data.language in ("*", utterance.language)

    chosen = read_manifests(manifests, keep)
    if not chosen:
        names = " and ".join(map(str, manifests))
        raise ManifestError(f"{names}: no {data.language!r} row of split {' or '.join(splits)} with a fitting length.")
    return chosen


@contextmanager
def _denormals_flushed() -> Iterator[None]:
    """Gradients near zero are denormal numbers, which halve the speed of a CPU; the setting is the thread's."""
    # NumPy looks once for the smallest numbers there are, and warns where it finds none.
    np.finfo(np.float32), np.finfo(np.float64)
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(False)


def training_progress() -> Progress:
    """A bar with counts, times and a note."""
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
        first = next(iter(report.losses))
        note = f"{first} {report.losses[first]:.3f}, {report.seen_seconds / 3600:.2f} h heard"
        progress.update(task, completed=report.step, note=note)

    return show
