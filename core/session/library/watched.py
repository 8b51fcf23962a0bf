"""What watched folders have had written: a row a text. Any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.session.library.database import Database


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A text, the media file that it is of, and what that file was then (see `files.stamp_of`). Absolute paths."""

    output: Path
    media: Path
    stamp: str


class WatchedFiles:
    """Every method raises LibraryError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[WatchedFile]:
        """All, of every folder."""
        rows = self._database.read("SELECT output, media, stamp FROM watched_files")
        return [WatchedFile(Path(output), Path(media), stamp) for output, media, stamp in rows]

    def of(self, media: Path) -> list[WatchedFile]:
        """Those of one media file; of one whose name is no text, none."""
        try:
            values = (str(media),)
            rows = self._database.read("SELECT output, media, stamp FROM watched_files WHERE media = ?", values)
        except UnicodeEncodeError:
            return []
        return [WatchedFile(Path(output), Path(path), stamp) for output, path, stamp in rows]

    def remember(self, file: WatchedFile) -> None:
        """Its text has been written. A path that is no text raises UnicodeEncodeError."""
        self._database.write(
            "INSERT OR REPLACE INTO watched_files (output, media, stamp) VALUES (?, ?, ?)",
            (str(file.output), str(file.media), file.stamp),
        )
