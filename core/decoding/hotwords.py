"""Words and phrases that the user wants recognised, each with a weight, and how text forms of them are read."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

DEFAULT_WEIGHT = 8.0
"""By `tests/benchmarks/bench_hotwords.py`, for what `hotword_weights` makes of it."""
MAXIMUM_WEIGHT = 100.0
MAXIMUM_HOTWORDS = 20_000
MAXIMUM_LIST_BYTES = 4 << 20

_NO_TEXT = "this is no text in UTF-8; save the list as UTF-8."


class HotwordError(ValueError):
    """A hotword cannot be read; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Hotword:
    """A word, or a phrase of words parted by single spaces. `weight` is added to the log score of each match, less
    for a short or frequent one in a long list and more for a long one: `core.decoding.hotword_weights`.
    """

    text: str
    weight: float = DEFAULT_WEIGHT


def parse_hotword(text: str) -> Hotword:
    """Read "WORD", "WORD:WEIGHT" or "SOME WORDS:WEIGHT"; a colon that no number follows belongs to the word."""
    head, colon, tail = text.rpartition(":")
    weight = DEFAULT_WEIGHT
    if colon:
        try:
            weight = float(tail)
        except ValueError:
            head = text
    words = " ".join((head if colon else text).split())
    if not words:
        raise HotwordError(f"hotword {text!r} has no word; write WORD or WORD:WEIGHT.")
    if not 0 < weight <= MAXIMUM_WEIGHT:
        raise HotwordError(
            f"hotword {words!r} has the weight {tail}; give a number above 0, at most {MAXIMUM_WEIGHT:g}."
        )
    return Hotword(words, weight)


@dataclass(frozen=True, slots=True)
class HotwordList:
    """What could be read of a list. `problems`: a sentence a line that could not be, with the line's number."""

    hotwords: tuple[Hotword, ...]
    problems: tuple[str, ...] = ()


def parse_hotwords(text: str | bytes) -> HotwordList:
    """Read one hotword a line. Blank lines and lines that begin with # are left out; the last of equals counts.

    A line of a CSV file works as well: WORD,WEIGHT or "SOME, WORDS",WEIGHT, with semicolons or tabs too, as tables have
    them where a comma stands in numbers. Bytes are UTF-8. Lines that cannot be read are left out and reported; of what
    is no text at all (a recording, UTF-16), nothing is read.
    """
    if isinstance(text, bytes) and b"\0" in text:
        where = text[: text.index(b"\0")].count(b"\n") + 1
        return HotwordList((), (f"line {where}: {_NO_TEXT}",))
    found: dict[str, Hotword] = {}
    problems: list[str] = []
    lines: Sequence[str | bytes] = text.splitlines()
    for number, line in enumerate(lines, 1):
        try:
            content = _decoded(line).removeprefix("\ufeff").strip()
            if not content or content.startswith("#"):
                continue
            hotword = parse_hotword(_without_csv(content))
        except HotwordError as wrong:
            problems.append(f"line {number}: {wrong}")
            continue
        if len(found) == MAXIMUM_HOTWORDS and hotword.text not in found:
            problems.append(f"line {number}: more than {MAXIMUM_HOTWORDS} hotwords; what follows is left out.")
            break
        found[hotword.text] = hotword
    return HotwordList(tuple(found.values()), tuple(problems))


def _decoded(line: str | bytes) -> str:
    if isinstance(line, str):
        return line
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as failure:
        raise HotwordError(_NO_TEXT) from failure


def _without_csv(line: str) -> str:
    """WORD:WEIGHT for a CSV row of a word and perhaps a number; any other line as it is."""
    for delimiter, point in (("\t", ","), (";", ","), (",", ".")):
        try:
            fields = next(csv.reader([line], delimiter=delimiter))
        except csv.Error:
            return line
        number = fields[-1].replace(point, ".").strip()
        if len(fields) == 2 and _is_number(number):
            return f"{fields[0]}:{number}"
    return fields[0] if len(fields) == 1 else line


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
