"""A text as the sounds that say it: what a model of sounds learns, and what its own reading is held against. Pure."""

from __future__ import annotations

from core.decoding.sounds.lexicon import Lexicon


def sounds_of(text: str, lexicon: Lexicon) -> str | None:
    """The usual pronunciation of each of the text's words, parted by spaces; None where a word has none.

    A letter among letters is spelled: the last way of "A" is its name, the first the article.
    """
    words = text.split()
    said = []
    for number, word in enumerate(words):
        ways = lexicon.ways(word)
        if not ways:
            return None
        around = [other for other in (*words[:number][-1:], *words[number + 1 : number + 2]) if len(other) == 1]
        is_spelled = len(word) == 1 and (bool(around) or len(words) == 1)
        said.append(ways[-1] if is_spelled else ways[0])
    return " ".join(said)
