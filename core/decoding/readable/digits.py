"""Number words to digits, by text2num; what that leaves apart (years, times) is put together here. Pure, any thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from text_to_num import find_numbers

LANGUAGES = ("en", "fr", "es", "pt", "de", "nl", "it")
"""Languages whose numbers are known, as ISO 639-1 has them; the library's Danish is left out as untried."""

_THRESHOLD = 10.0
_BEFORE_A_TIME = frozenset({"at", "by", "until", "till", "before", "after", "around", "from", "to"})
_HALF_DAYS = {("a", "m"): "a.m.", ("p", "m"): "p.m.", ("am",): "a.m.", ("pm",): "p.m."}
_HOURS = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], "123456789", strict=True))
_SCALES = frozenset({"hundred", "thousand", "million", "billion"})
_TWO_DIGITS = re.compile(r"\d\d")


@dataclass(frozen=True, slots=True)
class Numeral:
    """Words `first` to `last` (both included) written as `text`."""

    text: str
    first: int
    last: int


class _Token:
    """A word as text2num reads it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def numerals(words: Sequence[str], language: str = "en") -> list[Numeral]:
    """Numbers among lower-case words, in order, without overlap. Single ones below ten stay words ("two dogs").

    English gets years ("nineteen forty seven"), times ("ten thirty five a m") and thousands' commas from 10,000 on.
    """
    if language not in LANGUAGES:
        return []
    found = [
        Numeral(number.text, number.start, number.end - 1)
        for number in find_numbers([_Token(word) for word in words], language, _THRESHOLD)
    ]
    if language != "en":
        return found
    found = [number for number in found if words[number.first] not in _SCALES]
    return [_with_commas(number) for number in _times(words, _years(words, _with_hours(words, found)))]


def _with_hours(words: Sequence[str], found: Sequence[Numeral]) -> list[Numeral]:
    """Hours below ten before "a m" and "p m", which are numerals all the same."""
    taken = {place for number in found for place in range(number.first, number.last + 1)}
    hours = [
        Numeral(_HOURS[word], place, place)
        for place, word in enumerate(words)
        if word in _HOURS and place not in taken and _half_day(words, place + 1) is not None
    ]
    return sorted([*found, *hours], key=lambda number: number.first)


def _years(words: Sequence[str], found: Sequence[Numeral]) -> list[Numeral]:
    """ "19", "47" to "1947" and "20", "24" to "2024": centuries from 13 to 20, then two digits, word to word."""
    joined: list[Numeral] = []
    for number in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.last + 1 == number.first
            and _TWO_DIGITS.fullmatch(before.text)
            and _TWO_DIGITS.fullmatch(number.text)
            and 13 <= int(before.text) <= 20
            and _half_day(words, number.last + 1) is None
        ):
            joined[-1] = Numeral(before.text + number.text, before.first, number.last)
        else:
            joined.append(number)
    return joined


def _times(words: Sequence[str], found: Sequence[Numeral]) -> list[Numeral]:
    """ "at 10 35" to "10:35", and "7 a m" to "7 a.m."."""
    joined: list[Numeral] = []
    for number in found:
        before = joined[-1] if joined else None
        half_day = _half_day(words, number.last + 1)
        at_a_time = before is not None and before.first > 0 and words[before.first - 1] in _BEFORE_A_TIME
        if (
            before is not None
            and before.last + 1 == number.first
            and (half_day is not None or at_a_time)
            and before.text.isdecimal()
            and 1 <= int(before.text) <= 12
            and _TWO_DIGITS.fullmatch(number.text)
            and int(number.text) < 60
        ):
            number = Numeral(f"{before.text}:{number.text}", joined.pop().first, number.last)  # noqa: PLW2901
        hour = number.text.split(":")[0]
        if half_day is not None and hour.isdecimal() and 1 <= int(hour) <= 12:
            text, length = half_day
            number = Numeral(f"{number.text} {text}", number.first, number.last + length)  # noqa: PLW2901
        joined.append(number)
    return joined


def _half_day(words: Sequence[str], place: int) -> tuple[str, int] | None:
    """ "a.m." or "p.m." and how many words say it, if they begin at `place`."""
    for spoken, written in _HALF_DAYS.items():
        if tuple(words[place : place + len(spoken)]) == spoken:
            return written, len(spoken)
    return None


def _with_commas(number: Numeral) -> Numeral:
    if number.text.isascii() and number.text.isdecimal() and len(number.text) > 4 and number.text[0] != "0":
        return Numeral(f"{int(number.text):,}", number.first, number.last)
    return number
