"""`wavescribe bench`: what Wavescribe measures of itself on this machine, as a table or as JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.recognition_arguments import add_recognition_arguments, load_requested_engine

if TYPE_CHECKING:
    from core.benchmarks.live_run import LiveRun


# `--noise` without a folder.
NO_FOLDER = Path()

ENGINES = ("wavescribe", "transformers", "onnxruntime", "ctranslate2")


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
    parser.add_argument(
        "--check", action="store_true", help="which device, number format and size of model keep real time here"
    )
    parser.add_argument(
        "--engines",
        default=",".join(ENGINES),
        metavar="A,B",
        help="where nothing else is asked for: the encoders to set side by side (default: all that are installed)",
    )
    parser.add_argument("--front", choices=("group", "layer"), default="group", help="kind of convolution front")
    parser.add_argument("--size", choices=("base", "large"), default="base", help="architecture (default: base)")
    parser.add_argument("--repeats", type=int, default=7, metavar="N", help="rounds of all engines (default: 7)")
    parser.add_argument("--threads", type=int, metavar="N", help="threads for all engines (default: torch's own)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_recognition_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the benchmarks that were asked for, one after the other; where none was, the encoder beside others."""
    check_usage(arguments)
    if arguments.threads:
        import torch

        torch.set_num_threads(arguments.threads)
    if arguments.live:
        bench_live(arguments)
    if arguments.noise is not None:
        bench_noise(arguments)
    if arguments.check:
        bench_machine(arguments)
    if not (arguments.live or arguments.noise is not None or arguments.check):
        bench_encoder(arguments)
    return 0


def check_usage(arguments: argparse.Namespace) -> None:
    """Refuse combinations that cannot be meant."""
    if arguments.plot and not arguments.live:
        raise UsageError("--plot draws live captions. Give recordings: wavescribe bench --live FILE… --plot PAGE.html")
    if arguments.noise is not None and not arguments.noise.is_dir():
        raise UsageError(f"{arguments.noise} is no folder. Check the name.")
    if not arguments.minutes > 0:
        raise UsageError("--minutes must be above 0.")
    if arguments.plot and arguments.plot.suffix != ".html":
        raise UsageError("--plot writes a page: give it a name that ends in .html.")
    for path in arguments.live or ():
        if not path.is_file():
            raise UsageError(f"{path} is no file. Check the name and the folder.")
    if arguments.repeats < 1 or (arguments.threads is not None and arguments.threads < 1):
        raise UsageError("--repeats and --threads count from 1.")
    unknown = set(arguments.engines.split(",")) - set(ENGINES)
    if unknown:
        raise UsageError(f"no engine is called {min(unknown)!r}. There are {', '.join(ENGINES)}.")


def bench_machine(arguments: argparse.Namespace) -> None:
    """The machine check, as the window makes it at first start; nothing is stored here."""
    from core.session.machine_check import WINDOW_SECONDS, Measurement, check_machine

    rows: list[tuple[str, str]] = []

    def measured(one: Measurement) -> None:
        others = ", without what other programs took" if one.busy else ""
        value = f"{one.window_seconds:.3f} s for {WINDOW_SECONDS:.1f} s{others}"
        rows.append((f"base, {one.device} {one.dtype}", value))

    choice = check_machine(measured)
    if arguments.json:
        sys.stdout.write(json.dumps({"kind": "machine", **asdict(choice)}) + "\n")
        return
    advice = {
        "large": "large and base models keep real time with room to spare",
        "base": "base models keep real time with room to spare",
        "small": "the bundled model; base models for files",
    }
    proposal = f"device {choice.device}, dtype {choice.dtype}; {advice[choice.size]}"
    print_table("This machine", [*rows, ("proposed", proposal)])


def bench_encoder(arguments: argparse.Namespace) -> None:
    """The encoder beside the other engines that are installed."""
    from core.benchmarks.encoder_bench import FRONTS, SIZES, encoder_row, encoder_table, measure, write_checkpoint
    from core.benchmarks.encoder_engines import engines
    from core.streaming.compute import choose_device
    from core.wav2vec2 import Wav2Vec2Config

    def round_done(number: int) -> None:
        sys.stderr.write(f"round {number} of {arguments.repeats}\n")

    config = Wav2Vec2Config(**FRONTS[arguments.front], **SIZES[arguments.size])
    with tempfile.TemporaryDirectory() as folder:
        write_checkpoint(Path(folder), config)
        found, missing = engines(
            tuple(arguments.engines.split(",")), Path(folder), choose_device(arguments.device or "auto")
        )
        for engine in missing:
            sys.stderr.write(f"{engine.name} is left out: {engine.reason}\n")
        if not found:
            raise UsageError("none of these engines is installed.")
        rows = measure(found, config, arguments.repeats, round_done)
    if arguments.json:
        for row in rows:
            sys.stdout.write(json.dumps(encoder_row(row, arguments.size, arguments.front)) + "\n")
    else:
        print_table(f"10 s in the {arguments.size} architecture, {arguments.front} norm in front", encoder_table(rows))


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
