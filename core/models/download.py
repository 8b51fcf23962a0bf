"""Downloads a model from the hub into the hub's own cache: resumed where it broke off, checked, cancelled at once.

huggingface_hub (2.4) keeps nothing of a download that was broken off, and hands over 10 MiB at a time; so the bytes are
fetched here, with its client, its names and its places, and every other program finds them in its cache. Any thread,
one download at a time.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from core.models.hub_files import HubFile, HubModel, hub_failures, network_failures
from core.models.model_folder import CONFIG, is_recognition_config, read_object
from core.models.places import ModelPlaces, ModelStoreError

if TYPE_CHECKING:
    from huggingface_hub.file_download import HfFileMetadata

PIECE = 256 * 1024
INCOMPLETE = ".incomplete"
ATTEMPTS = 5
PAUSE_SECONDS = 1.0
SPARE_BYTES = 64 * 1024 * 1024


class DownloadCancelled(ModelStoreError):
    """The user has stopped the download; what has come is kept, and the next attempt goes on from there."""


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """`done` of `total` bytes; `file` is being fetched, or checked against its hash."""

    file: str
    done: int
    total: int
    checking: bool = False


Report = Callable[[DownloadProgress], None]


def download(
    model: HubModel, places: ModelPlaces, report: Report, cancelled: Callable[[], bool] = lambda: False
) -> Path:
    """Fetch what is not here yet; the snapshot's folder. Raises ModelStoreError, DownloadCancelled."""
    from filelock import FileLock, Timeout

    storage = _storage(model.name, places)
    lock = places.cache_folder / ".locks" / storage.name / "wavescribe.lock"
    snapshot = storage / "snapshots" / model.commit
    lacking = [file for file in model.files if not _is_there(snapshot / file.name, file.size)]
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        _check_room(model.name, sum(file.size for file in lacking) - _begun(storage), lock.parent)
        with FileLock(lock, timeout=0):
            transfer = _Transfer(model, places, report, cancelled, sum(file.size for file in lacking))
            for file in lacking:
                path = transfer.fetch(file)
                if file.name == CONFIG and not is_recognition_config(read_object(path)):
                    raise ModelStoreError(
                        f"{model.name} is no Wav2Vec2 recognition model; choose one, such as "
                        "facebook/wav2vec2-base-960h."
                    )
            # Says which state "main" was; without it a later start would not find the files by the model's name.
            reference = storage / "refs" / "main"
            reference.parent.mkdir(parents=True, exist_ok=True)
            reference.write_text(model.commit, encoding="ascii")
    except Timeout as busy:
        raise ModelStoreError(f"{model.name} is being downloaded by another window; wait for it.") from busy
    except OSError as failure:
        raise ModelStoreError(
            f"{places.cache_folder} cannot be written ({failure.strerror or failure}); check the disk."
        ) from failure
    return snapshot


