"""The most memory that this process has had resident, where the system says so."""

from __future__ import annotations

import sys


def peak_mebibytes() -> float | None:
    """Since the process began; None on Windows, which has no `getrusage`."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Bytes on macOS, KiB elsewhere.
    return peak / (1024**2 if sys.platform == "darwin" else 1024)
