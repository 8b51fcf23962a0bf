"""How words are pronounced: the folder `lexicon/` beside a checkpoint whose labels are sounds.

`pronunciations.txt` has a word and one of its pronunciations a line, parted by a tab, a character a sound; the first
line of a word is the usual one. `letters.json` says what letters may stand for (`letter_to_sound.py`), for words that
are not listed; `language_model.json` how much a language model counts beside these sounds. Never changes; any thread.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from core.decoding.hotwords import MAXIMUM_HOTWORDS
from core.decoding.sounds.letter_pieces import Cut
from core.decoding.sounds.letter_to_sound import LetterToSound

FOLDER = "lexicon"
PRONUNCIATIONS, LETTERS, WEIGHTS = "pronunciations.txt", "letters.json", "language_model.json"
MAXIMUM_BYTES = 16 * 1024 * 1024
MOST_LISTED_WAYS = 16
LONGEST = 100
_MAXIMUM_WEIGHTS_BYTES = 4096


class LexiconError(Exception):
    """A lexicon cannot be used; the sentence says what to do."""


class Lexicon:
    """Words with their pronunciations, each a string of sounds."""

    def __init__(self, listed: Mapping[str, tuple[str, ...]], letter_to_sound: LetterToSound) -> None:
        self._listed = dict(listed)
        self._letter_to_sound = letter_to_sound
        # Every decoder asks for those of its hotwords, and no list of them is longer.
        self._guessed = lru_cache(maxsize=MAXIMUM_HOTWORDS)(letter_to_sound.ways)
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
                if not (tab and said) or word.split() != [word] or not sounds.issuperset(said):
                    raise ValueError(f"{file.name}, line {number}: not a word, a tab and sounds of the model")
                if max(len(word), len(said)) > LONGEST:
                    raise ValueError(f"{file.name}, line {number}: longer than {LONGEST} letters or sounds")
                ways = listed.get(word, ())
                if len(ways) < MOST_LISTED_WAYS:
                    listed[word] = (*ways, said)
            letters = LetterToSound.load(folder / LETTERS, sounds)
        except (OSError, ValueError) as failure:
            reason = f"the lexicon in {folder} cannot be read ({failure}); copy the model again."
            raise LexiconError(reason) from failure
        if not listed:
            raise LexiconError(f"the lexicon in {folder} lists no word; copy the model again.")
        return cls(listed, letters)

    def ways(self, word: str) -> tuple[str, ...]:
        """Pronunciations of a word, the usual one first; a guess from its letters where it is not listed."""
        return self._listed.get(word) or self._guessed(word)

    def pieces(self, word: str, said: str) -> Cut | None:
        """Which letters of a word stand for each sound of a pronunciation; None where that cannot be."""
        return self._letter_to_sound.cut(word, said)


def load_lexicon(folder: Path, sounds: frozenset[str]) -> Lexicon:
    """`Lexicon.load`, once for as long as the files stay as they are: decoders are made anew for each change, and what
    is made of a lexicon is kept with it. Raises LexiconError.
    """
    return _loaded(folder, sounds, (_state(folder / PRONUNCIATIONS), _state(folder / LETTERS)))


@lru_cache(maxsize=4)
def _loaded(folder: Path, sounds: frozenset[str], _states: tuple[tuple[int, int] | None, ...]) -> Lexicon:
    return Lexicon.load(folder, sounds)


def _state(file: Path) -> tuple[int, int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def language_model_weights(model: Path) -> tuple[float | None, float | None]:
    """alpha and beta that a language model has beside the sounds of the checkpoint in a folder; None: its own.

    Those that come with language models are meant for letters. Raises LexiconError.
    """
    file = model / FOLDER / WEIGHTS
    if not file.is_file():
        return None, None
    try:
        if file.stat().st_size > _MAXIMUM_WEIGHTS_BYTES:
            raise ValueError("too large")
        values = json.loads(file.read_text(encoding="utf-8"))
        alpha, beta = float(values["alpha"]), float(values["beta"])
        if not (math.isfinite(alpha) and math.isfinite(beta)):
            raise ValueError("not finite")
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError) as failure:
        raise LexiconError(f"{file} cannot be read ({failure}); copy the model again.") from failure
    return alpha, beta
