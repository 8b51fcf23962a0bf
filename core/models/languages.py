"""Names of languages for their codes, in the language itself and in English, by `langcodes` (Unicode CLDR)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class LanguageName:
    """`native` as its speakers write it, or the English name where that is not known."""

    code: str
    native: str
    english: str


@lru_cache(maxsize=4096)
def language_name(code: str) -> LanguageName:
    """Name of an ISO 639-3 or 639-1 code; MMS's forms with a script ("azj-script_latin") are understood.

    A code that nobody knows is its own name.
    """
    import langcodes

    base, _, script = code.partition("-script_")
    try:
        language = langcodes.Language.get(base)
        known = not language.display_name("en").startswith("Unknown")
    except ValueError:
        known = False
    if not known:
        return LanguageName(code, code, code)
    note = f" ({script.replace('_', ' ')})" if script else ""
    english = language.display_name("en")
    native = language.autonym()
    native = english if native.startswith("Unknown") else native
    return LanguageName(code, native + note, english + note)


def find_language(wanted: str, codes: Iterable[str]) -> str | None:
    """The one of a model's `codes` that a user's "de", "deu", "de-AT" or "German" means; None where none is.

    Of several forms of one language (scripts), the first by name.
    """
    import langcodes

    codes = sorted(codes)
    if wanted in codes:
        return wanted
    meant = _short(wanted)
    if meant is None:
        return None
    # A distance of 1 parts Norwegian from its Bokmål.
    near = [code for code in codes if (known := _short(code)) and langcodes.tag_distance(meant, known) <= 1]
    return near[0] if near else None


@lru_cache(maxsize=4096)
def _short(name: str) -> str | None:
    """The shortest code of a language, without script and country: "zh" for "cmn-script_simplified" and "zh-TW"."""
    import langcodes

    # langcodes' trie of names fails inside (SystemError) at some texts with control characters, which no name has.
    if not name.isprintable():
        return None
    with suppress(ValueError, LookupError):
        return langcodes.Language.get(name.partition("-script_")[0]).language
    with suppress(ValueError, LookupError):
        return langcodes.find(name).language
    return None
