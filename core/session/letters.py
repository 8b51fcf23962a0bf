"""How sure the model was of each letter of a word: of finals as they come, and of kept sessions. Any thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.decoding.calibration import letters_of
from core.session.recognition import Engine, calibration_of
from core.streaming.captions import Caption, FinalCaption

if TYPE_CHECKING:
    from core.session.library import KeptWord, Library

Letters = tuple[tuple[str, float], ...]
"""The letters of a word, each with its confidence, 0 to 1."""


def with_letters(caption: Caption, engine: Engine) -> Caption:
    """Where the engine's options ask for it: a final with its letters, and without the emission that says them.

    Everything else stays as it is. Raises ModelError.
    """
    if not engine.options.letters or not isinstance(caption, FinalCaption) or caption.emission is None:
        return caption
    emission, vocabulary = caption.emission, engine.model.vocabulary_of(caption.language)
    letters = tuple(letters_of(word, emission, vocabulary, engine.calibration) for word in caption.words)
    return replace(caption, emission=None, letters=letters)


def letters_of_kept(library: Library, session: str, number: int, word: KeptWord) -> Letters:
    """The letters of a word of segment `number`, by its kept emission.

    None where no emission was kept, and of words that the user wrote or gave other times. Raises LibraryError, and
    ModelError where what lies beside the model cannot be read.
    """
    kept = None if word.edited or word.retimed else library.emissions.one(session, number)
    if kept is None:
        return ()
    return letters_of(word.word, kept.emission, kept.vocabulary, calibration_of(library.recognition(session)))
