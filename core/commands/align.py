"""`wavescribe align`: when each word of a given text is spoken in a recording, as subtitles or JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.recognition_arguments import add_model_arguments, usable_engine, with_model_arguments
from core.commands.transcribe import folder_target, output_folder, print_transcript, write_to_folder

if TYPE_CHECKING:
    from core.session.library import Library

_LARGEST_TEXT = 8_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe align`."""
    parser.add_argument("audio", type=Path, metavar="AUDIO", help="audio or video, any format")
    parser.add_argument(
        "text", type=Path, metavar="TEXT", help="what is said in it (UTF-8); * or [...] stands for speech left out"
    )
    parser.add_argument("--format", choices=("srt", "vtt", "json"), default="srt", help="default: srt")
    parser.add_argument("--output", metavar="DIR", help="write DIR/NAME.FORMAT instead of standard output")
    parser.add_argument("--save", action="store_true", help="keep the text as a session in the library")
    parser.add_argument("--library", metavar="DIR", help="folder of the library (with --save)")
    add_model_arguments(parser.add_argument_group("recognition"))


def run(arguments: argparse.Namespace) -> int:
    """Align one recording."""
    from core.session.recognition import NO_LANGUAGE_MODEL, RecognitionOptions
    from core.session.script_alignment import align_file

    if arguments.library and not arguments.save:
        raise UsageError("--library goes with --save.")
    text = read_text(arguments.text)
    folder = output_folder(arguments.output)
    # A library that cannot be opened is said before minutes are spent on the text.
    library = _library(arguments.library) if arguments.save else None
    try:
        # Nothing is decoded, so no language model is wanted.
        options = with_model_arguments(RecognitionOptions(language_model=NO_LANGUAGE_MODEL), arguments)
        engine = usable_engine(options)
        transcript = align_file(arguments.audio, text, engine)
        if transcript.warning:
            sys.stderr.write(f"wavescribe: {transcript.warning}\n")
        if folder is None:
            print_transcript(transcript, arguments.format, named=False)
        else:
            write_to_folder(transcript, arguments.format, folder_target(transcript, arguments, folder, set()))
        if library is not None:
            session = library.add_whole(arguments.audio, transcript, engine.options)
            sys.stderr.write(f"wavescribe: kept as session {session}\n")
    finally:
        if library is not None:
            library.close()
    return 0


def _library(folder: str | None) -> Library:
    from core.session.library import Library, default_library

    return Library(Path(folder) if folder else default_library())


def read_text(path: Path) -> str:
    """A text file of bounded size; `UsageError` where it is none."""
    try:
        if path.stat().st_size > _LARGEST_TEXT:
            raise UsageError(f"{path} is larger than {_LARGEST_TEXT // 1_000_000} MB. Align it in parts.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as failure:
        raise UsageError(f"{path}: {failure.strerror}. Name a text file.") from failure
    except UnicodeDecodeError as failure:
        raise UsageError(f"{path} is not UTF-8 text. Save it as UTF-8.") from failure
