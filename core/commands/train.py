"""`wavescribe train`: make, train and fine-tune models, and build language models. Plots need the extra `train`.

How the bundled models are made, from a folder `data` (speech/, noise/, text/), on CPU or GPU:

    wavescribe train bundled data --output run          # needs flite or espeak-ng, and pocketsphinx
    wavescribe train language-model data/text --output run/sounds/model
    wavescribe train card run/sounds/model data/speech/manifest.jsonl

The first trains a model of letters (`run/best`), and from its weights one of sounds (`run/sounds/model`), which is the
default. The second half alone, from the letters that come with the program:

    wavescribe train lexicon --output sounds
    wavescribe train run data/speech/manifest.jsonl --model assets/models/bundled-en --labels sounds \\
        --recipe core/training/recipes/bundled_en_sounds.json --noise data/noise/manifest.jsonl --output run
    wavescribe train prior run/best data/speech/manifest.jsonl --share 0.45 --output run/model

and run/model/lexicon/language_model.json says how much the language model counts: {"alpha": 1.4, "beta": -0.5}.

`train run` fine-tunes any checkpoint on other recordings: few steps and a low rate in the recipe, where "train":
"adapter" moves the adapter layers of an MMS checkpoint alone. `train pretrain` learns from recordings without
transcripts, `train corrections` from what the user corrected in kept sessions (it needs no extra).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.train_corrections import add_corrections, learn_from_corrections
from core.models.catalogue import BUNDLED, DEFAULT_MODEL, resolve

if TYPE_CHECKING:
    from core.training.jobs import TrainingJob


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The tasks and their options."""
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    run_parser = tasks.add_parser("run", help="Train a model on a manifest; started again, it resumes.")
    _add_run(run_parser)
    run_parser.add_argument(
        "--alignments",
        type=Path,
        action="append",
        metavar="FILE",
        help="phone alignments of `train align` or `train synthesise`; may be repeated",
    )
    run_parser.add_argument(
        "--labels", type=Path, metavar="FOLDER", help="give the model a fresh head for this folder's tokenizer"
    )
    pretrain_parser = tasks.add_parser("pretrain", help="Learn from recordings without transcripts; resumes too.")
    _add_run(pretrain_parser)

    bundled_parser = tasks.add_parser("bundled", help="Make the bundled models from their data; resumes too.")
    bundled_parser.add_argument("data", type=Path, metavar="FOLDER", help="folder with speech/, noise/ and text/")
    bundled_parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="run folder")
    bundled_parser.add_argument("--recipe", type=Path, metavar="FILE", help="JSON recipe (default: the model's own)")
    bundled_parser.add_argument("--sounds-recipe", type=Path, metavar="FILE", help="the same of the model of sounds")
    bundled_parser.add_argument("--letters-only", action="store_true", help="stop after the model of letters")
    bundled_parser.add_argument(
        "--synthetic-hours", type=float, default=12.0, help="how much synthetic speech to mix in (default: 12)"
    )
    _add_hardware(bundled_parser)

    new_parser = tasks.add_parser("new", help="Make a small model with a fresh filter-bank front.")
    new_parser.add_argument("--manifest", type=Path, required=True, metavar="MANIFEST", help="recordings for the front")
    new_parser.add_argument(
        "--like", type=Path, required=True, metavar="FOLDER", help="checkpoint that lends shape and tokenizer"
    )
    new_parser.add_argument("--adopt", action="store_true", help="take over the weights of its encoder as well")
    new_parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="where the checkpoint goes")
    new_parser.add_argument("--steps", type=int, default=200, help="steps of the front's lessons (default: 200)")

    align_parser = tasks.add_parser("align", help="Align transcripts to phones with pocketsphinx.")
    _add_manifest(align_parser)
    align_parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="JSON lines; appended to")

    _add_made_speech(tasks)
    _add_lexicon(tasks)
    add_corrections(tasks)

    speakers_parser = tasks.add_parser("speakers", help="Make the speaker head of the bundled model from its data.")
    speakers_parser.add_argument("data", type=Path, metavar="FOLDER", help="folder with speech/ and noise/")
    speakers_parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="where the head goes")
    speakers_parser.add_argument("--seconds", type=float, default=28.0, help="of speech of each speaker (default: 28)")

    prior_parser = tasks.add_parser("prior", help="Divide a model's head by a power of its labels' prior.")
    prior_parser.add_argument("model", type=Path, metavar="FOLDER", help="checkpoint")
    _add_manifest(prior_parser)
    prior_parser.add_argument("--share", type=float, default=0.25, help="the power, from 0 to 1 (default: 0.25)")
    prior_parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="where the checkpoint goes")

    card_parser = tasks.add_parser("card", help="Measure a model and put the figures into its card.")
    card_parser.add_argument("model", type=Path, metavar="FOLDER", help="model folder with README.md")
    card_parser.add_argument("manifest", type=Path, metavar="MANIFEST", help="recordings; its dev rows are measured")

    language_parser = tasks.add_parser("language-model", help="Build a KenLM language model from a folder of texts.")
    language_parser.add_argument("texts", type=Path, metavar="FOLDER", help="texts with their manifest.jsonl")
    language_parser.add_argument(
        "--output", type=Path, required=True, metavar="FOLDER", help="model folder it belongs to"
    )
    language_parser.add_argument("--kenlm", type=Path, metavar="FOLDER", help="folder of KenLM's build_binary")
    language_parser.add_argument("--alpha", type=float, default=0.5, help="weight of the language model")
    language_parser.add_argument("--beta", type=float, default=1.5, help="bonus a word")


