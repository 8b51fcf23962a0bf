"""`wavescribe transcribe`: media files to text, through the same line that captions a microphone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError, describe_failure
from core.commands.readable_arguments import add_readable_argument, requested_readable
from core.commands.recognition_arguments import (
    add_automatic_language_arguments,
    add_recognition_arguments,
    recognition_options,
    usable_engine,
)
from core.commands.speaker_arguments import add_speaker_arguments, requested_speakers
from core.commands.subtitle_arguments import add_subtitle_arguments, subtitle_shape
from core.commands.watch_folder import add_watch_arguments, check_watch, watch_folder

if TYPE_CHECKING:
    from core.session.recognition import Engine
    from core.session.subtitles import SubtitleShape
    from core.session.transcript import Transcript
    from core.speakers.diarisation import Diarisation

FORMATS = ("txt", "srt", "vtt", "ass", "json", "csv", "tsv", "docx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe transcribe`."""
    parser.set_defaults(any_order=True)
    parser.add_argument("files", nargs="*", metavar="FILE", help="audio or video, any format")
    add_recognition_arguments(parser)
    add_automatic_language_arguments(parser)
    parser.add_argument("--format", choices=FORMATS, default="txt", help="default: txt")
    parser.add_argument(
        "--n-best", type=int, default=1, metavar="N", help="with --format json: N readings a segment, and other words"
    )
    parser.add_argument(
        "--letters", action="store_true", help="with --format json: how sure each letter of a word is, 0 to 1"
    )
    add_readable_argument(parser)
    parser.add_argument("--output", metavar="DIR", help="write DIR/NAME.FORMAT instead of standard output")
    parser.add_argument(
        "--name", metavar="TEMPLATE", help="with --output: names of {stem}, {name}, {lang}, {ext}, {model}, {date}"
    )
    add_speaker_arguments(parser)
    add_subtitle_arguments(parser)
    add_watch_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Transcribe each file; one that fails costs one line on standard error and exit code 1 at the end."""
    from core.session.readable_captions import readable_transcript, shown_form
    from core.session.speakers import diarisation, load_turns, load_voices, with_speakers

    if bool(arguments.files) == (arguments.watch is not None):
        raise UsageError("transcribe takes files, or one folder with --watch.")
    check_watch(arguments)
    folder = output_folder(arguments.output)
    shape = subtitle_shape(arguments)
    _check_output(arguments)
    if arguments.n_best != 1 and (arguments.format != "json" or arguments.no_vad or not 1 <= arguments.n_best <= 100):
        raise UsageError("--n-best takes 1 to 100, and goes with --format json and voice activity.")
    if arguments.letters and (arguments.format != "json" or arguments.no_vad):
        raise UsageError("--letters goes with --format json and voice activity.")
    readable = requested_readable(arguments)
    speakers = requested_speakers(arguments)
    voices = None if speakers is None else load_voices(speakers)
    turns = None if speakers is None else load_turns(speakers)
    engine = usable_engine(
        replace(recognition_options(arguments), hypotheses=arguments.n_best, letters=arguments.letters)
    )

    def text_of(file: Path, cancelled: Callable[[], bool] | None = None) -> Transcript:
        heard = None if voices is None or speakers is None else diarisation(voices, speakers, turns)
        transcript = transcribe_with_progress(file, engine, cancelled, heard)
        if heard is not None and speakers is not None:
            transcript = with_speakers(transcript, heard.turns(), speakers.names)
        if readable is None:
            return transcript
        return shown_form(readable_transcript(transcript, readable), arguments.format)

    if arguments.watch is not None:
        return watch_folder(arguments, FORMATS, text_of, partial(write_to_folder, shape=shape))
    taken: set[Path] = set()
    failed = 0
    for file in arguments.files:
        try:
            transcript = text_of(Path(file))
            if folder is None:
                print_transcript(transcript, arguments.format, len(arguments.files) > 1, shape)
            else:
                target = folder_target(transcript, arguments, folder, taken)
                write_to_folder(transcript, arguments.format, target, shape)
        except BrokenPipeError:
            raise
        except Exception as failure:  # noqa: BLE001 - one bad file must not stop the others
            failed += 1
            sys.stderr.write(f"wavescribe: {describe_failure(failure)}\n")
    return 1 if failed else 0


def _check_output(arguments: argparse.Namespace) -> None:
    from core.session.export_files import TemplateError, check_template

    needs_folder = arguments.name is not None or (arguments.format == "docx" and arguments.watch is None)
    if arguments.output is None and needs_folder:
        raise UsageError("--format docx and --name need --output DIR.")
    try:
        check_template(arguments.name or "")
    except TemplateError as failure:
        raise UsageError(f"--name: {failure}") from failure


def output_folder(name: str | None) -> Path | None:
    """The folder of --output, made if need be; `UsageError` when it cannot be one."""
    if name is None:
        return None
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise UsageError(f"--output {name}: {failure.strerror}. Name a folder that can be written.") from failure
    return folder


def transcribe_with_progress(
    path: Path,
    engine: Engine,
    cancelled: Callable[[], bool] | None = None,
    speakers: Diarisation | None = None,
) -> Transcript:
    """Transcribe one file with a progress bar on standard error where that is a terminal."""
    from core.session.transcription import transcribe

    if sys.stderr.isatty():
        transcript = transcribe_with_bar(path, engine, cancelled, speakers)
    else:
        transcript = transcribe(path, engine, cancelled=cancelled, speakers=speakers)
    if transcript.warning:
        sys.stderr.write(f"wavescribe: {transcript.warning}\n")
    return transcript


def transcribe_with_bar(
    path: Path,
    engine: Engine,
    cancelled: Callable[[], bool] | None = None,
    speakers: Diarisation | None = None,
) -> Transcript:
    """Transcribe one file under a rich progress bar (percent, ETA, speed)."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from core.session.transcription import transcribe

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(path.name, total=None)

        def progressed(seconds: float, duration: float | None) -> None:
            bars.update(task, completed=seconds, total=duration)

        return transcribe(path, engine, progress=progressed, cancelled=cancelled, speakers=speakers)


