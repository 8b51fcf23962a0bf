"""A stretch of sound as a picture: plates of the text's lines, and the wave over them. Pure but for Qt's image type.

Drawn as one array of pixels: a millisecond for hours as for seconds, since `Peaks` has for any stretch about as many
numbers at hand as there are columns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from core.audio.peaks import Peaks
from desktop.theme.tokens import Tokens, mixed

# How much of the accent lies on a line's plate, and on the current line's.
LINE_ON, CURRENT_ON = 0.14, 0.32
# More edges than one every so many columns are no help.
CLOSEST_EDGES = 8


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the text, in order, in seconds; `current` is the number of one of them, or -1."""

    starts: NDArray[np.float64]
    ends: NDArray[np.float64]
    current: int = -1


def wave_picture(
    peaks: Peaks, view: tuple[float, float], lines: Lines, size: tuple[int, int, float], tokens: Tokens
) -> QImage:
    """`view` in seconds; `size` is width and height in Qt's pixels, and how many of the screen's make one of these."""
    ratio = size[2]
    width, height = (max(1, round(side * ratio)) for side in size[:2])
    start, end = view
    low, high = peaks.columns(start, end, width)
    middle = (height - 1) / 2
    rows = np.arange(height)[:, None]
    wave = (rows >= np.floor(middle - high * middle)) & (rows <= np.ceil(middle - low * middle))
    known = np.arange(width) < (peaks.seconds - start) / (end - start) * width
    inside, edges = _plates(lines, view, width)
    plates = np.array([_rgb(mixed(tokens.surface, tokens.accent, on)) for on in (0.0, LINE_ON, CURRENT_ON)], np.uint32)
    pixels = np.broadcast_to(plates[inside], (height, width)).copy()
    pixels[:, edges] = _rgb(tokens.line)
    pixels[wave & known] = _rgb(tokens.soft)
    pixels[-max(1, round(ratio)) :] = _rgb(tokens.line)
    picture = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()
    picture.setDevicePixelRatio(ratio)
    return picture


def _plates(lines: Lines, view: tuple[float, float], width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each column 1 within a line, 2 within the current one; and the columns at which lines begin or end."""
    start, end = view

    def columns(times: NDArray[np.float64]) -> NDArray[np.int64]:
        nearest: NDArray[np.float64] = np.rint((times - start) / (end - start) * width)
        return np.clip(nearest, -1, width).astype(np.int64)

    shown = slice(int(np.searchsorted(lines.ends, start)), int(np.searchsorted(lines.starts, end)))
    first, last = columns(lines.starts[shown]), columns(lines.ends[shown])
    # One line more from its first column on, one less from its last one on.
    begun, ended = (np.bincount(np.maximum(borders, 0), minlength=width + 1) for borders in (first, last))
    inside = (np.cumsum(begun - ended)[:width] > 0).astype(np.int64)
    if shown.start <= lines.current < shown.stop:
        here = lines.current - shown.start
        inside[max(0, first[here]) : max(0, last[here])] = 2
    edges = np.concatenate([first, last])
    edges = edges[(edges >= 0) & (edges < width)]
    return inside, edges if len(edges) < width / CLOSEST_EDGES else edges[:0]


def _rgb(colour: str) -> int:
    """A colour of the form #rrggbb as Qt's images have it."""
    return 0xFF000000 | int(colour[1:], 16)
