"""`wavescribe train corrections`: a model of the user's own, from the lines corrected in kept sessions.

With --json, what the window reads: a line for each step, `{"stage", "done", "seconds_left"}`, and at last the record of
what was learned. Ctrl+C or SIGTERM stop it after the step that it is at; started again, it goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.models.catalogue import DEFAULT_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.training.learned_model import LearnedRecord
    from core.training.learning import Progress

INTERRUPTED = 130
# Captions and whatever else the user does come first.
NICENESS = 15


def add_corrections(tasks: Any) -> None:
    """The task among those of `wavescribe train`."""
    parser = tasks.add_parser(
        "corrections",
        help="Fine-tune a model on the lines corrected in kept sessions; kept only if better; resumes too.",
    )
    parser.add_argument(
        "--model", default=DEFAULT_MODEL, metavar="X", help=f"{DEFAULT_MODEL} (default), a folder or a hub name"
    )
    parser.add_argument("--language", metavar="CODE", help="of an MMS model, whose adapter alone is trained then")
    parser.add_argument("--library", metavar="DIR", help="folder of the library")
    parser.add_argument("--models", metavar="DIR", help="where the new model goes (default: where imported ones are)")
    parser.add_argument("--json", action="store_true", help="progress and result as JSON, one object a line")


def learn_from_corrections(arguments: argparse.Namespace) -> int:
    """Learn, at low priority on one thread; say what it is worth."""
    from core.models.places import ModelPlaces
    from core.session.corrections import corrections_for
    from core.session.library import Library, default_library
    from core.training.learning import Learning, LearningStopped, learn

    places = ModelPlaces(own=Path(arguments.models)) if arguments.models else ModelPlaces()
    library = Library(Path(arguments.library) if arguments.library else default_library())
    job = Learning(arguments.model, arguments.language, places)
    try:
        corrections = corrections_for(job.model, job.language, places, library)
    finally:
        library.close()
    corrections.check()
    _be_modest()
    with _stopping() as stopped, _said_as_json() if arguments.json else _shown() as report:
        try:
            record = learn(job, corrections, report, stopped)
        except LearningStopped:
            sys.stderr.write("wavescribe: stopped; the same command goes on where it was.\n")
            return INTERRUPTED
    sys.stdout.write(json.dumps(asdict(record)) + "\n" if arguments.json else _in_words(record))
    return 0


def _be_modest() -> None:
    import torch

    torch.set_num_threads(1)
    if hasattr(os, "nice"):
        os.nice(NICENESS)


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    stopped = threading.Event()
    previous = {
        number: signal.signal(number, lambda _number, _frame: stopped.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stopped.is_set
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


Report = AbstractContextManager["Callable[[Progress], None]"]


@contextmanager
def _said_as_json() -> Iterator[Callable[[Progress], None]]:
    def say(progress: Progress) -> None:
        sys.stdout.write(json.dumps(asdict(progress)) + "\n")
        sys.stdout.flush()

    yield say


@contextmanager
def _shown() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[left]}"))
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("reading", total=1.0, left="")

        def show(progress: Progress) -> None:
            left = "" if progress.seconds_left is None else f"{progress.seconds_left:.0f} s left"
            bars.update(task, description=progress.stage, completed=progress.done, left=left)

        yield show


def _in_words(record: LearnedRecord) -> str:
    before, after = (
        f"{100 * errors / max(1, record.held_out_words):.1f} %"
        for errors in (record.errors_before, record.errors_after)
    )
    said = (
        f"learned from {record.minutes:.1f} minutes, {record.lines} corrected lines\n"
        f"word errors in the corrected lines that were held out ({record.held_out_words} words): {before} before, "
        f"{after} after\n"
    )
    if record.left_words:
        said += (
            f"word errors in lines that you left as they were ({record.left_words} words): "
            f"{record.left_errors_before} before, {record.left_errors_after} after\n"
        )
    if record.folder:
        return f"{said}kept: wavescribe --model {record.folder}\nundone by: wavescribe models remove {record.folder}\n"
    return f"{said}not better, so nothing was kept\n"
