"""`wavescribe evaluate`: error rates of a model on transcribed recordings."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.recognition_arguments import DEVICES, DTYPES
from core.models.catalogue import DEFAULT_MODEL

if TYPE_CHECKING:
    from core.decoding.decoder import Decoder
    from core.decoding.sounds.lexicon import Lexicon
    from core.streaming.speech_model import SpeechModel
    from core.training.evaluation import Evaluation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe evaluate`."""
    parser.add_argument("manifest", type=Path, metavar="MANIFEST", help="JSON lines with path, text and seconds")
    parser.add_argument(
        "--model", default=DEFAULT_MODEL, metavar="X", help=f"{DEFAULT_MODEL} (default), a folder or a hub name"
    )
    parser.add_argument(
        "--lm", metavar="P", help="language model; 'none' for greedy decoding (default: the model's own)"
    )
    parser.add_argument("--split", default="dev", help="rows to evaluate (default: dev; 'all' for every row)")
    parser.add_argument(
        "--source", action="append", metavar="NAME", help="only this folder of the manifest; repeatable"
    )
    parser.add_argument("--language", default="en", help="only rows of this language (default: en)")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N rows of each source, evenly spread")
    parser.add_argument("--device", default="auto", choices=DEVICES)
    parser.add_argument("--dtype", default="auto", choices=DTYPES)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Recognise every row and print the rates."""
    from rich.console import Console
    from rich.progress import Progress

    from core.audio.media import read_media
    from core.models.catalogue import resolve
    from core.streaming.speech_model import SpeechModel
    from core.training.evaluation import evaluate, report
    from core.training.jobs import first_of_each_source
    from core.training.manifest import Utterance, check_recordings, read_manifest

    def keep(utterance: Utterance) -> bool:
        wanted = arguments.source is None or utterance.source in arguments.source
        split = arguments.split in ("all", utterance.split)
        return wanted and split and utterance.language == arguments.language

    utterances = read_manifest(arguments.manifest, keep)
    if arguments.limit is not None:
        utterances = first_of_each_source(utterances, arguments.limit)
    if not utterances:
        raise UsageError(f"{arguments.manifest} has no such rows: look at --split, --source and --language.")
    check_recordings(utterances)
    folder = resolve(arguments.model)
    model = SpeechModel.load(folder, device=arguments.device, dtype=arguments.dtype)
    decoder, sounds = _decoder(model, arguments.lm, Path(folder))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("recognising", total=sum(utterance.seconds for utterance in utterances))
        result = evaluate(
            utterances, read_media, model, decoder, lambda seconds: progress.advance(task, seconds), sounds
        )
    if sounds is not None:
        sys.stderr.write("Greedy, so of sounds: characters are sounds, and words are right whose every sound is.\n")
    if arguments.json:
        sys.stdout.write(json.dumps(_values(result), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(report(result)) + "\n")
    return 0


def _decoder(model: SpeechModel, language_model: str | None, folder: Path) -> tuple[Decoder, Lexicon | None]:
    """Beam search with the language model that was asked for or comes with the model; else greedy, see `greedy`."""
    from core.decoding.beam_search import BeamDecoder
    from core.decoding.language_model import LanguageModel
    from core.decoding.sounds.lexicon import language_model_weights
    from core.models.catalogue import language_model_of
    from core.training.evaluation import greedy

    path = language_model_of(str(folder)) if language_model is None else Path(language_model)
    if path is None or language_model == "none":
        return greedy(model.vocabulary)
    return BeamDecoder(model.vocabulary, LanguageModel.load(path, *language_model_weights(folder))), None


def _values(evaluation: Evaluation) -> dict[str, object]:
    from dataclasses import asdict

    from core.training.error_rates import confusions, error_rates, rates_by

    return {
        "all": asdict(error_rates(evaluation.scored)),
        "sources": {name: asdict(rates) for name, rates in rates_by(evaluation.scored, "source").items()},
        "speakers": {name: asdict(rates) for name, rates in rates_by(evaluation.scored, "speaker").items()},
        "confusions": confusions(evaluation.scored),
        "audio_seconds": evaluation.audio_seconds,
        "real_time_factor": evaluation.real_time_factor,
        "left_out": evaluation.left_out,
    }
