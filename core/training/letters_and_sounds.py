"""Which letters stand for which sounds, learned from a pronouncing dictionary, and the lexicon that is made with it.

Each sound of a pronunciation takes none to four of the word's letters, in order; the most probable cuts of all words
give the probabilities for the next round (Viterbi training of a joint model of letters and sounds). Owned by
`wavescribe train lexicon`, on its thread.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from core.decoding.sounds.letter_pieces import Scores, cut
from core.decoding.sounds.lexicon import LETTERS, PRONUNCIATIONS

_VARIANT = re.compile(r"\(\d+\)$")
_REMARK = ";;;"
_ROUNDS = 8
_RAREST = 8

# The one-letter form of ARPAbet (Advanced Research Projects Agency, 1971), a character a sound.
ONE_LETTER = {
    "AA": "a", "AE": "@", "AH": "A", "AO": "c", "AW": "W", "AY": "Y", "B": "b", "CH": "C", "D": "d", "DH": "D",
    "EH": "E", "ER": "R", "EY": "e", "F": "f", "G": "g", "HH": "h", "IH": "I", "IY": "i", "JH": "J", "K": "k",
    "L": "l", "M": "m", "N": "n", "NG": "G", "OW": "o", "OY": "O", "P": "p", "R": "r", "S": "s", "SH": "S",
    "T": "t", "TH": "T", "UH": "U", "UW": "u", "V": "v", "W": "w", "Y": "y", "Z": "z", "ZH": "Z",
}  # fmt: skip


def read_dictionary(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A pronouncing dictionary in CMU's form ("word(2) W ER D"): words in capitals, sounds in one letter each.

    What follows a # is a remark, and so is a line that begins with ;;;. Raises ValueError with the number of a line
    that is something else.
    """
    found: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(lines, start=1):
        name, *sounds = line.split("#")[0].split() or [_REMARK]
        if name.startswith(_REMARK):
            continue
        said = "".join(ONE_LETTER.get(sound.rstrip("012"), "?") for sound in sounds)
        if not said or "?" in said:
            raise ValueError(f"line {number}: not a word and its sounds in ARPAbet")
        word = _VARIANT.sub("", name).upper()
        if said not in found.get(word, ()):
            found[word] = (*found.get(word, ()), said)
    return found


def learn_pieces(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Logarithmic probability of letters given the sound that they stand for, from words and their sounds."""
    scores: dict[tuple[str, str], float] = _first_guess(pairs)
    for _ in range(_ROUNDS):
        counts = Counter(piece for word, said in pairs for piece in cut(word, said, scores) or ())
        scores = _probabilities({piece: count for piece, count in counts.items() if count >= _RAREST})
    return scores


def write_lexicon(folder: Path, pronunciations: Mapping[str, Sequence[str]], scores: Scores) -> None:
    """The folder that `core.decoding.sounds.lexicon` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{word}\t{said}\n" for word in sorted(pronunciations) for said in pronunciations[word]]
    (folder / PRONUNCIATIONS).write_text("".join(lines), encoding="utf-8")
    pieces: dict[str, dict[str, float]] = {}
    for (letters, sound), score in sorted(scores.items()):
        if letters:
            pieces.setdefault(letters, {})[sound] = round(score, 3)
    (folder / LETTERS).write_text(json.dumps(pieces, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _first_guess(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Letters and sounds that stand at about the same place."""
    counts: Counter[tuple[str, str]] = Counter()
    for word, said in pairs:
        for number, sound in enumerate(said):
            near = round(number * (len(word) - 1) / max(1, len(said) - 1))
            for place in (near - 1, near, near + 1):
                if 0 <= place < len(word):
                    counts[word[place], sound] += 1 + (place == near)
    return _probabilities(counts)


def _probabilities(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], float]:
    sums: Counter[str] = Counter()
    for (_, sound), count in counts.items():
        sums[sound] += count
    return {(letters, sound): math.log(count / sums[sound]) for (letters, sound), count in counts.items()}
