"""The options that `listen`, `transcribe`, `gui` and `bench` share, and their translation into `RecognitionOptions`."""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.fetching import can_be_fetched, fetch

if TYPE_CHECKING:
    from core.decoding.hotwords import Hotword
    from core.decoding.vocabulary import Vocabulary
    from core.session.recognition import Engine, MixedIn, RecognitionOptions

_MOST_COMPLAINTS = 10
OWN_LANGUAGE_MODEL = "bundled"
AUTOMATIC = "auto"
_NO_CHOICE_HERE = "--language auto goes with listen and transcribe. Name one language."
DEVICES = ("auto", "cpu", "cuda", "mps")
DTYPES = ("auto", "float32", "bfloat16", "float16", "int8")


def add_recognition_arguments(parser: argparse.ArgumentParser) -> None:
    """Add --model, --language, --lm, --hotword, --hotwords-file, --no-vad, --device and --dtype."""
    group = parser.add_argument_group("recognition")
    add_model_arguments(group)
    add_decoding_arguments(group)
    group.add_argument(
        "--no-vad", action="store_true", help="one long segment in overlapping windows, no voice activity"
    )
    group.add_argument(
        "--stability",
        choices=("fast", "balanced", "calm"),
        default="balanced",
        help="when a partial shows a word: at once, when two windows agree, when it is settled",
    )


def add_model_arguments(group: argparse._ActionsContainer) -> None:
    """Add --model, --language, --device and --dtype."""
    group.add_argument(
        "--model",
        metavar="X",
        help="bundled-en-sounds (default), bundled-en (spells words that no list has), a folder, or a hub name such as "
        "facebook/wav2vec2-base-960h",
    )
    group.add_argument("--language", metavar="L", help="language adapter of an MMS model, such as deu")
    group.add_argument("--device", choices=DEVICES, help="where to compute (default: auto)")
    group.add_argument("--dtype", choices=DTYPES, help="number format of the network (default: auto)")


def add_automatic_language_arguments(parser: argparse.ArgumentParser) -> None:
    """Add --languages and --lid: what --language auto needs."""
    group = parser.add_argument_group("automatic language (--language auto)")
    group.add_argument(
        "--languages", metavar="L,L", help="languages to choose among at each pause, such as deu,fra; the first begins"
    )
    group.add_argument(
        "--lid", metavar="X", help="model that tells them apart, a folder or hub name such as facebook/mms-lid-126"
    )


def add_decoding_arguments(group: argparse._ActionsContainer) -> None:
    """Add --lm, --hotword and --hotwords-file: what decoding again can change."""
    group.add_argument(
        "--lm",
        action="append",
        metavar="P[:WEIGHT]",
        help="language model, ARPA, KenLM binary or folder, instead of the one that comes with the model; given "
        "several times they are mixed by weight, and 'bundled' names the model's own; 'none' switches it off",
    )
    group.add_argument(
        "--lm-weight", type=_number, metavar="A", help="how much the language model counts (default: its own alpha)"
    )
    group.add_argument(
        "--word-bonus", type=_number, metavar="B", help="bonus a word, against too few words (default: its own beta)"
    )
    group.add_argument(
        "--hotword",
        action="append",
        metavar="W[:WEIGHT]",
        help="word or phrase to recognise better; may be given several times",
    )
    group.add_argument("--hotwords-file", metavar="FILE", help="a word or phrase a line, with an optional :WEIGHT")


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is no number")
    return value


def recognition_options(arguments: argparse.Namespace) -> RecognitionOptions:
    """`RecognitionOptions` from parsed arguments; raises `UsageError` for what cannot be meant."""
    from core.models.catalogue import DEFAULT_MODEL
    from core.session.recognition import RecognitionOptions

    language_model, mixed_in = language_models(arguments)
    languages = automatic_languages(arguments)
    return RecognitionOptions(
        model=arguments.model or DEFAULT_MODEL,
        language=None if languages else arguments.language,
        languages=languages,
        identifier=arguments.lid if languages else "",
        language_model=language_model,
        mixed_in=mixed_in,
        language_model_weight=arguments.lm_weight,
        word_bonus=arguments.word_bonus,
        hotwords=hotwords(arguments),
        voice_activity=not arguments.no_vad,
        device=arguments.device or "auto",
        dtype=arguments.dtype or "auto",
        stability=arguments.stability,
    )


