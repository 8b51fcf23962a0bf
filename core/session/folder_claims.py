"""Which machine is at which file, where several work on one folder of the network: hidden files beside the texts.

A library's claims are held by locks of this machine; these hold wherever the share is mounted, with what SMB and NFS
have in common: to create a file that is not there yet, to read and to rewrite a small one, to remove it. Who creates
`.wavescribe-claim-KEY` has the file and rewrites the claim every few seconds. No clock is compared with another: a
claim whose content another machine sees unchanged for a minute *of its own* is a dead one's, and removed. The claim
lies in the folder of the text, since making it lets the system look afresh at what that folder holds.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BEAT_SECONDS = 10.0
# So long a claim must have been seen unchanged, again and again, with no refusal in between.
DEAD_SECONDS = 60.0
# The temporary files of `export_files.write_file` are called so as well, and what a kill leaves of them goes as well.
PREFIX = ".wavescribe-"
_MOST_BYTES = 256


@dataclass(frozen=True, slots=True)
class _Seen:
    content: bytes
    since: float


class FolderClaims:
    """All but `lost` on one thread; beating has a thread of its own. A text is named by its path and its media file's
    name: the same on every machine, whatever the share is called there."""

    def __init__(self) -> None:
        self._owner = uuid.uuid4().hex
        self._beats = 0
        self._mine: set[Path] = set()
        # Given back while the share refused: they are removed when it is there again.
        self._left: set[Path] = set()
        self._seen: dict[Path, _Seen] = {}
        self._tidied = -BEAT_SECONDS
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def take(self, text: Path, media: str) -> bool:
        """Claim the making of a text, whose folder is made; False where another has it.

        Raises OSError where the share refuses; nothing is claimed then.
        """
        path = _path(text, media)
        try:
            text.parent.mkdir(parents=True, exist_ok=True)
            taken = self._create(path) or (self._is_dead(path) and self._removed(path) and self._create(path))
        except OSError:
            self._forget_seen()
            raise
        if taken and self._thread is None:
            self._thread = threading.Thread(target=self._beat, name="claims", daemon=True)
            self._thread.start()
        return taken

    def held(self, text: Path, media: str) -> bool:
        """Whether the claim is still this process's: a machine that slept may have lost it. Raises OSError."""
        path = _path(text, media)
        with self._lock:
            return path in self._mine and self._owns(path)

    def lost(self, text: Path, media: str) -> bool:
        """The same as of the last beat. Asks no disk; any thread."""
        return _path(text, media) not in self._mine

    def give_back(self, text: Path, media: str) -> None:
        """The file has had its turn."""
        path = _path(text, media)
        with self._lock:
            if path in self._mine:
                self._mine.discard(path)
                self._left.add(path)
            self._remove_left()

    def tidy(self, root: Path) -> None:
        """Remove what dead machines left in this folder and below: to be called again and again, looks now and then."""
        if time.monotonic() - self._tidied < BEAT_SECONDS:
            return
        self._tidied = time.monotonic()
        found = {Path(place, name) for place, _, names in os.walk(root) for name in names if name.startswith(PREFIX)}
        with self._lock:
            found -= self._mine
        self._seen = {path: seen for path, seen in list(self._seen.items()) if path in found}
        try:
            for path in found:
                if self._is_dead(path):
                    self._removed(path)
        except OSError:
            self._forget_seen()

    def close(self) -> None:
        """Give all back, and wait for the thread."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join()
        with self._lock:
            self._left |= self._mine
            self._mine.clear()
            self._remove_left()

    def _create(self, path: Path) -> bool:
        with self._lock:
            try:
                file = path.open("xb")
            except FileExistsError:
                # It may be this process's own, of before the share was away.
                if not self._owns(path):
                    return False
            else:
                try:
                    with file:
                        file.write(self._content())
                except OSError:
                    with suppress(OSError):
                        path.unlink()
                    raise
            self._mine.add(path)
            self._left.discard(path)
            return True

    def _is_dead(self, path: Path) -> bool:
        """Whether it has been seen as it is for long enough; looks at it once. Raises OSError."""
        now, content, seen = time.monotonic(), _read(path), self._seen.get(path)
        if content is None:
            self._seen.pop(path, None)
            return False
        if seen is None or seen.content != content:
            self._seen[path] = _Seen(content, now)
            return False
        return now - seen.since >= DEAD_SECONDS

    def _removed(self, path: Path) -> bool:
        """Remove it if it still is what was seen. Should another machine do so too, and claim the file, in this very
        moment, then its claim is what is removed: it finds so at its next beat, and leaves the file to us."""
        seen = self._seen.pop(path, None)
        if seen is None or _read(path) != seen.content:
            return False
        path.unlink(missing_ok=True)
        return True

    def _beat(self) -> None:
        while not self._closed.wait(BEAT_SECONDS):
            with self._lock:
                self._beats += 1
                for path in list(self._mine):
                    try:
                        self._renew(path)
                    except OSError:
                        # The share is away, for the others too perhaps: that they did not change theirs says nothing.
                        self._forget_seen()
                self._remove_left()

    def _renew(self, path: Path) -> None:
        if not self._owns(path):
            self._mine.discard(path)
            return
        with path.open("r+b") as file:
            file.write(self._content())

    def _owns(self, path: Path) -> bool:
        content = _read(path)
        return content is not None and content.startswith(self._owner.encode())

    def _content(self) -> bytes:
        return f"{self._owner} {self._beats:012}\n".encode()

    def _remove_left(self) -> None:
        for path in list(self._left):
            with suppress(OSError):
                if self._owns(path):
                    path.unlink(missing_ok=True)
                self._left.discard(path)

    def _forget_seen(self) -> None:
        self._seen = {}


def _path(text: Path, media: str) -> Path:
    key = hashlib.sha256(os.fsencode(f"{media}\0{text.suffix}")).hexdigest()[:20]
    return text.parent / f"{PREFIX}claim-{key}"


def _read(path: Path) -> bytes | None:
    """The beginning of a file and its size; None where it is not in its folder. Raises OSError."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES) + str(os.fstat(file.fileno()).st_size).encode()
    except FileNotFoundError:
        # Where the whole folder has gone, a share is away, and the file is not.
        path.parent.stat()
        return None
