"""Which letters of a word stand for which of its sounds. Pure, any thread."""

from __future__ import annotations

from collections.abc import Mapping

_MOST_LETTERS = 4
_UNSEEN = -12.0
_A_LETTER_MORE = -2.0

Cut = tuple[tuple[str, str], ...]
Scores = Mapping[tuple[str, str], float]
"""By letters and the sound that they stand for, the logarithm of a probability."""


def cut(word: str, said: str, scores: Scores) -> Cut | None:
    """The likeliest pieces (letters, sound) of a word, in order; none to four letters a sound.

    None where it has too many letters for its sounds.
    """
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for sound in said:
        places: dict[int, tuple[float, int]] = {}
        for place, (score, _) in best[-1].items():
            for end in range(place, min(place + _MOST_LETTERS, len(word)) + 1):
                unseen = _UNSEEN + _A_LETTER_MORE * max(1, end - place)
                total = score + scores.get((word[place:end], sound), unseen)
                if end not in places or total > places[end][0]:
                    places[end] = (total, place)
        best.append(places)
    if len(word) not in best[-1]:
        return None
    pieces: list[tuple[str, str]] = []
    end = len(word)
    for number in range(len(said), 0, -1):
        place = best[number][end][1]
        pieces.append((word[place:end], said[number - 1]))
        end = place
    return tuple(reversed(pieces))
