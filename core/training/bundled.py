"""The bundled model from its data alone: synthetic speech, phone alignments, a new network, the training run.

Owned by `wavescribe train bundled`, on its thread; what is done is kept, so that it can be stopped and started again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.training.jobs import Lessons, TrainingJob, align, make_model, train, training_progress
from core.training.language_model import LanguageModelRecipe
from core.training.language_model_text import list_texts, sentences
from core.training.record import WEIGHTS_FILE
from core.training.synthetic_speech import ALIGNMENTS, MANIFEST, Synthesis, synthesise

BUNDLED_RECIPE = Path(__file__).parent / "recipes" / "bundled_en.json"


@dataclass(frozen=True, slots=True)
class Effort:
    """How long (`recipe`) and where to train, with how much synthetic speech; `threads` None: as torch chooses."""

    recipe: Path = BUNDLED_RECIPE
    synthetic_hours: float = 12.0
    device: str = "cpu"
    threads: int | None = None


def train_bundled(data: Path, shape: Path, output: Path, effort: Effort) -> Path:
    """The bundled model from the recordings and texts in `data` (speech/, noise/, text/) alone; resumes.

    `shape`: folder whose configuration and tokenizer it gets, its weights unseen. Returns the folder of the best model.
    """
    manifest, start, alignments = data / "speech" / "manifest.jsonl", output / "start", output / "alignments.jsonl"
    synthetic = output / "synthetic"
    if not (synthetic / MANIFEST).exists():
        synthesise_from(data / "text", synthetic, Synthesis(effort.synthetic_hours))
    align(manifest, ["train"], alignments)
    if not (start / WEIGHTS_FILE).exists():
        make_model(shape, manifest, start, Lessons())
    return train(
        TrainingJob(
            manifests=[manifest, synthetic / MANIFEST],
            splits=["train"],
            start=start,
            output=output,
            recipe=effort.recipe,
            development_split="dev",
            development_clips=60,
            alignments=[alignments, synthetic / ALIGNMENTS],
            noise=data / "noise" / "manifest.jsonl",
            labels=None,
            device=effort.device,
            threads=effort.threads,
        )
    )


def synthesise_from(texts: Path, output: Path, options: Synthesis) -> Path:
    """Synthetic speech from the texts of the language model; returns its manifest."""
    read = list(sentences(texts, list_texts(texts, LanguageModelRecipe().kinds)))
    with training_progress() as progress:
        task = progress.add_task("synthesising", total=round(options.hours * 3600), note="seconds of speech")
        return synthesise(read, output, options, lambda seconds: progress.update(task, completed=round(seconds)))
