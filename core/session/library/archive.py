"""The whole library as one file, and back: a ZIP with a manifest, a JSON object a session, emissions and FLAC audio.

An archive may come from anyone: names are matched, never followed; sizes are bounded before anything is unpacked; what
is unpacked must have the manifest's SHA-256; a session is stored wholly or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.audio.media import MediaError, open_media
from core.session.library.database import LibraryError
from core.session.library.session_form import FormError, add_session, emission_contents, session_row

if TYPE_CHECKING:
    from core.session.library.library import Library

# 2: words may say who speaks.
VERSION = 2
MANIFEST = "manifest.json"
MEMBER = re.compile(r"(sessions/[0-9a-f]{12}\.json|emissions/[0-9a-f]{12}\.bin|audio/[0-9a-f]{12}\.flac)")
MAXIMUM_SESSIONS = 1_000_000
MAXIMUM_JSON = 128 * 2**20
MAXIMUM_EMISSIONS = 2**30
CHUNK = 2**20
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """Sessions that were added, and those that were there already."""

    added: tuple[str, ...]
    known: tuple[str, ...]


def export_library(library: Library, target: Path, progress: Progress | None = None) -> tuple[str, ...]:
    """Write all sessions that nothing is being added to; returns their ids. The file appears when it is whole.

    `progress` gets (sessions done, sessions). Raises LibraryError.
    """
    entries = [entry for entry in library.sessions() if not library.recording(entry.id)]
    partial = target.with_name(f"{target.name}.part")
    members: dict[str, str] = {}
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for done, entry in enumerate(entries, 1):
                _export_session(library, entry.id, archive, members)
                if progress is not None:
                    progress(done, len(entries))
            manifest = {"format": "wavescribe library", "version": VERSION, "members": members}
            archive.writestr(MANIFEST, json.dumps(manifest))
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except BaseException as failure:
        # Whoever has enough of it in its middle wants no part of it either.
        partial.unlink(missing_ok=True)
        if not isinstance(failure, OSError):
            raise
        raise LibraryError(
            f"{target} cannot be written ({failure.strerror or failure}); choose another place."
        ) from failure
    return tuple(entry.id for entry in entries)


def import_library(library: Library, source: Path, progress: Progress | None = None) -> Imported:
    """Add the sessions of an exported library; one that is there already stays as it is.

    `progress` gets (sessions done, sessions). Raises LibraryError for a file that is damaged or was made by nobody of
    us; the sessions before the damage have been added.
    """
    added, known = [], []
    try:
        with zipfile.ZipFile(source) as archive:
            members = _read_manifest(archive, source)
            sessions = sorted(name[9:21] for name in members if name.startswith("sessions/"))
            for done, session in enumerate(sessions, 1):
                if library.database.read("SELECT 1 FROM sessions WHERE id = ?", (session,)):
                    known.append(session)
                else:
                    _Import(library, archive, members, session).run()
                    added.append(session)
                if progress is not None:
                    progress(done, len(sessions))
    except (zipfile.BadZipFile, FormError, ValueError, NotImplementedError, RuntimeError, EOFError) as failure:
        raise LibraryError(
            f"{source} is no exported library, or it is damaged ({_reason(failure)}); export it again."
        ) from failure
    except OSError as failure:
        raise LibraryError(f"{source} cannot be read ({failure.strerror or failure}).") from failure
    return Imported(tuple(added), tuple(known))


def _export_session(library: Library, session: str, archive: zipfile.ZipFile, members: dict[str, str]) -> None:
    with library.ownership(session):
        row = json.dumps(session_row(library.database, session), ensure_ascii=False).encode()
        _write(archive, members, f"sessions/{session}.json", [row])
        _write(archive, members, f"emissions/{session}.bin", emission_contents(library.database, session))
        audio = library.audio_path(session)
        if audio.exists():
            with audio.open("rb") as file:
                _write(archive, members, f"audio/{session}.flac", iter(lambda: file.read(CHUNK), b""))


def _write(archive: zipfile.ZipFile, members: dict[str, str], name: str, content: Any) -> None:
    """Audio and emissions are compressed already."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED if name.endswith(".json") else zipfile.ZIP_STORED
    digest = hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as file:
        for chunk in content:
            digest.update(chunk)
            file.write(chunk)
    members[name] = digest.hexdigest()


def _read_manifest(archive: zipfile.ZipFile, source: Path) -> dict[str, str]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(names) > 3 * MAXIMUM_SESSIONS or len(set(names)) != len(names):
        raise FormError("its list of files is not what it must be")
    stored = sum(info.file_size for info in infos if info.compress_type == zipfile.ZIP_STORED)
    if stored > source.stat().st_size:
        raise FormError("its files lie in one another")
    if names.count(MANIFEST) != 1 or archive.getinfo(MANIFEST).file_size > MAXIMUM_JSON:
        raise FormError("it has no manifest")
    manifest = json.loads(archive.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != "wavescribe library":
        raise FormError("its manifest is another program's")
    if manifest.get("version") not in range(1, VERSION + 1):
        raise LibraryError(f"{source} was made by a newer Wavescribe; update this one.")
    members = manifest.get("members")
    if not isinstance(members, dict) or set(members) | {MANIFEST} != set(names):
        raise FormError("its manifest does not fit its files")
    if not all(MEMBER.fullmatch(name) for name in members):
        raise FormError("it holds a file that no library has")
    return members


def _reason(failure: Exception) -> str:
    return " ".join(str(failure).split())[:160] or type(failure).__name__


class _Import:
    """One session on its way in."""

    def __init__(self, library: Library, archive: zipfile.ZipFile, members: dict[str, str], session: str) -> None:
        self._library = library
        self._archive = archive
        self._members = members
        self._session = session

    def run(self) -> None:
        """Audio first, then the row that makes it a session; a failure leaves nothing."""
        session, library = self._session, self._library
        row = json.loads(self._content(f"sessions/{session}.json", MAXIMUM_JSON))
        if not isinstance(row, dict) or row.get("id") != session:
            raise FormError("a session has another one's name")
        emissions = self._content(f"emissions/{session}.bin", MAXIMUM_EMISSIONS)
        audio = library.audio_path(session)
        partial = audio.with_suffix(".part")
        try:
            if f"audio/{session}.flac" in self._members:
                self._unpack_audio(partial)
                partial.replace(audio)
            with library.database.transaction() as connection:
                add_session(connection, row, emissions)
        except BaseException:
            partial.unlink(missing_ok=True)
            audio.unlink(missing_ok=True)
            raise

    def _content(self, name: str, most: int) -> bytes:
        if name not in self._members:
            raise FormError(f"{name} is missing")
        if self._archive.getinfo(name).file_size > most:
            raise FormError(f"{name} is too large")
        with self._archive.open(name) as file:
            # Not more than was announced, whatever a damaged stream would give.
            content = file.read(most + 1)
        self._compare(name, hashlib.sha256(content).hexdigest())
        return content

    def _unpack_audio(self, target: Path) -> None:
        name = f"audio/{self._session}.flac"
        info = self._archive.getinfo(name)
        if info.compress_type != zipfile.ZIP_STORED:
            raise FormError(f"{name} is compressed twice")
        digest = hashlib.sha256()
        with self._archive.open(name) as file, target.open("wb") as out:
            for chunk in iter(lambda: file.read(CHUNK), b""):
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        self._compare(name, digest.hexdigest())
        try:
            open_media(target)
        except MediaError as failure:
            raise FormError(f"{name} is no audio") from failure

    def _compare(self, name: str, digest: str) -> None:
        if digest != self._members[name]:
            raise FormError(f"{name} is not what it was")
