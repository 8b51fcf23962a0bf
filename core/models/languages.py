"""Names of languages for their codes, in the language itself and in English, by `langcodes` (Unicode CLDR)."""

from __future__ import annotations

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
