"""A folder that is watched: which media files in it are to be transcribed now, and where their texts go.

By looking again and again, as no system tells of changes in folders of the network. Single-threaded; no clock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from core.audio.media import MediaError, open_media
from core.audio.media_names import is_media_name, may_be_media, reads_as_text
from core.session.library.files import stamp_of
from core.session.library.watched import WatchedFile

if TYPE_CHECKING:
    from core.session.library import Library

# A file is whole when it has stayed the same for so many looks and seconds.
STEADY_LOOKS = 3
STEADY_SECONDS = 5.0
# Why a watched file is claimed.
WATCH = "watch"
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
    `text_endings`: of transcripts, which are never media. `name_of`: what a text is called, without its ending.
    `trouble`: why the folder could not be looked at, or not all of it; empty where it could.
    """

    def __init__(
        self,
        folder: Path,
        form: str,
        text_endings: Iterable[str],
        output: Path | None,
        made: Iterable[WatchedFile],
        name_of: Callable[[Path], str] = lambda media: media.stem,
    ) -> None:
        self.trouble = ""
        self._name_of = name_of
        self._folder = folder.absolute()
        self._form = form
        self._texts = frozenset(f".{ending}" for ending in text_endings)
        self._output = self._folder if output is None else output.absolute()
        self._made: dict[Path, WatchedFile] = {}
        # By media file and folder of the text: a name may have a date in it, and a text may have been moved away.
        self._texts_of: dict[tuple[Path, Path], WatchedFile] = {}
        self._settled: dict[Path, str] = {}
        # By folder and stem, of the last look: the media file that a text is called after, if several have the stem.
        self._first: dict[tuple[Path, str], Path] = {}
        self._growing: dict[Path, _Growing] = {}
        for one in made:
            self.remember(one)

    def remember(self, made: WatchedFile) -> None:
        """A text was written, by this watch or by another."""
        self._made[made.output] = made
        if made.output.suffix == f".{self._form}":
            self._texts_of[made.media, made.output.parent] = made

    def look(self, now: float) -> WatchedFile | None:
        """The first of `ready`."""
        return next(iter(self.ready(now)), None)

    def ready(self, now: float) -> list[WatchedFile]:
        """The files, by name, that have stopped growing and whose text is not there. `now`: seconds of a clock that
        never goes back.

        A text that is there and that no watch wrote is the user's: its media file counts as done. One that a watch
        wrote counts as long as the media file is what it was, even where the text has been moved away.
        """
        before, self._growing = self._growing, {}
        ready = []
        files = list(self._files())
        # Also where nobody remembers: machines that share a folder must give texts the same names.
        self._first = {(path.parent, path.stem): path for path in reversed(files)}
        self._first.update({(p.parent, p.stem): p for p in reversed(files) if is_media_name(p.name)})
        for path in files:
            stamp = stamp_of(path)
            # Empty files are begun, not broken: browsers keep the place of a download so.
            if not stamp or stamp.startswith("0 ") or self._settled.get(path) == stamp:
                continue
            seen = before.get(path)
            if seen is None or seen.stamp != stamp:
                seen = _Growing(stamp, now, looks=0)
            seen.looks += 1
            self._growing[path] = seen
            if seen.looks < STEADY_LOOKS or now - seen.since < STEADY_SECONDS:
                continue
            found = WatchedFile(self._output_of(path), path, stamp)
            try:
                if self.is_done(found) or not _worth_opening(path):
                    self.settle(found)
                else:
                    ready.append(found)
            except OSError as failure:
                self._refused(failure)
        return ready

    def file(self, media: Path) -> WatchedFile | None:
        """What is to become of a media file as it is now; None for one of other folders."""
        if not media.is_relative_to(self._folder):
            return None
        return WatchedFile(self._output_of(media), media, stamp_of(media))

    def settle(self, file: WatchedFile, written: bool = False) -> None:
        """It is not ready again until it changes, whatever came of it. `written`: its text is there."""
        self._settled[file.media] = file.stamp
        if written:
            self.remember(file)

    def _files(self) -> Iterator[Path]:
        self.trouble = ""
        # os.path: where a share is away, pathlib raises instead of saying that it is no folder.
        if not os.path.isdir(self._folder):
            self.trouble = f"{self._folder} is not there any more; put it back, or stop watching it."
        for place, folders, files in os.walk(self._folder, onerror=self._refused):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                ending = Path(name).suffix.lower()
                hidden = name.startswith((".", "~"))
                if not hidden and ending not in PARTIAL_ENDINGS and ending not in self._texts and may_be_media(name):
                    yield Path(place, name)

    def _refused(self, failure: OSError) -> None:
        if os.path.isdir(self._folder):
            reason = failure.strerror or failure
            self.trouble = f"{failure.filename} cannot be read ({reason}); allow it, or stop watching {self._folder}."

    def _output_of(self, media: Path) -> Path:
        """The text that was written before; else by the name, which is STEM, or NAME where the text of another media
        file is called so, or will be."""
        folder = self._text_folder(media)
        if (made := self._texts_of.get((media, folder))) is not None:
            return made.output
        second = self._first.get((media.parent, media.stem), media) != media
        name = media.name if second else self._name_of(media)
        return next(path for path in self._outputs(media, name) if self._owner(path) in (None, media))

    def output_named(self, media: Path, name: str) -> Path:
        """Where a text is to be written that is called so, as its transcript says now: over the one before of the same
        media file, never over another's."""
        if (made := self._texts_of.get((media, self._text_folder(media)))) is not None:
            return made.output
        return next(path for path in self._outputs(media, name) if self._owner(path) is None and not path.exists())

    def _outputs(self, media: Path, name: str) -> Iterator[Path]:
        folder = self._text_folder(media)
        stems = chain((name, media.name), (f"{media.name}-{number}" for number in count(2)))
        return (folder / f"{stem}.{self._form}" for stem in stems)

    def _text_folder(self, media: Path) -> Path:
        return self._output / media.parent.relative_to(self._folder)

    def _owner(self, output: Path) -> Path | None:
        made = self._made.get(output)
        return None if made is None else made.media

    def is_done(self, file: WatchedFile) -> bool:
        """Whether its text was written, or the user has one. Raises OSError where that cannot be asked."""
        made = self._texts_of.get((file.media, self._text_folder(file.media)))
        return file.output.exists() if made is None else made.stamp == file.stamp


def claimed(library: Library, watch: FolderWatch, ready: Sequence[WatchedFile]) -> list[WatchedFile]:
    """Those of the ready files that this process is to do: no other one is at them, or has just done them.

    Raises LibraryError.
    """
    taken = library.claims.take([file.media for file in ready], WATCH)
    found = []
    for file in ready:
        if file.media in taken:
            for made in library.watched.of(file.media):
                watch.remember(made)
            if watch.is_done(file):
                watch.settle(file)
                library.claims.give_back([file.media], WATCH)
            else:
                found.append(file)
    return found


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