def print_transcript(transcript: Transcript, form: str, named: bool, shape: SubtitleShape | None = None) -> None:
    """Write one transcript to standard output; JSON is one object a line."""
    from core.session.export import DEFAULT_SHAPE, write_transcript

    if named and form != "json":
        sys.stdout.write(f"==> {transcript.file} <==\n")
    text = write_transcript(transcript, form, shape or DEFAULT_SHAPE)
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
    sys.stdout.flush()


def folder_target(transcript: Transcript, arguments: argparse.Namespace, folder: Path, taken: set[Path]) -> Path:
    """FOLDER/STEM.FORM or what --name says; FOLDER/NAME.FORM when two inputs of this run share the stem."""
    from core.session.export_files import DEFAULT_TEMPLATE, export_name

    form = arguments.format
    name = export_name(transcript, form, getattr(arguments, "name", None) or DEFAULT_TEMPLATE)
    target, number = folder / name, 1
    while target in taken:
        suffix = "" if number == 1 else f"-{number}"
        target = folder / f"{Path(transcript.file).name}{suffix}.{form}"
        number += 1
    taken.add(target)
    return target


def write_to_folder(transcript: Transcript, form: str, target: Path, shape: SubtitleShape | None = None) -> None:
    """Write one file. One that was there is replaced when the new one is whole; the line on standard error says so."""
    from core.session.export import DEFAULT_SHAPE, export_bytes
    from core.session.export_files import write_file

    replaced = " (replaced)" if target.exists() else ""
    write_file(target, export_bytes(transcript, form, shape or DEFAULT_SHAPE))
    sys.stderr.write(f"{transcript.file} -> {target}{replaced}\n")