def with_decoding_arguments(options: RecognitionOptions, arguments: argparse.Namespace) -> RecognitionOptions:
    """The options, with what the arguments say of language models and hotwords; one given again has its new weight."""
    words = {hotword.text: hotword for hotword in (*options.hotwords, *hotwords(arguments))}
    weight, bonus = arguments.lm_weight, arguments.word_bonus
    options = replace(
        options,
        hotwords=tuple(words.values()),
        language_model_weight=options.language_model_weight if weight is None else weight,
        word_bonus=options.word_bonus if bonus is None else bonus,
    )
    if not arguments.lm:
        return options
    language_model, mixed_in = language_models(arguments)
    return replace(options, language_model=language_model, mixed_in=mixed_in)


def with_model_arguments(options: RecognitionOptions, arguments: argparse.Namespace) -> RecognitionOptions:
    """The options, with what the arguments say of model, language, device and number format."""
    if arguments.language == AUTOMATIC:
        raise UsageError(_NO_CHOICE_HERE)
    for name in ("model", "device", "dtype"):
        if (given := getattr(arguments, name)) is not None:
            options = replace(options, **{name: given})
    return options if arguments.language is None else replace(options, language=arguments.language, languages=())


def automatic_languages(arguments: argparse.Namespace) -> tuple[str, ...]:
    """What --language auto chooses among; none where the language is fixed. Raises `UsageError`."""
    listed, lid = getattr(arguments, "languages", None), getattr(arguments, "lid", None)
    if arguments.language != AUTOMATIC:
        if listed or lid:
            raise UsageError("--languages and --lid go with --language auto.")
        return ()
    if not hasattr(arguments, "lid"):
        raise UsageError(_NO_CHOICE_HERE)
    languages = tuple(code.strip() for code in (listed or "").split(",") if code.strip())
    if len(set(languages)) < 2 or not lid:
        raise UsageError("--language auto needs --languages A,B and --lid MODEL.")
    if arguments.no_vad:
        raise UsageError("--language auto listens at pauses, so it does not go with --no-vad.")
    if getattr(arguments, "readable", False):
        raise UsageError("--readable is for one language, so it does not go with --language auto.")
    return tuple(dict.fromkeys(languages))


def language_models(arguments: argparse.Namespace) -> tuple[str | None, tuple[MixedIn, ...]]:
    """What --lm says: the first language model (None: the model's own), and what is mixed in.

    Raises `UsageError` for what is not there or cannot be mixed.
    """
    from core.session.recognition import NO_LANGUAGE_MODEL, MixedIn

    chosen = [_weighted(text) for text in arguments.lm or ()]
    if not chosen:
        return None, ()
    paths = [path for path, _ in chosen]
    if len(paths) > 1 and NO_LANGUAGE_MODEL in paths:
        raise UsageError("--lm none cannot be mixed with language models. Give one or the other.")
    if OWN_LANGUAGE_MODEL in paths[1:]:
        # The one that needs no path comes first.
        chosen.sort(key=lambda one: one[0] != OWN_LANGUAGE_MODEL)
    (first, _), *others = chosen
    if any(path == OWN_LANGUAGE_MODEL for path, _ in others):
        raise UsageError("--lm bundled stands there twice. Give it once.")
    whole = sum(weight for _, weight in chosen)
    mixed_in = tuple(MixedIn(path, weight / whole) for path, weight in others)
    return (None if first == OWN_LANGUAGE_MODEL else first), mixed_in


