"""The bundled models from their data alone: of letters (synthetic speech, phone alignments, a new network, a training
run), and from its weights of sounds (lexicon, a second run, the division by the labels' prior).

Owned by `wavescribe train bundled`, on its thread; what is done is kept, so that it can be stopped and started again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.decoding.sounds.lexicon import FOLDER, LETTERS, WEIGHTS
from core.training.jobs import Lessons, TrainingJob, align, make_model, train, training_progress
from core.training.label_prior import divide_by_prior
from core.training.language_model import LanguageModelRecipe
from core.training.language_model_text import list_texts, sentences
from core.training.lexicon import build_lexicon, pocketsphinx_dictionary, read_words
from core.training.record import WEIGHTS_FILE
from core.training.synthetic_speech import ALIGNMENTS, MANIFEST, Synthesis, synthesise

BUNDLED_RECIPE = Path(__file__).parent / "recipes" / "bundled_en.json"
SOUNDS_RECIPE = Path(__file__).parent / "recipes" / "bundled_en_sounds.json"
SOUNDS_PRIOR_SHARE = 0.45
SOUNDS_WEIGHTS = {"alpha": 1.4, "beta": -0.5}
"""Of the language model beside these sounds; chosen together with the share, on development clips."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long (`recipe`, and `sounds_recipe` for the second run) and where to train, with how much synthetic speech;
    `threads` None: as torch chooses. `dictionary`: how words are pronounced (None: as pocketsphinx has it).
    """

    recipe: Path = BUNDLED_RECIPE
    sounds_recipe: Path = SOUNDS_RECIPE
    synthetic_hours: float = 12.0
    device: str = "cpu"
    threads: int | None = None
    dictionary: Path | None = None


def train_bundled(data: Path, shape: Path, output: Path, effort: Effort) -> Path:
    """The bundled model of letters from the recordings and texts in `data` (speech/, noise/, text/) alone; resumes.

    `shape`: folder whose configuration and tokenizer it gets, its weights unseen. Returns the folder of the best model.
    """
    manifest, start, alignments = data / "speech" / "manifest.jsonl", output / "start", output / "alignments.jsonl"
    synthetic = output / "synthetic"
    if not (synthetic / MANIFEST).exists():
        synthesise_from(data / "text", synthetic, Synthesis(effort.synthetic_hours))
    align(manifest, ["train"], alignments)
    if not (start / WEIGHTS_FILE).exists():
        make_model(shape, manifest, start, Lessons())
    job = _job(data, start, output, effort)
    return train(
        replace(job, manifests=[manifest, synthetic / MANIFEST], alignments=[alignments, synthetic / ALIGNMENTS])
    )


def train_bundled_sounds(data: Path, letters: Path, words: Path, output: Path, effort: Effort) -> Path:
    """The bundled model of sounds from that of `letters` and the recordings in `data`, with a lexicon of `words` (a
    file with one a line); resumes. Returns its folder. Raises LexiconBuildError.
    """
    sounds, model = output / "sounds", output / "model"
    if not (sounds / FOLDER / LETTERS).is_file():
        lexicon_of(read_words(words), effort.dictionary or pocketsphinx_dictionary(), letters, sounds)
    job = replace(_job(data, letters, output, effort), recipe=effort.sounds_recipe, labels=sounds)
    divide_by_prior(train(job), job.manifests[0], job.splits, SOUNDS_PRIOR_SHARE, model)
    (model / FOLDER / WEIGHTS).write_text(json.dumps(SOUNDS_WEIGHTS) + "\n", encoding="utf-8")
    return model


def _job(data: Path, start: Path, output: Path, effort: Effort) -> TrainingJob:
    return TrainingJob(
        manifests=[data / "speech" / "manifest.jsonl"],
        splits=["train"],
        start=start,
        output=output,
        recipe=effort.recipe,
        development_split="dev",
        development_clips=60,
        alignments=[],
        noise=data / "noise" / "manifest.jsonl",
        labels=None,
        device=effort.device,
        threads=effort.threads,
    )


def lexicon_of(words: Sequence[str], dictionary: Path, like: Path, output: Path) -> tuple[int, int]:
    """`build_lexicon`, whose progress is shown."""
    with training_progress() as progress:
        task = progress.add_task("looking up", total=len(words), note="")
        return build_lexicon(words, dictionary, like, output, lambda done: progress.update(task, completed=done))


def synthesise_from(texts: Path, output: Path, options: Synthesis) -> Path:
    """Synthetic speech from the texts of the language model; returns its manifest."""
    read = list(sentences(texts, list_texts(texts, LanguageModelRecipe().kinds)))
    with training_progress() as progress:
        task = progress.add_task("synthesising", total=round(options.hours * 3600), note="seconds of speech")
        return synthesise(read, output, options, lambda seconds: progress.update(task, completed=round(seconds)))
