"""The peaks of a session's sound, measured once and kept beside it. Any thread."""

from __future__ import annotations

import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from core.audio.media import MediaError
from core.audio.peaks import Peaks, measure_peaks
from core.session.export_files import write_file

# Name and version, the sound's size and time of change (ns), and how many peaks follow: all lows, then all highs.
_HEADER = struct.Struct("<8sqqq")
_NAME = b"wspeaks1"


def kept_peaks(
    sound: Path, kept: Path, progress: Callable[[Peaks], None], cancelled: Callable[[], bool]
) -> Peaks | None:
    """What `kept` holds, if that is of this sound as it is now; else measured, and kept for the next time.

    None where it was cancelled. Raises MediaError.
    """
    try:
        stamp = _stamp(sound)
    except OSError as failure:
        raise MediaError(f"{sound} cannot be read: {failure.strerror or failure}.") from failure
    known = _read(kept, stamp)
    if known is not None:
        return known
    peaks = measure_peaks(sound, progress, cancelled)
    if cancelled():
        return None
    # Where it cannot be kept, it is measured again.
    with suppress(OSError):
        header = _HEADER.pack(_NAME, *stamp, len(peaks.low))
        write_file(kept, header + peaks.low.tobytes() + peaks.high.tobytes())
    return peaks


def _stamp(sound: Path) -> tuple[int, int]:
    state = sound.stat()
    return state.st_size, state.st_mtime_ns


def _read(kept: Path, stamp: tuple[int, int]) -> Peaks | None:
    try:
        content = kept.read_bytes()
        name, size, changed, count = _HEADER.unpack_from(content)
    except (OSError, struct.error):
        return None
    if (name, size, changed) != (_NAME, *stamp) or len(content) != _HEADER.size + 2 * count:
        return None
    values = np.frombuffer(content, np.int8, offset=_HEADER.size)
    return Peaks(values[:count], values[count:])