def _is_there(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _check_room(name: str, needed: int, folder: Path) -> None:
    short = needed + SPARE_BYTES - shutil.disk_usage(folder).free
    if short > 0:
        raise ModelStoreError(
            f"{name} needs {short / 1e6:,.0f} MB more than are free on the disk of {folder}; make room there."
        )


def _begun(storage: Path) -> int:
    """Bytes of files that broke off."""
    return sum(path.stat().st_size for path in storage.glob(f"blobs/*{INCOMPLETE}"))


def _storage(name: str, places: ModelPlaces) -> Path:
    from huggingface_hub.file_download import repo_folder_name

    return places.cache_folder / repo_folder_name(repo_id=name, repo_type="model")


class _Transfer:
    """One download of several files."""

    def __init__(
        self, model: HubModel, places: ModelPlaces, report: Report, cancelled: Callable[[], bool], total: int
    ) -> None:
        self._model, self._places = model, places
        self._report, self._cancelled = report, cancelled
        self._progress = DownloadProgress("", 0, total)

    def fetch(self, file: HubFile) -> Path:
        """One file, whole and checked; its path in the snapshot."""
        from huggingface_hub import hf_hub_download, hf_hub_url
        from huggingface_hub.file_download import get_hf_file_metadata

        name, commit, endpoint = self._model.name, self._model.commit, self._places.endpoint
        self._progress = replace(self._progress, file=file.name)
        self._tell(0)
        with hub_failures(name):
            url = hf_hub_url(name, file.name, revision=commit, endpoint=endpoint)
            said = get_hf_file_metadata(url, endpoint=endpoint, retry_on_errors=True)
            if said.etag is None or "/" in said.etag or said.etag.startswith("."):
                raise ModelStoreError(f"The hub does not say which {file.name} of {name} it has; try again later.")
            blob = _storage(name, self._places) / "blobs" / said.etag
            blob.parent.mkdir(parents=True, exist_ok=True)
            self._fetch_blob(file, url, said, blob)
            # The bytes are there: this only gives them their name in the snapshot, by link or by copy.
            cache = self._places.cache_folder
            return Path(hf_hub_download(name, file.name, revision=commit, cache_dir=cache, endpoint=endpoint))

    def _fetch_blob(self, file: HubFile, url: str, said: HfFileMetadata, blob: Path) -> None:
        size = file.size if said.size is None else said.size
        if blob.is_file() and blob.stat().st_size == size:
            self._tell(size)
            return
        part = blob.with_name(f"{blob.name}{INCOMPLETE}")
        if part.is_file() and part.stat().st_size > size:
            part.unlink()
        with part.open("ab") as output:
            self._tell(output.tell())
            self._receive(url, output, size)
        self._check(part, blob.name, file.sha256)
        part.replace(blob)

    def _receive(self, url: str, output: BinaryIO, size: int) -> None:
        """Append until the file is whole; a connection that breaks is opened again, from where it broke."""
        failed = 0
        while output.tell() < size:
            before = output.tell()
            try:
                self._receive_some(url, output, size)
            except network_failures():
                failed = 1 if output.tell() > before else failed + 1
                if failed >= ATTEMPTS:
                    raise
                self._wait()
            else:
                if output.tell() < size:
                    failed += 1
                    if failed >= ATTEMPTS:
                        raise ModelStoreError(f"{self._model.name} came cut off; try again.")

    def _receive_some(self, url: str, output: BinaryIO, size: int) -> None:
        from huggingface_hub import get_session
        from huggingface_hub.utils import build_hf_headers, hf_raise_for_status  # type: ignore[attr-defined]

        headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
        begun = output.tell()
        if begun:
            headers["Range"] = f"bytes={begun}-"
        with get_session().stream("GET", url, headers=headers, timeout=10) as response:
            hf_raise_for_status(response)
            if begun and response.status_code != 206:
                # A server that knows no ranges sends all of it again.
                output.seek(0)
                output.truncate()
                self._tell(-begun)
            for piece in response.iter_bytes(PIECE):
                self._stop_if_cancelled()
                if output.tell() + len(piece) > size:
                    raise ModelStoreError(f"{self._model.name} sends more than it should; try again later.")
                self._write(output, piece)

    def _write(self, output: BinaryIO, piece: bytes) -> None:
        try:
            output.write(piece)
            output.flush()
        except OSError as failure:
            # Told apart from what the network raises, which is tried again.
            raise ModelStoreError(
                f"{self._model.name} cannot be written ({failure.strerror or failure}); make room on the disk, and "
                "start again: it goes on from there."
            ) from failure
        self._tell(len(piece))

    def _check(self, part: Path, etag: str, sha256: str | None) -> None:
        """Against the hash that the hub gave: SHA-256 of a large file, git's own of a small one."""
        self._progress = replace(self._progress, checking=True)
        self._tell(0)
        wanted = sha256 or (etag if len(etag) in (40, 64) else None)
        git = hashlib.sha1(b"blob %d\0" % part.stat().st_size, usedforsecurity=False)
        digest = git if wanted is not None and len(wanted) == 40 else hashlib.sha256()
        with part.open("rb") as file:
            while piece := file.read(4 * PIECE):
                self._stop_if_cancelled()
                digest.update(piece)
        self._progress = replace(self._progress, checking=False)
        if wanted is not None and digest.hexdigest() != wanted:
            part.unlink()
            raise ModelStoreError(f"{self._progress.file} of {self._model.name} came damaged; try again.")

    def _wait(self) -> None:
        until = time.monotonic() + PAUSE_SECONDS
        while time.monotonic() < until:
            self._stop_if_cancelled()
            time.sleep(0.05)

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise DownloadCancelled("The download was stopped; it goes on from there when it is started again.")

    def _tell(self, more: int) -> None:
        self._progress = replace(self._progress, done=self._progress.done + more)
        self._report(self._progress)