def _add_made_speech(tasks: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    speech_parser = tasks.add_parser("synthesise", help="Let free synthesisers (flite, espeak-ng) read English texts.")
    speech_parser.add_argument("texts", type=Path, metavar="FOLDER", help="texts with their manifest.jsonl")
    speech_parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="clips and their manifest")
    speech_parser.add_argument("--hours", type=float, default=12.0, help="how much speech (default: 12)")

    agree_parser = tasks.add_parser("agree", help="Transcribe what a model and pocketsphinx hear alike, to train on.")
    _add_manifest(agree_parser)
    agree_parser.add_argument("--model", type=Path, metavar="FOLDER", help="our side (default: the bundled model)")
    agree_parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="clips and their manifest")


def _add_lexicon(tasks: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    lexicon_parser = tasks.add_parser("lexicon", help="Make the lexicon and the tokenizer of a model of sounds.")
    lexicon_parser.add_argument(
        "--words", type=Path, metavar="FILE", help="a word a line (default: those of the bundled language model)"
    )
    lexicon_parser.add_argument(
        "--dictionary", type=Path, metavar="FILE", help="pronunciations in CMUdict's form (default: pocketsphinx's)"
    )
    lexicon_parser.add_argument(
        "--output", type=Path, required=True, metavar="FOLDER", help="what `train run --labels` takes"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do the task that was named."""
    if arguments.task in ("language-model", "lexicon"):
        return (_language_model if arguments.task == "language-model" else _lexicon)(arguments)
    if arguments.task == "corrections":
        return learn_from_corrections(arguments)
    from core.training import jobs

    if arguments.task in ("run", "pretrain"):
        work = jobs.train if arguments.task == "run" else jobs.pretrain
        sys.stdout.write(f"best model: {work(_job(arguments))}\n")
    elif arguments.task == "speakers":
        from core.training.speaker_head import train_speaker_head

        crops, speakers = train_speaker_head(arguments.data, BUNDLED, arguments.output, arguments.seconds)
        sys.stdout.write(f"{arguments.output}: of {crops} crops of {speakers} speakers\n")
    elif arguments.task == "bundled":
        sys.stdout.write(f"best model: {_bundled(arguments)}\n")
    elif arguments.task == "new":
        lessons = jobs.Lessons(arguments.steps, arguments.adopt)
        explained = jobs.make_model(arguments.like, arguments.manifest, arguments.output, lessons)
        share = "" if explained is None else f": its front explains {100 * explained:.0f} % of the old one's variance"
        sys.stdout.write(f"{arguments.output}{share}\n")
    elif arguments.task == "synthesise":
        from core.training.bundled import synthesise_from
        from core.training.synthetic_speech import Synthesis

        made = synthesise_from(arguments.texts, arguments.output, Synthesis(hours=arguments.hours))
        sys.stdout.write(f"{made}\n")
    elif arguments.task == "agree":
        model = arguments.model or Path(resolve(DEFAULT_MODEL))
        sys.stdout.write(f"{jobs.agree(arguments.manifest, _splits(arguments), model, arguments.output)}\n")
    elif arguments.task == "prior":
        from core.training.label_prior import divide_by_prior

        if not 0 <= arguments.share <= 1:
            raise UsageError(f"--share {arguments.share:g} cannot be used. Give a number from 0 to 1.")
        splits = _splits(arguments)
        divide_by_prior(arguments.model, arguments.manifest, splits, arguments.share, arguments.output)
        sys.stdout.write(f"{arguments.output}\n")
    elif arguments.task == "card":
        from core.training.measured_card import write_card

        sys.stdout.write(f"{write_card(arguments.model, arguments.manifest)}\n")
    else:
        aligned, left_out = jobs.align(arguments.manifest, _splits(arguments), arguments.output)
        sys.stdout.write(f"{aligned} recordings aligned, {left_out} left out\n")
    return 0


def _job(arguments: argparse.Namespace) -> TrainingJob:
    from core.training.jobs import TrainingJob

    return TrainingJob(
        manifests=arguments.manifests,
        splits=_splits(arguments),
        start=arguments.model,
        output=arguments.output,
        recipe=arguments.recipe,
        development_split=arguments.dev_split,
        development_clips=arguments.dev_clips,
        alignments=getattr(arguments, "alignments", None) or [],
        noise=arguments.noise,
        labels=getattr(arguments, "labels", None),
        device=arguments.device,
        threads=arguments.threads,
    )


def _splits(arguments: argparse.Namespace) -> list[str]:
    return arguments.split or ["train"]


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "manifests", type=Path, nargs="+", metavar="MANIFEST", help="JSON lines with path, text and seconds"
    )
    _add_split(parser)
    parser.add_argument("--model", type=Path, required=True, metavar="FOLDER", help="checkpoint to start from")
    parser.add_argument("--recipe", type=Path, metavar="FILE", help="JSON recipe (default: the built-in values)")
    parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="run folder")
    parser.add_argument("--dev-split", default="dev", help="split to evaluate on (default: dev)")
    parser.add_argument("--dev-clips", type=int, default=60, help="clips of each source to evaluate on (default: 60)")
    parser.add_argument("--noise", type=Path, metavar="MANIFEST", help="noise to mix in; test_only rows are not")
    _add_hardware(parser)


def _add_hardware(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda", "mps"))
    parser.add_argument("--threads", type=int, help="CPU threads (default: torch's choice)")


def _add_manifest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("manifest", type=Path, metavar="MANIFEST", help="JSON lines with path, text and seconds")
    _add_split(parser)


def _add_split(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", action="append", help="rows to take (default: train); may be repeated")


def _language_model(arguments: argparse.Namespace) -> int:
    from core.training.language_model import LanguageModelRecipe, build_language_model, find_build_binary

    if not arguments.texts.is_dir():
        raise UsageError(
            f"{arguments.texts} is no folder. Name the folder that holds the texts and their manifest.jsonl."
        )
    recipe = LanguageModelRecipe(alpha=arguments.alpha, beta=arguments.beta)
    folder = build_language_model(arguments.texts, arguments.output, find_build_binary(arguments.kenlm), recipe)
    size = sum(file.stat().st_size for file in folder.iterdir())
    sys.stdout.write(f"{folder}: {size / 1e6:.1f} MB\n")
    return 0


def _bundled(arguments: argparse.Namespace) -> Path:
    from core.training import bundled

    effort = bundled.Effort(
        recipe=arguments.recipe or bundled.BUNDLED_RECIPE,
        sounds_recipe=arguments.sounds_recipe or bundled.SOUNDS_RECIPE,
        synthetic_hours=arguments.synthetic_hours,
        device=arguments.device,
        threads=arguments.threads,
    )
    own, output = Path(resolve(BUNDLED)), arguments.output
    best = bundled.train_bundled(arguments.data, own, output, effort)
    if arguments.letters_only:
        return best
    words = own / "language_model" / "unigrams.txt"
    return bundled.train_bundled_sounds(arguments.data, best, words, output / "sounds", effort)


def _lexicon(arguments: argparse.Namespace) -> int:
    from core.training.bundled import lexicon_of
    from core.training.lexicon import pocketsphinx_dictionary, read_words

    bundled = Path(resolve(BUNDLED))
    file = arguments.words or bundled / "language_model" / "unigrams.txt"
    try:
        words = read_words(file)
    except (OSError, UnicodeDecodeError) as failure:
        raise UsageError(f"{file} cannot be read ({failure}). Give a file with a word a line.") from failure
    dictionary = arguments.dictionary or pocketsphinx_dictionary()
    found, unlisted = lexicon_of(words, dictionary, bundled, arguments.output)
    sys.stdout.write(f"{arguments.output}: {found:,} words, {unlisted:,} of them as flite reads them\n")
    return 0
