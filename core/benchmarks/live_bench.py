"""`wavescribe bench --live`: latency and calm of live captions over recordings."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.audio.media import read_media
from core.audio.source import SAMPLE_RATE
from core.benchmarks.live_figures import LiveFigures, Spread
from core.benchmarks.live_run import LiveRun, in_real_time, on_virtual_clock, with_pauses
from core.session.recognition import Engine

WARM_UP_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Clock:
    """How time is counted. "virtual": by the clock of the work, without waiting; "processor": the same, but only the
    time that the process itself had of the processors (for a machine that others use too; meaningful with one
    thread); "wall": a whole live session in real time.
    """

    name: Literal["virtual", "processor", "wall"] = "virtual"

    def run(self, path: Path, engine: Engine) -> LiveRun:
        """One recording. Raises MediaError, ModelError, RuntimeError."""
        if self.name == "wall":
            return in_real_time(path, engine)
        stopwatch = time.process_time if self.name == "processor" else time.perf_counter
        return on_virtual_clock(path.name, with_pauses(read_media(path)), engine, stopwatch)


def run_live(
    paths: Sequence[Path], engine: Engine, clock: Clock, heard: Callable[[LiveRun], None] | None = None
) -> list[LiveRun]:
    """Each recording in turn; `heard` gets each when it is done. Raises MediaError, ModelError, RuntimeError.

    Except by the wall clock, half a second of silence stands before each recording and a second behind it, so that
    its first word has an onset and its last an endpoint.
    """
    # What is slow only once is the start's, not the first recording's.
    on_virtual_clock("warm-up", with_pauses(read_media(paths[0])[: round(WARM_UP_SECONDS * SAMPLE_RATE)]), engine)
    runs = []
    for path in paths:
        runs.append(clock.run(path, engine))
        if heard is not None:
            heard(runs[-1])
    return runs


def live_row(figures: LiveFigures, engine: Engine, clock: Clock, peak: float | None) -> dict[str, object]:
    """One line of `bench --json`."""
    return {
        "kind": "live",
        "engine": "wavescribe",
        "model": engine.options.model,
        "dtype": engine.model.dtype,
        "device": engine.model.device,
        "stability": engine.options.stability,
        "clock": clock.name,
        **figures.row(),
        "peak_mib": None if peak is None else round(peak, 1),
    }


def live_table(figures: LiveFigures, peak: float | None) -> list[tuple[str, str]]:
    """What a person reads: label and value."""
    return [
        (
            "recordings",
            f"{figures.files}, {figures.audio_seconds:.0f} s with pauses, {figures.final_words} final words",
        ),
        ("first partial, from speech onset", _seconds(figures.first_partial)),
        ("  without the time of computing", _seconds(figures.first_partial_unaware)),
        ("word shown for good, from its end", _seconds(figures.word_delay)),
        ("  without the time of computing", _seconds(figures.word_delay_unaware)),
        ("words shown before their final", f"{100 * figures.shown_before_final:.0f} %"),
        ("final, from the last word's end", _seconds(figures.finalisation_from_word_end)),
        ("final, from the endpoint", _seconds(figures.finalisation_from_endpoint)),
        ("partial words taken back per final word", f"{figures.unstable_word_ratio:.3f}"),
        ("revisions per minute", f"{figures.revisions_per_minute:.1f}"),
        ("lag", f"{_seconds(figures.lag)}, longest {figures.longest_lag:.2f} s"),
        ("real-time factor", f"{figures.real_time_factor:.3f}"),
        ("peak memory", "unknown" if peak is None else f"{peak:.0f} MiB"),
    ]


def _seconds(value: Spread) -> str:
    if value.p50 is None or value.p95 is None:
        return "none"
    return f"p50 {value.p50:.2f} s, p95 {value.p95:.2f} s"
