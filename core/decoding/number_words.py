"""English numerals as they are read out, for training text and for scripts. Pure functions, any thread."""

from __future__ import annotations

import re

_SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_DECADES = "- - twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = _SMALL_NUMBERS.split()
_TENS = _DECADES.split()
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_NUMERAL = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:(st|nd|rd|th)\b)?", re.IGNORECASE)
_LARGEST_READ_AS_ONE = 10**12


def cardinal(number: int) -> str:
    """`cardinal(342)` → "three hundred forty two"; 0 ≤ number < 10¹²."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f" {_ONES[ones]}" if ones else "")
    for size, name in _SCALES:
        if number >= size:
            count, rest = divmod(number, size)
            return f"{cardinal(count)} {name}" + (f" {cardinal(rest)}" if rest else "")
    raise AssertionError(number)


def ordinal(number: int) -> str:
    """`ordinal(21)` → "twenty first"."""
    *head, last = cardinal(number).split()
    if last in _IRREGULAR_ORDINALS:
        last = _IRREGULAR_ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return " ".join([*head, last])


def year(number: int) -> str:
    """A four-digit number as years are read: 1847 → "eighteen forty seven", 1905 → "nineteen o five"."""
    century, rest = divmod(number, 100)
    if rest == 0:
        return cardinal(number) if century % 10 == 0 else f"{cardinal(century)} hundred"
    if century == 20 and rest < 10:
        return cardinal(number)
    return f"{cardinal(century)} " + (f"o {_ONES[rest]}" if rest < 10 else cardinal(rest))


def read_out(text: str) -> str:
    """`text` with every numeral replaced by words; 1100 to 2099 without a comma are taken for years."""
    return _NUMERAL.sub(_read_match, text)


def _read_match(match: re.Match[str]) -> str:
    whole, fraction, suffix = match.groups()
    number = int(whole.replace(",", ""))
    if number >= _LARGEST_READ_AS_ONE:
        words = " ".join(_ONES[int(digit)] for digit in whole if digit.isdigit())
    elif suffix:
        words = ordinal(number)
    elif len(whole) == 4 and 1100 <= number <= 2099 and fraction is None:
        words = year(number)
    else:
        words = cardinal(number)
    if fraction is not None:
        words += " point " + " ".join(_ONES[int(digit)] for digit in fraction)
    # Spaces on both sides: "1.2g" is read "one point two g".
    return f" {words} "