def _weighted(text: str) -> tuple[str, float]:
    """Path and weight of PATH[:WEIGHT]; a path may hold colons of its own."""
    path, colon, weight = text.rpartition(":")
    named = (OWN_LANGUAGE_MODEL, "none")
    if colon and not Path(text).exists() and re.fullmatch(r"[0-9]*\.?[0-9]+", weight):
        value = float(weight)
    else:
        path, value = text, 1.0
    if value <= 0:
        raise UsageError(f"--lm {text} has no weight. Give one above 0, or leave it out.")
    if path not in named and not Path(path).exists():
        raise UsageError(f"language model {path} does not exist. Give a KenLM file (.arpa or .bin).")
    return path, value


def hotwords(arguments: argparse.Namespace) -> tuple[Hotword, ...]:
    """Hotwords of --hotword and --hotwords-file together.

    Lines of the file that cannot be read are named on standard error; without any that can, it is a `UsageError`.
    """
    from core.decoding.hotwords import HotwordError, parse_hotword

    try:
        found = [parse_hotword(text) for text in arguments.hotword or ()]
    except HotwordError as failure:
        raise UsageError(str(failure)) from failure
    if arguments.hotwords_file:
        found += _hotwords_of_file(Path(arguments.hotwords_file))
    return tuple(found)


def _hotwords_of_file(file: Path) -> tuple[Hotword, ...]:
    from core.decoding.hotwords import MAXIMUM_LIST_BYTES, parse_hotwords

    try:
        with file.open("rb") as stream:
            content = stream.read(MAXIMUM_LIST_BYTES + 1)
    except OSError as failure:
        raise UsageError(f"{file}: {failure.strerror or failure}") from failure
    if len(content) > MAXIMUM_LIST_BYTES:
        raise UsageError(f"{file} is larger than {MAXIMUM_LIST_BYTES >> 20} MiB: that is no list of words.")
    read = parse_hotwords(content)
    if read.problems and not read.hotwords:
        raise UsageError(f"{file}, {read.problems[0]}")
    _complain([f"{file}, {problem}" for problem in read.problems], "lines that cannot be read")
    return read.hotwords


def _complain(sentences: Sequence[str], what: str) -> None:
    """The first of them on standard error, and how many more there are."""
    for sentence in sentences[:_MOST_COMPLAINTS]:
        sys.stderr.write(f"wavescribe: {sentence}\n")
    if len(sentences) > _MOST_COMPLAINTS:
        sys.stderr.write(f"wavescribe: and {len(sentences) - _MOST_COMPLAINTS} more {what}\n")


def load_requested_engine(arguments: argparse.Namespace) -> Engine:
    """The engine that the arguments ask for; see `usable_engine`."""
    return usable_engine(recognition_options(arguments))


def complain_of_unspelled(listed: Sequence[Hotword], vocabulary: Vocabulary) -> None:
    """Hotwords with characters that no label of the model holds, and those characters, on standard error."""
    found = ((word.text, vocabulary.unknown_characters(word.text)) for word in listed)
    _complain(
        [f"hotword {text!r}: the model has no letter for {' '.join(unknown)}" for text, unknown in found if unknown],
        "hotwords with letters that the model lacks",
    )


def usable_engine(options: RecognitionOptions) -> Engine:
    """The engine of these options, downloaded if need be; what cannot be loaded is a `UsageError`.

    Hotwords that the model cannot spell are named on standard error.
    """
    from core.decoding.language_model import LanguageModelError
    from core.models.catalogue import is_here
    from core.models.places import ModelPlaces, ModelStoreError
    from core.session.recognition import load_engine, wanted_models
    from core.streaming.acoustic_model import ModelError

    try:
        for name, language in wanted_models(options):
            if not is_here(name, language) and can_be_fetched(name):
                fetch(name, language, ModelPlaces())
        engine = load_engine(options)
    except (ModelError, ModelStoreError, LanguageModelError) as failure:
        raise UsageError(str(failure)) from failure
    complain_of_unspelled(engine.options.hotwords, engine.model.vocabulary)
    return engine
