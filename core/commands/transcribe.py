"""`wavescribe transcribe`: media files to text, through the same line that captions a microphone."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError, describe_failure
from core.commands.recognition_arguments import add_recognition_arguments, recognition_options, usable_engine

if TYPE_CHECKING:
    from core.session.recognition import Engine
    from core.session.transcript import Transcript

FORMATS = ("txt", "srt", "vtt", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe transcribe`."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="audio or video, any format")
    add_recognition_arguments(parser)
    parser.add_argument("--format", choices=FORMATS, default="txt", help="default: txt")
    parser.add_argument(
        "--n-best", type=int, default=1, metavar="N", help="with --format json: N readings a segment, and other words"
    )
    parser.add_argument("--output", metavar="DIR", help="write DIR/NAME.FORMAT instead of standard output")


def run(arguments: argparse.Namespace) -> int:
    """Transcribe each file; one that fails costs one line on standard error and exit code 1 at the end."""
    folder = output_folder(arguments.output)
    if arguments.n_best != 1 and (arguments.format != "json" or arguments.no_vad or not 1 <= arguments.n_best <= 100):
        raise UsageError("--n-best takes 1 to 100, and goes with --format json and voice activity.")
    engine = usable_engine(replace(recognition_options(arguments), hypotheses=arguments.n_best))
    taken: set[Path] = set()
    failed = 0
    for file in arguments.files:
        try:
            transcript = transcribe_with_progress(Path(file), engine)
            if folder is None:
                print_transcript(transcript, arguments.format, named=len(arguments.files) > 1)
            else:
                write_to_folder(transcript, arguments.format, folder, taken)
        except BrokenPipeError:
            raise
        except Exception as failure:  # noqa: BLE001 - one bad file must not stop the others
            failed += 1
            sys.stderr.write(f"wavescribe: {describe_failure(failure)}\n")
    return 1 if failed else 0


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


def transcribe_with_progress(path: Path, engine: Engine) -> Transcript:
    """Transcribe one file with a progress bar on standard error where that is a terminal."""
    from core.session.transcription import transcribe

    transcript = transcribe_with_bar(path, engine) if sys.stderr.isatty() else transcribe(path, engine)
    if transcript.warning:
        sys.stderr.write(f"wavescribe: {transcript.warning}\n")
    return transcript


def transcribe_with_bar(path: Path, engine: Engine) -> Transcript:
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

        return transcribe(path, engine, progress=progressed)


def print_transcript(transcript: Transcript, form: str, named: bool) -> None:
    """Write one transcript to standard output; JSON is one object a line."""
    from core.session.export import write_transcript

    if named and form != "json":
        sys.stdout.write(f"==> {transcript.file} <==\n")
    text = write_transcript(transcript, form)
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
    sys.stdout.flush()


def write_to_folder(transcript: Transcript, form: str, folder: Path, taken: set[Path]) -> None:
    """Write FOLDER/STEM.FORM, or FOLDER/NAME.FORM when two inputs of this run share the stem."""
    from core.session.export import write_transcript

    source = Path(transcript.file)
    target = folder / f"{source.stem}.{form}"
    number = 1
    while target in taken:
        suffix = "" if number == 1 else f"-{number}"
        target = folder / f"{source.name}{suffix}.{form}"
        number += 1
    taken.add(target)
    target.write_text(write_transcript(transcript, form), encoding="utf-8")
    sys.stderr.write(f"{source} -> {target}\n")
