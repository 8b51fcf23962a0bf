"""`wavescribe bench`: what Wavescribe measures of itself on this machine, as a table or as JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.recognition_arguments import add_recognition_arguments, load_requested_engine

if TYPE_CHECKING:
    from core.benchmarks.live_run import LiveRun


# `--noise` without a folder.
NO_FOLDER = Path()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe bench`."""
    parser.add_argument(
        "--live", nargs="+", type=Path, metavar="FILE", help="latency and calm of live captions over these recordings"
    )
    pace = parser.add_mutually_exclusive_group()
    pace.add_argument(
        "--realtime", action="store_true", help="with --live: real threads at the pace of a clock, not a computed clock"
    )
    pace.add_argument(
        "--processor-time",
        action="store_true",
        help="with --live: count the processor's time, for a machine that is busy with other things (use one thread)",
    )
    parser.add_argument("--plot", type=Path, metavar="FILE.html", help="with --live: lag and delays as a page")
    parser.add_argument(
        "--noise",
        nargs="?",
        type=Path,
        const=NO_FOLDER,
        metavar="FOLDER",
        help="words invented in silence and noise; with a folder also in its recordings, by subfolder",
    )
    parser.add_argument(
        "--minutes",
        type=float,
        default=30.0,
        metavar="N",
        help="with --noise: at most so much of each kind (default: 30)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_recognition_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the benchmarks that were asked for, one after the other."""
    check_usage(arguments)
    if arguments.live:
        bench_live(arguments)
    if arguments.noise is not None:
        bench_noise(arguments)
    return 0


def check_usage(arguments: argparse.Namespace) -> None:
    """Refuse combinations that cannot be meant."""
    if not arguments.live and arguments.noise is None:
        raise UsageError("nothing to measure. Ask for --live FILE… or --noise.")
    if arguments.noise is not None and not arguments.noise.is_dir():
        raise UsageError(f"{arguments.noise} is no folder. Check the name.")
    if not arguments.minutes > 0:
        raise UsageError("--minutes must be above 0.")
    if arguments.plot and arguments.plot.suffix != ".html":
        raise UsageError("--plot writes a page: give it a name that ends in .html.")
    for path in arguments.live or ():
        if not path.is_file():
            raise UsageError(f"{path} is no file. Check the name and the folder.")


def bench_live(arguments: argparse.Namespace) -> None:
    """Latency and calm of live captions."""
    from core.benchmarks.live_bench import Clock, live_row, live_table, run_live
    from core.benchmarks.live_figures import figures
    from core.benchmarks.live_plot import plot_page
    from core.benchmarks.peak_memory import peak_mebibytes

    engine = load_requested_engine(arguments)

    def heard(done: LiveRun) -> None:
        sys.stderr.write(f"{done.name}: {done.audio_seconds:.1f} s in {done.work_seconds:.2f} s\n")

    clock = Clock("wall" if arguments.realtime else "processor" if arguments.processor_time else "virtual")
    runs = run_live(arguments.live, engine, clock, heard)
    found, peak = figures(runs), peak_mebibytes()
    if arguments.plot:
        heading = f"Live captions, {engine.options.model}, {engine.options.stability}"
        arguments.plot.write_text(plot_page(runs, heading), encoding="utf-8")
    if arguments.json:
        row = live_row(found, engine, clock, peak)
        sys.stdout.write(json.dumps(row) + "\n")
    else:
        print_table("Live captions", live_table(found, peak))


def bench_noise(arguments: argparse.Namespace) -> None:
    """Words in audio that has none."""
    from core.benchmarks.invented_words import invented, recorded_kinds, synthetic_kinds

    engine = load_requested_engine(arguments)
    kinds = synthetic_kinds()
    if arguments.noise != NO_FOLDER:
        kinds |= recorded_kinds(arguments.noise)
    width = max(len(kind) for kind in kinds)
    for kind, blocks in kinds.items():
        found = invented(kind, blocks(), arguments.minutes * 60, engine)
        if arguments.json:
            row = {"kind": "noise", **asdict(found), "per_hour": round(found.per_hour, 2)}
            line = json.dumps(row, ensure_ascii=False)
        else:
            counts = f"{found.final_words} words in {found.seconds / 60:.1f} min, {found.partial_words} in partials"
            line = f"{kind:{width}}  {counts}  {' / '.join(found.examples)}".rstrip()
        # Minutes pass between two kinds.
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def print_table(title: str, rows: list[tuple[str, str]]) -> None:
    """Label and value, a line each."""
    width = max(len(label) for label, _ in rows)
    sys.stdout.write("\n".join([title, *(f"  {label:{width}}  {value}" for label, value in rows)]) + "\n")
