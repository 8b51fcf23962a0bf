"""`wavescribe bench`: what Wavescribe measures of itself on this machine, as a table or as JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.recognition_arguments import add_recognition_arguments, load_requested_engine

if TYPE_CHECKING:
    from core.benchmarks.live_run import LiveRun


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe bench`."""
    parser.add_argument(
        "--live", nargs="+", type=Path, metavar="FILE", help="latency and calm of live captions over these recordings"
    )
    parser.add_argument(
        "--realtime", action="store_true", help="with --live: real threads at the pace of a clock, not a computed clock"
    )
    parser.add_argument("--plot", type=Path, metavar="FILE.html", help="with --live: lag and delays as a page")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_recognition_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the benchmarks that were asked for, one after the other."""
    check_usage(arguments)
    bench_live(arguments)
    return 0


def check_usage(arguments: argparse.Namespace) -> None:
    """Refuse combinations that cannot be meant."""
    if not arguments.live:
        raise UsageError("nothing to measure. Give recordings: wavescribe bench --live FILE…")
    if arguments.plot and arguments.plot.suffix != ".html":
        raise UsageError("--plot writes a page: give it a name that ends in .html.")
    for path in arguments.live:
        if not path.is_file():
            raise UsageError(f"{path} is no file. Check the name and the folder.")


def bench_live(arguments: argparse.Namespace) -> None:
    """Latency and calm of live captions."""
    from core.benchmarks.live_bench import live_row, live_table, run_live
    from core.benchmarks.live_figures import figures
    from core.benchmarks.live_plot import plot_page
    from core.benchmarks.peak_memory import peak_mebibytes

    engine = load_requested_engine(arguments)

    def heard(done: LiveRun) -> None:
        sys.stderr.write(f"{done.name}: {done.audio_seconds:.1f} s in {done.work_seconds:.2f} s\n")

    runs = run_live(arguments.live, engine, arguments.realtime, heard)
    found, peak = figures(runs), peak_mebibytes()
    if arguments.plot:
        heading = f"Live captions, {engine.options.model}, {engine.options.stability}"
        arguments.plot.write_text(plot_page(runs, heading), encoding="utf-8")
    if arguments.json:
        row = live_row(found, engine, "wall" if arguments.realtime else "virtual", peak)
        sys.stdout.write(json.dumps(row) + "\n")
    else:
        print_table("Live captions", live_table(found, peak))


def print_table(title: str, rows: list[tuple[str, str]]) -> None:
    """Label and value, a line each."""
    width = max(len(label) for label, _ in rows)
    sys.stdout.write("\n".join([title, *(f"  {label:{width}}  {value}" for label, value in rows)]) + "\n")
