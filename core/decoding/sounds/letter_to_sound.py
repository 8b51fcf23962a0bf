"""Pronunciations of words that no lexicon lists, from their letters.

A word is cut into pieces of letters, each of which stands for one sound, as pieces of listed words do (a joint model of
letters and sounds without context: Bisani and Ney 2008 with n = 1). That is far less sure than a lexicon, so a word has
several pronunciations, and the sounds that are heard choose among them. Pure, any thread.
"""

from __future__ import annotations

import heapq
import json
import math
from collections.abc import Mapping
from operator import itemgetter
from pathlib import Path

from core.decoding.sounds.letter_pieces import Cut, cut

MAXIMUM_BYTES = 1024 * 1024
MOST_WAYS = 12
_LONGEST_WORD = 64
_LONGEST_PIECE = 8
_MOST_SOUNDS = 64
_KEPT_A_PLACE = 40
_score = itemgetter(1)
# Less than this share of the likeliest pronunciation's probability is not worth following.
_UNLIKELY = 9.0


class LetterToSound:
    """`pieces` of letters, each with the sounds that it may stand for and their logarithmic probabilities."""

    def __init__(self, pieces: Mapping[str, Mapping[str, float]]) -> None:
        self._pieces = {letters: tuple(sounds.items()) for letters, sounds in pieces.items()}
        self._longest = max(map(len, self._pieces), default=0)
        self._scores = {
            (letters, sound): score
            for letters, said in pieces.items()
            for sound, score in said.items()
            if len(sound) == 1
        }

    @classmethod
    def load(cls, file: Path, sounds: frozenset[str]) -> LetterToSound:
        """Read `{"letters": {"sounds": log probability}}`, whose sounds are of these or none. Raises ValueError, also
        for what would take for ever to search, and OSError.
        """
        if file.stat().st_size > MAXIMUM_BYTES:
            raise ValueError(f"{file.name} is larger than {MAXIMUM_BYTES // 2**20} MiB")
        try:
            values = json.loads(file.read_text(encoding="utf-8"))
        except RecursionError as failure:
            raise ValueError(f"{file.name} is nested too deeply") from failure
        if not isinstance(values, dict) or not all(isinstance(said, dict) for said in values.values()):
            raise ValueError(f"{file.name}: not an object of objects")
        for letters, said in values.items():
            if not 0 < len(letters) <= _LONGEST_PIECE or len(said) > _MOST_SOUNDS:
                raise ValueError(f"{file.name}: too many letters or sounds at {letters[:20]!r}")
            if not all(len(way) <= _LONGEST_PIECE and sounds.issuperset(way) for way in said):
                raise ValueError(f"{file.name}: not sounds of the model at {letters!r}")
            if not all(type(score) in (int, float) and -100 < score <= 0 for score in said.values()):
                raise ValueError(f"{file.name}: no logarithms of probabilities at {letters!r}")
        return cls(values)

    def cut(self, word: str, said: str) -> Cut | None:
        """Which letters of a word stand for each of its sounds; see `letter_pieces.cut`."""
        return cut(word, said, self._scores)

    def ways(self, word: str) -> tuple[str, ...]:
        """At most a dozen pronunciations, the likeliest first; none where a letter stands for nothing that is known, or
        all for silence.
        """
        if not 0 < len(word) <= _LONGEST_WORD:
            return ()
        places: list[dict[str, float]] = [{} for _ in range(len(word) + 1)]
        places[0][""] = 0.0
        for place in range(len(word)):
            begun = heapq.nlargest(_KEPT_A_PLACE, places[place].items(), key=_score)
            for end in range(place + 1, min(place + self._longest, len(word)) + 1):
                following = self._pieces.get(word[place:end], ())
                longer = places[end]
                for said, score in begun:
                    for sound, more in following:
                        if score + more > longer.get(said + sound, -math.inf):
                            longer[said + sound] = score + more
        places[-1].pop("", None)
        best = heapq.nlargest(MOST_WAYS, places[-1].items(), key=_score)
        return tuple(said for said, score in best if score >= best[0][1] - _UNLIKELY)
