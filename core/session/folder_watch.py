"""A folder that is watched: which media files in it are to be transcribed now, and where their texts go.

By looking again and again, as no system tells of changes in folders of the network. Single-threaded; no clock.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from core.audio.media import MediaError, open_media
from core.audio.media_names import is_media_name, may_be_media, reads_as_text
from core.session.library.files import stamp_of
from core.session.library.watched import WatchedFile

# A file is whole when it has stayed the same for so many looks and seconds.
STEADY_LOOKS = 3
STEADY_SECONDS = 5.0
PARTIAL_ENDINGS = frozenset(
    (".part", ".partial", ".crdownload", ".download", ".opdownload", ".!ut", ".tmp", ".filepart")
)


@dataclass(slots=True)
class _Growing:
    stamp: str
    since: float
    looks: int


class FolderWatch:
    """`look` says which file is ready; `settle` tells that a file has had its turn.

    Texts go beside the media, or under `output` in the same folders. `made`: what earlier watches wrote, anywhere.
    `text_endings`: of transcripts, which are never media.
    """

    def __init__(
        self, folder: Path, form: str, text_endings: Iterable[str], output: Path | None, made: Iterable[WatchedFile]
    ) -> None:
        self._folder = folder.absolute()
        self._form = form
        self._texts = frozenset(f".{ending}" for ending in text_endings)
        self._output = self._folder if output is None else output.absolute()
        self._made = {one.output: one for one in made}
        self._settled: dict[Path, str] = {}
        self._growing: dict[Path, _Growing] = {}

    def look(self, now: float) -> WatchedFile | None:
        """The first file, by name, that has stopped growing and whose text is not there. `now`: seconds of a clock that
        never goes back.

        A text that is there and that no watch wrote is the user's: its media file counts as done. One that a watch
        wrote counts as long as the media file is what it was, even where the text has been moved away.
        """
        before, self._growing = self._growing, {}
        ready = None
        for path in self._files():
            stamp = stamp_of(path)
            # Empty files are begun, not broken: browsers keep the place of a download so.
            if not stamp or stamp.startswith("0 ") or self._settled.get(path) == stamp:
                continue
            seen = before.get(path)
            if seen is None or seen.stamp != stamp:
                seen = _Growing(stamp, now, looks=0)
            seen.looks += 1
            self._growing[path] = seen
            if ready is not None or seen.looks < STEADY_LOOKS or now - seen.since < STEADY_SECONDS:
                continue
            found = WatchedFile(self._output_of(path), path, stamp)
            if self._is_done(found) or not _worth_opening(path):
                self.settle(found)
            else:
                ready = found
        return ready

    def settle(self, file: WatchedFile, written: bool = False) -> None:
        """It is not ready again until it changes, whatever came of it. `written`: its text is there."""
        self._settled[file.media] = file.stamp
        if written:
            self._made[file.output] = file

    def _files(self) -> Iterator[Path]:
        for place, folders, files in os.walk(self._folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                ending = Path(name).suffix.lower()
                hidden = name.startswith((".", "~"))
                if not hidden and ending not in PARTIAL_ENDINGS and ending not in self._texts and may_be_media(name):
                    yield Path(place, name)

    def _output_of(self, media: Path) -> Path:
        """STEM.FORM; NAME.FORM where the text of another media file is called so."""
        folder = self._output / media.parent.relative_to(self._folder)
        stems = chain((media.stem, media.name), (f"{media.name}-{number}" for number in count(2)))
        outputs = (folder / f"{stem}.{self._form}" for stem in stems)
        return next(output for output in outputs if self._owner(output) in (None, media))

    def _owner(self, output: Path) -> Path | None:
        made = self._made.get(output)
        return None if made is None else made.media

    def _is_done(self, file: WatchedFile) -> bool:
        made = self._made.get(file.output)
        return file.output.exists() if made is None else made.stamp == file.stamp


def _worth_opening(path: Path) -> bool:
    """Whether to report it where it cannot be transcribed: a file whose name says nothing must hold sound."""
    if is_media_name(path.name):
        return True
    if reads_as_text(path):
        return False
    try:
        open_media(path)
    except MediaError:
        return False
    return True
