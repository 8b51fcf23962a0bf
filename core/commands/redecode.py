"""`wavescribe redecode`: a recorded session decoded again with other hotwords or another language model."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.commands.recognition_arguments import (
    add_decoding_arguments,
    complain_of_unspelled,
    language_models,
    with_decoding_arguments,
)

if TYPE_CHECKING:
    from core.decoding.decoder import Decoder
    from core.decoding.vocabulary import Vocabulary
    from core.session.letters import KeptLetters
    from core.session.library import KeptWord, Library
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
    parser.add_argument("--letters", action="store_true", help="with --json: how sure each letter of a word is, 0 to 1")


def run(arguments: argparse.Namespace) -> int:
    """Print what would change, and change it where that is asked for."""
    from core.commands.failures import UsageError
    from core.session.letters import KeptLetters
    from core.session.library import Library, default_library
    from core.session.redecode import accept, decoded_with

    if arguments.letters and not arguments.json:
        raise UsageError("--letters goes with --json.")
    language_models(arguments)
    library = Library(Path(arguments.library) if arguments.library else default_library())
    try:
        heard = library.recognition(arguments.session)
        wanted = with_decoding_arguments(replace(heard, hotwords=()) if arguments.only_these else heard, arguments)
        options = decoded_with(library, arguments.session, wanted)
        redecoding, took = _redecoded(library, arguments.session, options)
        if arguments.accept is not None:
            accept(library, redecoding, [number - 1 for number in arguments.accept] or None, options)
        letters = KeptLetters(library, arguments.session) if arguments.letters else None
        rows = [_row(n, difference, letters) for n, difference in enumerate(redecoding.differences, 1)]
    finally:
        library.close()
    _print(redecoding, rows, took, arguments)
    return 0


def _redecoded(library: Library, session: str, options: RecognitionOptions) -> tuple[Redecoding, float]:
    """What would change, and the seconds that finding it took; what cannot be loaded is a `UsageError`."""
    from core.commands.failures import UsageError
    from core.decoding.language_model import LanguageModelError
    from core.session.recognition import decoders, kept_vocabulary
    from core.session.redecode import redecode
    from core.streaming.acoustic_model import ModelError

    try:
        make = decoders(options)

        def make_decoder(vocabulary: Vocabulary) -> Decoder:
            complain_of_unspelled(options.hotwords, kept_vocabulary(vocabulary, options))
            return make(vocabulary)

        started = time.perf_counter()
        return redecode(library, session, make_decoder), time.perf_counter() - started
    except (LanguageModelError, ModelError) as failure:
        raise UsageError(str(failure)) from failure


def _print(redecoding: Redecoding, rows: Sequence[dict[str, Any]], took: float, arguments: argparse.Namespace) -> None:
    speed = redecoding.seconds / took if took else 0.0
    if arguments.json:
        row = {
            "session": redecoding.session,
            "differences": rows,
            "accepted": arguments.accept is not None,
            "audio_seconds": round(redecoding.seconds, 3),
            "speed": round(speed, 1),
        }
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    for row in rows:
        sys.stdout.write(f"{row['number']:4}  {row['start']:8.2f}  {row['before'] or '—'} → {row['after'] or '—'}\n")
    count = len(set(arguments.accept or ())) or len(rows)
    done = "taken over" if arguments.accept is not None else "found; --accept takes them over" if count else "found"
    what = "1 difference" if count == 1 else f"{count} differences"
    sys.stderr.write(f"{what} {done} ({redecoding.seconds:.1f} s of speech, {speed:.0f}× real time)\n")


def _row(number: int, difference: Difference, letters: KeptLetters | None) -> dict[str, Any]:
    from core.session.export import letter_rows, word_row

    def words(side: Sequence[KeptWord]) -> list[dict[str, object]]:
        rows = [word_row(word.word) for word in side]
        for row, word in zip(rows, side, strict=True):
            if letters is not None:
                row["letters"] = letter_rows(letters.of(difference.segment, word))
        return rows

    return {
        "number": number,
        "kind": difference.kind,
        "segment": difference.segment,
        "start": round(difference.start, 3),
        "end": round(difference.end, 3),
        "before": " ".join(word.text for word in difference.before),
        "after": " ".join(word.text for word in difference.after),
        "before_words": words(difference.before),
        "after_words": words(difference.after),
    }
