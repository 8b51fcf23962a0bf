"""Lists of transcribed recordings: JSON lines, one recording a line. Pure reading, any thread.

A row has `path` (relative to the manifest), `text` (null: not transcribed) and `seconds`; `id`, `speaker`, `licence`,
`split` and `language` are optional. Unknown keys are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_LONGEST_SECONDS = 24 * 3600.0


class ManifestError(Exception):
    """A manifest cannot be used; the sentence names file and line and says what to do."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One transcribed recording. `source` is the group that evaluation reports on: the row's folder."""

    id: str
    path: Path
    text: str
    seconds: float
    speaker: str
    source: str
    licence: str
    split: str
    language: str


def read_manifest(path: Path, keep: Callable[[Utterance], bool] | None = None) -> list[Utterance]:
    """Rows of a manifest in file order; `keep` selects. Raises `ManifestError` at the first bad line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as failure:
        raise ManifestError(f"{path} cannot be read as a manifest ({failure}). Give a file of JSON lines.") from failure
    utterances = [_parse(line, path, number) for number, line in enumerate(lines, start=1) if line.strip()]
    chosen = [utterance for utterance in utterances if keep is None or keep(utterance)]
    _refuse_duplicates(chosen, str(path))
    return chosen


def read_manifests(paths: Sequence[Path], keep: Callable[[Utterance], bool] | None = None) -> list[Utterance]:
    """Rows of several manifests, one after the other; an id stands once in all of them."""
    chosen = [utterance for path in paths for utterance in read_manifest(path, keep)]
    _refuse_duplicates(chosen, " and ".join(map(str, paths)))
    return chosen


def check_recordings(utterances: Iterable[Utterance]) -> None:
    """Raise `ManifestError` naming the first recording whose file is not there."""
    for utterance in utterances:
        if not utterance.path.is_file():
            raise ManifestError(
                f"recording {utterance.id}: {utterance.path} does not exist. Correct its path in the manifest."
            )


def _parse(line: str, manifest: Path, number: int) -> Utterance:
    where = f"{manifest}, line {number}"
    try:
        row = json.loads(line)
    except ValueError as failure:
        raise ManifestError(f"{where}: not JSON ({failure}). Write one JSON object a line.") from failure
    if not isinstance(row, dict):
        raise ManifestError(f"{where}: expected an object with path, text and seconds.")
    relative = _text(row, "path", where)
    seconds = row.get("seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds < _LONGEST_SECONDS:
        raise ManifestError(f"{where}: seconds must be a positive number of seconds, not {seconds!r}.")
    parent = Path(relative).parts[0] if len(Path(relative).parts) > 1 else manifest.stem
    return Utterance(
        id=_text(row, "id", where, default=relative),
        path=manifest.parent / relative,
        text="" if row.get("text", "") is None else _text(row, "text", where),
        seconds=float(seconds),
        speaker=_text(row, "speaker", where, default="unknown"),
        source=parent,
        licence=_text(row, "licence", where, default="unknown"),
        split=_text(row, "split", where, default="train"),
        language=_text(row, "language", where, default="en"),
    )


def _text(row: dict[str, object], key: str, where: str, default: str | None = None) -> str:
    value = row.get(key, default)
    if not isinstance(value, str):
        raise ManifestError(f"{where}: {key} must be text, not {value!r}.")
    return value


def _refuse_duplicates(utterances: Iterable[Utterance], where: str) -> None:
    seen: set[str] = set()
    for utterance in utterances:
        if utterance.id in seen:
            raise ManifestError(f"{where}: the id {utterance.id!r} stands twice. Give every recording its own id.")
        seen.add(utterance.id)
