"""A correction that teaches: which of the words that a user wrote are worth being listened for from now on."""

from __future__ import annotations

from collections.abc import Iterable

from core.decoding.hotwords import Hotword
from core.decoding.language_model import read_known_words
from core.models.catalogue import language_model_of

SHORTEST = 3


def known_words(model: str) -> frozenset[str]:
    """The words that a model's own language model knows, in lower case; none where it has no list of them.

    Raises LanguageModelError where the list cannot be read.
    """
    folder = language_model_of(model)
    return frozenset(word.lower() for word in read_known_words(folder)) if folder is not None else frozenset()


def worth_listening_for(text: str, known: frozenset[str], hotwords: Iterable[Hotword]) -> tuple[str, ...]:
    """Words of `text` that the language model does not know and no hotword holds, each once.

    Where nothing is known of its words there is nothing to tell: a model without a list gets no suggestions.
    """
    if not known:
        return ()
    listed = {word for hotword in hotwords for word in hotword.text.lower().split()}
    words = dict.fromkeys(word.strip('.,;:!?"“”()') for word in text.split())
    return tuple(
        word
        for word in words
        if len(word) >= SHORTEST
        and any(character.isalpha() for character in word)
        and word.lower() not in known
        and word.lower() not in listed
    )
