"""The languages of one model, as a list to choose from. Reads files and names; not for the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

from core.models.catalogue import ModelEntry, adapter_bytes
from core.models.languages import LanguageName, language_name


@dataclass(frozen=True, slots=True)
class ModelLanguage:
    """`here`: it can be recognised without a download. `size_bytes`: of its adapter file, 0 where it has none."""

    name: LanguageName
    here: bool
    size_bytes: int

    @property
    def code(self) -> str:
        """As the model calls it."""
        return self.name.code


def languages_of(entry: ModelEntry) -> list[ModelLanguage]:
    """Those that are here first, then those that could be fetched; each by its own name."""
    codes = {*entry.offered, *entry.languages}
    found = [ModelLanguage(language_name(c), c in entry.languages, adapter_bytes(entry, c)) for c in codes]
    return sorted(found, key=lambda one: (not one.here, one.name.native.casefold(), one.code))
