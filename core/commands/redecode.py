"""`wavescribe redecode`: a recorded session decoded again with other hotwords or another language model."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.recognition_arguments import add_decoding_arguments, hotwords, language_models

if TYPE_CHECKING:
    from core.session.recognition import RecognitionOptions
    from core.session.redecode import Difference, Redecoding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe redecode`."""
    parser.set_defaults(any_order=True)
    parser.add_argument("session", metavar="ID", help="which session; see `wavescribe sessions`")
    parser.add_argument("--library", metavar="DIR", help="folder of the library")
    add_decoding_arguments(parser)
    parser.add_argument(
        "--only-these", action="store_true", help="without the hotwords that the session was recorded with"
    )
    parser.add_argument(
        "--accept",
        nargs="*",
        type=int,
        metavar="N",
        help="take over all differences, or those with these numbers; words edited by hand stay in any case",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print what would change, and change it where that is asked for."""
    from core.commands.failures import UsageError
    from core.decoding.language_model import LanguageModelError
    from core.session.library import Library, default_library
    from core.session.recognition import decoders
    from core.session.redecode import accept, redecode

    language_models(arguments)
    library = Library(Path(arguments.library) if arguments.library else default_library())
    try:
        options = _options(library.recognition(arguments.session), arguments)
        try:
            make_decoder = decoders(options)
        except LanguageModelError as failure:
            raise UsageError(str(failure)) from failure
        started = time.perf_counter()
        redecoding = redecode(library, arguments.session, make_decoder)
        took = time.perf_counter() - started
        if arguments.accept is not None:
            accept(library, redecoding, [number - 1 for number in arguments.accept] or None)
    finally:
        library.close()
    _print(redecoding, took, arguments)
    return 0


def _options(options: RecognitionOptions, arguments: argparse.Namespace) -> RecognitionOptions:
    """What the session was recognised with, changed by the arguments; a hotword given again has its new weight."""
    words = {} if arguments.only_these else {hotword.text: hotword for hotword in options.hotwords}
    words |= {hotword.text: hotword for hotword in hotwords(arguments)}
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


def _print(redecoding: Redecoding, took: float, arguments: argparse.Namespace) -> None:
    speed = redecoding.seconds / took if took else 0.0
    if arguments.json:
        row = {
            "session": redecoding.session,
            "differences": [_row(n, difference) for n, difference in enumerate(redecoding.differences, 1)],
            "accepted": arguments.accept is not None,
            "audio_seconds": round(redecoding.seconds, 3),
            "speed": round(speed, 1),
        }
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    for number, difference in enumerate(redecoding.differences, 1):
        row = _row(number, difference)
        sys.stdout.write(f"{number:4}  {difference.start:8.2f}  {row['before'] or '—'} → {row['after'] or '—'}\n")
    done = "taken over" if arguments.accept is not None else "found; --accept takes them over"
    count = len(arguments.accept or redecoding.differences)
    sys.stderr.write(f"{count} differences {done} ({redecoding.seconds:.1f} s of speech, {speed:.0f}× real time)\n")


def _row(number: int, difference: Difference) -> dict[str, object]:
    return {
        "number": number,
        "kind": difference.kind,
        "segment": difference.segment,
        "start": round(difference.start, 3),
        "end": round(difference.end, 3),
        "before": " ".join(word.text for word in difference.before),
        "after": " ".join(word.text for word in difference.after),
    }
