"""Models that come by hand: a folder or a ZIP copied from another machine, where there is no network.

A copy of the hub's cache folder serves as well. What is not part of a checkpoint stays behind; nothing is executed.
Any thread.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from core.models.model_folder import CONFIG, cut_off, is_recognition_model, missing_files
from core.models.places import ModelPlaces, ModelStoreError

FORMS = (".json", ".txt", ".md", ".safetensors", ".bin", ".h5", ".msgpack", ".arpa", ".binary", ".klm")
SUBFOLDERS = ("language_model", "lexicon", "readable")
PIECE = 1024 * 1024
_STAGE = ".importing"


@dataclass(frozen=True, slots=True)
class _File:
    """One file to copy: its name inside the model's folder, its size, and how to read it."""

    name: PurePosixPath
    size: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]


def import_model(
    path: Path,
    places: ModelPlaces,
    report: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Copy a checkpoint into the program's own folder of models; its new folder. `report`: bytes done and in all.

    All or nothing. Raises ModelStoreError.
    """
    with _opened(path) as (name, files):
        wanted = [file for file in files if belongs(file.name)]
        stage = places.own / f"{_STAGE}-{name}"
        try:
            places.own.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(stage, ignore_errors=True)
            _check_room(wanted, places.own)
            _copy(wanted, stage, report, cancelled)
            _check(path, stage)
            folder = _free_name(places.own / name)
            stage.replace(folder)
        except OSError as failure:
            raise ModelStoreError(
                f"{path} could not be imported ({failure.strerror or failure}); check it and the disk."
            ) from failure
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return folder


def belongs(name: PurePosixPath) -> bool:
    """Whether a file of this name, relative to a model's folder, is part of the model."""
    inside = len(name.parts) == 1 or (len(name.parts) == 2 and name.parts[0] in SUBFOLDERS)
    return inside and name.suffix.lower() in FORMS and not name.name.startswith(".")


def _copy(files: list[_File], stage: Path, report: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
    done, total = 0, sum(file.size for file in files)
    for file in files:
        target = stage.joinpath(*file.name.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with file.open() as source, target.open("wb") as output:
            while piece := source.read(PIECE):
                if cancelled():
                    raise ModelStoreError("The import was stopped; nothing was kept of it.")
                output.write(piece)
                done += len(piece)
                report(done, total)


def _check(path: Path, stage: Path) -> None:
    """What was copied must be a whole model, its weights as long as they say."""
    if not is_recognition_model(stage):
        raise ModelStoreError(f"{path} holds no Wav2Vec2 recognition model; choose a checkpoint in Hugging Face form.")
    if missing := missing_files(stage):
        raise ModelStoreError(f"{path} lacks {missing[0]}; copy the whole model again.")
    short = next((weights for weights in sorted(stage.glob("*.safetensors")) if cut_off(weights)), None)
    if short is not None:
        raise ModelStoreError(f"{short.name} in {path} is cut off or damaged; copy the whole model again.")


def _check_room(files: list[_File], folder: Path) -> None:
    short = sum(file.size for file in files) - shutil.disk_usage(folder).free
    if short > 0:
        raise ModelStoreError(f"The model needs {short / 1e6:,.0f} MB more than are free in {folder}; make room there.")


def _free_name(folder: Path) -> Path:
    """The folder, or the same with a number where it is taken."""
    number, free = 2, folder
    while free.exists():
        free, number = folder.with_name(f"{folder.name}-{number}"), number + 1
    return free


@contextmanager
def _opened(path: Path) -> Iterator[tuple[str, list[_File]]]:
    """A name for the model, and its files."""
    if path.is_dir():
        folder = _checkpoint_folder(path)
        yield _name(folder), list(_folder_files(folder))
        return
    if not path.is_file():
        raise ModelStoreError(f"{path} does not exist; check the name and the folder.")
    try:
        with zipfile.ZipFile(path) as archive:
            inside = _checkpoint_in(archive, path)
            name = inside.name or path.stem
            if "snapshots" in inside.parts:
                name = _repository(inside.parts[inside.parts.index("snapshots") - 1])
            yield name, list(_archive_files(archive, inside))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as failure:
        raise ModelStoreError(
            f"{path} is no ZIP file that can be read ({failure}); copy it again, or unpack it and import the folder."
        ) from failure


def _checkpoint_folder(path: Path) -> Path:
    """The folder itself, the newest snapshot of a copied cache, or the one folder in it that holds a model."""
    if (path / CONFIG).is_file():
        return path
    found = [file.parent for depth in ("*", "snapshots/*", "*/snapshots/*") for file in path.glob(f"{depth}/{CONFIG}")]
    repositories = {folder.parent for folder in found if folder.parent.name == "snapshots"} or set(found)
    if not found:
        raise ModelStoreError(f"{path} holds no {CONFIG}; choose the folder of a Wav2Vec2 checkpoint.")
    if len(repositories) > 1:
        raise ModelStoreError(f"{path} holds several models; choose the folder of one.")
    return max(found, key=lambda folder: (folder / CONFIG).stat().st_mtime)


def _name(folder: Path) -> str:
    return _repository(folder.parent.parent.name) if folder.parent.name == "snapshots" else folder.resolve().name


def _repository(cache_folder: str) -> str:
    """`models--owner--name` is how the hub's cache calls owner/name."""
    return cache_folder.rsplit("--", maxsplit=1)[-1]


def _folder_files(folder: Path) -> Iterator[_File]:
    for part in (folder, *(folder / name for name in SUBFOLDERS)):
        for file in sorted(part.iterdir()) if part.is_dir() else ():
            if file.is_file():
                name = PurePosixPath(*file.relative_to(folder).parts)
                yield _File(name, file.stat().st_size, lambda file=file: file.open("rb"))  # type: ignore[misc]


def _checkpoint_in(archive: zipfile.ZipFile, path: Path) -> PurePosixPath:
    """The folder in the archive that holds the model: of several, none is guessed."""
    found = [PurePosixPath(name).parent for name in archive.namelist() if PurePosixPath(name).name == CONFIG]
    top = [folder for folder in found if len(folder.parts) == min(len(one.parts) for one in found)]
    if not top:
        raise ModelStoreError(f"{path} holds no {CONFIG}; choose a ZIP of a Wav2Vec2 checkpoint.")
    if len(top) > 1:
        raise ModelStoreError(f"{path} holds several models; unpack it and import the folder of one.")
    return top[0]


def _archive_files(archive: zipfile.ZipFile, folder: PurePosixPath) -> Iterator[_File]:
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename)
        link = (entry.external_attr >> 16) & 0o170000 == 0o120000
        if not entry.is_dir() and not link and name.is_relative_to(folder) and ".." not in name.parts:
            inside = name.relative_to(folder)
            yield _File(inside, entry.file_size, lambda entry=entry: archive.open(entry))  # type: ignore[misc]
