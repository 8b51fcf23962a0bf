"""`wavescribe bench --live`: latency and calm of live captions over recordings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from core.audio.media import read_media
from core.benchmarks.live_figures import LiveFigures, Spread
from core.benchmarks.live_run import LiveRun, in_real_time, on_virtual_clock, with_pauses
from core.session.recognition import Engine

WARM_UP_SECONDS = 3.0


def run_live(
    paths: Sequence[Path], engine: Engine, realtime: bool, heard: Callable[[LiveRun], None] | None = None
) -> list[LiveRun]:
    """Each recording in turn; `heard` gets each when it is done. Raises MediaError, ModelError, RuntimeError.

    Without `realtime` there is half a second of silence before each recording and a second behind it, so that its
    first word has an onset and its last an endpoint.
    """
    runs = []
    for place, path in enumerate(paths):
        if not place:
            # What is slow only once is the start's, not the first recording's.
            on_virtual_clock("warm-up", with_pauses(read_media(path)[: round(WARM_UP_SECONDS * 16_000)]), engine)
        run = (
            in_real_time(path, engine)
            if realtime
            else on_virtual_clock(path.name, with_pauses(read_media(path)), engine)
        )
        runs.append(run)
        if heard is not None:
            heard(run)
    return runs


def live_row(figures: LiveFigures, engine: Engine, clock: str, peak: float | None) -> dict[str, object]:
    """One line of `bench --json`."""
    return {
        "kind": "live",
        "engine": "wavescribe",
        "model": engine.options.model,
        "dtype": engine.model.dtype,
        "device": engine.model.device,
        "stability": engine.options.stability,
        "clock": clock,
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
