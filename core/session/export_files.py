"""Where exports go: names by a template, never over a file that is there unless told so, written wholly or not at all.

Any thread.
"""

from __future__ import annotations

import os
import re
import string
import tempfile
import time
from collections.abc import Container
from pathlib import Path

from core.session.transcript import Transcript

DEFAULT_TEMPLATE = "{stem}.{ext}"
FIELDS = ("stem", "name", "lang", "ext", "model", "date")
LONGEST_PART = 100
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class TemplateError(ValueError):
    """A name template cannot be used; the message is one sentence that says what to do."""


def export_name(transcript: Transcript, form: str, template: str = DEFAULT_TEMPLATE) -> str:
    """The file name that a template gives: a plain name, whatever the transcript is called. Raises TemplateError."""
    source = Path(transcript.file)
    # The title of a session may hold a dot that begins no ending ("10.30 meeting").
    stem = source.stem if 1 < len(source.suffix) <= 5 and " " not in source.suffix else source.name
    values = {
        "stem": stem,
        "name": source.name,
        "lang": transcript.language or "und",
        "ext": form,
        "model": Path(transcript.model).name,
        "date": time.strftime("%Y-%m-%d"),
    }
    check_template(template)
    pieces = []
    for text, field, _spec, _conversion in string.Formatter().parse(template):
        pieces.append(text)
        if field is not None:
            pieces.append(_safe(values[field])[:LONGEST_PART])
    name = "".join(pieces).strip(" .")
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name


def check_template(template: str) -> None:
    """Raises TemplateError for fields that there are not, and for folders."""
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError as failure:
        raise TemplateError(f"the name {template!r} has a brace that is not closed; close it.") from failure
    for text, field, spec, conversion in parsed:
        if _UNSAFE.search(text):
            raise TemplateError(f"the name {template!r} has a character that file names must not have; remove it.")
        if field is not None and (field not in FIELDS or spec or conversion):
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise TemplateError(f"the name {template!r} has an unknown field {{{field}}}; there are {known}.")


def free_path(folder: Path, name: str, taken: Container[Path] = ()) -> Path:
    """`folder/name`, or with -2, -3 … before its ending where that is there already or `taken`."""
    target, number = folder / name, 1
    while target in taken or target.exists():
        number += 1
        target = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return target


def write_file(target: Path, content: bytes) -> None:
    """The whole content or nothing: what was there before stays until all is written. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".wavescribe-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp's files are for their owner alone; an export is an ordinary file.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _safe(value: str) -> str:
    return _UNSAFE.sub("_", value)
