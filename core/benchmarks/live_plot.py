"""Lag and delays of live captions as one self-contained HTML page: inline SVG, no script, nothing from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from core.benchmarks.live_figures import segment_delays
from core.benchmarks.live_run import LiveRun

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 860, 280, 60, 40, 28, 16
# Told apart without colour as well: each curve has its own dashes.
STYLES = (("#1f5fa8", ""), ("#b3541e", "8 4"), ("#2d7a4f", "2 4"), ("#7a3d8f", "10 3 2 3"))
TICKS = 6

Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves over common axes that begin at 0; points are (x, y)."""

    title: str
    x_label: str
    y_label: str
    curves: dict[str, Points]


def plot_page(runs: Sequence[LiveRun], heading: str) -> str:
    """The page: lag over time, and how the delays are distributed."""
    delays = [one for run in runs for one in segment_delays(run)]
    charts = [
        Chart("Lag: audio captured minus audio recognised", "seconds of audio", "lag (s)", {"lag": _lag_curve(runs)}),
        Chart(
            "Delays: share that is at most so long",
            "delay (s)",
            "share (%)",
            {
                "word shown for good, from its end": cumulative([d for one in delays for d in one.words_aware]),
                "first partial, from speech onset": cumulative([one.first_partial_aware for one in delays]),
                "final, from the last word's end": cumulative([one.final_from_word_end for one in delays]),
                "final, from the endpoint": cumulative([one.final_from_endpoint for one in delays]),
            },
        ),
    ]
    body = "".join(_svg(chart) for chart in charts)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(heading)}</title>'
        "<style>body{font:14px system-ui,sans-serif;max-width:900px;margin:24px auto;color:#222;background:#fff}"
        "svg{width:100%;height:auto;margin:12px 0}text{font-size:12px;fill:#333}</style>"
        f"<h1>{escape(heading)}</h1>{body}</html>\n"
    )


def cumulative(values: Sequence[float | None]) -> Points:
    """(value, percent of the values that are at most that), rising."""
    found = sorted(value for value in values if value is not None)
    return [(value, 100.0 * (place + 1) / len(found)) for place, value in enumerate(found)]


def _lag_curve(runs: Sequence[LiveRun]) -> Points:
    """One recording after the other."""
    points: Points = []
    before = 0.0
    for run in runs:
        points += [(before + at, lag) for at, lag in run.lags]
        before += run.audio_seconds
    return points


def _svg(chart: Chart) -> str:
    points = [point for curve in chart.curves.values() for point in curve]
    most_x = _round_up(max((x for x, _ in points), default=1.0))
    most_y = _round_up(max((y for _, y in points), default=1.0))

    def place(x: float, y: float) -> str:
        across = LEFT + max(0.0, x) / most_x * (WIDTH - LEFT - RIGHT)
        down = HEIGHT - BOTTOM - max(0.0, y) / most_y * (HEIGHT - BOTTOM - TOP)
        return f"{across:.1f},{down:.1f}"

    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT + 18 * len(chart.curves)}" role="img"><title>{chart.title}</title>']
    parts.append(f'<text x="{LEFT}" y="16" font-weight="600">{escape(chart.title)}</text>')
    for share in np.linspace(0.0, 1.0, TICKS):
        x, y = place(share * most_x, 0).split(",")[0], place(0, share * most_y).split(",")[1]
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y}" text-anchor="end" dy="4">{share * most_y:.3g}</text>')
        parts.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{share * most_x:.3g}</text>')
    parts.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 8}" text-anchor="end">{escape(chart.x_label)}</text>')
    parts.append(f'<text x="4" y="{TOP + 14}">{escape(chart.y_label)}</text>')
    for number, (name, curve) in enumerate(chart.curves.items()):
        colour, dashes = STYLES[number % len(STYLES)]
        line = " ".join(place(x, y) for x, y in curve)
        stroke = f'fill="none" stroke="{colour}" stroke-width="1.8" stroke-dasharray="{dashes}"'
        row = HEIGHT + 18 * number
        parts.append(f'<polyline points="{line}" {stroke}/><path d="M{LEFT} {row}h36" {stroke}/>')
        parts.append(f'<text x="{LEFT + 44}" y="{row + 4}">{escape(name)} ({len(curve)})</text>')
    return "".join([*parts, "</svg>"])


def _round_up(value: float) -> float:
    """The next 1, 2 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(step * power for step in (1, 2, 5, 10) if value <= step * power * (1 + 1e-9)))
