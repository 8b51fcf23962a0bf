"""How words are pronounced: the folder `lexicon/` beside a checkpoint whose labels are sounds.

`pronunciations.txt` has a word and one of its pronunciations a line, parted by a tab, a character a sound; the first
line of a word is the usual one. `letters.json` says what letters may stand for (`letter_to_sound.py`), for words that
are not listed. Never changes; any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.decoding.sounds.letter_to_sound import LetterToSound

FOLDER = "lexicon"
PRONUNCIATIONS, LETTERS = "pronunciations.txt", "letters.json"
MAXIMUM_BYTES = 64 * 1024 * 1024
MOST_LISTED_WAYS = 16


class LexiconError(Exception):
    """A lexicon cannot be used; the sentence says what to do."""


class Lexicon:
    """Words with their pronunciations, each a string of sounds."""

    def __init__(self, listed: Mapping[str, tuple[str, ...]], letter_to_sound: LetterToSound) -> None:
        self._listed = dict(listed)
        self._letter_to_sound = letter_to_sound
        self.words = tuple(sorted(self._listed))
        self.characters = frozenset("".join(self.words))

    @classmethod
    def load(cls, folder: Path, sounds: frozenset[str]) -> Lexicon:
        """Read a model's `lexicon/` folder; only `sounds` may stand in it. Raises LexiconError."""
        listed: dict[str, tuple[str, ...]] = {}
        try:
            file = folder / PRONUNCIATIONS
            if file.stat().st_size > MAXIMUM_BYTES:
                raise ValueError(f"{file.name} is larger than {MAXIMUM_BYTES // 2**20} MiB")
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                word, tab, said = line.partition("\t")
                if not (word and tab and said) or not sounds.issuperset(said):
                    raise ValueError(f"{file.name}, line {number}: not a word, a tab and sounds of the model")
                ways = listed.get(word, ())
                if len(ways) < MOST_LISTED_WAYS:
                    listed[word] = (*ways, said)
            letters = LetterToSound.load(folder / LETTERS)
        except (OSError, ValueError) as failure:
            reason = f"the lexicon in {folder} cannot be read ({failure}); copy the model again."
            raise LexiconError(reason) from failure
        if not listed:
            raise LexiconError(f"the lexicon in {folder} lists no word; copy the model again.")
        return cls(listed, letters)

    def ways(self, word: str) -> tuple[str, ...]:
        """Pronunciations of a word, the usual one first; a guess from its letters where it is not listed."""
        return self._listed.get(word) or self._letter_to_sound.ways(word)
