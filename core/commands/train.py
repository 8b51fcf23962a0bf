"""`wavescribe train`: make, train and fine-tune models, and build language models. Needs the extra `train`.

How the bundled model is made, from a folder `data` and a checkpoint `first` that lends its encoder:

    wavescribe train align data/speech/manifest.jsonl --output align.jsonl
    wavescribe train new --like first --manifest data/speech/manifest.jsonl --output start
    wavescribe train run data/speech/manifest.jsonl --model start --output run --alignments align.jsonl
        --recipe core/training/recipes/bundled_en.json --noise data/noise/manifest.jsonl
    wavescribe train language-model data/text --output run/best

`train run` is also what fine-tunes any checkpoint on other recordings: few steps and a low rate in the recipe.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.commands.failures import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The four tasks and their options."""
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    run_parser = tasks.add_parser("run", help="Train a model on a manifest; started again, it resumes.")
    _add_manifest(run_parser)
    run_parser.add_argument("--model", type=Path, required=True, metavar="FOLDER", help="checkpoint to start from")
    run_parser.add_argument("--recipe", type=Path, metavar="FILE", help="JSON recipe (default: the built-in values)")
    run_parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="run folder")
    run_parser.add_argument("--dev-split", default="dev", help="split to evaluate on (default: dev)")
    run_parser.add_argument(
        "--dev-clips", type=int, default=60, help="clips of each source to evaluate on (default: 60)"
    )
    run_parser.add_argument("--alignments", type=Path, metavar="FILE", help="phone alignments of `train align`")
    run_parser.add_argument("--noise", type=Path, metavar="MANIFEST", help="noise to mix in; test_only rows are not")
    run_parser.add_argument("--device", default="cpu", choices=("cpu", "cuda", "mps"))
    run_parser.add_argument("--threads", type=int, help="CPU threads (default: torch's choice)")

    new_parser = tasks.add_parser("new", help="Make a small model with a fresh filter-bank front.")
    new_parser.add_argument("--manifest", type=Path, required=True, metavar="MANIFEST", help="recordings for the front")
    new_parser.add_argument(
        "--like", type=Path, required=True, metavar="FOLDER", help="checkpoint that lends its encoder"
    )
    new_parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="where the checkpoint goes")
    new_parser.add_argument("--steps", type=int, default=200, help="steps of the front's lessons (default: 200)")

    align_parser = tasks.add_parser("align", help="Align transcripts to phones with pocketsphinx.")
    _add_manifest(align_parser)
    align_parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="JSON lines; appended to")

    language_parser = tasks.add_parser("language-model", help="Build a KenLM language model from a folder of texts.")
    language_parser.add_argument("texts", type=Path, metavar="FOLDER", help="texts with their manifest.jsonl")
    language_parser.add_argument(
        "--output", type=Path, required=True, metavar="FOLDER", help="model folder it belongs to"
    )
    language_parser.add_argument("--kenlm", type=Path, metavar="FOLDER", help="folder of lmplz and build_binary")
    language_parser.add_argument("--alpha", type=float, default=0.5, help="weight of the language model")
    language_parser.add_argument("--beta", type=float, default=1.5, help="bonus a word")


def run(arguments: argparse.Namespace) -> int:
    """Do the task that was named."""
    if arguments.task == "language-model":
        return _language_model(arguments)
    from core.training import jobs

    if arguments.task == "run":
        options = jobs.TrainingJob(
            manifest=arguments.manifest,
            split=arguments.split,
            start=arguments.model,
            output=arguments.output,
            recipe=arguments.recipe,
            development_split=arguments.dev_split,
            development_clips=arguments.dev_clips,
            alignments=arguments.alignments,
            noise=arguments.noise,
            device=arguments.device,
            threads=arguments.threads,
        )
        sys.stdout.write(f"best model: {jobs.train(options)}\n")
    elif arguments.task == "new":
        explained = jobs.make_model(arguments.like, arguments.manifest, arguments.output, arguments.steps)
        sys.stdout.write(
            f"{arguments.output}: the new front explains {100 * explained:.0f} % of the old one's variance\n"
        )
    else:
        aligned, left_out = jobs.align(arguments.manifest, arguments.split, arguments.output)
        sys.stdout.write(f"{aligned} recordings aligned, {left_out} left out\n")
    return 0


def _add_manifest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("manifest", type=Path, metavar="MANIFEST", help="JSON lines with path, text and seconds")
    parser.add_argument("--split", default="train", help="rows to train on (default: train)")


def _language_model(arguments: argparse.Namespace) -> int:
    from core.training.language_model import LanguageModelRecipe, build_language_model, find_programs

    if not arguments.texts.is_dir():
        raise UsageError(
            f"{arguments.texts} is no folder. Name the folder that holds the texts and their manifest.jsonl."
        )
    recipe = LanguageModelRecipe(alpha=arguments.alpha, beta=arguments.beta)
    folder = build_language_model(arguments.texts, arguments.output, find_programs(arguments.kenlm), recipe)
    size = sum(file.stat().st_size for file in folder.iterdir())
    sys.stdout.write(f"{folder}: {size / 1e6:.1f} MB\n")
    return 0
