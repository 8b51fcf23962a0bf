"""Which files may be media, by their names and first bytes: a quick look before one is opened. Any thread."""

from __future__ import annotations

import mimetypes
import re
from functools import cache
from pathlib import Path

import av

# TypeScript sources are called so as well; nothing but their content tells.
TWO_MEANINGS = frozenset((".ts", ".mts"))
FIRST_BYTES = 4096
# What no text has: control characters but for tab, line and page ends, escape.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def is_media_name(name: str) -> bool:
    """Whether the name tells that it is media."""
    kind = _kind(name)
    return kind is not None and kind.startswith(("audio/", "video/")) and _ending(name) not in TWO_MEANINGS


def may_be_media(name: str) -> bool:
    """Whether the name does not tell otherwise. It does of most (opening a hundred thousand pictures takes an hour).

    The lists of MIME types give some endings of media to something else (`.ts`, `.mxf`, `.asf`, `.wv`), so what FFmpeg
    calls media may be media too.
    """
    kind = _kind(name)
    if kind is None or kind.startswith(("audio/", "video/")):
        return True
    return not kind.startswith("image/") and _ending(name) in _media_endings()


def reads_as_text(path: Path) -> bool:
    """Whether a file begins as text, as sources, subtitles and playlists do; false where it cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(FIRST_BYTES)
    except OSError:
        return False
    if not start or _CONTROL.search(start):
        return False
    # The last character may be cut in two.
    return any(_is_utf8(start[: len(start) - cut]) for cut in range(4 if len(start) == FIRST_BYTES else 1))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _kind(name: str) -> str | None:
    return mimetypes.guess_type(name)[0]


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


@cache
def _media_endings() -> frozenset[str]:
    """Endings of all containers that FFmpeg reads or writes: some readers have none of their own (MPEG transport)."""
    endings = {".ogx", ".rmvb", ".ogm"}
    for name in av.formats_available:
        for mode in ("r", "w"):
            try:
                known = av.ContainerFormat(name, mode).extensions
            except ValueError:
                continue
            endings.update(f".{ending.strip().lower()}" for ending in known)
    return frozenset(endings)
