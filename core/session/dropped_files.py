"""What was dropped on the window: files as they are, and of folders the media in them. Any thread."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.audio.media import MediaError, open_media
from core.audio.media_names import may_be_media, reads_as_text

# A folder dropped by mistake (a whole disk) must not fill the queue.
MOST_FILES = 2000
TEXT = ".txt"


@dataclass(frozen=True, slots=True)
class DroppedFiles:
    """`left_out`: how many files of folders were no media, by the kind of `MediaError`, or "known". `more`: there were
    more than can be taken."""

    files: tuple[Path, ...]
    left_out: Mapping[str, int]
    more: bool = False


def dropped_files(paths: Iterable[Path], known: Collection[Path] = (), most: int = MOST_FILES) -> DroppedFiles:
    """The files among `paths`, whatever they are, and the media in their folders at any depth, sorted within each.

    Of folders, files that are `known` are left out, hidden ones not looked at, links to folders not followed.
    """
    found: list[Path] = []
    left_out: Counter[str] = Counter()
    for path in paths:
        for file, reason in _media(path, known) if path.is_dir() else [(path, "")]:
            if reason:
                left_out[reason] += 1
            elif len(found) == most:
                return DroppedFiles(tuple(found), left_out, more=True)
            else:
                found.append(file)
    return DroppedFiles(tuple(found), left_out)


def with_their_texts(paths: Sequence[Path]) -> tuple[list[tuple[Path, Path]], list[Path]]:
    """Files that came together with a text of the same name, each with that; and the other paths."""
    media = [path for path in paths if path.suffix.lower() != TEXT and not path.is_dir()]
    pairs = []
    for text in (path for path in paths if path.suffix.lower() == TEXT):
        called = [path for path in media if path.with_suffix("") == text.with_suffix("")]
        # Of several it would be a guess.
        if len(called) == 1:
            pairs.append((called[0], text))
    taken = {path for pair in pairs for path in pair}
    return pairs, [path for path in paths if path not in taken]


def _media(folder: Path, known: Collection[Path]) -> Iterator[tuple[Path, str]]:
    """Every file, with the reason why it is left out."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                path = Path(place, name)
                yield path, "known" if path.absolute() in known else _reason(path)


def _reason(path: Path) -> str:
    """Why a file is no media."""
    if not may_be_media(path.name) or reads_as_text(path):
        return "no media"
    try:
        open_media(path)
    except MediaError as failure:
        return failure.kind
    return ""
