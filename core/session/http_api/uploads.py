"""A form with a file, written to disk as it comes, so that memory stays small whatever the file's size."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Awaitable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from core.session.http_api.errors import ApiError

if TYPE_CHECKING:
    from aiohttp import BodyPartReader, web

Read = TypeVar("Read")

CHUNK_BYTES = 1 << 18
MOST_FIELDS = 64
LONGEST_FIELD = 64 << 10
FORM_BYTES = 1 << 20
"""What a form may be larger than its file."""
PATIENCE_SECONDS = 60.0
_HARMLESS_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")


class Upload:
    """One form: its `fields`, its file on disk, and the name that the client has for it. `remove` deletes the file."""

    def __init__(self) -> None:
        self.fields: dict[str, list[str]] = {}
        self.name = ""
        self.file: Path | None = None
        self._folder: Path | None = None

    def place(self, name: str) -> Path:
        """Where the file goes: a folder of this user alone; only the ending is the client's, as it tells the format."""
        ending = Path(name).suffix
        self.name = "".join(character for character in name if character.isprintable())[:200] or "the file"
        self._folder = Path(tempfile.mkdtemp(prefix="wavescribe-upload-"))
        self.file = self._folder / f"audio{ending if _HARMLESS_ENDING.fullmatch(ending) else ''}"
        return self.file

    def remove(self) -> None:
        """Delete what was written. Any thread."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


async def receive(request: web.Request, upload: Upload, most_bytes: int) -> Path:
    """Read the form of a request; the file. Raises ApiError for what is no such form, and for files over the limit."""
    if not request.content_type.startswith("multipart/form-data"):
        raise ApiError("Send the recording as multipart/form-data with the fields file and model.", 415)
    if (request.content_length or 0) > most_bytes + FORM_BYTES:
        raise _too_large(most_bytes)
    try:
        await _read_form(request, upload, most_bytes)
    except ValueError as failure:
        raise ApiError("The form is damaged; send it as multipart/form-data again.") from failure
    except TimeoutError as failure:
        raise ApiError(f"Nothing has come for {PATIENCE_SECONDS:g} seconds; send the file again.", 408) from failure
    except OSError as failure:
        raise ApiError(f"The file cannot be stored here ({failure.strerror}); make room on the disk.", 507) from failure
    if upload.file is None:
        raise ApiError("The field file is missing; it holds the recording.", param="file")
    return upload.file


async def _read_form(request: web.Request, upload: Upload, most_bytes: int) -> None:
    from aiohttp import BodyPartReader

    reader = await request.multipart()
    parts = 0
    while (part := await _patiently(reader.next())) is not None:
        parts += 1
        if parts > MOST_FIELDS or not isinstance(part, BodyPartReader) or not part.name:
            raise ApiError(f"The form is not one for transcriptions: at most {MOST_FIELDS} named fields, none nested.")
        if part.name == "file":
            if upload.file is not None:
                raise ApiError("Send one file at a time.", param="file")
            await _store(part, upload.place(part.filename or ""), most_bytes)
        else:
            upload.fields.setdefault(part.name, []).append(await _text(part))


async def _store(part: BodyPartReader, path: Path, most_bytes: int) -> None:
    written = 0
    with path.open("wb") as file:
        while chunk := await _chunk(part):
            written += len(chunk)
            if written > most_bytes:
                raise _too_large(most_bytes)
            # A slow disk must not hold up the others.
            await asyncio.to_thread(file.write, chunk)
    if not written:
        raise ApiError("The file is empty (0 bytes).", param="file")


async def _text(part: BodyPartReader) -> str:
    content = b""
    while chunk := await _chunk(part):
        content += chunk
        if len(content) > LONGEST_FIELD:
            raise ApiError(f"{part.name} is longer than {LONGEST_FIELD >> 10} KiB; shorten it.", 413, part.name)
    try:
        return content.decode()
    except UnicodeDecodeError as failure:
        raise ApiError(f"{part.name} is no text in UTF-8.", param=part.name) from failure


async def _chunk(part: BodyPartReader) -> bytes:
    return bytes(await _patiently(part.read_chunk(CHUNK_BYTES)))


async def _patiently(reading: Awaitable[Read]) -> Read:
    # Not wait_for, which in Python 3.11 forgets a cancellation that comes while it hands over what was read.
    async with asyncio.timeout(PATIENCE_SECONDS):
        return await reading


def _too_large(most_bytes: int) -> ApiError:
    return ApiError(
        f"The file is larger than {most_bytes / (1 << 20):g} MiB, which is the limit here; send it in parts, "
        "or start wavescribe serve with a larger --max-upload.",
        413,
        "file",
    )
